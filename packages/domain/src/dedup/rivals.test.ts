import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toInstant } from '../kernel/calendar.ts';
import { makeId } from '../kernel/ids.ts';
import type { Contender } from './rivals.ts';
import { areRivals, firstReceived } from './rivals.ts';

const contender = fc
  .record({
    ms: fc.integer({ min: 0, max: 3 }),
    n: fc.integer({ min: 0, max: 20 }),
    nik: fc.constantFrom('a', 'b'),
  })
  .map(
    ({ ms, n, nik }): Contender => ({
      packetId: makeId('packet', n, new Uint8Array(10)),
      nik,
      receivedAt: toInstant(ms),
    }),
  );

describe('rivals', () => {
  it('DUP1 are different packets about one NIK', () => {
    fc.assert(
      fc.property(contender, contender, (a, b) => {
        expect(areRivals(a, b)).toBe(a.nik === b.nik && a.packetId !== b.packetId);
        expect(areRivals(a, b)).toBe(areRivals(b, a));
        expect(areRivals(a, a)).toBe(false);
      }),
      { seed: 101 },
    );
  });

  it('DUP2 the first received counts, whoever is asked about first', () => {
    fc.assert(
      fc.property(contender, contender, (a, b) => {
        fc.pre(a.packetId !== b.packetId);
        const first = firstReceived(a, b);
        expect(first).toBe(firstReceived(b, a));
        const other = first === a ? b : a;
        expect(first.receivedAt <= other.receivedAt).toBe(true);
        if (first.receivedAt === other.receivedAt) expect(first.packetId < other.packetId).toBe(true);
      }),
      { seed: 102 },
    );
  });

  it('DUP3 among many the order of comparing does not matter', () => {
    const many = fc.uniqueArray(contender, {
      minLength: 1,
      maxLength: 6,
      selector: ({ packetId }) => packetId,
    });
    fc.assert(
      fc.property(many, (all) => {
        const first = all.reduce((a, b) => firstReceived(a, b));
        expect(all.reduceRight((a, b) => firstReceived(a, b))).toBe(first);
      }),
      { seed: 103 },
    );
  });
});
