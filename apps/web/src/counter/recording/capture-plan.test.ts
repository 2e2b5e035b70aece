import type { Step, Subject } from '@rekam/domain';
import type { StepView } from '@rekam/protocol/http/counter-views.ts';
import { describe, expect, it } from 'vitest';
import { marksOf, planCapture } from './capture-plan.ts';

const same = { verdict: 'same', score: 90, looksLike: null } as const;

const captureOf = (subject: Subject, qualityScore: number, exhausted = false) => ({
  subject,
  qualityScore,
  threshold: 40,
  attempt: 1,
  attempts: 1,
  sufficient: qualityScore >= 40,
  exhausted,
  forced: false,
  imageName: `${subject}.jpg`,
  background: null,
  engineQuality: null,
  comparison: same,
  letPass: false,
});

const other = (subject: Subject, exhausted: boolean) => ({
  ...captureOf(subject, 90, exhausted),
  comparison: { verdict: 'different' as const, score: 3, looksLike: null },
});

const stepOf = (step: Step, given: Partial<StepView> = {}): StepView => ({
  step,
  state: 'current',
  ms: 0,
  attempts: 0,
  triesLeft: 3,
  captures: [],
  exceptions: [],
  unverified: [],
  acceptable: false,
  ...given,
});

describe('what the button does next', () => {
  it('asks for the right index first, then the left, then what is weak', () => {
    expect(planCapture(stepOf('verification'))).toMatchObject({ kind: 'capture', slot: 'right-index' });
    const half = stepOf('verification', { captures: [captureOf('R2', 20)] });
    expect(planCapture(half)).toEqual({ kind: 'capture', slot: 'left-index', repeated: false });
    const weak = stepOf('verification', { captures: [captureOf('R2', 20), captureOf('L2', 70)] });
    expect(planCapture(weak)).toEqual({ kind: 'capture', slot: 'right-index', repeated: true });
  });

  it('captures again a finger that is not the one taken before, then leaves it to a supervisor', () => {
    const open = stepOf('verification', { captures: [captureOf('R2', 90), other('L2', false)] });
    expect(planCapture(open)).toEqual({ kind: 'capture', slot: 'left-index', repeated: true });
    const spent = stepOf('verification', {
      captures: [captureOf('R2', 90), other('L2', true)],
      unverified: ['L2'],
    });
    expect(planCapture(spent)).toEqual({ kind: 'let-pass', subjects: ['L2'] });
    expect(marksOf(spent, null)).toMatchObject({ R2: 'good', L2: 'weak' });
  });

  it('turns to the other finger when one has no tries left', () => {
    const right = captureOf('R2', 20, true);
    const left = stepOf('verification', { captures: [right, captureOf('L2', 20)], triesLeft: 2 });
    expect(planCapture(left)).toEqual({ kind: 'capture', slot: 'left-index', repeated: true });
    const done = stepOf('verification', {
      captures: [right, captureOf('L2', 70)],
      triesLeft: 2,
      acceptable: true,
    });
    expect(planCapture(done)).toEqual({ kind: 'accept', forced: true, again: 'left-index' });
  });

  it('skips what is excepted', () => {
    expect(planCapture(stepOf('verification', { exceptions: ['R2'] }))).toMatchObject({ slot: 'left-index' });
  });

  it('accepts without a capture when everything is excepted', () => {
    const all = stepOf('irises', { exceptions: ['IR', 'IL'], acceptable: true, triesLeft: 0 });
    expect(planCapture(all)).toEqual({ kind: 'accept', forced: false, again: null });
  });

  it('says when the best is kept although it is weak', () => {
    const tried = stepOf('thumbs', {
      captures: [captureOf('L1', 20), captureOf('R1', 60)],
      acceptable: true,
      triesLeft: 0,
    });
    expect(planCapture(tried)).toEqual({ kind: 'accept', forced: true, again: null });
  });

  it('offers another try while there is one', () => {
    const good = stepOf('thumbs', {
      captures: [captureOf('L1', 60), captureOf('R1', 60)],
      acceptable: true,
      triesLeft: 2,
    });
    expect(planCapture(good)).toEqual({ kind: 'accept', forced: false, again: 'thumbs' });
  });
});

describe('the marks on the drawing', () => {
  it('shows what is wanted now, and not what comes after', () => {
    expect(marksOf(stepOf('verification'), 'right-index')).toEqual({ R2: 'wanted', L2: 'idle' });
  });

  it('tells good, weak and excepted apart', () => {
    const step = stepOf('thumbs', { captures: [captureOf('L1', 20)], exceptions: ['R1'] });
    expect(marksOf(step, 'thumbs')).toEqual({ L1: 'weak', R1: 'excepted' });
  });
});
