import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instant, PlainDate } from '../kernel/calendar.ts';
import type { CardId, OfficerId, PlaceId } from '../kernel/ids.ts';
import { type ConsumableMovement, type ConsumablePlace, decideMovePrints, printsLeft } from './consumable.ts';
import { decideCount } from './count.ts';
import {
  accountOf,
  decideMovePieces,
  evolveLedger,
  type PieceLedger,
  type PieceMovement,
  rangesAt,
} from './ledger.ts';
import { deriveStockOutlook } from './outlook.ts';
import { isOutside, type PiecePlace, placeKey, waysOfPieces } from './piece-place.ts';
import { overlapAmong, parseSerialRange, piecesInAll, type SerialRange, tellRange } from './serial.ts';

const centre: PiecePlace = { kind: 'centre' };
const store: PiecePlace = { kind: 'store' };
const spoiled: PiecePlace = { kind: 'spoiled' };
const desk = (name: string): PiecePlace => ({ kind: 'desk', place: `plc_${name}` as PlaceId });
const card = (name: string): PiecePlace => ({ kind: 'card', card: `crd_${name}` as CardId });
const resident = (name: string): PiecePlace => ({ kind: 'resident', card: `crd_${name}` as CardId });
const range = (from: number, to = from, prefix = 'KT'): SerialRange => ({ prefix, width: 4, from, to });
const movement = (from: PiecePlace, to: PiecePlace, ...ranges: SerialRange[]): PieceMovement => ({
  ranges,
  from,
  to,
  paper: 'BAST/1',
  reason: 'warna bergaris',
  by: 'ofc_1' as OfficerId,
  at: '2018-02-01T02:00:00.000Z' as Instant,
});
const codeOf = (outcome: { ok: boolean; code?: string }) => (outcome.ok ? 'ok' : outcome.code);
const follow = (...movements: PieceMovement[]): PieceLedger =>
  movements.reduce((ledger, next) => {
    expect(codeOf(decideMovePieces(ledger, next))).toBe('ok');
    return evolveLedger(ledger, next);
  }, [] as PieceLedger);
const received = movement(centre, store, range(1, 100));

describe('serials', () => {
  it('BLK1 a range is told by its first and last serial', () => {
    expect(parseSerialRange('kt 0001', 'KT0100')).toEqual({ ok: true, value: range(1, 100) });
    expect([tellRange(range(7)), tellRange(range(7, 12))]).toEqual(['KT0007', 'KT0007–KT0012']);
  });

  it.each([
    ['KT0100', 'KT0001'],
    ['KT0001', 'KU0002'],
    ['KT001', 'KT0002'],
    ['KT', 'KT'],
    ['', ''],
    ['KT0001;', 'KT0002'],
  ])('BLK1 %j to %j is no range', (first, last) => {
    expect(codeOf(parseSerialRange(first, last))).toBe('BLANK_RANGE_INVALID');
  });

  it('BLK1 a long serial loses no digit', () => {
    const long = '98765432109876543210';
    const outcome = parseSerialRange(long, long);
    expect(outcome.ok && tellRange(outcome.value)).toBe(long);
  });

  it('BLK4 an overlap behind a long range is seen too', () => {
    expect(overlapAmong([range(50, 60), range(1, 90), range(95, 99)])).toEqual(range(50, 60));
    expect(overlapAmong([range(1, 9), range(10, 20), range(1, 9, 'KU')])).toBeNull();
  });
});

