import type { Instant, PlainDate } from '@rekam/domain';
import { shortDate } from '@rekam/protocol/words/dates.ts';

/** `2007-08-17` as people write it here: `17-08-2007`. */
export { shortDate as formatDate } from '@rekam/protocol/words/dates.ts';

/** `17-08-2007`, also with dots, slashes or blanks and without leading zeros, as a date; undefined when it is none. */
export function findTypedDate(text: string): PlainDate | undefined {
  const match =
    /^\s*(\d{1,2})[-./\s](\d{1,2})[-./\s](\d{4})\s*$/.exec(text) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(text);
  if (!match) return undefined;
  const [day, month, year] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCDate() === day && date.getUTCMonth() === month - 1 && year >= 1850;
  return exists ? (date.toISOString().slice(0, 10) as PlainDate) : undefined;
}

const zoneNames: Readonly<Record<number, string>> = { 420: 'WIB', 480: 'WITA', 540: 'WIT' };

/** Clock time at a place, `14:05`. */
export const formatTime = (instant: Instant | string, offsetMinutesEast: number): string =>
  localText(instant, offsetMinutesEast).slice(11, 16);

/** Clock time with the name of the zone, `14:05 WITA`. */
export const formatZonedTime = (instant: Instant | string, offsetMinutesEast: number): string =>
  `${formatTime(instant, offsetMinutesEast)} ${zoneNames[offsetMinutesEast] ?? ''}`.trim();

/** Day and clock time at a place, `24-11-2026 14:05`. */
export function formatMoment(instant: Instant | string, offsetMinutesEast: number): string {
  const text = localText(instant, offsetMinutesEast);
  return `${shortDate(text.slice(0, 10))} ${text.slice(11, 16)}`;
}

const localText = (instant: string, offsetMinutesEast: number): string =>
  new Date(Date.parse(instant) + offsetMinutesEast * 60_000).toISOString();

interface AgeWords {
  readonly now: string;
  readonly minutes: (n: number) => string;
  readonly hours: (n: number) => string;
  readonly days: (n: number) => string;
}

/** A length of time in its largest unit: `baru saja`, `12 menit`, `3 jam`, `2 hari`. */
export function formatAge(ms: number, words: AgeWords): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return words.now;
  if (minutes < 60) return words.minutes(minutes);
  return minutes < 48 * 60 ? words.hours(Math.floor(minutes / 60)) : words.days(Math.floor(minutes / 1440));
}

/** Minutes and seconds, `2:07`. */
export function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Bytes in decimal units, one place after the comma: `1,9 MB`. */
export function formatBytes(bytes: number, language: 'id' | 'en'): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 ? 0 : 1;
  return `${value.toLocaleString(language, { maximumFractionDigits: digits })} ${units[unit]}`;
}

/** A heading inside a sentence: `Kamera` becomes `kamera`, while `UPS / stabilisator` stays as it is. */
export const midSentence = (heading: string): string =>
  /^\p{Lu}{2}/u.test(heading) ? heading : heading.charAt(0).toLowerCase() + heading.slice(1);

/** The digits of a NIK in its three parts: region, birth, serial (`537101 410807 0001`). */
export function groupNik(digits: string): string {
  return [digits.slice(0, 6), digits.slice(6, 12), digits.slice(12, 16)]
    .filter((part) => part !== '')
    .join(' ');
}
