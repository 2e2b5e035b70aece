import { type PlainDate, partsOf, plainDate } from '../kernel/calendar.ts';

/** Observed days under which no use is claimed. */
const leastDays = 5;

/** How long a stock lasts; null: not known, for want of observed use. */
export interface StockOutlook {
  /** Whole days that the stock covers. */
  readonly daysLeft: number;
  /** The first day that it does not cover. */
  readonly runsOutOn: PlainDate;
}

/**
 * BLK11.
 * @param stock pieces, or prints left
 * @param usedPerDay of each of the last calendar days, those without use as 0
 * @param today the first day that the stock has to cover
 */
export function deriveStockOutlook(
  stock: number,
  usedPerDay: readonly number[],
  today: PlainDate,
): StockOutlook | null {
  if (stock <= 0) return { daysLeft: 0, runsOutOn: today };
  const used = usedPerDay.reduce((sum, day) => sum + day, 0);
  if (usedPerDay.length < leastDays || used <= 0) return null;
  const daysLeft = Math.floor((stock * usedPerDay.length) / used);
  return { daysLeft, runsOutOn: daysAfter(today, daysLeft) };
}

function daysAfter(date: PlainDate, days: number): PlainDate {
  const { year, month, day } = partsOf(date);
  const later = new Date(Date.UTC(year, month - 1, day + days));
  return plainDate(later.getUTCFullYear(), later.getUTCMonth() + 1, later.getUTCDate());
}
