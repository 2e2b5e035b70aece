import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Instant, toInstant } from '../kernel/calendar.ts';
import type { DeviceReport } from './device-report.ts';
import {
  type DeviceEvent,
  type DeviceWatchState,
  evolveDevice,
  forgetTrend,
  newDeviceWatch,
  works,
} from './device-watch.ts';
import { evolveTrend, newTrend } from './quality-trend.ts';
import { hearingOf, noticesOf, silentAfterMs } from './silence.ts';
import { healMsAfter, longestHealMs } from './track.ts';

const startMs = Date.parse('2026-11-24T00:00:00.000Z');
const report = (part: Partial<DeviceReport> = {}): DeviceReport => ({
  kind: 'finger',
  status: 'ready',
  statusForMs: 600_000,
  serialNo: 'RKMSLAP00000001',
  make: 'Rekam',
  model: 'RS-10',
  firmware: '1.0',
  certificateUntil: toInstant(startMs + 90 * 86_400_000),
  problem: null,
  captures: 0,
  failures: {},
  visits: [],
  ...part,
});
const gone: Partial<DeviceReport> = { status: 'absent', serialNo: null, make: null, model: null };

/** Feeds reports half a minute apart unless told; collects what happened. */
function watch(
  steps: readonly (Partial<DeviceReport> & { readonly afterMs?: number; readonly run?: string })[],
) {
  let state: DeviceWatchState = newDeviceWatch('finger');
  let nowMs = startMs;
  const events: (DeviceEvent & { at: Instant })[] = [];
  for (const { afterMs = 30_000, run = 'a', ...part } of steps) {
    nowMs += afterMs;
    const step = evolveDevice(state, { report: report(part), run, at: toInstant(nowMs) });
    state = step.state;
    events.push(...step.events.map((event) => ({ ...event, at: toInstant(nowMs) })));
  }
  return { state, events, kinds: events.map(({ kind, track }) => `${track} ${kind}`) };
}

describe('a device that stops working', () => {
  it('HLT1 gone for ten seconds opens a trouble that began when it went', () => {
    const { events, state } = watch([{}, { ...gone, statusForMs: 12_000 }]);
    expect(events).toMatchObject([
      { track: 'function', kind: 'opened', symptom: 'vanished', since: toInstant(startMs + 48_000) },
    ]);
    expect(works(state)).toBe(false);
  });

  it('HLT1 gone for a moment opens none; the next report decides', () => {
    expect(watch([{}, { ...gone, statusForMs: 2_000 }, {}]).kinds).toEqual([]);
    expect(
      watch([{}, { ...gone, statusForMs: 2_000 }, { ...gone, statusForMs: 12_000, afterMs: 10_000 }]).kinds,
    ).toEqual(['function opened']);
  });

  it('HLT1 never seen here opens none', () => {
    expect(watch([{ ...gone }, { ...gone }, { ...gone }]).kinds).toEqual([]);
  });

  it.each(['not-ready', 'untrusted'] as const)('HLT1 %s opens a trouble of its name', (status) => {
    expect(watch([{}, { status }]).events).toMatchObject([{ symptom: status }]);
  });

  it('HLT1 busy is hanging only after minutes', () => {
    expect(watch([{}, { status: 'busy', statusForMs: 60_000 }]).kinds).toEqual([]);
    expect(watch([{}, { status: 'busy', statusForMs: 301_000 }]).events).toMatchObject([
      { symptom: 'hangs' },
    ]);
  });

  it('HLT2 a false signature opens a trouble at once; a broken chain on the second time', () => {
    expect(watch([{}, { failures: { 'open-incident': 1 }, problem: 'bad-signature' }]).events).toMatchObject([
      { symptom: 'fails' },
    ]);
    const once = { failures: { 'open-incident': 1 }, problem: 'chain-broken' };
    expect(watch([{}, once]).kinds).toEqual([]);
    expect(watch([{}, once, { ...once, failures: { 'open-incident': 2 } }]).kinds).toEqual([
      'function opened',
    ]);
  });

  it('HLT2 the third failure of the cable within ten minutes opens a trouble, three in half an hour do not', () => {
    const failing = (n: number, afterMs = 30_000) => ({
      failures: { 'check-cable': n },
      problem: 'timeout',
      afterMs,
    });
    expect(watch([{}, failing(1), failing(2), failing(3)]).kinds).toEqual(['function opened']);
    const slowly = [
      failing(1),
      ...Array(20).fill(failing(1)),
      failing(2),
      ...Array(20).fill(failing(2)),
      failing(3),
    ];
    expect(watch([{}, ...slowly]).kinds).toEqual([]);
  });

  it('HLT3 what residents do wrong is no trouble', () => {
    expect(watch([{}, { failures: { 'place-again': 40, wait: 10 }, problem: 'sbi-101' }]).kinds).toEqual([]);
  });
});

