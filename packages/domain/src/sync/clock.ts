import type { ClockReading, Instant } from '../kernel/calendar.ts';
import { toInstant } from '../kernel/calendar.ts';

/** The last comparison of a station's clock with the office's. */
export interface ClockComparison {
  /** Station clock at the comparison. */
  readonly comparedAt: Instant;
  /** Station minus office, ms. */
  readonly offsetMs: number;
  readonly trusted: boolean;
}

export interface ClockQuestion {
  readonly stationNow: Instant;
  /** The office's time from an answer just received; null while the office is not reached. */
  readonly officeNow: Instant | null;
  /** Time between asking and the answer, ms; the office spoke somewhere within it. */
  readonly roundTripMs: number;
  readonly lastKnown: ClockComparison | null;
  /** Time since the last comparison by a clock that cannot be set; null after a restart of the machine. */
  readonly elapsedMs: number | null;
  /** Latest station time ever seen, by file dates and facts; null when none is known. */
  readonly latestSeenAt: Instant | null;
  readonly policy: { readonly clockToleranceMs: number; readonly offline: { readonly days: number } };
}

export interface ClockJudgement {
  readonly trusted: boolean;
  readonly offsetMs: number | null;
}

/**
 * Whether the station's clock can be believed. With the office: it differs less than policy allows, the doubt of the
 * line included. Without: a believed comparison is not too old, and the clock has since run neither back nor ahead.
 */
export function clockJudgement(question: ClockQuestion): ClockJudgement {
  const { stationNow, officeNow, roundTripMs, policy } = question;
  if (officeNow === null) return judgeAlone(question);
  const doubtMs = roundTripMs / 2;
  const offsetMs = Math.round(Date.parse(stationNow) - (Date.parse(officeNow) + doubtMs));
  return { trusted: Math.abs(offsetMs) + doubtMs <= policy.clockToleranceMs, offsetMs };
}

function judgeAlone({
  stationNow,
  lastKnown,
  elapsedMs,
  latestSeenAt,
  policy,
}: ClockQuestion): ClockJudgement {
  if (lastKnown === null) return { trusted: false, offsetMs: null };
  const { offsetMs } = lastKnown;
  const tolerance = policy.clockToleranceMs;
  const now = Date.parse(stationNow);
  const sinceMs = now - Date.parse(lastKnown.comparedAt);
  const ranBack =
    now <
    Math.max(Date.parse(lastKnown.comparedAt), Date.parse(latestSeenAt ?? lastKnown.comparedAt)) - tolerance;
  const jumped = elapsedMs !== null && Math.abs(sinceMs - elapsedMs) > tolerance;
  const tooOld = sinceMs > policy.offline.days * 86_400_000;
  return { trusted: lastKnown.trusted && !ranBack && !jumped && !tooOld, offsetMs };
}

/** The reading to write into facts: the clock's time and what the judgement says of it. */
export const readingOf = (stationNow: Instant, judgement: ClockJudgement): ClockReading => ({
  at: stationNow,
  trusted: judgement.trusted,
  offsetMs: judgement.offsetMs,
});

/**
 * Time that only moves forward, kept by a station for its limits: it grows by what the clock advances between two
 * readings and ignores every step back, so a clock set back neither rewinds it nor makes it stand still.
 */
export interface SeenTime {
  /** The time reached; never before any reading. */
  readonly at: Instant;
  /** The clock at the last reading. */
  readonly lastReadingAt: Instant;
}

/** The seen time after another reading; `seen` null starts at the reading. */
export function advanceSeenTime(seen: SeenTime | null, reading: Instant): SeenTime {
  if (seen === null) return { at: reading, lastReadingAt: reading };
  const advancedMs = Math.max(0, Date.parse(reading) - Date.parse(seen.lastReadingAt));
  const at = toInstant(Math.max(Date.parse(seen.at) + advancedMs, Date.parse(reading)));
  return { at, lastReadingAt: reading };
}
