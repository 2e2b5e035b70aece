import type { Instant } from '../kernel/calendar.ts';
import type { PacketId } from '../kernel/ids.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import type { SyncRefusalCode } from './refusals.ts';

/** Folders of the spool. `outbox`: waits; `sent`: the office has receipted it; `held`: the office will not take it as it is. */
export const spoolStates = ['outbox', 'sent', 'held'] as const;
export type SpoolState = (typeof spoolStates)[number];

/** A packet on a station, as far as sending is concerned. */
export interface SpoolItem {
  readonly packetId: PacketId;
  readonly state: SpoolState;
  readonly sealedAt: Instant;
  /** Failed tries since the last success. */
  readonly attempts: number;
  /** Not before this moment; null: at once. */
  readonly nextTryAt: Instant | null;
}

/** First and longest pause between two tries, ms. The longest keeps a morning's queue moving once the line is back. */
export const firstPauseMs = 2_000;
export const longestBackOffMs = 15 * 60_000;

/**
 * Pause before the next try, ms: doubles with every failure up to a cap; the upper half is left to chance so that
 * thirty stations do not come back in the same second.
 * @param attempt failures so far, from 1
 * @param random 0 ≤ random < 1
 */
export function backOff(attempt: number, random: number): number {
  const ceiling = Math.min(longestBackOffMs, firstPauseMs * 2 ** Math.min(Math.max(attempt, 1) - 1, 30));
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}

/**
 * The packet to try now: the oldest of those that are due. One that keeps failing waits for its own time only.
 * A next try further away than any pause can be was written by a clock that has been set back: it is due.
 */
export function nextToSend<I extends SpoolItem>(items: readonly I[], now: Instant): I | null {
  const due = items.filter((item) => item.state === 'outbox' && isDue(item, now));
  return due.reduce<I | null>(
    (first, item) => (first === null || comesBefore(item, first) ? item : first),
    null,
  );
}

function isDue({ nextTryAt }: SpoolItem, now: Instant): boolean {
  if (nextTryAt === null) return true;
  const wait = Date.parse(nextTryAt) - Date.parse(now);
  return wait <= 0 || wait > longestBackOffMs;
}

const comesBefore = (a: SpoolItem, b: SpoolItem): boolean =>
  a.sealedAt === b.sealedAt ? a.packetId < b.packetId : a.sealedAt < b.sealedAt;

/** How long the office has been without packets it should have. */
export interface SpoolAlarm {
  readonly alarm: boolean;
  readonly unsent: number;
  readonly oldestUnsentAt: Instant | null;
  /** Never negative. */
  readonly oldestAgeMs: number;
}

/** Alarms when a packet that the office has not taken, held ones too, is older than policy allows. */
export function alarmOf(
  items: readonly SpoolItem[],
  now: Instant,
  policy: { readonly alarmAfterHours: number },
): SpoolAlarm {
  const unsent = items.filter((item) => item.state !== 'sent').map((item) => item.sealedAt);
  const oldestUnsentAt = unsent.reduce<Instant | null>((a, b) => (a === null || b < a ? b : a), null);
  const oldestAgeMs = oldestUnsentAt === null ? 0 : Math.max(0, Date.parse(now) - Date.parse(oldestUnsentAt));
  return {
    alarm: oldestUnsentAt !== null && oldestAgeMs >= policy.alarmAfterHours * 3_600_000,
    unsent: unsent.length,
    oldestUnsentAt,
    oldestAgeMs,
  };
}

/**
 * Whether a packet may be deleted from its station: sent, in a backup of the office, and kept as long as policy says
 * after the station learned of the backup.
 */
export function mayDelete(
  item: { readonly state: SpoolState; readonly backedUpSince: Instant | null },
  now: Instant,
  policy: { readonly keepSentDays: number },
): Outcome<true, Extract<SyncRefusalCode, 'SYNC_NOT_SENT' | 'SYNC_NOT_BACKED_UP' | 'SYNC_KEPT_BY_POLICY'>> {
  if (item.state !== 'sent') return refuse('SYNC_NOT_SENT');
  if (item.backedUpSince === null) return refuse('SYNC_NOT_BACKED_UP');
  const keptMs = Date.parse(now) - Date.parse(item.backedUpSince);
  const restMs = policy.keepSentDays * 86_400_000 - keptMs;
  return restMs <= 0
    ? succeed(true)
    : refuse('SYNC_KEPT_BY_POLICY', { daysLeft: Math.ceil(restMs / 86_400_000) });
}
