/** Which hours hold on which day: weeks that begin on a day, days with hours of their own, and closings of one day. */
import { daysLater, type PlainDate } from '../kernel/calendar.ts';
import type { PlaceId } from '../kernel/ids.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import {
  type Calendar,
  checkWeek,
  type DayHours,
  hoursOn,
  isSoundDay,
  usualWeek,
  type WeekHours,
} from './opening-hours.ts';

/** Hours that hold from a day on, until the next ones do. */
export interface HoursFrom {
  /** Null: the office's own, good wherever a place has none. */
  readonly placeId: PlaceId | null;
  readonly from: PlainDate;
  /** Null: a place has the office's hours again. */
  readonly week: WeekHours | null;
}

/** A day that is not like its weekday: a holiday, or hours of its own. */
export interface SpecialDay {
  readonly date: PlainDate;
  /** Null: at every place. */
  readonly placeId: PlaceId | null;
  /** Null: closed. */
  readonly hours: DayHours | null;
  /** For the public: `Natal`, `Sabtu buka menjelang pemilu`. */
  readonly name: string;
}

/** Closed before its time, or not opened, on one day. */
export interface EarlyClosing {
  readonly placeId: PlaceId;
  readonly day: PlainDate;
  /** Null: all day. */
  readonly closes: string | null;
  /** For the public. */
  readonly reason: string;
}

export interface OfficeHours {
  readonly hours: readonly HoursFrom[];
  readonly specialDays: readonly SpecialDay[];
  readonly closings: readonly EarlyClosing[];
  /** Minutes east of UTC. */
  readonly offsetMinutes: number;
}

/** Rules STS1, STS22, STS23: the calendar of a place, or of the office itself (null). */
export function calendarOf(
  { hours, specialDays, closings, offsetMinutes }: OfficeHours,
  placeId: PlaceId | null,
): Calendar {
  const known = hours.filter((one) => one.placeId === null || one.placeId === placeId);
  const days = [...new Set(known.map(({ from }) => from))].sort();
  const newest = (wanted: PlaceId | null, day: PlainDate): HoursFrom | undefined =>
    known
      .filter((one) => one.placeId === wanted && one.from <= day)
      .reduce<HoursFrom | undefined>((last, one) => (last && last.from > one.from ? last : one), undefined);
  const own = (day: PlainDate) => (placeId === null ? null : newest(placeId, day)?.week);
  return {
    weeks: days.map((from) => ({ from, week: own(from) ?? newest(null, from)?.week ?? usualWeek })),
    specialDays: [
      ...specialDays.filter((day) => day.placeId !== null && day.placeId === placeId),
      ...specialDays.filter((day) => day.placeId === null),
    ],
    closings: closings.filter((closing) => closing.placeId === placeId),
    offsetMinutes,
  };
}

export type HoursRefusalCode =
  | 'SERVICE_HOURS_INVALID'
  | 'SERVICE_HOURS_PAST'
  | 'SERVICE_DAY_INVALID'
  | 'SERVICE_DAY_FAR'
  | 'SERVICE_CLOSING_CLOSED'
  | 'SERVICE_CLOSING_TIME'
  | 'SERVICE_CLOSING_REASON';

/** Rule STS22: what residents were told of days that are over stays. */
export function checkHoursFrom(told: HoursFrom, today: PlainDate): Outcome<HoursFrom, HoursRefusalCode> {
  if (told.from < today) return refuse('SERVICE_HOURS_PAST');
  const week = told.week === null ? null : checkWeek(told.week);
  return week === null || week.ok ? succeed(told) : week;
}

/** A year over a holiday is a slip of the hand. */
const furthestDays = 400;

/** Rule STS23. A day that is over may still be told: nobody wrote it down in time. */
export function checkSpecialDay(told: SpecialDay, today: PlainDate): Outcome<SpecialDay, HoursRefusalCode> {
  const name = told.name.trim();
  if (name.length < 2 || name.length > 80 || !isSoundDay(told.hours)) return refuse('SERVICE_DAY_INVALID');
  const far = told.date < daysLater(today, -furthestDays) || told.date > daysLater(today, furthestDays);
  return far ? refuse('SERVICE_DAY_FAR') : succeed({ ...told, name });
}

/** Rule STS24. @param calendar of the place, without a closing of that day */
export function checkClosing(
  told: EarlyClosing,
  calendar: Calendar,
): Outcome<EarlyClosing, HoursRefusalCode> {
  const reason = told.reason.trim();
  if (reason.length < 3 || reason.length > 120) return refuse('SERVICE_CLOSING_REASON');
  const hours = hoursOn(calendar, told.day);
  if (!hours) return refuse('SERVICE_CLOSING_CLOSED');
  const { closes } = told;
  const within = closes === null || (isSoundDay({ opens: hours.opens, closes }) && closes < hours.closes);
  return within ? succeed({ ...told, reason }) : refuse('SERVICE_CLOSING_TIME', { ...hours });
}
