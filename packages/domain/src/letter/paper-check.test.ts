import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainDate } from '../kernel/calendar.ts';
import { judgePaper, listGoodForMs, type PaperQuestion } from './paper-check.ts';

const day = 86_400_000;
const now = Date.parse('2026-11-26T03:00:00Z');
const good: PaperQuestion = {
  issuedAtMs: now - 30 * day,
  validUntilMs: now + 150 * day,
  endedOn: null,
  listAsOfMs: now - 3_600_000,
  nowMs: now,
};
const judge = (change: Partial<PaperQuestion>) => judgePaper({ ...good, ...change });

describe('a paper without a network', () => {
  it('LET61 is valid, expired, or ended since the day that the list names', () => {
    expect(judge({})).toEqual({ state: 'valid' });
    expect(judge({ validUntilMs: now })).toEqual({ state: 'valid' });
    expect(judge({ validUntilMs: now - 1 })).toEqual({ state: 'expired' });
    const endedOn = plainDate(2026, 11, 20);
    expect(judge({ endedOn })).toEqual({ state: 'ended', since: endedOn });
    expect(judge({ endedOn, listAsOfMs: now - 90 * day })).toEqual({ state: 'ended', since: endedOn });
  });

  it('LET62 what the phone lacks makes it doubtful, never valid', () => {
    expect(judge({ listAsOfMs: null })).toEqual({ state: 'doubtful', because: 'no-list' });
    expect(judge({ listAsOfMs: now - listGoodForMs })).toEqual({ state: 'valid' });
    expect(judge({ listAsOfMs: now - listGoodForMs - 1 })).toEqual({
      state: 'doubtful',
      because: 'old-list',
    });
    expect(judge({ nowMs: now - 2 * 3_600_000 })).toEqual({ state: 'doubtful', because: 'clock' });
    expect(judge({ issuedAtMs: now + day })).toEqual({ state: 'doubtful', because: 'clock' });
    expect(judge({ nowMs: Number.NaN })).toEqual({ state: 'doubtful', because: 'clock' });
  });

  it('LET62 is valid only with a fresh list, between its days, on a clock that can be right', () => {
    const moment = fc.integer({ min: now - 400 * day, max: now + 400 * day });
    const question = fc.record({
      issuedAtMs: moment,
      validUntilMs: moment,
      listAsOfMs: fc.option(moment),
      nowMs: moment,
      endedOn: fc.option(fc.constant(plainDate(2026, 11, 20))),
    });
    fc.assert(
      fc.property(question, (asked) => {
        if (judgePaper(asked).state !== 'valid') return;
        expect(asked.endedOn).toBeNull();
        expect(asked.nowMs).toBeLessThanOrEqual(asked.validUntilMs);
        expect(asked.nowMs - (asked.listAsOfMs ?? Number.NEGATIVE_INFINITY)).toBeLessThanOrEqual(
          listGoodForMs,
        );
        expect(asked.nowMs - asked.issuedAtMs).toBeGreaterThanOrEqual(-10 * 60_000);
      }),
      { seed: 62, numRuns: 2000 },
    );
  });
});
