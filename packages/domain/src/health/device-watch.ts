/** What the office knows of one device at one station, and how each report changes it. */
import type { Instant } from '../kernel/calendar.ts';
import { toInstant } from '../kernel/calendar.ts';
import type { DeviceReport, FailureGroupName, WatchedKind } from './device-report.ts';
import { failureGroups } from './device-report.ts';
import { evolveTrend, newTrend, type QualityTrend } from './quality-trend.ts';
import { silentAfterMs } from './silence.ts';
import { evolveTrack, newTrack, type Track, type TrackEvent, type TrackRules } from './track.ts';

export const troubleTracks = ['function', 'quality', 'certificate'] as const;
export type TroubleTrack = (typeof troubleTracks)[number];

/** What can be wrong with a device, as the office notices it. */
export const troubleSymptoms = [
  'vanished',
  'not-ready',
  'hangs',
  'untrusted',
  'fails',
  'quality-drift',
  'certificate-ends',
] as const;
export type TroubleSymptom = (typeof troubleSymptoms)[number];

/** A failed call as far as it counts: which group, and when the office heard of it. */
interface CountedFailure {
  readonly group: FailureGroupName;
  readonly at: Instant;
  readonly code: string | null;
}

export interface DeviceWatchState {
  readonly kind: WatchedKind;
  /** The device last seen; null: none was ever seen here. */
  readonly serialNo: string | null;
  readonly make: string | null;
  readonly model: string | null;
  readonly firmware: string | null;
  readonly certificateUntil: Instant | null;
  /** The station's program that counted, and how far it had counted. */
  readonly run: string | null;
  readonly captures: number;
  readonly failures: Partial<Record<FailureGroupName, number>>;
  readonly visit: number;
  /** Failures of the last ten minutes that may ask for an incident. */
  readonly lately: readonly CountedFailure[];
  /** Captures that still must go well after failures; 0: none. */
  readonly owedCaptures: number;
  readonly trend: QualityTrend;
  readonly tracks: Readonly<Record<TroubleTrack, Track>>;
  readonly heardAt: Instant | null;
}

export const newDeviceWatch = (kind: WatchedKind): DeviceWatchState => ({
  kind,
  serialNo: null,
  make: null,
  model: null,
  firmware: null,
  certificateUntil: null,
  run: null,
  captures: 0,
  failures: {},
  visit: 0,
  lately: [],
  owedCaptures: 0,
  trend: newTrend,
  tracks: { function: newTrack, quality: newTrack, certificate: newTrack },
  heardAt: null,
});

export interface DeviceReading {
  readonly report: DeviceReport;
  /** The run of the station's program that made the report. */
  readonly run: string;
  /** Office clock. */
  readonly at: Instant;
}

export type DeviceEvent = TrackEvent & { readonly track: TroubleTrack };

export interface DeviceStep {
  readonly state: DeviceWatchState;
  readonly events: readonly DeviceEvent[];
}

/** A status must last so long, and a device be well so long, ms. Confirmed within one heartbeat, healed within two. */
const functionRules: TrackRules = { confirmMs: 10_000, healMs: 60_000 };
/** What has been weighed over many visits or is written in a certificate needs no second look. */
const knownRules: TrackRules = { confirmMs: 0, healMs: 0 };
/** Busy for so long is hanging, ms; the longest recording keeps a device for less. */
const hangsAfterMs = 5 * 60_000;
const latelyMs = 10 * 60_000;
const certificateWarnDays = 14;
/** Captures that must go well before failures are forgotten. */
const capturesOwed = 2;

/** Rules HLT1 to HLT11: the device after one report, and which troubles opened or closed. */
export function evolveDevice(before: DeviceWatchState, reading: DeviceReading): DeviceStep {
  const { report, at } = reading;
  const counted = countReport(before, reading);
  const sinceStatus = toInstant(Date.parse(at) - report.statusForMs);
  const afterGap = before.heardAt === null || Date.parse(at) - Date.parse(before.heardAt) > silentAfterMs;
  const readings = {
    function: functionReading(counted, report, at, sinceStatus),
    quality: { symptom: counted.trend.drifting ? 'quality-drift' : null, since: at },
    certificate: { symptom: endsSoon(counted.certificateUntil, at) ? 'certificate-ends' : null, since: at },
  };
  const stepOf = (track: TroubleTrack) =>
    evolveTrack(
      before.tracks[track],
      { ...readings[track], at, afterGap },
      track === 'function' ? functionRules : knownRules,
    );
  const steps = {
    function: stepOf('function'),
    quality: stepOf('quality'),
    certificate: stepOf('certificate'),
  };
  const { function: works, quality, certificate } = steps;
  return {
    state: {
      ...counted,
      heardAt: at,
      tracks: { function: works.track, quality: quality.track, certificate: certificate.track },
    },
    events: troubleTracks.flatMap((track) => {
      const { event } = steps[track];
      return event ? [{ ...event, track }] : [];
    }),
  };
}

