import type { Instant, PlainDate } from '../kernel/calendar.ts';
import { dayAt, daysLater, toInstant } from '../kernel/calendar.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';

/** `08:00` to `16:00`, in the office's zone. */
export interface DayHours {
  readonly opens: string;
  readonly closes: string;
}

/** Monday first; null: closed. */
export type WeekHours = readonly (DayHours | null)[];

const working: DayHours = { opens: '08:00', closes: '16:00' };
/** Monday to Friday, 08.00–16.00: what the office of Kupang published in September 2024. */
export const usualWeek: WeekHours = [working, working, working, working, working, null, null];

const timeOfDay = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/;

/** Times of the clock, and an end after the beginning; null, for closed, is sound. */
export const isSoundDay = (day: DayHours | null): boolean =>
  day === null || (timeOfDay.test(day.opens) && timeOfDay.test(day.closes) && day.opens < day.closes);

/** Rule STS1: hours that make a week. */
export function checkWeek(week: WeekHours): Outcome<WeekHours, 'SERVICE_HOURS_INVALID'> {
  const wrong = week.findIndex((day) => !isSoundDay(day));
  if (week.length !== 7) return refuse('SERVICE_HOURS_INVALID', { day: week.length });
  return wrong === -1 ? succeed(week) : refuse('SERVICE_HOURS_INVALID', { day: wrong + 1 });
}

/** The hours of a place, past and to come. */
export interface Calendar {
  /** Each from its day on, the earliest first; before the first the usual week. */
  readonly weeks: readonly { readonly from: PlainDate; readonly week: WeekHours }[];
  /** The place's own before those of every place. */
  readonly specialDays: readonly {
    readonly date: PlainDate;
    readonly hours: DayHours | null;
    readonly name: string;
  }[];
  readonly closings: readonly {
    readonly day: PlainDate;
    readonly closes: string | null;
    readonly reason: string;
  }[];
  /** Minutes east of UTC. */
  readonly offsetMinutes: number;
}

/** 0 Monday … 6 Sunday. */
const weekdayOf = (day: PlainDate): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

/** The week that holds on a day. */
export const weekOn = ({ weeks }: Pick<Calendar, 'weeks'>, day: PlainDate): WeekHours =>
  weeks.findLast(({ from }) => from <= day)?.week ?? usualWeek;

/** Rules STS1, STS22 to STS24: the hours of a day; null when closed. */
export function hoursOn(calendar: Calendar, day: PlainDate): DayHours | null {
  const special = calendar.specialDays.find(({ date }) => date === day);
  const hours = special ? special.hours : (weekOn(calendar, day)[weekdayOf(day)] ?? null);
  const closing = calendar.closings.find((one) => one.day === day);
  if (!closing || !hours) return hours;
  return closing.closes === null || closing.closes <= hours.opens
    ? null
    : { ...hours, closes: closing.closes };
}

/** Why a day is not like its weekday, for the public; null when it is. */
const specialOn = (calendar: Calendar, day: PlainDate): string | null =>
  calendar.closings.find((one) => one.day === day)?.reason ??
  calendar.specialDays.find(({ date }) => date === day)?.name ??
  null;

/** The moment of a time of day in the office's zone. */
export function momentOf(day: PlainDate, time: string, offsetMinutes: number): Instant {
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  return toInstant(Date.parse(`${day}T00:00:00Z`) + (hours * 60 + minutes - offsetMinutes) * 60_000);
}

export interface Opening {
  readonly isOpen: boolean;
  readonly day: PlainDate;
  /** Today's hours, past or to come; null when closed all day. */
  readonly today: DayHours | null;
  /** Why today is not like its weekday: a holiday, hours of its own, closed early; null when it is. */
  readonly special: string | null;
  /** When it opened today; null when it did not yet. */
  readonly openedAt: Instant | null;
  /** The next opening after now, today's included; null when none within a month. */
  readonly next: { readonly day: PlainDate; readonly opens: string } | null;
}

/** Whether a place is open at a moment, and when it will be. */
export function openingAt(calendar: Calendar, now: Instant): Opening {
  const { offsetMinutes } = calendar;
  const day = dayAt(now, offsetMinutes);
  const today = hoursOn(calendar, day);
  const opened = today && momentOf(day, today.opens, offsetMinutes);
  const isOpen =
    today !== null && opened !== null && opened <= now && now < momentOf(day, today.closes, offsetMinutes);
  return {
    isOpen,
    day,
    today,
    special: specialOn(calendar, day),
    openedAt: opened !== null && opened <= now ? opened : null,
    next: findNext(calendar, day, now),
  };
}

function findNext(calendar: Calendar, from: PlainDate, now: Instant): Opening['next'] {
  for (let ahead = 0; ahead < 31; ahead++) {
    const day = daysLater(from, ahead);
    const hours = hoursOn(calendar, day);
    if (hours && momentOf(day, hours.opens, calendar.offsetMinutes) > now) return { day, opens: hours.opens };
  }
  return null;
}
