import type { Instant, PlainDate } from '../kernel/calendar.ts';
import { dayAt, toInstant } from '../kernel/calendar.ts';
import type { PlaceId } from '../kernel/ids.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';

/** `08:00` to `16:00`, in the office's zone. */
export interface DayHours {
  readonly opens: string;
  readonly closes: string;
}

/** Monday first; null: closed. */
export type WeekHours = readonly (DayHours | null)[];

export interface Holiday {
  readonly date: PlainDate;
  readonly name: string;
  /** Null: at every place. */
  readonly placeId: PlaceId | null;
}

const working: DayHours = { opens: '08:00', closes: '16:00' };
/** Monday to Friday, 08.00–16.00: what the office of Kupang published in September 2024. */
export const usualWeek: WeekHours = [working, working, working, working, working, null, null];

/** Rule STS1: hours that make a week; times of the clock, each day ending after it begins. */
export function checkWeek(week: WeekHours): Outcome<WeekHours, 'SERVICE_HOURS_INVALID'> {
  const time = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/;
  const sound = (day: DayHours | null): boolean =>
    day === null || (time.test(day.opens) && time.test(day.closes) && day.opens < day.closes);
  const wrong = week.findIndex((day) => !sound(day));
  if (week.length !== 7) return refuse('SERVICE_HOURS_INVALID', { day: week.length });
  return wrong === -1 ? succeed(week) : refuse('SERVICE_HOURS_INVALID', { day: wrong + 1 });
}

export interface Calendar {
  readonly week: WeekHours;
  /** Those of this place and of every place. */
  readonly holidays: readonly Holiday[];
  /** Minutes east of UTC. */
  readonly offsetMinutes: number;
}

/** 0 Monday … 6 Sunday. */
const weekdayOf = (day: PlainDate): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

export const nextDay = (day: PlainDate, by = 1): PlainDate =>
  new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10) as PlainDate;

export const holidayOn = ({ holidays }: Calendar, day: PlainDate): Holiday | undefined =>
  holidays.find(({ date }) => date === day);

/** Rule STS1: the hours of a day; null when closed. */
export const hoursOn = (calendar: Calendar, day: PlainDate): DayHours | null =>
  holidayOn(calendar, day) ? null : (calendar.week[weekdayOf(day)] ?? null);

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
  readonly holiday: string | null;
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
    holiday: holidayOn(calendar, day)?.name ?? null,
    openedAt: opened !== null && opened <= now ? opened : null,
    next: findNext(calendar, day, now),
  };
}

function findNext(calendar: Calendar, from: PlainDate, now: Instant): Opening['next'] {
  for (let ahead = 0; ahead < 31; ahead++) {
    const day = nextDay(from, ahead);
    const hours = hoursOn(calendar, day);
    if (hours && momentOf(day, hours.opens, calendar.offsetMinutes) > now) return { day, opens: hours.opens };
  }
  return null;
}
