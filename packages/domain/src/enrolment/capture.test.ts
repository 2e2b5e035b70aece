import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Capture, CaptureSlot } from './capture.ts';
import {
  betterOf,
  captureCounts,
  isSignature,
  isSufficient,
  slotsOfStep,
  subjectsOfSlot,
} from './capture.ts';
import { defaultEnrolmentPolicy } from './policy.ts';
import type { Subject } from './steps.ts';
import { fingerCodes, irisCodes, steps, subjectsOfStep } from './steps.ts';
import { sample } from './testing/counter.ts';

const slots = Object.keys(subjectsOfSlot) as CaptureSlot[];
const totals: Record<CaptureSlot, number> = {
  'left-four': 4,
  'right-four': 4,
  thumbs: 2,
  'both-irises': 2,
  'left-index': 1,
  'right-index': 1,
  face: 1,
};

describe('captures', () => {
  it('ENR20 count and exceptions together are what the device wants', () => {
    const excepted = fc.subarray<Subject>([...fingerCodes, ...irisCodes]);
    fc.assert(
      fc.property(fc.constantFrom(...slots), excepted, (slot, marked) => {
        const { count, exceptions } = captureCounts(slot, marked);
        expect(count + exceptions.length).toBe(totals[slot]);
        expect(exceptions.every((subject) => marked.includes(subject))).toBe(true);
      }),
      { seed: 131 },
    );
    expect(captureCounts('left-four', ['L3', 'R3', 'IR'])).toEqual({ count: 3, exceptions: ['L3'] });
    expect(captureCounts('thumbs', ['L1', 'R1'])).toEqual({ count: 0, exceptions: ['L1', 'R1'] });
  });

  it('ENR20 the slots of a step ask for what the step must deliver', () => {
    for (const step of steps) {
      const asked = slotsOfStep[step].flatMap((slot) => [...subjectsOfSlot[slot]] as Subject[]);
      expect([...asked].sort()).toEqual([...subjectsOfStep[step]].sort());
    }
  });

  it('ENR14 the better one is kept, of equals the earlier', () => {
    const capture = (qualityScore: number | null, attempt: number): Capture => ({
      ...sample('R2', qualityScore),
      attempt,
    });
    expect(betterOf(capture(50, 1), capture(51, 2)).attempt).toBe(2);
    expect(betterOf(capture(50, 1), capture(50, 2)).attempt).toBe(1);
    expect(betterOf(capture(null, 1), capture(0, 2)).attempt).toBe(2);
    expect(betterOf(capture(0, 1), capture(null, 2)).attempt).toBe(1);
  });

  it('ENR17 meets the threshold of its kind exactly; unmeasured meets none', () => {
    const sufficient = (subject: Subject, quality: number | null) =>
      isSufficient(sample(subject, quality), defaultEnrolmentPolicy);
    expect([sufficient('L3', 40), sufficient('L3', 39.9), sufficient('L3', null)]).toEqual([
      true,
      false,
      false,
    ]);
    expect([sufficient('IR', 60), sufficient('IR', 59)]).toEqual([true, false]);
    expect([sufficient('FA', 40), sufficient('FA', 39)]).toEqual([true, false]);
    const open = { ...defaultEnrolmentPolicy, thresholds: { finger: 0, iris: 0, face: 0 } };
    expect(isSufficient(sample('FA', null), open)).toBe(false);
  });

  it('ENR22 any stroke is a signature, an empty pad is none', () => {
    expect(isSignature([[[0.1, 0.1, 0.5, 0]]])).toBe(true);
    expect(isSignature([[], [[0, 0, 0, 0]]])).toBe(true);
    expect(isSignature([])).toBe(false);
    expect(isSignature([[], []])).toBe(false);
  });
});
