import { describe, expect, it } from 'vitest';
import type { FailingSlot, Recording } from '../equipment/set-state.ts';
import { toInstant } from '../kernel/calendar.ts';
import { weigh } from './conflict.ts';
import { deriveSetCounter } from './counter.ts';
import { openSince } from './service.ts';

const since = toInstant(Date.parse('2026-11-21T08:00:00+08:00'));
const slot = (part: Partial<FailingSlot>): FailingSlot => ({
  slot: 'camera',
  problem: 'disturbed',
  need: 'needed',
  componentId: null,
  faultId: null,
  told: true,
  since,
  ...part,
});
const counterOf = (recording: Recording, ...failing: FailingSlot[]) =>
  deriveSetCounter({
    name: 'Set 1',
    state: { recording, records: recording !== 'stopped', failing },
    asOf: since,
    promised: {},
  });

describe('a set that records with something amiss', () => {
  it('STS33 is limited by what works badly, and is not said to miss it', () => {
    expect(counterOf('limited', slot({}))).toMatchObject({
      condition: 'limited',
      cause: 'device-disturbed',
      missing: ['camera'],
      since,
    });
  });

  it('STS33 tells what is missing and may be owed before what works badly', () => {
    const owed = slot({ slot: 'iris-scanner', problem: 'broken', need: 'owed' });
    expect(counterOf('limited', slot({}), owed)).toMatchObject({
      cause: 'device-owed',
      missing: ['iris-scanner'],
    });
  });

  it('STS33 is no conflict with its station, which sees no poor picture', () => {
    const { state, conflict } = weigh('counter', openSince(since), counterOf('limited', slot({})), new Map());
    expect(state.cause).toBe('device-disturbed');
    expect(conflict).toBeNull();
  });
});
