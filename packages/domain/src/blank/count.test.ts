import { describe, expect, it } from 'vitest';
import { decideCount } from './count.ts';
import type { SerialRange } from './serial.ts';
import { card, codeOf, follow, range, received, returned, store } from './testing/pieces.ts';

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

describe('stock-taking of cards', () => {
  it('BLK8, BLK9 cards that wait, and those that came back, are counted together, whosever they are', () => {
    const returns = ['1', '2', '3'].map((name, nth) => ({ where: returned(name), range: range(nth + 1) }));
    const ledger = [...returns, { where: card('4'), range: range(4) }];
    const count = (found: SerialRange[], explanation: string | null = null) =>
      decideCount(ledger, { kind: 'returned' }, found, explanation);
    expect(count([range(1, 3)])).toMatchObject({ value: { book: 3, counted: 3, missing: [] } });
    expect(codeOf(count([range(1, 4)]))).toBe('BLANK_COUNT_ABOVE_BOOK');
    expect(decideCount(ledger, { kind: 'card' }, [range(4)], null)).toMatchObject({ value: { book: 1 } });
    expect(codeOf(decideCount(ledger, { kind: 'card' }, [], null))).toBe('BLANK_DIFFERENCE_UNEXPLAINED');
    expect(codeOf(count([range(1), range(3)]))).toBe('BLANK_DIFFERENCE_UNEXPLAINED');
    expect(count([range(1), range(3)], 'sedang dicari')).toMatchObject({ value: { missing: [range(2)] } });
  });
});
