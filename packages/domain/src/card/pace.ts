import { daysLater, type PlainDate } from '../kernel/calendar.ts';

/** How far back the pace is watched, days: six weeks, or thirty working days. */
export const paceDays = 42;

/** Somebody who came to wait. */
export interface Arrival {
  readonly day: PlainDate;
  /** Index of the group in the policy; −1: moved up. */
  readonly rank: number;
}

/**
 * One figure for each working day (CRD23): Monday to Friday, and any other day that has one.
 * @param from the first day, included
 * @param today left out, for it is not over
 */
export function perWorkingDay(
  counts: ReadonlyMap<PlainDate, number>,
  from: PlainDate,
  today: PlainDate,
): number[] {
  const figures: number[] = [];
  for (let day = from; day < today; day = daysLater(day, 1)) {
    const count = counts.get(day) ?? 0;
    if (count > 0 || !isWeekend(day)) figures.push(count);
  }
  return figures;
}

const isWeekend = (day: PlainDate): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

/** How many came on each day who stand ahead of a rank at once (CRD21). */
export function arrivedAhead(arrivals: readonly Arrival[], rank: number): Map<PlainDate, number> {
  const counts = new Map<PlainDate, number>();
  for (const { day, rank: other } of arrivals) if (other < rank) counts.set(day, (counts.get(day) ?? 0) + 1);
  return counts;
}