describe('a device that works again', () => {
  const broke = { ...gone, statusForMs: 20_000 };

  it('HLT5 closes after a minute without a gap, with the moment it became well', () => {
    const { events } = watch([{}, broke, {}, {}, {}]);
    expect(events.map(({ kind }) => kind)).toEqual(['opened', 'closed']);
    expect(events[1]).toMatchObject({ until: toInstant(startMs + 90_000), at: toInstant(startMs + 150_000) });
  });

  it('HLT5 a silence between two good reports proves nothing', () => {
    expect(watch([{}, broke, {}, { afterMs: silentAfterMs + 1 }, {}]).kinds).toEqual(['function opened']);
  });

  it('HLT5 captures that failed must go well twice', () => {
    const failing = { failures: { 'open-incident': 1 }, problem: 'bad-signature' };
    const still = { failures: { 'open-incident': 1 } };
    expect(watch([{}, failing, still, still, still, still]).kinds).toEqual(['function opened']);
    const good = { ...still, captures: 2 };
    expect(watch([{}, failing, good, good, good, good]).kinds).toEqual([
      'function opened',
      'function closed',
    ]);
  });

  it('HLT6 a flapping device makes one trouble', () => {
    const flaps = Array.from({ length: 40 }, (_, i) => (i % 3 === 0 ? broke : {}));
    expect(watch([{}, ...flaps]).kinds).toEqual(['function opened']);
  });

  it('HLT6 the time to be well doubles and is never beyond half an hour', () => {
    expect([0, 1, 2].map((n) => healMsAfter(n, 60_000))).toEqual([60_000, 120_000, 240_000]);
    expect(healMsAfter(1000, 60_000)).toBe(longestHealMs);
  });

  it('HLT6 failing again soon after closing is a relapse', () => {
    const { state } = watch([{}, broke, {}, {}, {}, broke]);
    expect(state.tracks.function).toMatchObject({ phase: 'ill', relapses: 1 });
  });

  it('HLT4 HLT7 opened and closed take turns, whatever a device does', () => {
    const step = fc.record({
      status: fc.constantFrom('ready', 'busy', 'not-ready', 'absent', 'untrusted'),
      statusForMs: fc.constantFrom(0, 5_000, 20_000, 400_000),
      afterMs: fc.constantFrom(10_000, 30_000, 120_000),
      captures: fc.nat(50),
      visits: fc.array(
        fc.record({ n: fc.nat(60), score: fc.nat(100), ms: fc.nat(5000), retries: fc.nat(3) }),
        {
          maxLength: 4,
        },
      ),
      failures: fc.record({ 'open-incident': fc.nat(3), 'check-cable': fc.nat(9) }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { events } = watch(steps);
        for (const track of ['function', 'quality', 'certificate']) {
          const own = events.filter((event) => event.track === track).map(({ kind }) => kind);
          expect(own).toEqual(own.map((_, i) => (i % 2 === 0 ? 'opened' : 'closed')));
        }
        for (const event of events)
          if (event.kind === 'closed') expect(event.until >= event.since).toBe(true);
      }),
      { seed: 31, numRuns: 300 },
    );
  });
});

