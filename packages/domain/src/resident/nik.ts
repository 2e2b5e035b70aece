import type { Brand } from '../kernel/brand.ts';
import type { PlainDate } from '../kernel/calendar.ts';
import { partsOf } from '../kernel/calendar.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import type { Biodata, Sex } from './resident.ts';

/**
 * A resident's number for life: 16 digits, region of first registration (6), day, month and year of birth (6, the day
 * of women 40 higher), serial (4). Its digits prove nothing: they stay when region, birth date or sex are corrected.
 */
export type Nik = Brand<string, 'Nik'>;

export interface NikParts {
  /** Province, regency and kecamatan of the first registration, six digits. */
  readonly regionCode6: string;
  /** 1–31, the 40 of women taken off. */
  readonly day: number;
  readonly month: number;
  /** Last two digits; the century is not in the number. */
  readonly yearOfCentury: number;
  readonly sex: Sex;
  /** `0001`–`9999`. */
  readonly serial: string;
}

/** Something about the digits that deserves a second look and blocks nothing. */
export type NikWarning = 'birth-date-differs' | 'sex-differs' | 'region-unknown';

type NikRefusal = 'RESIDENT_NIK_LENGTH' | 'RESIDENT_NIK_DATE' | 'RESIDENT_NIK_SERIAL';

const longestMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Reads a NIK as typed or imported; blanks, dots and dashes between the digits are forgiven. */
export function parseNik(text: string): Outcome<Nik, NikRefusal> {
  const digits = text.replace(/[\s.-]/g, '');
  if (!/^\d{16}$/.test(digits)) return refuse('RESIDENT_NIK_LENGTH', { length: digits.length });
  const { day, month, yearOfCentury, serial } = nikParts(digits as Nik);
  if (!dayExists(day, month, yearOfCentury)) return refuse('RESIDENT_NIK_DATE');
  if (serial === '0000') return refuse('RESIDENT_NIK_SERIAL');
  return succeed(digits as Nik);
}

/** What the digits say; never an authority on birth date or sex. */
export function nikParts(nik: Nik): NikParts {
  const dayDigits = Number(nik.slice(6, 8));
  return {
    regionCode6: nik.slice(0, 6),
    day: dayDigits > 40 ? dayDigits - 40 : dayDigits,
    month: Number(nik.slice(8, 10)),
    yearOfCentury: Number(nik.slice(10, 12)),
    sex: dayDigits > 40 ? 'PEREMPUAN' : 'LAKI-LAKI',
    serial: nik.slice(12),
  };
}

/** In some century: every year whose last two digits divide by 4 was or will be a leap year in one of them. */
function dayExists(day: number, month: number, yearOfCentury: number): boolean {
  if (month < 1 || month > 12 || day < 1 || day > longestMonth[month - 1]!) return false;
  return !(month === 2 && day === 29) || yearOfCentury % 4 === 0;
}

/**
 * Provinces from which others were carved out, and East Timor: their old regency codes live on in NIKs, and no list of
 * them is published, so nothing is said of these (laws on founding provinces 1999–2022).
 */
const dividedProvinces = ['14', '16', '32', '54', '64', '71', '73', '81', '91', '92'];

/**
 * Where the digits and the biodata disagree. Legal and not rare: warn, never block.
 * @param knownRegencies codes of today, four digits; left out, the region is not looked at. Kecamatan come and go, so
 *   the last two digits of the region say nothing.
 */
export function nikWarnings(
  nik: Nik,
  biodata: Pick<Biodata, 'birthDate' | 'sex'>,
  knownRegencies?: { has(regencyCode4: string): boolean },
): NikWarning[] {
  const digits = nikParts(nik);
  const birth = partsOf(biodata.birthDate);
  const sameDate =
    digits.day === birth.day && digits.month === birth.month && digits.yearOfCentury === birth.year % 100;
  const warnings: NikWarning[] = [];
  if (!sameDate) warnings.push('birth-date-differs');
  if (digits.sex !== biodata.sex) warnings.push('sex-differs');
  if (knownRegencies && !isKnown(digits.regionCode6, knownRegencies)) warnings.push('region-unknown');
  return warnings;
}

const isKnown = (regionCode6: string, knownRegencies: { has(code: string): boolean }): boolean =>
  knownRegencies.has(regionCode6.slice(0, 4)) || dividedProvinces.includes(regionCode6.slice(0, 2));

/**
 * A well-formed NIK for invented residents.
 * @param from.regionCode6 six digits
 * @param from.serial 1–9999
 */
export function makeNik(from: { regionCode6: string; birthDate: PlainDate; sex: Sex; serial: number }): Nik {
  const { year, month, day } = partsOf(from.birthDate);
  const two = (n: number) => String(n).padStart(2, '0');
  const dayDigits = from.sex === 'PEREMPUAN' ? day + 40 : day;
  const serial = String(from.serial).padStart(4, '0');
  const nik = parseNik(`${from.regionCode6}${two(dayDigits)}${two(month)}${two(year % 100)}${serial}`);
  if (!nik.ok) throw new RangeError(`No NIK can be made of these parts: ${nik.code}`);
  return nik.value;
}
