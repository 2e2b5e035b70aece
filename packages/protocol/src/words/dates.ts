/** Days as papers and pages write them out. */
import { type PlainDate, partsOf } from '@rekam/domain';

const months = {
  id: 'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
} as const;
/** Monday first. */
export const weekdays = {
  id: 'Senin Selasa Rabu Kamis Jumat Sabtu Minggu'.split(' '),
  en: 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' '),
} as const satisfies typeof months;

/** `24 November 2026`. */
export function longDate(date: PlainDate, language: keyof typeof months = 'id'): string {
  const { year, month, day } = partsOf(date);
  return `${day} ${months[language][month - 1]} ${year}`;
}

/** `Selasa`. */
export const weekdayName = (date: PlainDate, language: keyof typeof weekdays = 'id'): string =>
  weekdays[language][(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7]!;
