import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlainDate } from '../kernel/calendar.ts';
import type { PlaceId } from '../kernel/ids.ts';
import {
  type ConsumableMovement,
  type ConsumablePlace,
  decideMovePrints,
  isOutsidePrints,
} from './consumable.ts';
import { decideCountPrints } from './count.ts';
import { placeKey } from './piece-place.ts';
import { codeOf, today } from './testing/pieces.ts';

describe('prints left', () => {
  const supplier: ConsumablePlace = { kind: 'supplier' };
  const toStore: ConsumablePlace = { kind: 'store' };
  const at = (name: string): ConsumablePlace => ({ kind: 'desk', place: `plc_${name}` as PlaceId });
  const prints = (
    from: ConsumablePlace,
    to: ConsumablePlace,
    amount: number,
    item: ConsumableMovement['item'] = 'ribbon',
  ): ConsumableMovement => ({
    item,
    prints: amount,
    from,
    to,
    paper: 'faktur 7',
    reason: 'terlipat di mesin',
    dueOn: '2018-03-01' as PlainDate,
    counterpart: null,
  });

  it('BLK10 no more leaves than lies there, and only a desk uses up', () => {
    const judge = (left: number, next: ConsumableMovement) => codeOf(decideMovePrints(left, next, today));
    expect(judge(0, prints(supplier, toStore, 500))).toBe('ok');
    expect(judge(500, prints(toStore, at('a'), 500))).toBe('ok');
    expect(decideMovePrints(500, prints(toStore, at('a'), 501), today)).toMatchObject({
      details: { left: 500 },
    });
    expect(judge(500, prints(toStore, { kind: 'used' }, 1))).toBe('BLANK_WAY_CLOSED');
    expect(judge(500, prints(at('a'), at('a'), 1))).toBe('BLANK_WAY_CLOSED');
    for (const amount of [0, -1, 0.5, Number.NaN])
      expect(judge(500, prints(toStore, at('a'), amount))).toBe('BLANK_PRINTS_INVALID');
  });

  it('BLK7, BLK13 asks for paper, reason and day as for pieces', () => {
    const judge = (next: ConsumableMovement) => codeOf(decideMovePrints(500, next, today));
    expect(judge({ ...prints(supplier, toStore, 1), paper: null })).toBe('BLANK_PAPER_MISSING');
    expect(judge({ ...prints(toStore, { kind: 'spoiled' }, 1), reason: null })).toBe('BLANK_REASON_MISSING');
    const lend = prints(toStore, { kind: 'lent', office: 'Kab. TTS' }, 1);
    expect(judge({ ...lend, dueOn: null })).toBe('BLANK_DUE_DAY_MISSING');
  });

  it('BLK8, BLK9 a count above the book is refused, one below is explained', () => {
    expect(decideCountPrints(500, 501, 'salah hitung')).toMatchObject({
      code: 'BLANK_PRINTS_ABOVE_BOOK',
      details: { book: 500, counted: 501 },
    });
    expect(codeOf(decideCountPrints(500, 480, null))).toBe('BLANK_DIFFERENCE_UNEXPLAINED');
    expect(codeOf(decideCountPrints(500, 480, 'uji cetak 20 kali'))).toBe('ok');
    expect(codeOf(decideCountPrints(500, 500, null))).toBe('ok');
    expect(codeOf(decideCountPrints(500, Number.NaN, null))).toBe('BLANK_PRINTS_INVALID');
  });

  it('BLK10 whatever moves, no place is overdrawn and what came in is somewhere', () => {
    const office = 'Kab. TTS';
    const places: ConsumablePlace[] = [
      supplier,
      { kind: 'borrowed', office },
      toStore,
      at('a'),
      at('b'),
      { kind: 'used' },
      { kind: 'spoiled' },
      { kind: 'lost' },
      { kind: 'lent', office },
    ];
    const wish = fc.record({
      item: fc.constantFrom('ribbon' as const, 'film' as const),
      amount: fc.integer({ min: 1, max: 50 }),
      from: fc.constantFrom(...places),
      to: fc.constantFrom(...places),
    });
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 80 }), (sequence) => {
        const left = new Map<string, number>();
        const at = (item: string, place: ConsumablePlace) => left.get(`${item} ${placeKey(place)}`) ?? 0;
        const add = (item: string, place: ConsumablePlace, amount: number) =>
          left.set(`${item} ${placeKey(place)}`, at(item, place) + amount);
        for (const { item, amount, from, to } of sequence) {
          if (!decideMovePrints(at(item, from), prints(from, to, amount, item), today).ok) continue;
          add(item, from, -amount);
          add(item, to, amount);
        }
        for (const item of ['ribbon', 'film'] as const) {
          const inside = places.filter((place) => !isOutsidePrints(place)).map((place) => at(item, place));
          const outside = places.filter(isOutsidePrints).map((place) => at(item, place));
          expect(Math.min(...inside)).toBeGreaterThanOrEqual(0);
          expect(sum(inside) + sum(outside)).toBe(0);
        }
      }),
      { seed: 2019, numRuns: 300 },
    );
  });
});

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
