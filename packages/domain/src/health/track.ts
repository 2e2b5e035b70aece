import type { Instant } from '../kernel/calendar.ts';
import { toInstant } from '../kernel/calendar.ts';

/** One track of a device: at most one open trouble, slow to close where it flaps. */
export interface Track {
  readonly phase: 'well' | 'suspected' | 'ill' | 'recovering';
  readonly symptom: string | null;
  /** When the present illness began. */
  readonly since: Instant | null;
  /** Well without a gap since; only while recovering. */
  readonly wellSince: Instant | null;
  readonly relapses: number;
  readonly closedAt: Instant | null;
}

export const newTrack: Track = {
  phase: 'well',
  symptom: null,
  since: null,
  wellSince: null,
  relapses: 0,
  closedAt: null,
};

export interface TrackRules {
  /** Ill for so long before it is believed, ms. */
  readonly confirmMs: number;
  /** Well for so long before it is closed, ms; doubled with every relapse. */
  readonly healMs: number;
}

export const longestHealMs = 30 * 60_000;
/** Within so long of its closing a new trouble counts as a relapse, ms. */
export const relapseWithinMs = 30 * 60_000;

export interface TrackReading {
  /** What is wrong now; null for nothing. */
  readonly symptom: string | null;
  /** When it began, as far as the station knows. */
  readonly since: Instant;
  readonly at: Instant;
  /** True when nothing was heard for a while before this reading. */
  readonly afterGap: boolean;
}

export type TrackEvent =
  | { readonly kind: 'opened'; readonly symptom: string; readonly since: Instant }
  | { readonly kind: 'closed'; readonly since: Instant; readonly until: Instant; readonly relapses: number };

export interface TrackStep {
  readonly track: Track;
  readonly event: TrackEvent | null;
}

/** Rule HLT6: how long a device must be well after so many relapses, ms. */
export const healMsAfter = (relapses: number, healMs: number): number =>
  Math.min(longestHealMs, healMs * 2 ** Math.min(relapses, 20));

/** Rules HLT4 to HLT6: the track after one reading, and what happened to its trouble. */
export function evolveTrack(track: Track, reading: TrackReading, rules: TrackRules): TrackStep {
  return reading.symptom === null
    ? whileWell(track, reading, rules)
    : whileIll(track, reading.symptom, reading, rules);
}

function whileIll(track: Track, symptom: string, { at, since }: TrackReading, rules: TrackRules): TrackStep {
  if (track.phase === 'ill') return { track: { ...track, symptom }, event: null };
  if (track.phase === 'recovering') {
    const relapsed: Track = {
      ...track,
      phase: 'ill',
      symptom,
      wellSince: null,
      relapses: track.relapses + 1,
    };
    return { track: relapsed, event: null };
  }
  const began =
    track.phase === 'suspected' && track.since !== null && track.since < since ? track.since : since;
  const suspected: Track = { ...track, phase: 'suspected', symptom, since: began };
  if (Date.parse(at) - Date.parse(began) < rules.confirmMs) return { track: suspected, event: null };
  const lately = track.closedAt !== null && Date.parse(at) - Date.parse(track.closedAt) < relapseWithinMs;
  const ill: Track = { ...suspected, phase: 'ill', relapses: lately ? track.relapses + 1 : 0 };
  return { track: ill, event: { kind: 'opened', symptom, since: began } };
}

function whileWell(track: Track, { at, afterGap }: TrackReading, rules: TrackRules): TrackStep {
  if (track.phase === 'well') return { track, event: null };
  if (track.phase === 'suspected')
    return { track: { ...track, phase: 'well', symptom: null, since: null }, event: null };
  const wellSince = track.wellSince === null || afterGap ? at : track.wellSince;
  const recovering: Track = { ...track, phase: 'recovering', wellSince };
  const wellForMs = Date.parse(at) - Date.parse(wellSince);
  if (wellForMs < healMsAfter(track.relapses, rules.healMs)) return { track: recovering, event: null };
  const closed: Track = { ...newTrack, relapses: track.relapses, closedAt: at };
  const since = track.since ?? toInstant(Date.parse(wellSince));
  return { track: closed, event: { kind: 'closed', since, until: wellSince, relapses: track.relapses } };
}