/** Rule HLT9: the glass was cleaned or the device passed its self-test; what is usual is learnt anew. */
export const forgetTrend = (state: DeviceWatchState): DeviceWatchState => ({
  ...state,
  trend: newTrend,
  lately: [],
  owedCaptures: 0,
});

/** Takes over identity, counts and visits; a device with another serial number starts with an empty trend. */
function countReport(before: DeviceWatchState, { report, run, at }: DeviceReading): DeviceWatchState {
  const other = report.serialNo !== null && before.serialNo !== null && report.serialNo !== before.serialNo;
  const known = other ? { ...before, trend: newTrend, lately: [], owedCaptures: 0 } : before;
  const sameRun = before.run === run;
  const base = sameRun ? known : { ...known, captures: 0, failures: {}, visit: 0 };
  const fresh = failureGroups.flatMap((group) => {
    const more = (report.failures[group] ?? 0) - (base.failures[group] ?? 0);
    return Array.from({ length: Math.min(Math.max(more, 0), 10) }, () => ({
      group,
      at,
      code: report.problem,
    }));
  });
  const lately = [...known.lately, ...fresh]
    .filter((failure) => Date.parse(at) - Date.parse(failure.at) < latelyMs)
    .slice(-20);
  const newCaptures = Math.max(0, report.captures - base.captures);
  const asksIncident = fresh.length > 0 && incidentIn(lately);
  const owedCaptures = asksIncident ? capturesOwed : Math.max(0, known.owedCaptures - newCaptures);
  const visits = report.visits.filter(({ n }) => n > base.visit);
  return {
    ...known,
    ...(report.serialNo === null
      ? {}
      : {
          serialNo: report.serialNo,
          make: report.make,
          model: report.model,
          firmware: report.firmware,
          certificateUntil: report.certificateUntil,
        }),
    run,
    captures: report.captures,
    failures: report.failures,
    visit: Math.max(base.visit, ...visits.map(({ n }) => n)),
    lately: owedCaptures === 0 && known.owedCaptures > 0 ? [] : lately,
    owedCaptures,
    trend: visits.reduce(evolveTrend, known.trend),
  };
}

/** Codes that the counter's screen cannot mend, yet that happen once without meaning anything. */
const forgivenOnce: ReadonlySet<string | null> = new Set(['sbi-104', 'clock-skew', 'chain-broken']);

/** Rule HLT2, over the failures of the last ten minutes. */
function incidentIn(lately: readonly CountedFailure[]): boolean {
  const grave = lately.filter(({ group }) => group === 'open-incident');
  if (grave.some(({ code }) => !forgivenOnce.has(code)) || grave.length >= 2) return true;
  return lately.filter(({ group }) => group === 'check-cable' || group === 'software').length >= 3;
}

function functionReading(
  counted: DeviceWatchState,
  report: DeviceReport,
  at: Instant,
  since: Instant,
): { readonly symptom: TroubleSymptom | null; readonly since: Instant } {
  const byStatus = statusSymptom(counted, report);
  if (byStatus !== null) return { symptom: byStatus, since };
  // What a capture has shown needs no confirming by time: it is old enough at once.
  if (counted.owedCaptures > 0)
    return { symptom: 'fails', since: toInstant(Date.parse(at) - functionRules.confirmMs) };
  return { symptom: null, since: at };
}

function statusSymptom({ serialNo }: DeviceWatchState, report: DeviceReport): TroubleSymptom | null {
  if (serialNo === null) return null;
  switch (report.status) {
    case 'absent':
      return 'vanished';
    // A camera that is gone leaves the counter screen to take its place; it is missed all the same.
    case 'browser':
      return 'vanished';
    case 'not-ready':
      return 'not-ready';
    case 'untrusted':
      return 'untrusted';
    case 'busy':
      return report.statusForMs >= hangsAfterMs ? 'hangs' : null;
    case 'ready':
      return null;
  }
}

const endsSoon = (until: Instant | null, at: Instant): boolean =>
  until !== null && Date.parse(until) - Date.parse(at) < certificateWarnDays * 86_400_000;

/** The open troubles of a device, worst first. */
export const openTroublesOf = (
  state: DeviceWatchState,
): readonly { readonly track: TroubleTrack; readonly symptom: string; readonly since: Instant }[] =>
  troubleTracks.flatMap((track) => {
    const { phase, symptom, since } = state.tracks[track];
    const open = phase === 'ill' || phase === 'recovering';
    return open && symptom !== null && since !== null ? [{ track, symptom, since }] : [];
  });

/** Whether a device can be used now: nothing open on its function, as far as was last heard. */
export const works = (state: DeviceWatchState): boolean =>
  state.serialNo !== null &&
  state.tracks.function.phase !== 'ill' &&
  state.tracks.function.phase !== 'recovering';
