/** The station's time, and how far it can be believed: compared with the office's at every contact, remembered across restarts. */
import { join } from 'node:path';
import {
  advanceSeenTime,
  type ClockComparison,
  type ClockJudgement,
  type ClockReading,
  clockJudgement,
  type Instant,
  readingOf,
  type SeenTime,
  toInstant,
} from '@rekam/domain';
import { findJson, writeDurable } from '../storage/durable-files.ts';
import type { FileSystemPort } from '../storage/file-system.ts';

/** The two clocks of the machine; tests give their own. */
export interface TimeSource {
  /** Milliseconds since 1970 by the clock that people can set. */
  readonly unixMs: () => number;
  /** Milliseconds by a clock that nobody can set, from any beginning. */
  readonly monotonicMs: () => number;
}

export const machineTime: TimeSource = {
  unixMs: () => Date.now(),
  monotonicMs: () => performance.now(),
};

interface Remembered {
  readonly comparison: ClockComparison | null;
  readonly lastContactAt: Instant | null;
  readonly seen: SeenTime | null;
}

type ClockPolicy = { readonly clockToleranceMs: number; readonly offline: { readonly days: number } };

/** How often the seen time is written down without an office in reach, ms. */
const rememberEveryMs = 60_000;

export interface StationClock {
  readonly now: () => Instant;
  readonly reading: () => ClockReading;
  /** When the office answered last, by the station's clock; null when it never did. */
  readonly lastContactAt: () => Instant | null;
  /** Time that only moves forward; null before the first reading. */
  readonly seenAt: () => Instant | null;
  /** Notes that the office answered, and what its clock showed. */
  readonly noteContact: (officeNow: Instant, roundTripMs: number) => Promise<void>;
}

/**
 * @param dataDir folder that keeps `clock.json`
 * @param policy the rules in force; null while there are none, which trusts nothing
 */
export async function openClock(
  fs: FileSystemPort,
  dataDir: string,
  time: TimeSource,
  policy: () => ClockPolicy | null,
): Promise<StationClock> {
  const file = join(dataDir, 'clock.json');
  let remembered: Remembered = (await findJson<Remembered>(fs, file)) ?? {
    comparison: null,
    lastContactAt: null,
    seen: null,
  };
  let comparedAtMonotonicMs: number | null = null;
  let rememberedAtMs = time.monotonicMs();
  let writing: Promise<void> = Promise.resolve();

  const remember = (next: Remembered): Promise<void> => {
    remembered = next;
    rememberedAtMs = time.monotonicMs();
    writing = writing.catch(() => undefined).then(() => writeDurable(fs, file, JSON.stringify(remembered)));
    return writing;
  };

  const now = (): Instant => {
    const instant = toInstant(time.unixMs());
    remembered = { ...remembered, seen: advanceSeenTime(remembered.seen, instant) };
    // Losing a minute of seen time costs nothing; a full disk must not stop the clock.
    if (time.monotonicMs() - rememberedAtMs > rememberEveryMs) remember(remembered).catch(() => undefined);
    return instant;
  };

  const judge = (stationNow: Instant): ClockJudgement => {
    const rules = policy();
    if (rules === null) return { trusted: false, offsetMs: null };
    return clockJudgement({
      stationNow,
      officeNow: null,
      roundTripMs: 0,
      lastKnown: remembered.comparison,
      elapsedMs: comparedAtMonotonicMs === null ? null : time.monotonicMs() - comparedAtMonotonicMs,
      latestSeenAt: remembered.seen?.at ?? null,
      policy: rules,
    });
  };

  return {
    now,
    reading: () => {
      const stationNow = now();
      return readingOf(stationNow, judge(stationNow));
    },
    lastContactAt: () => remembered.lastContactAt,
    seenAt: () => remembered.seen?.at ?? null,
    noteContact: (officeNow, roundTripMs) => {
      const stationNow = now();
      const rules = policy();
      const judgement = rules
        ? clockJudgement({
            stationNow,
            officeNow,
            roundTripMs,
            lastKnown: null,
            elapsedMs: null,
            latestSeenAt: null,
            policy: rules,
          })
        : null;
      comparedAtMonotonicMs = judgement ? time.monotonicMs() : comparedAtMonotonicMs;
      const comparison =
        judgement && judgement.offsetMs !== null
          ? { comparedAt: stationNow, offsetMs: judgement.offsetMs, trusted: judgement.trusted }
          : remembered.comparison;
      // An office in reach tells the true time: what a wrongly set clock had "seen" before is forgotten.
      const seen = judgement?.trusted ? { at: stationNow, lastReadingAt: stationNow } : remembered.seen;
      return remember({ comparison, lastContactAt: stationNow, seen });
    },
  };
}
