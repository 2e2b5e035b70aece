import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FingerCode, fingerCodes } from '../finger-code.ts';
import { comparePrints } from '../fingerprint/comparison/compare.ts';
import { prepareTemplate } from '../fingerprint/comparison/prepared-template.ts';
import { extractTemplate } from '../fingerprint/extract.ts';
import type { GreyImage } from '../grey-image.ts';
import { fingerQuality } from '../quality.ts';
import { type FingerMaster, impressionOf, synthesizeFinger } from './finger.ts';
import { ordinaryImpressionOf } from './ordinary-touch.ts';
import { choosePattern } from './orientation-field.ts';
import { seededRandom } from './random.ts';
import { slapImage } from './slap.ts';

const grown = new Map<string, FingerMaster>();
const master = (seed: string, finger: FingerCode): FingerMaster => {
  const key = `${seed} ${finger}`;
  const found = grown.get(key) ?? synthesizeFinger({ seed, finger });
  grown.set(key, found);
  return found;
};

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A touch as a machine would do it: nothing moved, turned or bent. */
const still = { rotationDeg: 0, shiftPx: { x: 0, y: 0 }, distortionPx: 0 };

/** Pearson's correlation of the middle of two pictures. */
function correlation(a: GreyImage, b: GreyImage): number {
  let [n, sa, sb, saa, sbb, sab] = [0, 0, 0, 0, 0, 0];
  for (let y = 120; y < 380; y++) {
    for (let i = y * a.width + 110; i < y * a.width + 290; i++) {
      const [p, q] = [a.pixels[i]!, b.pixels[i]!];
      n++;
      sa += p;
      sb += q;
      saa += p * p;
      sbb += q * q;
      sab += p * q;
    }
  }
  return (n * sab - sa * sb) / Math.sqrt((n * saa - sa * sa) * (n * sbb - sb * sb));
}

/** Ridge distance inside the pad, from how often the ridges' edges are crossed along rows and columns. */
function ridgePeriod({ ridges, width, height }: FingerMaster): number {
  const periods: number[] = [];
  for (let top = height / 2 - 140; top < height / 2 + 140; top += 20) {
    for (let left = width / 2 - 100; left < width / 2 + 100; left += 20) {
      let [across, down] = [0, 0];
      for (let y = top; y < top + 20; y++) {
        for (let x = left; x < left + 20; x++) {
          const here = ridges[y * width + x]! > 0;
          if (here !== ridges[y * width + x + 1]! > 0) across++;
          if (here !== ridges[(y + 1) * width + x]! > 0) down++;
        }
      }
      periods.push((2 * 400) / Math.hypot(across, down));
    }
  }
  return periods.sort((a, b) => a - b)[periods.length >> 1]!;
}