describe('the book', () => {
  it('BLK2 a range splits where a part of it moves', () => {
    const ledger = follow(received, movement(store, desk('a'), range(41, 50)));
    expect(rangesAt(ledger, store)).toEqual([range(1, 40), range(51, 100)]);
    expect(rangesAt(ledger, desk('a'))).toEqual([range(41, 50)]);
  });

  it.each([
    [resident('1'), store],
    [{ kind: 'destroyed' } as const, store],
    [store, { kind: 'destroyed' } as const],
    [centre, desk('a')],
    [store, resident('1')],
    [store, card('1')],
    [desk('a'), desk('a')],
  ])('BLK3 no way from %j to %j', (from, to) => {
    expect(codeOf(decideMovePieces([], movement(from, to, range(1))))).toBe('BLANK_WAY_CLOSED');
  });

  it('BLK4 a consignment that overlaps is refused with the overlap', () => {
    expect(decideMovePieces(follow(received), movement(centre, store, range(95, 120)))).toMatchObject({
      code: 'BLANK_SERIAL_OVERLAP',
      details: { overlap: 'KT0095–KT0100' },
    });
    expect(decideMovePieces([], movement(centre, store, range(1, 9), range(9, 12)))).toMatchObject({
      code: 'BLANK_SERIAL_OVERLAP',
      details: { overlap: 'KT0009' },
    });
  });

  it('BLK4 pieces that are not there do not move', () => {
    const ledger = follow(received, movement(store, desk('a'), range(1, 10)));
    expect(decideMovePieces(ledger, movement(store, desk('b'), range(5, 20)))).toMatchObject({
      code: 'BLANK_NOT_THERE',
      details: { serials: 'KT0005–KT0010' },
    });
    expect(codeOf(decideMovePieces(ledger, movement(store, desk('b'))))).toBe('BLANK_NOTHING_NAMED');
  });

  it('BLK4 pieces given back to the centre may come again', () => {
    follow(received, movement(store, centre, range(1, 10)), movement(centre, store, range(1, 10)));
  });

  it('BLK6 one piece a card, and to its own resident only', () => {
    const atDesk = follow(received, movement(store, desk('a'), range(1, 10)));
    const take = (...ranges: SerialRange[]) => movement(desk('a'), card('1'), ...ranges);
    expect(codeOf(decideMovePieces(atDesk, take(range(1, 2))))).toBe('BLANK_ONE_PIECE_A_CARD');
    const onCard = evolveLedger(atDesk, take(range(1)));
    expect(codeOf(decideMovePieces(onCard, take(range(2))))).toBe('BLANK_ONE_PIECE_A_CARD');
    const hand = (to: PiecePlace) => codeOf(decideMovePieces(onCard, movement(card('1'), to, range(1))));
    expect([hand(resident('2')), hand(resident('1'))]).toEqual(['BLANK_OTHER_CARD', 'ok']);
  });

  it('BLK7 asks for the paper and for the reason', () => {
    expect(codeOf(decideMovePieces([], { ...received, paper: ' ' }))).toBe('BLANK_PAPER_MISSING');
    const spoil = movement(store, spoiled, range(1));
    expect(codeOf(decideMovePieces(follow(received), { ...spoil, reason: 'ok' }))).toBe(
      'BLANK_REASON_MISSING',
    );
    const destroy = movement(spoiled, { kind: 'destroyed' }, range(1));
    const judge = (changes: Partial<PieceMovement>) =>
      codeOf(decideMovePieces(follow(received, spoil), { ...destroy, ...changes }));
    expect([judge({}), judge({ paper: null }), judge({ reason: null })]).toEqual([
      'ok',
      'BLANK_PAPER_MISSING',
      'BLANK_REASON_MISSING',
    ]);
  });
});

const lent: PiecePlace = { kind: 'lent', office: 'Kab. Kupang' };
const borrowed: PiecePlace = { kind: 'borrowed', office: 'Kab. Kupang' };
const aside: PiecePlace[] = [spoiled, { kind: 'destroyed' }, { kind: 'lost' }, lent];
const issuing = ['1', '2', '3'].flatMap((name) => [card(name), resident(name)]);
const everywhere = [centre, borrowed, store, desk('a'), desk('b'), ...aside, ...issuing];
const pairs = everywhere.flatMap((from) =>
  everywhere
    .filter((to) => (waysOfPieces[from.kind] as readonly string[]).includes(to.kind))
    .map((to) => [from, to] as const),
);

/** A wild movement goes any way with any serials, a tame one takes what lies somewhere. */
const wishes = fc.array(
  fc.record({
    way: fc.nat(9999),
    first: fc.nat(59),
    length: fc.integer({ min: 1, max: 12 }),
    wild: fc.boolean(),
  }),
  { minLength: 20, maxLength: 80, size: 'max' },
);

describe('any sequence of movements', () => {
  it('BLK2 BLK4 BLK5 balances at every place and for the office, and keeps each piece once', () => {
    const reached = new Set<string>();
    let done = 0;
    fc.assert(
      fc.property(wishes, (sequence) => {
        let ledger: PieceLedger = [];
        const movements: PieceMovement[] = [];
        const model = new Map<number, string>();
        for (const { way, first, length, wild } of sequence) {
          const open = pairs.filter(([from]) => wild || isOutside(from) || rangesAt(ledger, from).length > 0);
          const [from, to] = open[way % open.length]!;
          const there = rangesAt(ledger, from)[first % Math.max(1, rangesAt(ledger, from).length)];
          const some = to.kind === 'card' ? 1 : length;
          const asked =
            wild || !there
              ? range(first, first + some - 1)
              : { ...there, to: Math.min(there.to, there.from + some - 1) };
          const next = movement(from, to, asked);
          const serials = Array.from({ length: asked.to - asked.from + 1 }, (_, i) => asked.from + i);
          const outcome = decideMovePieces(ledger, next);
          const fits = serials.every((serial) =>
            isOutside(from) ? !model.has(serial) : model.get(serial) === placeKey(from),
          );
          if (!outcome.ok) {
            if (fits) expect(outcome.code).toMatch(/BLANK_(ONE_PIECE_A_CARD|OTHER_CARD|WAY_CLOSED)/);
            continue;
          }
          expect(fits).toBe(true);
          done++;
          reached.add(to.kind);
          ledger = evolveLedger(ledger, next);
          movements.push(next);
          for (const serial of serials)
            if (isOutside(to)) model.delete(serial);
            else model.set(serial, placeKey(to));

          expect(overlapAmong(ledger.map((holding) => holding.range))).toBeNull();
          expect(piecesInAll(ledger.map((holding) => holding.range))).toBe(model.size);
          for (const where of everywhere.filter((place) => !isOutside(place))) {
            const { received: came, gone, inStock } = accountOf(movements, where);
            const went = Object.values(gone).reduce((sum, pieces) => sum + pieces, 0);
            const modelled = [...model.values()].filter((key) => key === placeKey(where)).length;
            expect(came).toBe(went + inStock);
            expect([inStock, piecesInAll(rangesAt(ledger, where))]).toEqual([modelled, modelled]);
          }
          const netReceived = [centre, borrowed].reduce(
            (sum, where) => sum - accountOf(movements, where).inStock,
            0,
          );
          const inside = everywhere.filter((place) => !isOutside(place));
          expect(netReceived).toBe(
            inside.reduce((sum, where) => sum + accountOf(movements, where).inStock, 0),
          );
        }
      }),
      { seed: 2018, numRuns: 200 },
    );
    expect(done).toBeGreaterThan(2000);
    expect([...reached].sort()).toEqual(Object.keys(waysOfPieces).sort());
  });
});

