import type { PlainDate } from '../kernel/calendar.ts';
import { findPlainDate } from '../kernel/calendar.ts';
import type { Outcome, Refusal } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import { parseNik } from './nik.ts';
import type { ResidentRefusalCode } from './refusals.ts';
import type { Biodata } from './resident.ts';
import { bloodGroups, maritalStatuses, nationalities, religions, sexes } from './resident.ts';

/** Longest name: Permendagri 73/2022 art. 4, 60 characters with blanks. */
export const longestName = 60;

type Result<T> = Outcome<T, ResidentRefusalCode>;

/** Biodata as typed or imported: any field may be missing or something else than text. */
export type BiodataInput = { readonly [K in keyof Biodata]?: unknown };

/**
 * The biodata in SIAK's form (upper case, single blanks, RT and RW of three digits, dotted kelurahan code), or the
 * first thing that is wrong with them.
 * @param today nobody is born after it
 */
export function checkBiodata(input: BiodataInput, today: PlainDate): Result<Biodata> {
  let refusal: Refusal<ResidentRefusalCode> | undefined;
  const take = <T>(result: Result<T>): T => {
    if (result.ok) return result.value;
    refusal ??= result;
    return undefined as T;
  };
  const text = (field: keyof Biodata) => textOf(input[field]);
  const biodata: Biodata = {
    nik: take(parseNik(text('nik'))),
    familyCardNumber: take(familyCardNumber(text('familyCardNumber'))),
    name: take(parseName(text('name'))),
    birthPlace: take(freeText('birthPlace', text('birthPlace'), 60)),
    birthDate: take(birthDate(text('birthDate'), today)),
    sex: take(oneOf('sex', sexes, text('sex'))),
    bloodGroup: take(oneOf('bloodGroup', bloodGroups, text('bloodGroup') || '-')),
    religion: take(oneOf('religion', religions, text('religion'))),
    maritalStatus: take(oneOf('maritalStatus', maritalStatuses, text('maritalStatus'))),
    occupation: take(freeText('occupation', text('occupation'), 60)),
    nationality: take(oneOf('nationality', nationalities, text('nationality'))),
    address: take(freeText('address', text('address'), 200)),
    rt: take(threeDigits('rt', text('rt'))),
    rw: take(threeDigits('rw', text('rw'))),
    kelurahanCode: take(kelurahanCode(text('kelurahanCode'))),
  };
  return refusal ?? succeed(biodata);
}

/** A name in the form of the card: upper case, single blanks, 1–60 characters; one word is legal. */
export function parseName(text: string): Result<string> {
  const name = tidied(text);
  if (!/\p{L}/u.test(name)) return refuse('RESIDENT_NAME_MISSING');
  if (Array.from(name).length > longestName)
    return refuse('RESIDENT_NAME_TOO_LONG', { longest: longestName });
  return unreadable('name', name) ?? succeed(name);
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

const tidied = (text: string): string => text.toUpperCase().normalize('NFC').replace(/\s+/g, ' ').trim();

/** Control characters and the replacement character tell of a file read in the wrong encoding. */
const unreadable = (field: string, text: string): Refusal<'RESIDENT_TEXT_UNREADABLE'> | undefined =>
  /[\p{Cc}\uFFFD]/u.test(text) ? refuse('RESIDENT_TEXT_UNREADABLE', { field }) : undefined;

function freeText(field: string, text: string, longest: number): Result<string> {
  const tidy = tidied(text);
  if (tidy.length > longest) return refuse('RESIDENT_TEXT_TOO_LONG', { field, longest });
  return unreadable(field, tidy) ?? succeed(tidy);
}

function birthDate(text: string, today: PlainDate): Result<PlainDate> {
  if (text === '') return refuse('RESIDENT_FIELD_MISSING', { field: 'birthDate' });
  const date = findPlainDate(text);
  if (date === undefined) return refuse('RESIDENT_DATE_UNREAL', { field: 'birthDate' });
  return date > today ? refuse('RESIDENT_BIRTH_IN_FUTURE') : succeed(date);
}

function oneOf<const T extends string>(field: string, values: readonly T[], text: string): Result<T> {
  if (text === '') return refuse('RESIDENT_FIELD_MISSING', { field });
  const value = values.find((known) => known === tidied(text));
  return value === undefined ? refuse('RESIDENT_VALUE_UNKNOWN', { field }) : succeed(value);
}

function familyCardNumber(text: string): Result<string | null> {
  if (text === '') return succeed(null);
  return /^\d{16}$/.test(text) ? succeed(text) : refuse('RESIDENT_FAMILY_CARD_NUMBER');
}

function threeDigits(field: 'rt' | 'rw', text: string): Result<string> {
  if (text === '') return refuse('RESIDENT_FIELD_MISSING', { field });
  return /^\d{1,3}$/.test(text) ? succeed(text.padStart(3, '0')) : refuse('RESIDENT_RT_RW', { field });
}

function kelurahanCode(text: string): Result<string> {
  if (text === '') return refuse('RESIDENT_FIELD_MISSING', { field: 'kelurahanCode' });
  const digits = text.replaceAll('.', '');
  if (!/^\d{10}$/.test(digits)) return refuse('RESIDENT_KELURAHAN_CODE');
  const dotted = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6), digits.slice(6)].join('.');
  return text.includes('.') && text !== dotted ? refuse('RESIDENT_KELURAHAN_CODE') : succeed(dotted);
}
