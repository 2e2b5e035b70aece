import type { Instant } from '../kernel/calendar.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import type { SyncRefusalCode } from './refusals.ts';

/** How long and how much a station may record on its own; part of the office's policy. */
export interface OfflineLimits {
  readonly days: number;
  readonly recordings: number;
  /** Share of either limit (0–1) from which the operator is warned. */
  readonly warnFrom: number;
}

export interface OfflineAllowance {
  readonly state: 'fine' | 'warning' | 'blocked';
  /** Days until no operator may sign in, rounded down to tenths; 0 when blocked. */
  readonly daysLeft: number;
  /** Recordings that still fit; 0 when blocked by their number. */
  readonly recordingsLeft: number;
}

export interface AllowanceQuestion {
  /** When the office answered last; null when it never did. */
  readonly lastContactAt: Instant | null;
  /** Recordings the office has not taken. */
  readonly unsent: number;
  readonly now: Instant;
  /** Time that only moves forward (`SeenTime.at`); the later of it and `now` counts. */
  readonly seenAt: Instant | null;
  readonly policy: { readonly offline: OfflineLimits };
}

const dayMs = 86_400_000;

/** How much longer, and how many more, a station may record without its office. */
export function offlineAllowance(question: AllowanceQuestion): OfflineAllowance {
  const { lastContactAt, unsent, now, seenAt, policy } = question;
  const { days, recordings, warnFrom } = policy.offline;
  const recordingsLeft = Math.max(0, recordings - unsent);
  if (lastContactAt === null) return { state: 'blocked', daysLeft: 0, recordingsLeft };
  const latest = Math.max(...[now, seenAt ?? now, lastContactAt].map((at) => Date.parse(at)));
  const usedDays = (latest - Date.parse(lastContactAt)) / dayMs;
  const daysLeft = Math.max(0, Math.floor((days - usedDays) * 10) / 10);
  const blocked = usedDays >= days || unsent >= recordings;
  const warning = usedDays >= days * warnFrom || unsent >= recordings * warnFrom;
  return { state: blocked ? 'blocked' : warning ? 'warning' : 'fine', daysLeft, recordingsLeft };
}

/** The allowance as an answer to "may a recording begin?". */
export function decideOffline(
  question: AllowanceQuestion,
): Outcome<OfflineAllowance, Extract<SyncRefusalCode, `SYNC_OFFLINE_${string}`>> {
  const allowance = offlineAllowance(question);
  if (allowance.state !== 'blocked') return succeed(allowance);
  return allowance.recordingsLeft === 0
    ? refuse('SYNC_OFFLINE_TOO_MANY', { recordings: question.policy.offline.recordings })
    : refuse('SYNC_OFFLINE_TOO_LONG', { days: question.policy.offline.days });
}
