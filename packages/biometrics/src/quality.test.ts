import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerQuality } from './quality.ts';
import { impressionOf, synthesizeFinger } from './synthetic/finger.ts';
import { pixelNoise } from './synthetic/smooth-noise.ts';

describe('finger quality', () => {
  const masters = (['R2', 'L1'] as const).map((finger) => synthesizeFinger({ seed: 'quality', finger }));

  it('falls when noise is added, never rises', () => {
    const scenario = fc.record({
      which: fc.nat({ max: masters.length - 1 }),
      seed: fc.nat({ max: 1000 }),
      quality: fc.integer({ min: 40, max: 100 }),
      salt: fc.nat(),
    });
    fc.assert(
      fc.property(scenario, ({ which, seed, quality, salt }) => {
        const print = impressionOf(masters[which]!, { seed, quality });
        const scores = [0, 60, 120, 240].map((amplitude) =>
          fingerQuality({
            ...print,
            pixels: Uint8Array.from(print.pixels, (value, i) =>
              Math.max(0, Math.min(255, value + amplitude * pixelNoise(i, salt))),
            ),
          }),
        );
        expect(scores).toEqual([...scores].sort((a, b) => b - a));
        expect(scores[3]).toBeLessThan(scores[0]! * 0.7);
      }),
      { seed: 7, numRuns: 15 },
    );
  });

  it('wants skin: an empty glass, pure noise and a corner of a finger score little', () => {
    const size = { width: 400, height: 500, dpi: 500 };
    expect(fingerQuality({ ...size, pixels: new Uint8Array(200_000).fill(245) })).toBe(0);
    const noise = Uint8Array.from({ length: 200_000 }, (_, i) => 128 + 127 * pixelNoise(i, 1));
    expect(fingerQuality({ ...size, pixels: noise })).toBeLessThan(10);
    const corner = impressionOf(masters[0]!, { seed: 1, quality: 95, shiftPx: { x: 250, y: 260 } });
    expect(fingerQuality(corner)).toBeLessThan(
      fingerQuality(impressionOf(masters[0]!, { seed: 1, quality: 95 })) / 2,
    );
  });
});
