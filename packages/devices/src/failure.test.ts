import { sbiErrorCodes } from '@rekam/protocol/sbi/index.ts';
import { describe, expect, it } from 'vitest';
import { failure, groupOf, groupOfSbiCode, observedFailures } from './failure.ts';
import { sentenceOfFailure } from './failure-sentences.ts';

describe('what to do about a failure', () => {
  it('groups the codes of the specification as the operator must act on them', () => {
    const expected = {
      'place-again': [101, 102, 105, 701],
      wait: [111, 703],
      'check-cable': [106, 110, 202, 503, 605, 705],
      'open-incident': [100, 103, 104, 107, 108],
      software: [109, 112, 113, 114, 115, 116, 117, 118, 119, 120, 121, 122, 500, 501, 502, 504, 599, 999],
    } as const;
    for (const [group, codes] of Object.entries(expected))
      for (const code of codes) expect([code, groupOfSbiCode(code)]).toEqual([code, group]);
  });

  it('has a group and a sentence in both languages for every failure', () => {
    const codes = [
      ...(Object.keys(observedFailures) as (keyof typeof observedFailures)[]),
      ...Object.keys(sbiErrorCodes).map((code) => `sbi-${Number(code)}` as const),
      'sbi-31337' as const,
    ];
    for (const code of codes) {
      const problem = failure(code, '');
      expect(problem.group).toBe(groupOf(code));
      expect(sentenceOfFailure(problem).id).not.toBe('');
      expect(sentenceOfFailure(problem).en).not.toBe(sentenceOfFailure(problem).id);
    }
  });
});
