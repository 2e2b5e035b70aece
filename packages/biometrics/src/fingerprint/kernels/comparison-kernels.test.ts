import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compiledComparison } from './comparison-compiled.ts';
import { type ComparisonSettings, type KernelPrint, kernelPrint, wordOf } from './comparison-kernels.ts';
import { readableComparison } from './comparison-twin.ts';

const settings: ComparisonSettings = {
  seeds: {
    cellsLeast: 20,
    least: 40,
    seeds: 30,
    rounds: 4,
    prior: 8,
    best: 8,
    evidenceLeast: 0,
    near: 80 ** 2,
    far: 0.06,
    norm: 16,
    turnWeights: Float64Array.from({ length: 128 }, (_, i) => Math.max(0, 1 - (i / 40) ** 2)),
  },
  growth: {
    hypotheses: 3,
    startPairs: 5,
    startShift: 30,
    startSlope: 0.2,
    startTurn: 0.6,
    rounds: 3,
    directionLever: 20,
    bendReach: 60,
    bendPrior: 0.3,
    bendMost: 24,
    tolerance: 9,
    toleranceSlope: 0.07,
    toleranceMost: 20,
    turnTolerance: 24,
  },
};

/** Points with cylinders that are alike often enough for seeds to be found, and others around them. */
const print: fc.Arbitrary<KernelPrint> = fc
  .record({
    points: fc.array(
      fc.record({
        floors: fc.array(fc.constantFrom(0, 0x0f0f0f0f, 0x33333333, -1, 0x55aa55aa), {
          minLength: 10,
          maxLength: 10,
        }),
        known: fc.constantFrom(-1, 0x00ffffff, 0x0000ffff),
        x: fc.integer({ min: 0, max: 1600 }),
        y: fc.integer({ min: 0, max: 1600 }),
        direction: fc.integer({ min: 0, max: 255 }),
      }),
      { minLength: 0, maxLength: 40 },
    ),
    surrounded: fc.double({ min: 0.5, max: 1, noNaN: true }),
  })
  .map(({ points, surrounded }) => {
    const count = Math.round(points.length * surrounded);
    const words = kernelPrint(
      {
        count: points.length,
        x: points.map(({ x }) => x),
        y: points.map(({ y }) => y),
        direction: points.map(({ direction }) => direction),
      },
      count,
    );
    points.slice(0, count).forEach(({ floors, known }, i) => {
      words.set([known, known, ...floors.map((word) => word & known), 4096 * 3], wordOf(i));
    });
    return words;
  });

describe('the compiled comparison', () => {
  it('finds the same pairings as its twin', () => {
    let [pairings, pairs] = [0, 0];
    fc.assert(
      fc.property(print, print, (a, b) => {
        const found = compiledComparison.pairingsOf(a, b, settings);
        pairings += found.pairings.length;
        pairs += found.pairings.reduce((sum, pairing) => sum + pairing.pairs.length, 0);
        expect(found).toEqual(readableComparison.pairingsOf(a, b, settings));
      }),
      { seed: 1, numRuns: 300 },
    );
    expect(pairings).toBeGreaterThan(500);
    expect(pairs).toBeGreaterThan(500);
  });

  it('finds the same in two views of one print', () => {
    let pairs = 0;
    fc.assert(
      fc.property(print, fc.integer({ min: -60, max: 60 }), (a, shift) => {
        const b = a.slice();
        for (let i = 0; i < a[0]!; i++) b[wordOf(i) + 13]! += shift;
        const rows = new Int16Array(b.buffer, 4 * wordOf(a[0]!));
        for (let i = 0; i < a[1]!; i++) rows[i]! += shift;
        const found = compiledComparison.pairingsOf(a, b, settings);
        pairs += found.pairings[0]?.pairs.length ?? 0;
        expect(found).toEqual(readableComparison.pairingsOf(a, b, settings));
      }),
      { seed: 3, numRuns: 100 },
    );
    expect(pairs).toBeGreaterThan(400);
  });

  it('grows no pairing where there is too little evidence', () => {
    const strict = { ...settings, seeds: { ...settings.seeds, evidenceLeast: 3 } };
    fc.assert(
      fc.property(print, print, (a, b) => {
        const found = compiledComparison.pairingsOf(a, b, strict);
        expect(found).toEqual(readableComparison.pairingsOf(a, b, strict));
        expect(found.pairings.length === 0 || found.evidence >= 3).toBe(true);
      }),
      { seed: 2, numRuns: 50 },
    );
  });

  it('refuses a print that its memory does not hold', () => {
    const many = Array.from({ length: 129 }, () => 0);
    expect(() => kernelPrint({ count: 129, x: many, y: many, direction: many }, 10)).toThrow(RangeError);
    expect(() => kernelPrint({ count: 10, x: many, y: many, direction: many }, 11)).toThrow(RangeError);
  });
});
