import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compiledComparison } from './comparison-compiled.ts';
import { pointWords, type SeedSettings } from './comparison-kernels.ts';
import { readableComparison } from './comparison-twin.ts';

const settings: SeedSettings = {
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
};

/** Points with cylinders that are alike often enough for seeds to be found. */
const block = fc
  .array(
    fc.record({
      floors: fc.array(fc.constantFrom(0, 0x0f0f0f0f, 0x33333333, -1, 0x55aa55aa), {
        minLength: 12,
        maxLength: 12,
      }),
      known: fc.constantFrom(-1, 0x00ffffff, 0x0000ffff),
      x: fc.integer({ min: 0, max: 1600 }),
      y: fc.integer({ min: 0, max: 1600 }),
      direction: fc.integer({ min: 0, max: 255 }),
    }),
    { minLength: 0, maxLength: 40 },
  )
  .map((points) => {
    const words = new Int32Array(points.length * pointWords);
    points.forEach(({ floors, known, x, y, direction }, i) => {
      const masked = floors.map((word) => word & known);
      words.set([known, known, ...masked, 4096 * 3, x, y, direction], i * pointWords);
    });
    return words;
  });

describe('the compiled comparison', () => {
  it('finds the same seeds as its twin', () => {
    let found = 0;
    fc.assert(
      fc.property(block, block, (a, b) => {
        const seeds = compiledComparison.seedsOf(a, b, settings);
        found += seeds.count;
        expect(seeds).toEqual(readableComparison.seedsOf(a, b, settings));
      }),
      { seed: 1, numRuns: 200 },
    );
    expect(found).toBeGreaterThan(2000);
  });

  it('tells no seeds where there is too little evidence', () => {
    fc.assert(
      fc.property(block, block, (a, b) => {
        const strict = { ...settings, evidenceLeast: 3 };
        const seeds = compiledComparison.seedsOf(a, b, strict);
        expect(seeds).toEqual(readableComparison.seedsOf(a, b, strict));
        expect(seeds.count === 0 || seeds.evidence >= 3).toBe(true);
      }),
      { seed: 2, numRuns: 50 },
    );
  });

  it('refuses a block that its memory does not hold', () => {
    const long = new Int32Array(256 * pointWords);
    expect(() => compiledComparison.seedsOf(long, long, settings)).toThrow(RangeError);
  });
});
