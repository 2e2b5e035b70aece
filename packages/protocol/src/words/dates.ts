/** Days as papers and pages write them out. */
import { type PlainDate, partsOf, type TimeZoneName, timeZones } from '@rekam/domain';

const months = {
  id: 'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
} as const;
/** Monday first. */
export const weekdays = {
  id: 'Senin Selasa Rabu Kamis Jumat Sabtu Minggu'.split(' '),
  en: 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' '),
} as const satisfies typeof months;

/** `24-11-2026`, as cards and forms write a day. @param date `2026-11-24` */
export const shortDate = (date: PlainDate | string): string => date.split('-').reverse().join('-');

/** `24-11-2026 10.15 WITA`. @param ms since 1970 */
export function shortMoment(ms: number, zone: TimeZoneName): string {
  const local = new Date(ms + timeZones[zone].offsetMinutes * 60_000).toISOString();
  return `${shortDate(local.slice(0, 10))} ${local.slice(11, 16).replace(':', '.')} ${zone}`;
}

/** `24 November 2026`. */
export function longDate(date: PlainDate, language: keyof typeof months = 'id'): string {
  const { year, month, day } = partsOf(date);
  return `${day} ${months[language][month - 1]} ${year}`;
}

/** `Selasa`. */
export const weekdayName = (date: PlainDate, language: keyof typeof weekdays = 'id'): string =>
  weekdays[language][(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7]!;
