import type { Instant } from '../kernel/calendar.ts';

/** Rule HLT7: a station that calls every half minute and was not heard for so long is silent, ms. */
export const silentAfterMs = 90_000;

export type StationHearing = 'heard' | 'silent' | 'never';

/** Whether a station speaks. What is wrong with its devices is another question. */
export function hearingOf(lastSeenAt: Instant | null, now: Instant): StationHearing {
  if (lastSeenAt === null) return 'never';
  return Date.parse(now) - Date.parse(lastSeenAt) > silentAfterMs ? 'silent' : 'heard';
}

/** What a station says of itself, beside its devices. */
export interface StationVitals {
  readonly freeBytes: number;
  readonly clockOffsetMs: number | null;
  readonly onBattery: boolean;
  readonly batteryPercent: number | null;
  readonly oldestUnsentAt: Instant | null;
}

export type StationNotice = 'disk-short' | 'clock-wrong' | 'on-battery' | 'packets-old';

/** Rule HLT12: what somebody should look at although every device works. */
export function noticesOf(
  vitals: StationVitals,
  now: Instant,
  policy: {
    readonly minimumFreeBytes: number;
    readonly clockToleranceMs: number;
    readonly alarmAfterHours: number;
  },
): readonly StationNotice[] {
  const { freeBytes, clockOffsetMs, onBattery, oldestUnsentAt } = vitals;
  const ageMs = oldestUnsentAt === null ? 0 : Date.parse(now) - Date.parse(oldestUnsentAt);
  const notices: [StationNotice, boolean][] = [
    ['disk-short', freeBytes < 2 * policy.minimumFreeBytes],
    ['clock-wrong', clockOffsetMs !== null && Math.abs(clockOffsetMs) > policy.clockToleranceMs],
    ['on-battery', onBattery],
    ['packets-old', ageMs >= policy.alarmAfterHours * 3_600_000],
  ];
  return notices.flatMap(([notice, holds]) => (holds ? [notice] : []));
}