describe('stock-taking', () => {
  const ledger = follow(received);

  it('BLK8 what the book does not have is refused by serial', () => {
    expect(decideCount(ledger, store, [range(1, 103)], 'salah hitung')).toMatchObject({
      code: 'BLANK_COUNT_ABOVE_BOOK',
      details: { serials: 'KT0101–KT0103', book: 100, counted: 103 },
    });
    const sameNumber = decideCount(ledger, store, [range(2, 101)], 'salah hitung');
    expect(codeOf(sameNumber)).toBe('BLANK_COUNT_ABOVE_BOOK');
    expect(codeOf(decideCount(ledger, store, [range(1, 5), range(5, 9)], null))).toBe('BLANK_SERIAL_OVERLAP');
  });

  it('BLK9 missing pieces are named and need an explanation', () => {
    const found = [range(1, 40), range(43, 100)];
    expect(codeOf(decideCount(ledger, store, found, null))).toBe('BLANK_DIFFERENCE_UNEXPLAINED');
    expect(decideCount(ledger, store, found, 'menunggu keterangan petugas')).toMatchObject({
      value: { book: 100, counted: 98, missing: [range(41, 42)] },
    });
    expect(decideCount(ledger, store, [range(1, 100)], null)).toMatchObject({ value: { missing: [] } });
  });
});

describe('prints left', () => {
  const came: ConsumableMovement = { item: 'ribbon', prints: 500, from: 'supplier', to: 'store' };
  const toDesk: ConsumableMovement = { ...came, from: 'store', to: 'desk:a' };

  it('BLK10 no more leaves than lies there, of the same item, and only a desk uses up', () => {
    expect(codeOf(decideMovePrints([came], toDesk))).toBe('ok');
    expect(decideMovePrints([came], { ...toDesk, prints: 501 })).toMatchObject({ details: { left: 500 } });
    expect(codeOf(decideMovePrints([came], { ...toDesk, item: 'film' }))).toBe('BLANK_PRINTS_SHORT');
    expect(codeOf(decideMovePrints([came], { ...toDesk, to: 'used' }))).toBe('BLANK_WAY_CLOSED');
    for (const prints of [0, -1, 0.5, Number.NaN])
      expect(codeOf(decideMovePrints([came], { ...toDesk, prints }))).toBe('BLANK_PRINTS_INVALID');
  });

  it('BLK10 whatever moves, no place is overdrawn and what came in is somewhere', () => {
    const places: ConsumablePlace[] = [
      'supplier',
      'store',
      'desk:a',
      'desk:b',
      'used',
      'spoiled',
      'lost',
      'lent',
    ];
    const wish = fc.record({
      item: fc.constantFrom('ribbon' as const, 'film' as const),
      prints: fc.integer({ min: 1, max: 50 }),
      from: fc.constantFrom(...places),
      to: fc.constantFrom(...places),
    });
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 80 }), (sequence) => {
        const movements: ConsumableMovement[] = [];
        for (const next of sequence) if (decideMovePrints(movements, next).ok) movements.push(next);
        for (const item of ['ribbon', 'film'] as const) {
          const left = places.map((place) => printsLeft(movements, item, place));
          expect(left.reduce((sum, prints) => sum + prints, 0)).toBe(0);
          expect(Math.min(...left.slice(1))).toBeGreaterThanOrEqual(0);
        }
      }),
      { seed: 500, numRuns: 200 },
    );
  });
});

describe('how long the stock lasts', () => {
  const today = '2018-06-25' as PlainDate;

  it('BLK11 follows from the use of the last days', () => {
    expect(deriveStockOutlook(100, [10, 20, 30, 20, 20], today)).toEqual({
      daysLeft: 5,
      runsOutOn: '2018-06-30',
    });
    expect(deriveStockOutlook(199, [20, 20, 20, 20, 20], today)).toMatchObject({ daysLeft: 9 });
  });

  it('BLK11 is not known without use to go by, and an empty stock lasts no day', () => {
    expect(deriveStockOutlook(100, [20, 20, 20, 20], today)).toBeNull();
    expect(deriveStockOutlook(100, [0, 0, 0, 0, 0], today)).toBeNull();
    expect(deriveStockOutlook(0, [], today)).toEqual({ daysLeft: 0, runsOutOn: today });
  });
});
