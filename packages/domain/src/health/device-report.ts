import type { Instant } from '../kernel/calendar.ts';

export const watchedKinds = ['finger', 'iris', 'face', 'signature'] as const;
export type WatchedKind = (typeof watchedKinds)[number];
export const isWatched = (kind: string): kind is WatchedKind =>
  (watchedKinds as readonly string[]).includes(kind);

/** `browser`: the counter screen itself takes the picture or signature. */
export const reportedStatuses = ['ready', 'busy', 'not-ready', 'absent', 'untrusted', 'browser'] as const;
export type ReportedStatus = (typeof reportedStatuses)[number];

export const failureGroups = ['place-again', 'wait', 'check-cable', 'open-incident', 'software'] as const;
export type FailureGroupName = (typeof failureGroups)[number];

/** All captures of one recording at one device. */
export interface DeviceVisit {
  /** Number of the visit since the station's program started, from 1. */
  readonly n: number;
  /** Mean quality of its captures, 0–100. */
  readonly score: number;
  /** Median time of a capture, ms. */
  readonly ms: number;
  /** Captures beyond one for each slot. */
  readonly retries: number;
}

/** What a station says of one kind of device. */
export interface DeviceReport {
  readonly kind: WatchedKind;
  readonly status: ReportedStatus;
  /** For how long the status has been this, ms, by the station's own steady clock. */
  readonly statusForMs: number;
  readonly serialNo: string | null;
  readonly make: string | null;
  readonly model: string | null;
  readonly firmware: string | null;
  readonly certificateUntil: Instant | null;
  /** Code of the last failure that still stands; null for none. */
  readonly problem: string | null;
  /** Captures that went well since the station's program started. */
  readonly captures: number;
  /** Calls that failed since then, by group; groups without failures are left out. */
  readonly failures: Partial<Record<FailureGroupName, number>>;
  readonly visits: readonly DeviceVisit[];
}
