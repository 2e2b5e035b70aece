import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evolveLedger, type PieceLedger, rangesAt } from './ledger.ts';
import { joinRanges, overlapAmong, piecesInAll, type SerialRange } from './serial.ts';
import { takeLowest } from './taking.ts';
import { card, desk, follow, movement, range, received, store } from './testing/pieces.ts';

const serialRanges = fc.array(
  fc
    .record({ from: fc.nat(40), length: fc.nat(6), prefix: fc.constantFrom('KT', 'KU') })
    .map(({ from, length, prefix }) => range(from, from + length, prefix)),
  { maxLength: 12 },
);
const serialsIn = (ranges: readonly SerialRange[]): string[] =>
  ranges.flatMap(({ prefix, from, to }) =>
    Array.from({ length: to - from + 1 }, (_, nth) => `${prefix}${from + nth}`),
  );

describe('many pieces at once', () => {
  it('BLK2 joined ranges name the same pieces, each once, and none of them touches another', () => {
    fc.assert(
      fc.property(serialRanges, (ranges) => {
        const joined = joinRanges(ranges);
        expect(new Set(serialsIn(joined))).toEqual(new Set(serialsIn(ranges)));
        expect(overlapAmong(joined.map((one) => ({ ...one, to: one.to + 1 })))).toBeNull();
      }),
    );
  });

  it('BLK17 takes the lowest free serials, one a card, or none where there are too few', () => {
    fc.assert(
      fc.property(serialRanges, fc.nat(40), (ranges, count) => {
        const free = joinRanges(ranges);
        const taken = takeLowest(free, count);
        const all = serialsIn(free);
        expect(taken?.map(({ prefix, from }) => `${prefix}${from}`)).toEqual(
          count > all.length ? undefined : all.slice(0, count),
        );
        expect(taken?.every((piece) => piecesInAll([piece]) === 1) ?? true).toBe(true);
      }),
    );
  });

  it('BLK2 the book after movements at once is the book after one after the other', () => {
    const atDesk = follow(received, movement(store, desk('a'), range(1, 100)));
    const pieces = takeLowest(rangesAt(atDesk, desk('a')), 7)!;
    const takes = pieces.map((piece, nth) => movement(desk('a'), card(String(nth)), piece));
    const oneByOne = takes.reduce((ledger, next) => evolveLedger(ledger, next), atDesk);
    const bySerial = (ledger: PieceLedger) => ledger.toSorted((a, b) => a.range.from - b.range.from);
    expect(bySerial(evolveLedger(atDesk, ...takes))).toEqual(bySerial(oneByOne));
  });
});