describe('a synthetic finger', () => {
  it('is the same for the same seed, skin and touch', () => {
    const again = synthesizeFinger({ seed: 'kupang', finger: 'R2' });
    expect(again).toEqual(master('kupang', 'R2'));
    const touch = { seed: 3, quality: 60 };
    expect(impressionOf(again, touch)).toEqual(impressionOf(master('kupang', 'R2'), touch));
  });

  it('has ridges 8 to 10 pixels apart at 500 dpi', () => {
    for (const [seed, finger] of [
      ['kupang', 'R2'],
      ['alor', 'R2'],
      ['kupang', 'L1'],
    ] as const) {
      expect(ridgePeriod(master(seed, finger))).toBeGreaterThan(8);
      expect(ridgePeriod(master(seed, finger))).toBeLessThan(10);
    }
  });

  it('corresponds with itself and with no other finger', () => {
    const touch = (of: FingerMaster, seed: number) => impressionOf(of, { ...still, seed, quality: 80 });
    const mine = touch(master('kupang', 'R2'), 1);
    expect(correlation(mine, touch(master('kupang', 'R2'), 2))).toBeGreaterThan(0.75);
    for (const other of [
      master('alor', 'R2'),
      master('kupang', 'R3'),
      master('kupang', 'L2'),
      master('kupang', 'L1'),
    ])
      expect(Math.abs(correlation(mine, touch(other, 2)))).toBeLessThan(0.2);
  });

  it('is touched differently each time', () => {
    const touches = [1, 2, 3, 4].map((seed) => impressionOf(master('kupang', 'R2'), { seed }));
    expect(new Set(touches.map((image) => sha256(image.pixels))).size).toBe(4);
    expect(Math.abs(correlation(touches[0]!, touches[1]!))).toBeLessThan(0.75);
  });

  it('turns and moves as it is told', () => {
    const of = master('kupang', 'R2');
    const base = impressionOf(of, { ...still, seed: 1, noise: 0, dryness: 0 });
    const moved = impressionOf(of, { ...still, seed: 1, noise: 0, dryness: 0, shiftPx: { x: 7, y: -5 } });
    const back = {
      ...moved,
      pixels: Uint8Array.from(moved.pixels, (_, i) => moved.pixels[i + 7 - 5 * 400] ?? 0),
    };
    expect(correlation(base, back)).toBeGreaterThan(0.999);
    const turned = impressionOf(of, {
      ...still,
      seed: 1,
      noise: 0,
      dryness: 0,
      rotationDeg: 90,
      width: 500,
      height: 400,
    });
    // What was to the right of the middle is above it after a quarter turn towards the left.
    const quarter = Uint8Array.from({ length: 200_000 }, (_, i) => {
      const [x, y] = [i % 400, Math.floor(i / 400)];
      return turned.pixels[(399 - x) * 500 + y]!;
    });
    expect(correlation(base, { ...base, pixels: quarter })).toBeGreaterThan(0.999);
  });

  it('fills the size and resolution asked for', () => {
    const image = impressionOf(master('kupang', 'R2'), {
      ...still,
      seed: 1,
      width: 160,
      height: 200,
      dpi: 250,
    });
    expect([image.width, image.height, image.dpi, image.pixels.length]).toEqual([160, 200, 250, 32_000]);
    expect(image.pixels[0]).toBeGreaterThan(180);
  });

  it('inks more when pressed', () => {
    const ink = (pressure: number): number =>
      impressionOf(master('alor', 'R2'), { ...still, seed: 1, pressure, noise: 0 }).pixels.filter(
        (v) => v < 128,
      ).length;
    expect(ink(0.5)).toBeGreaterThan(ink(0.1) * 1.2);
    expect(ink(0.9)).toBeGreaterThan(ink(0.5) * 1.1);
  });

  it('is judged worse the worse it is asked to be', () => {
    for (const of of [master('kupang', 'R2'), master('alor', 'R2')]) {
      const scores = [95, 75, 50, 25, 5].map((quality) =>
        fingerQuality(impressionOf(of, { seed: 9, quality })),
      );
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
      expect(scores[0]! - scores[4]!).toBeGreaterThan(35);
    }
  });

  it('gives the engine what real prints give it when nobody guides the touches', () => {
    const skins = [
      master('kupang', 'R2'),
      master('alor', 'R2'),
      master('kupang', 'R3'),
      master('kupang', 'L2'),
      master('kupang', 'L1'),
    ];
    const prints = skins.map((of) =>
      [1, 2, 3, 4].map((seed) => {
        const extracted = extractTemplate(ordinaryImpressionOf(of, seed));
        return extracted.ok ? prepareTemplate(extracted.template) : undefined;
      }),
    );
    const scores = (same: boolean) =>
      prints.flatMap((mine, f) =>
        prints.flatMap((others, g) =>
          (f === g) !== same
            ? []
            : mine.flatMap((a, i) =>
                others.slice(same ? i + 1 : 0).map((b) => (a && b ? comparePrints(a, b).score : 0)),
              ),
        ),
      );
    const quantile = (values: number[], share: number) =>
      values.sort((a, b) => a - b)[Math.floor(share * (values.length - 1))]!;
    const [genuine, impostor] = [scores(true), scores(false)];
    const points = prints.flat().map((print) => print?.template.minutiae.count ?? 0);
    // Real: median 148, a tenth below 37; strangers' median 0.9, 1 % above 21; 35 points.
    expect(quantile(genuine, 0.5)).toBeGreaterThan(60);
    expect(quantile(genuine, 0.5)).toBeLessThan(300);
    expect(quantile(genuine, 0.1)).toBeLessThan(90);
    expect(quantile(impostor, 0.5)).toBeLessThan(5);
    expect(quantile(impostor, 0.95)).toBeLessThan(30);
    expect(quantile(points, 0.5)).toBeGreaterThan(22);
    expect(quantile(points, 0.5)).toBeLessThan(60);
  });

  it('lies beside three others in a slap', () => {
    const four = (['L5', 'L4', 'L3', 'L2'] as const).map((_, i) =>
      impressionOf(master('kupang', 'R2'), { seed: i }),
    );
    const image = slapImage(four);
    expect(image.pixels.length).toBe(image.width * image.height);
    expect(image.width).toBeGreaterThan(1400);
    const dark = (from: number, to: number): number =>
      image.pixels.filter((value, i) => value < 100 && i % image.width >= from && i % image.width < to)
        .length;
    for (const place of [0, 1, 2, 3]) expect(dark(place * 375, place * 375 + 375)).toBeGreaterThan(8000);
  });
});

describe('natural frequencies', () => {
  it('give loops to most fingers, open to the little finger, and whorls to thumbs', () => {
    const count = (finger: FingerCode, pattern: string): number =>
      Array.from({ length: 2000 }, (_, seed) =>
        choosePattern(finger, seededRandom('frequency', seed)),
      ).filter((drawn) => drawn === pattern).length;
    expect(count('R5', 'right-loop')).toBeGreaterThan(1500);
    expect(count('L5', 'left-loop')).toBe(count('R5', 'right-loop'));
    expect(count('R1', 'whorl')).toBeGreaterThan(count('R5', 'whorl') * 1.8);
    for (const finger of fingerCodes) expect(count(finger, 'arch')).toBeGreaterThan(0);
  });
});

describe('seeded chance', () => {
  it('is the same on every machine', () => {
    const random = seededRandom('a', 1);
    expect([random.next(), random.next(), random.next()].map((value) => Math.floor(value * 1e6))).toEqual([
      666691, 61002, 811815,
    ]);
  });

  it('differs with every part of the seed and stays in its range', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        const random = seededRandom(a, b);
        const drawn = random.next();
        expect(drawn).toBeGreaterThanOrEqual(0);
        expect(drawn).toBeLessThan(1);
        expect(seededRandom(a, b).next()).toBe(drawn);
        expect(seededRandom(a, `${b}.`).next()).not.toBe(drawn);
        expect(seededRandom(`${a}${b}`).next()).not.toBe(drawn);
      }),
      { seed: 6, numRuns: 200 },
    );
  });
});
