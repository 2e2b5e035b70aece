import { describe, expect, it } from 'vitest';
import { type FingerCode, fingerCodes } from '../../finger-code.ts';
import { seededRandom } from '../../synthetic/random.ts';
import { createTemplate } from '../template.ts';
import { comparePersons, fusedScore, type PrintsOfPerson, verifyFinger } from './persons.ts';
import { type PreparedTemplate, prepareTemplate } from './prepared-template.ts';

/** A touch of a finger that never was; touches of one finger differ by noise only. */
function touch(person: string, finger: FingerCode, look: string, points = 40): PreparedTemplate {
  const [skin, noise] = [seededRandom(person, finger), seededRandom(person, finger, look)];
  const minutiae = Array.from({ length: points }, () => ({
    x: Math.round(8 * (skin.between(60, 340) + noise.between(-2, 2))),
    y: Math.round(8 * (skin.between(60, 440) + noise.between(-2, 2))),
    direction: Math.round(skin.between(0, 256) + noise.between(-5, 5)) & 255,
    kind: 1,
    reliability: 60,
  }));
  return prepareTemplate(createTemplate({ width: 400, height: 500, quality: 60, minutiae }));
}

const hands = (person: string, look: string, codes: readonly FingerCode[] = fingerCodes): PrintsOfPerson =>
  new Map(codes.map((finger) => [finger, touch(person, finger, look)]));

const relabelled = (prints: PrintsOfPerson, label: (finger: FingerCode) => string): PrintsOfPerson =>
  new Map([...prints].map(([finger, print]) => [label(finger) as FingerCode, print]));

const rate = 1 / 10_000;

describe('verification of one finger', () => {
  const enrolled = hands('anna', 'enrolled');

  it('knows the finger, and names another one of the same hand', () => {
    expect(verifyFinger(touch('anna', 'R2', 'again'), 'R2', enrolled, rate)).toMatchObject({
      verdict: 'same',
    });
    expect(verifyFinger(touch('anna', 'L3', 'again'), 'R2', enrolled, rate)).toMatchObject({
      verdict: 'different',
      looksLike: 'L3',
    });
    expect(verifyFinger(touch('budi', 'R2', 'again'), 'R2', enrolled, rate).verdict).not.toBe('same');
  });

  it('doubts without a print, without a finger to compare with, and with too few points', () => {
    expect(verifyFinger(undefined, 'R2', enrolled, rate)).toMatchObject({
      verdict: 'inconclusive',
      reason: 'no-print',
    });
    expect(verifyFinger(touch('budi', 'R2', 'x'), 'R2', new Map(), rate)).toMatchObject({
      verdict: 'inconclusive',
      reason: 'no-common-finger',
    });
    expect(verifyFinger(touch('budi', 'R2', 'x', 6), 'R2', enrolled, rate)).toMatchObject({
      verdict: 'inconclusive',
      reason: 'too-few-points',
    });
  });
});

describe('comparison of persons', () => {
  const before = hands('anna', 'before');

  it('knows a person by those fingers that both have', () => {
    const after = hands('anna', 'after', ['R2', 'L2', 'L4']);
    expect(comparePersons(before, after, rate)).toMatchObject({ verdict: 'same', assignment: 'as-labelled' });
    expect(comparePersons(before, hands('budi', 'after'), rate).verdict).not.toBe('same');
  });

  it.each([
    ['hands-swapped', (finger: string) => (finger[0] === 'R' ? 'L' : 'R') + finger[1]],
    ['shifted-out', (finger: string) => finger[0] + String(Number(finger[1]) + 1)],
    ['shifted-in', (finger: string) => finger[0] + String(Number(finger[1]) - 1)],
  ] as const)('finds a person whose fingers were labelled wrongly: %s', (assignment, label) => {
    const after = relabelled(hands('anna', 'after', ['R2', 'R3', 'R4', 'L2', 'L3', 'L4']), label);
    expect(comparePersons(before, after, rate)).toMatchObject({ verdict: 'same', assignment });
  });

  it('is inconclusive where nothing can be compared', () => {
    const [right, none] = [hands('anna', 'x', ['R1']), new Map() as PrintsOfPerson];
    expect(comparePersons(right, none, rate)).toMatchObject({
      verdict: 'inconclusive',
      reason: 'no-common-finger',
    });
  });
});

describe('the fused score', () => {
  it('of one finger is its score, of none is nothing', () => {
    expect(fusedScore([37])).toBeCloseTo(37, 9);
    expect(fusedScore([])).toBe(0);
  });

  it('names the rate at which as many random scores come as high', () => {
    const random = seededRandom('fused');
    const sums = Array.from({ length: 40_000 }, () =>
      fusedScore([1, 2, 3].map(() => -10 * Math.log10(1 - random.next()))),
    );
    for (const score of [10, 20, 30]) {
      const share = sums.filter((sum) => sum >= score).length / sums.length;
      expect(share / 10 ** (-score / 10)).toBeGreaterThan(0.6);
      expect(share / 10 ** (-score / 10)).toBeLessThan(1.5);
    }
  });
});
