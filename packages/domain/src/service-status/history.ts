import { daysLater, type Instant, type PlainDate } from '../kernel/calendar.ts';
import { type Calendar, hoursOn, momentOf } from './opening-hours.ts';
import { type ServiceCondition, worseOf } from './service.ts';

/** From when to when a service stood so. */
export interface StatusSpan {
  readonly condition: ServiceCondition;
  readonly since: Instant;
  /** Null: still. */
  readonly until: Instant | null;
}

export interface StatusDay {
  readonly day: PlainDate;
  /** The worst of the day's hours; `closed` on days without hours, null where nothing was recorded. */
  readonly condition: ServiceCondition | 'closed' | null;
}

/** Rule STS17: the last so many days, oldest first, today included. */
export function daysOf(
  spans: readonly StatusSpan[],
  calendar: Calendar,
  today: PlainDate,
  days: number,
  now: Instant,
): StatusDay[] {
  return Array.from({ length: days }, (_, index) => {
    const day = daysLater(today, index + 1 - days);
    const hours = hoursOn(calendar, day);
    if (!hours) return { day, condition: 'closed' };
    const from = momentOf(day, hours.opens, calendar.offsetMinutes);
    const to = momentOf(day, hours.closes, calendar.offsetMinutes);
    const within = spans.filter(({ since, until }) => since < to && (until ?? now) > from);
    if (from > now || within.length === 0) return { day, condition: null };
    return { day, condition: within.map(({ condition }) => condition).reduce(worseOf) };
  });
}
