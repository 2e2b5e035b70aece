import { describe, expect, it } from 'vitest';
import {
  encodeFingerMinutiaeRecord,
  parseFingerMinutiaeRecord,
} from '../../records/finger-minutiae-record.ts';
import { type Random, seededRandom } from '../../synthetic/random.ts';
import { readableComparison } from '../kernels/comparison-twin.ts';
import { createTemplate, type FingerprintTemplate, type Minutia } from '../template.ts';
import { type Comparison, comparePrints } from './compare.ts';
import { prepareTemplate } from './prepared-template.ts';
import { scoreAtFalseMatchRate } from './score.ts';

const size = 500;

/** Points of a finger that never was, around the middle of the picture, with directions that flow. */
function fingerOf(seed: string): Minutia[] {
  const random = seededRandom('compared', seed);
  const [wave, lean] = [random.between(0.5, 2), random.between(0, 256)];
  return Array.from({ length: 45 }, () => {
    const [x, y] = [random.between(100, 400), random.between(100, 400)];
    const flow = lean + 40 * Math.sin((wave * x) / 60) + 40 * Math.cos(y / 70);
    return pointAt(x, y, flow + (random.next() < 0.5 ? 0 : 128), random);
  });
}

const pointAt = (x: number, y: number, direction: number, random: Random): Minutia => ({
  x: Math.round(x * 8),
  y: Math.round(y * 8),
  direction: Math.round(direction) & 255,
  kind: 1 + Math.floor(random.next() * 2),
  reliability: Math.floor(random.between(20, 100)),
});

/** A touch: turned, shifted, bent, with points missing and others that are not there. */
function touchOf(points: readonly Minutia[], seed: string, turn: number): FingerprintTemplate {
  const random = seededRandom('touch', seed);
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const kept = points
    .filter(() => random.next() < 0.8)
    .map(({ x, y, direction }) => {
      const [dx, dy] = [x / 8 - size / 2, y / 8 - size / 2];
      const bend = 6 * Math.sin(dx / 50);
      const [noiseX, noiseY] = [random.between(-3, 3), random.between(-3, 3)];
      const noise = random.between(-6, 6);
      return pointAt(
        size / 2 + cos * dx - sin * dy + noiseX,
        size / 2 + sin * dx + cos * dy + bend + noiseY,
        direction - (turn * 128) / Math.PI + noise,
        random,
      );
    });
  const invented = Array.from({ length: 8 }, () =>
    pointAt(random.between(100, 400), random.between(100, 400), random.between(0, 256), random),
  );
  return createTemplate({ width: size, height: size, quality: 50, minutiae: [...kept, ...invented] });
}

const compared = (a: FingerprintTemplate, b: FingerprintTemplate): Comparison =>
  comparePrints(prepareTemplate(a), prepareTemplate(b));

const oneInTenThousand = scoreAtFalseMatchRate(1 / 10_000);

describe('comparison of two prints', () => {
  it.each([0, 0.4, -0.9, Math.PI / 2, 2.5, Math.PI])('knows a finger that is turned by %f', (turn) => {
    for (let i = 0; i < 10; i++) {
      const finger = fingerOf(`turned ${i}`);
      const [a, b] = [touchOf(finger, `a ${i}`, 0), touchOf(finger, `b ${i}`, turn)];
      const { score, movement, pairs } = compared(a, b);
      expect(score).toBeGreaterThan(oneInTenThousand);
      expect(pairs.length).toBeGreaterThan(12);
      expect(Math.abs(Math.sin((movement!.turn - turn) / 2))).toBeLessThan(0.1);
    }
  });

  it('pairs each point once, with the one that it is', () => {
    const finger = fingerOf('pairs');
    const [a, b] = [touchOf(finger, 'one', 0.3), touchOf(finger, 'two', -0.2)];
    const { pairs, movement } = compared(a, b);
    expect(new Set(pairs.map((pair) => pair.a)).size).toBe(pairs.length);
    expect(new Set(pairs.map((pair) => pair.b)).size).toBe(pairs.length);
    for (const { a: i, b: j, closeness } of pairs) {
      const [x, y] = [a.minutiae.x[i]! / 8, a.minutiae.y[i]! / 8];
      const [dx, dy] = [movement!.x(x, y) - b.minutiae.x[j]! / 8, movement!.y(x, y) - b.minutiae.y[j]! / 8];
      expect(Math.hypot(dx, dy)).toBeLessThan(45);
      expect(closeness).toBeGreaterThan(0);
      expect(closeness).toBeLessThanOrEqual(1);
    }
  });

  it('keeps different fingers below the rate that a threshold names', () => {
    const prints = Array.from({ length: 120 }, (_, i) =>
      prepareTemplate(touchOf(fingerOf(`other ${i}`), `${i}`, 0)),
    );
    const scores = prints.flatMap((a, i) => prints.slice(i + 1).map((b) => comparePrints(a, b).score));
    for (const rate of [0.01, 0.001]) {
      const passed = scores.filter((score) => score >= scoreAtFalseMatchRate(rate)).length;
      expect(passed / scores.length).toBeLessThanOrEqual(rate * 1.5);
    }
  });

  it("takes a peer's record as a probe", () => {
    const finger = fingerOf('peer');
    const bytes = encodeFingerMinutiaeRecord({
      edition: '2005',
      fingers: [{ position: 'R2', template: touchOf(finger, 'at the peer', 0.5) }],
    });
    const parsed = parseFingerMinutiaeRecord(bytes);
    if (!parsed.ok) throw new Error(parsed.reason);
    expect(compared(parsed.record.fingers[0]!.template, touchOf(finger, 'here', 0)).score).toBeGreaterThan(
      oneInTenThousand,
    );
  });

  it('answers the same with the readable kernel', () => {
    for (let i = 0; i < 20; i++) {
      const finger = fingerOf(`same ${i}`);
      const a = prepareTemplate(touchOf(finger, `same a ${i}`, 0));
      const b = prepareTemplate(touchOf(i % 2 ? finger : fingerOf(`not ${i}`), `same b ${i}`, 1));
      expect(comparePrints(a, b)).toEqual(comparePrints(a, b, readableComparison));
    }
  });

  it('finds nothing in prints without points, or with the same point over and over', () => {
    const empty = createTemplate({ width: 300, height: 300, quality: 0, minutiae: [] });
    expect(compared(empty, empty)).toMatchObject({ score: 0, pairs: [] });
    const point = { x: 800, y: 800, direction: 3, kind: 1, reliability: 50 };
    const heap = createTemplate({ width: 300, height: 300, quality: 0, minutiae: Array(200).fill(point) });
    expect(compared(heap, heap).score).toBeLessThan(oneInTenThousand);
    expect(compared(heap, touchOf(fingerOf('x'), 'x', 0)).score).toBeLessThan(oneInTenThousand);
  });
});
