import type { PlainDate } from '../kernel/calendar.ts';
import type { Step } from './steps.ts';

/** What may happen when the device a step needs does not work today. */
export type WithoutDevice = 'refuse' | 'owed';

/** Rules of recording that a circular or the office may change: data with a date and a letter, not code. */
export interface EnrolmentPolicy {
  readonly version: number;
  readonly effectiveFrom: PlainDate;
  /** Number of the circular or office decision behind this version. */
  readonly basis: string;
  readonly steps: readonly Step[];
  /** Age of the obligation to hold a card, years (UU 24/2013 art. 63: 17). */
  readonly cardAge: number;
  /** Youngest age that may be recorded ahead, years; null: nobody below `cardAge` unless married. */
  readonly earlyAge: number | null;
  /** Lowest accepted quality, 0–100, per modality (MOSIP defaults 40 / 60; face by our own measure). */
  readonly thresholds: { readonly finger: number; readonly iris: number; readonly face: number };
  /** Captures of one step before the best is kept as forced. */
  readonly maxTries: number;
  readonly withoutDevice: {
    readonly finger: WithoutDevice;
    readonly iris: WithoutDevice;
    readonly face: WithoutDevice;
    readonly signature: WithoutDevice;
  };
  readonly offline: {
    /** Days an operator may sign in without the office having been reached. */
    readonly days: number;
    /** Unsent recordings a station may hold. */
    readonly recordings: number;
    /** From this share of either limit (0–1) a countdown is shown. */
    readonly warnFrom: number;
  };
  /** Days the station's resident directory may be used without refresh. */
  readonly directoryDays: number;
  /** Days a sent packet stays on the station after a backup of the office holds it. */
  readonly keepSentDays: number;
  /** Largest believable difference between station and office clock, ms. */
  readonly clockToleranceMs: number;
  /** Age at which an unsent packet alarms, hours. */
  readonly alarmAfterHours: number;
  /** Free disk below which a station refuses to begin, bytes. */
  readonly minimumFreeBytes: number;
}