describe('quality', () => {
  const usual = [66, 70, 72, 64, 68, 75, 61, 69];
  const visits = (scores: readonly number[], from = 1) =>
    scores.map((score, i) => ({ n: from + i, score, ms: 900, retries: 0 }));
  const learnt = Array.from({ length: 24 }, (_, i) => usual[i % usual.length]!);

  it('HLT8 a slow fall says "clean" while captures still pass, and does not say it of a usual week', () => {
    const calm = Array.from({ length: 300 }, (_, i) => usual[(i * 5) % usual.length]!);
    expect(calm.reduce((trend, score) => evolveTrend(trend, { score }), newTrend).drifting).toBe(false);
    let trend = learnt.reduce((t, score) => evolveTrend(t, { score }), newTrend);
    let score = 68;
    while (!trend.drifting) {
      score -= 2;
      trend = evolveTrend(trend, { score });
    }
    expect(score).toBeGreaterThan(45);
  });

  it('HLT8 HLT9 opens a trouble on its own track, leaves the device in use, and closes once it is cleaned', () => {
    const falling = visits([60, 55, 50, 46, 44, 42], 25);
    const { state, events } = watch([{ visits: visits(learnt) }, { visits: falling }]);
    expect(events).toMatchObject([{ track: 'quality', kind: 'opened', symptom: 'quality-drift' }]);
    expect(works(state)).toBe(true);
    const cleaned = evolveDevice(forgetTrend(state), {
      report: report(),
      run: 'a',
      at: toInstant(startMs + 1e6),
    });
    expect(cleaned.events).toMatchObject([{ track: 'quality', kind: 'closed' }]);
    const again = watch([
      { visits: visits(learnt) },
      { visits: falling },
      { visits: visits([69, 71, 66], 40) },
    ]);
    expect(again.kinds).toEqual(['quality opened', 'quality closed']);
  });

  it('HLT11 a visit told twice is counted once, and a new run begins anew', () => {
    const once = watch([{ visits: visits(learnt) }]).state.trend;
    expect(watch([{ visits: visits(learnt) }, { visits: visits(learnt) }]).state.trend).toEqual(once);
    expect(watch([{ visits: visits(learnt) }, { visits: visits([70]), run: 'b' }]).state.trend.visits).toBe(
      25,
    );
  });

  it('HLT11 another scanner in the same place has its own usual', () => {
    const { state } = watch([{ visits: visits(learnt) }, { serialNo: 'RKMSLAP00000002', visits: [] }]);
    expect(state.trend.visits).toBe(0);
  });
});

describe('certificates, silence and stations', () => {
  it('HLT10 a certificate that ends within a fortnight is told, and a renewed one closes it', () => {
    const soon = { certificateUntil: toInstant(startMs + 13 * 86_400_000) };
    expect(watch([{}, soon, soon, {}]).kinds).toEqual(['certificate opened', 'certificate closed']);
  });

  it('HLT7 a station is silent after three calls it did not make', () => {
    const now = toInstant(startMs);
    expect(hearingOf(null, now)).toBe('never');
    expect(hearingOf(toInstant(startMs - silentAfterMs), now)).toBe('heard');
    expect(hearingOf(toInstant(startMs - silentAfterMs - 1), now)).toBe('silent');
  });

  it('HLT12 tells what ails a station whose devices all work', () => {
    const policy = { minimumFreeBytes: 1e9, clockToleranceMs: 60_000, alarmAfterHours: 24 };
    const well = {
      freeBytes: 5e9,
      clockOffsetMs: 10,
      onBattery: false,
      batteryPercent: null,
      oldestUnsentAt: null,
    };
    expect(noticesOf(well, toInstant(startMs), policy)).toEqual([]);
    const ill = {
      freeBytes: 1.5e9,
      clockOffsetMs: -61_000,
      onBattery: true,
      batteryPercent: 40,
      oldestUnsentAt: toInstant(startMs - 24 * 3_600_000),
    };
    expect(noticesOf(ill, toInstant(startMs), policy)).toEqual([
      'disk-short',
      'clock-wrong',
      'on-battery',
      'packets-old',
    ]);
  });
});
