import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instant } from '../kernel/calendar.ts';
import { toInstant } from '../kernel/calendar.ts';
import { makeId } from '../kernel/ids.ts';
import type { SpoolItem } from './sending.ts';
import {
  alarmOf,
  backOff,
  firstPauseMs,
  longestBackOffMs,
  mayDelete,
  nextToSend,
  spoolStates,
} from './sending.ts';

const now = Date.parse('2026-03-30T02:00:00.000Z');
const at = (ms: number): Instant => toInstant(now + ms);
const item = (n: number, part: Partial<SpoolItem> = {}): SpoolItem => ({
  packetId: makeId('packet', n, new Uint8Array(10)),
  state: 'outbox',
  sealedAt: at(-n * 60_000),
  attempts: 0,
  nextTryAt: null,
  ...part,
});
const anyItem = fc
  .record({
    n: fc.integer({ min: 0, max: 5000 }),
    state: fc.constantFrom(...spoolStates),
    waitMs: fc.option(fc.integer({ min: -1_000_000, max: 400 * 86_400_000 })),
  })
  .map(({ n, state, waitMs }) => item(n, { state, nextTryAt: waitMs === null ? null : at(waitMs) }));

describe('sending', () => {
  it('SYN1 the pause grows with failures, keeps to its bounds and never overflows', () => {
    const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), unit, (attempt, random) => {
        const pause = backOff(attempt, random);
        expect(pause).toBeGreaterThanOrEqual(firstPauseMs / 2);
        expect(pause).toBeLessThanOrEqual(longestBackOffMs);
        expect(backOff(attempt + 1, random)).toBeGreaterThanOrEqual(pause);
      }),
      { seed: 61 },
    );
    expect([1, 2, 3].map((attempt) => backOff(attempt, 0))).toEqual([1000, 2000, 4000]);
    expect(backOff(99, 0.999)).toBeGreaterThan(backOff(99, 0));
  });

  it('SYN2 the oldest goes first, and equals in one fixed order', () => {
    const [young, old, older] = [item(1), item(2), item(3)];
    expect(nextToSend([young, older, old], at(0))).toBe(older);
    const twin = { ...item(9), sealedAt: older.sealedAt };
    expect(nextToSend([older, twin], at(0))).toBe(nextToSend([twin, older], at(0)));
  });

  it('SYN3 a packet that failed just now lets the next one pass', () => {
    const bad = item(9, { attempts: 4, nextTryAt: at(60_000) });
    expect(nextToSend([bad, item(1), item(2)], at(0))).toEqual(item(2));
    expect(nextToSend([bad], at(0))).toBeNull();
    expect(nextToSend([bad], at(60_000))).toBe(bad);
  });

  it('SYN3 whatever lies in the spool, one that may go at once goes', () => {
    fc.assert(
      fc.property(fc.array(anyItem), (items) => {
        const ready = item(6000);
        expect(nextToSend([...items, ready], at(0))?.state).toBe('outbox');
        const sent = nextToSend(items, at(0));
        expect(sent === null || sent.state === 'outbox').toBe(true);
      }),
      { seed: 62 },
    );
  });

  it('SYN4 a clock set back a year stops nothing', () => {
    const waiting = item(1, { nextTryAt: at(5000) });
    expect(nextToSend([waiting], at(-365 * 86_400_000))).toBe(waiting);
  });

  it('SYN5 alarms exactly when the oldest unsent packet is a day old, held ones too', () => {
    const policy = { alarmAfterHours: 24 };
    const sealed = (hours: number, state: SpoolItem['state']) =>
      item(1, { sealedAt: at(-hours * 3_600_000), state });
    expect(alarmOf([sealed(23.99, 'outbox'), sealed(99, 'sent')], at(0), policy)).toMatchObject({
      alarm: false,
      unsent: 1,
    });
    expect(alarmOf([sealed(24, 'outbox'), sealed(1, 'outbox')], at(0), policy)).toEqual({
      alarm: true,
      unsent: 2,
      oldestUnsentAt: at(-24 * 3_600_000),
      oldestAgeMs: 24 * 3_600_000,
    });
    expect(alarmOf([sealed(25, 'held')], at(0), policy).alarm).toBe(true);
    expect(alarmOf([], at(0), policy)).toEqual({
      alarm: false,
      unsent: 0,
      oldestUnsentAt: null,
      oldestAgeMs: 0,
    });
    expect(alarmOf([sealed(-5, 'outbox')], at(0), policy).oldestAgeMs).toBe(0);
  });

  it('SYN6 is deleted only when sent, backed up and kept long enough', () => {
    const policy = { keepSentDays: 7 };
    const backedUpSince = at(-7 * 86_400_000);
    expect(mayDelete({ state: 'sent', backedUpSince }, at(0), policy)).toMatchObject({ ok: true });
    expect(mayDelete({ state: 'sent', backedUpSince }, at(-1), policy)).toMatchObject({
      code: 'SYNC_KEPT_BY_POLICY',
      details: { daysLeft: 1 },
    });
    expect(mayDelete({ state: 'sent', backedUpSince: null }, at(0), policy)).toMatchObject({
      code: 'SYNC_NOT_BACKED_UP',
    });
    for (const state of ['outbox', 'held'] as const) {
      expect(mayDelete({ state, backedUpSince }, at(0), policy)).toMatchObject({ code: 'SYNC_NOT_SENT' });
    }
    expect(mayDelete({ state: 'sent', backedUpSince }, at(-365 * 86_400_000), policy).ok).toBe(false);
  });
});
