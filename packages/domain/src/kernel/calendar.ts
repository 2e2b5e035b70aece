import type { Brand } from './brand.ts';

/** A day without time or zone, `YYYY-MM-DD`, in the proleptic Gregorian calendar. */
export type PlainDate = Brand<string, 'PlainDate'>;

/** A moment in UTC, ISO 8601 with milliseconds and `Z`. */
export type Instant = Brand<string, 'Instant'>;

const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** The date if `text` is `YYYY-MM-DD` and that day exists, else undefined. */
export function findPlainDate(text: string): PlainDate | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1800 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  return text as PlainDate;
}

/** Year, month (1–12) and day of a date. */
export function partsOf(date: PlainDate): { year: number; month: number; day: number } {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return { year, month, day };
}

/**
 * The day on which somebody born on `birthDate` becomes `age` years old.
 * Someone born on 29 February has the birthday on 1 March in common years (nobody is made older by the calendar).
 */
export function birthday(birthDate: PlainDate, age: number): PlainDate {
  const { year, month, day } = partsOf(birthDate);
  const target = year + age;
  if (month === 2 && day === 29 && daysInMonth(target, 2) === 28) return plainDate(target, 3, 1);
  return plainDate(target, month, day);
}

/** Whole years of age on `today`; negative when born later. */
export function ageOn(birthDate: PlainDate, today: PlainDate): number {
  const years = partsOf(today).year - partsOf(birthDate).year;
  return today >= birthday(birthDate, years) ? years : years - 1;
}

export function plainDate(year: number, month: number, day: number): PlainDate {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` as PlainDate;
}

/** The calendar day of `instant` at `offsetMinutes` east of UTC (WIB 420, WITA 480, WIT 540). */
export function dayAt(instant: Instant, offsetMinutes: number): PlainDate {
  return new Date(Date.parse(instant) + offsetMinutes * 60_000).toISOString().slice(0, 10) as PlainDate;
}

/** The day so many days after; before for a negative number. */
export const daysLater = (date: PlainDate, days: number): PlainDate =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10) as PlainDate;

/** Whole days from one day to another; negative when it lies before. */
export const daysBetween = (from: PlainDate, to: PlainDate): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

export const toInstant = (unixMs: number): Instant => new Date(unixMs).toISOString() as Instant;

/** A device's time together with whether it can be believed. */
export interface ClockReading {
  readonly at: Instant;
  /** False when the clock was never compared with the office's, jumped, or drifts more than policy allows. */
  readonly trusted: boolean;
  /** Station clock minus office clock in ms at the last comparison; null when never compared. */
  readonly offsetMs: number | null;
}
