import { daysLater, type PlainDate } from '../kernel/calendar.ts';

/** What moved in and out of store and desks on a day, in pieces. */
export interface DayMoved {
  readonly day: PlainDate;
  readonly received: number;
  /** Put on cards. */
  readonly printed: number;
  readonly spoiled: number;
  /** By how much the stock grew; negative: shrank. */
  readonly change: number;
}

/** A day of the stock as it is published. */
export interface StockDay extends Omit<DayMoved, 'change'> {
  /** Pieces in store and at desks when the day ended, or now for today. */
  readonly closing: number;
}

/** BLK20: every day from the first of the book until today, also those on which nothing moved. @param moved by day */
export function deriveStockDays(moved: readonly DayMoved[], today: PlainDate): readonly StockDay[] {
  const known = new Map(moved.map((one) => [one.day, one]));
  const first = moved[0]?.day;
  const days: StockDay[] = [];
  let closing = 0;
  for (let day = first; day !== undefined && day <= today; day = daysLater(day, 1)) {
    const { received = 0, printed = 0, spoiled = 0, change = 0 } = known.get(day) ?? {};
    closing += change;
    days.push({ day, received, printed, spoiled, closing });
  }
  return days;
}
