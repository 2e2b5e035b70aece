import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instant } from '../kernel/calendar.ts';
import { toInstant } from '../kernel/calendar.ts';
import type { AllowanceQuestion } from './allowance.ts';
import { decideOffline, offlineAllowance } from './allowance.ts';
import type { ClockQuestion, SeenTime } from './clock.ts';
import { advanceSeenTime, clockJudgement, readingOf } from './clock.ts';

const start = Date.parse('2026-03-30T02:00:00.000Z');
const at = (ms: number): Instant => toInstant(start + ms);
const dayMs = 86_400_000;
const policy = { clockToleranceMs: 300_000, offline: { days: 7, recordings: 500, warnFrom: 0.5 } };
const ask = (part: Partial<ClockQuestion>): ClockQuestion => ({
  stationNow: at(0),
  officeNow: null,
  roundTripMs: 0,
  lastKnown: { comparedAt: at(-dayMs), offsetMs: 120, trusted: true },
  elapsedMs: null,
  latestSeenAt: at(-1000),
  policy,
  ...part,
});

describe('clock', () => {
  it('SYN7 measures the offset against the middle of the round trip', () => {
    const judged = clockJudgement(ask({ officeNow: at(-1000), roundTripMs: 400 }));
    expect(judged).toEqual({ trusted: true, offsetMs: 800 });
    expect(readingOf(at(0), judged)).toEqual({ at: at(0), trusted: true, offsetMs: 800 });
  });

  it('SYN7 trusts up to the tolerance, the doubt of the line included', () => {
    const trusted = (officeAheadMs: number, roundTripMs: number) =>
      clockJudgement(ask({ officeNow: at(officeAheadMs - roundTripMs / 2), roundTripMs })).trusted;
    expect(trusted(300_000, 0)).toBe(true);
    expect(trusted(-300_000, 0)).toBe(true);
    expect(trusted(300_001, 0)).toBe(false);
    expect(trusted(-300_001, 0)).toBe(false);
    expect(trusted(299_000, 2002)).toBe(false);
    expect(trusted(365 * dayMs, 0)).toBe(false);
  });

  it.each([
    ['never compared', { lastKnown: null }, false],
    ['compared yesterday', {}, true],
    [
      'compared and found wrong',
      { lastKnown: { comparedAt: at(-dayMs), offsetMs: 9e9, trusted: false } },
      false,
    ],
    [
      'comparison too old',
      { lastKnown: { comparedAt: at(-7 * dayMs - 1), offsetMs: 0, trusted: true } },
      false,
    ],
    ['behind the last comparison', { stationNow: at(-dayMs - 300_001), latestSeenAt: null }, false],
    ['behind the latest fact', { latestSeenAt: at(300_001) }, false],
    ['a little behind the latest fact', { latestSeenAt: at(299_999) }, true],
    ['ran as long as the machine', { elapsedMs: dayMs + 299_000 }, true],
    ['jumped ahead of the machine', { elapsedMs: dayMs - 301_000 }, false],
    ['fell behind the machine', { elapsedMs: dayMs + 301_000 }, false],
  ] as const)('SYN8 without the office: %s', (_, part, trusted) => {
    expect(clockJudgement(ask(part)).trusted).toBe(trusted);
  });

  it('SYN9 the seen time never falls, and grows with the clock after a step back', () => {
    const steps = fc.array(fc.integer({ min: -400 * dayMs, max: 400 * dayMs }), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(steps, (changes) => {
        let seen: SeenTime | null = null;
        let clock = 0;
        for (const change of changes) {
          clock += change;
          const next = advanceSeenTime(seen, at(clock));
          expect(next.at >= at(clock)).toBe(true);
          if (seen !== null) {
            const grown = Date.parse(next.at) - Date.parse(seen.at);
            expect(grown).toBeGreaterThanOrEqual(Math.max(0, change));
          }
          seen = next;
        }
      }),
      { seed: 71 },
    );
  });
});

describe('offline allowance', () => {
  const question = (part: Partial<AllowanceQuestion>): AllowanceQuestion => ({
    lastContactAt: at(0),
    unsent: 0,
    now: at(0),
    seenAt: null,
    policy,
    ...part,
  });

  it.each([
    [{ now: at(3.4 * dayMs) }, { state: 'fine', daysLeft: 3.6, recordingsLeft: 500 }],
    [{ now: at(3.5 * dayMs) }, { state: 'warning', daysLeft: 3.5 }],
    [{ now: at(7 * dayMs - 1) }, { state: 'warning', daysLeft: 0 }],
    [{ now: at(7 * dayMs) }, { state: 'blocked', daysLeft: 0 }],
    [{ unsent: 249 }, { state: 'fine', recordingsLeft: 251 }],
    [{ unsent: 250 }, { state: 'warning', recordingsLeft: 250 }],
    [{ unsent: 499 }, { state: 'warning', recordingsLeft: 1 }],
    [{ unsent: 500 }, { state: 'blocked', recordingsLeft: 0 }],
    [{ unsent: 700 }, { state: 'blocked', recordingsLeft: 0 }],
    [{ lastContactAt: null }, { state: 'blocked', daysLeft: 0 }],
  ] as const)('SYN10 %j leaves %j', (part, allowance) => {
    expect(offlineAllowance(question(part))).toMatchObject(allowance);
  });

  it('SYN10 says which limit blocks', () => {
    expect(decideOffline(question({ unsent: 500 }))).toMatchObject({ code: 'SYNC_OFFLINE_TOO_MANY' });
    expect(decideOffline(question({ now: at(8 * dayMs) }))).toMatchObject({ code: 'SYNC_OFFLINE_TOO_LONG' });
    expect(decideOffline(question({})).ok).toBe(true);
  });

  it('SYN11 however the clock is turned, the allowance never grows without the office', () => {
    const steps = fc.array(fc.integer({ min: -500 * dayMs, max: 2 * dayMs }), {
      minLength: 2,
      maxLength: 15,
    });
    fc.assert(
      fc.property(steps, (changes) => {
        let seen = advanceSeenTime(null, at(0));
        let clock = 0;
        let before = offlineAllowance(question({})).daysLeft;
        for (const change of changes) {
          clock += change;
          seen = advanceSeenTime(seen, at(clock));
          const { daysLeft } = offlineAllowance(question({ now: at(clock), seenAt: seen.at }));
          expect(daysLeft).toBeLessThanOrEqual(before);
          before = daysLeft;
        }
      }),
      { seed: 72 },
    );
  });

  it('SYN11 a week of use under a clock set back a year blocks all the same', () => {
    let seen = advanceSeenTime(null, at(0));
    for (let day = 0; day <= 7; day++) seen = advanceSeenTime(seen, at((day - 365) * dayMs));
    expect(offlineAllowance(question({ now: at(-358 * dayMs), seenAt: seen.at })).state).toBe('blocked');
  });
});
