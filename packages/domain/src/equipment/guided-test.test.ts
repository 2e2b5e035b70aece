import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultEnrolmentPolicy } from '../enrolment/policy.ts';
import {
  decideTestEnd,
  decideTurn,
  firstTurns,
  judgeCapture,
  partsToTest,
  type TestedPart,
  type TurnResult,
} from './guided-test.ts';

const kinds: TestedPart[] = ['face', 'signature', 'finger', 'iris'];
const passed: TurnResult = { outcome: 'passed', score: 80, ms: 900 };
const failed: TurnResult = { outcome: 'failed', code: 'sbi-701' };
const taken = (...results: [TestedPart, TurnResult][]) =>
  results.reduce((turns, [kind, result]) => {
    const decided = decideTurn(turns, kind, result);
    if (!decided.ok) throw new Error(decided.code);
    return decided.value;
  }, firstTurns(kinds));

describe('the guided self-test', () => {
  it('EQP50 goes through what the recording policy uses, each device once', () => {
    expect(partsToTest(defaultEnrolmentPolicy)).toEqual([...kinds, 'line', 'power']);
    expect(partsToTest({ steps: ['biodata', 'photo', 'review'] })).toEqual(['face', 'line', 'power']);
  });

  it('EQP50 ends only when each device has had its turn', () => {
    const results = fc.constantFrom<TurnResult>(passed, failed, {
      outcome: 'skipped',
      reason: 'belum dipasang',
    });
    fc.assert(
      fc.property(fc.subarray(kinds), results, (tried, result) => {
        const ended = decideTestEnd(
          taken(...tried.map((kind) => [kind, result] as [TestedPart, TurnResult])),
        );
        expect(ended.ok).toBe(tried.length === kinds.length);
      }),
      { seed: 20_261_126 },
    );
  });

  it('EQP50 a device is skipped with a reason only, and none is tested that was not asked for', () => {
    const skip = (reason: string) => decideTurn(firstTurns(kinds), 'iris', { outcome: 'skipped', reason });
    expect(skip('  ya  ')).toMatchObject({ ok: false, code: 'EQUIPMENT_REASON_MISSING' });
    expect(skip('Kacanya sedang dipinjam').ok).toBe(true);
    expect(decideTurn(firstTurns(['face']), 'iris', passed)).toMatchObject({
      code: 'SELF_TEST_DEVICE_NOT_ASKED',
    });
  });

  it('EQP51 the last try holds', () => {
    const finger = taken(['finger', failed], ['finger', passed]).find(({ kind }) => kind === 'finger');
    expect(finger).toMatchObject({ tries: 2, result: passed });
    const broken = taken(['finger', passed], ['finger', failed]).find(({ kind }) => kind === 'finger');
    expect(broken?.result).toEqual(failed);
  });

  it('EQP52 a capture passes at the threshold, and nothing captured never does', () => {
    expect(judgeCapture([60, 40], 50, 10.4)).toEqual({ outcome: 'passed', score: 50, ms: 10 });
    const poor = { outcome: 'failed', code: 'SELF_TEST_POOR_QUALITY' };
    expect(judgeCapture([60, 39], 50, 10)).toEqual(poor);
    expect(judgeCapture([], 0, 10)).toEqual(poor);
  });
});
