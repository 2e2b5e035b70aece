import type { PlainDate } from '../kernel/calendar.ts';
import { plainDate } from '../kernel/calendar.ts';
import { findInForce } from '../kernel/in-force.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import type { LetterRefusalCode } from './refusals.ts';

/** What a letter stands in for. */
export const letterPurposes = ['first-card', 'lost', 'damaged', 'data-changed'] as const;
export type LetterPurpose = (typeof letterPurposes)[number];

/** Rules of letters that a circular changes: data with a date and the circular's number. */
export interface LetterPolicy {
  readonly version: number;
  readonly effectiveFrom: PlainDate;
  /** Number of the circular behind this version. */
  readonly basis: string;
  readonly purposes: readonly LetterPurpose[];
  /** No letters while the office has blank cards (instruction of the Director General, November 2022). */
  readonly onlyWithoutBlanks: boolean;
  readonly validMonths: number;
  /** Days before its end from which a letter may be renewed. */
  readonly renewFromDays: number;
  /** Days before its end on which those who asked are reminded; 0 is its last day. */
  readonly remindDays: number[];
  /** `{number}` and `{year}` are filled in. */
  readonly numberPattern: string;
  readonly signatory: Signatory;
}

/** Who signs from that day on, as printed under the letter. */
export interface Signatory {
  readonly position: string;
  readonly name: string;
  /** Civil service rank, and number (NIP); empty where there is none. */
  readonly rank: string;
  readonly nip: string;
}

/** What an office starts with: all who are recorded, six months. */
export const defaultLetterPolicy: LetterPolicy = {
  version: 1,
  effectiveFrom: plainDate(2016, 9, 29),
  basis: '471.13/10231/DUKCAPIL',
  purposes: letterPurposes,
  onlyWithoutBlanks: false,
  validMonths: 6,
  renewFromDays: 14,
  remindDays: [14, 3],
  numberPattern: '471.13/{number}/DISDUKCAPIL/{year}',
  signatory: { position: 'Kepala Dinas', name: '', rank: '', nip: '' },
};

/** LET1: the version in force on a day, of equals the highest. */
export function letterPolicyOn(
  policies: readonly LetterPolicy[],
  today: PlainDate,
): Outcome<LetterPolicy, LetterRefusalCode> {
  const inForce = findInForce(policies, today);
  return inForce ? succeed(inForce) : refuse('LETTER_NO_POLICY', { today });
}

/** Whether a version can be worked with; an absurd number refuses the whole of it. */
export function checkLetterPolicy(policy: LetterPolicy): Outcome<LetterPolicy, LetterRefusalCode> {
  const wrong = (field: string) => refuse('LETTER_POLICY_INVALID', { field });
  if (policy.basis.trim() === '') return wrong('basis');
  if (policy.signatory.name.trim() === '') return wrong('signatory');
  if (!isWithin(policy.validMonths, 1, 24)) return wrong('validMonths');
  if (!isWithin(policy.renewFromDays, 0, 90)) return wrong('renewFromDays');
  if (!areReminderDays(policy)) return wrong('remindDays');
  if (!policy.purposes.every((purpose) => letterPurposes.includes(purpose))) return wrong('purposes');
  const places = ['{number}', '{year}'].every((place) => policy.numberPattern.split(place).length === 2);
  return places ? succeed(policy) : wrong('numberPattern');
}

const isWithin = (value: number, from: number, to: number): boolean =>
  Number.isInteger(value) && value >= from && value <= to;

const mostReminders = 5;

/** LET71: whoever is reminded can renew that day; each day once. */
const areReminderDays = ({ remindDays, renewFromDays }: LetterPolicy): boolean =>
  remindDays.length <= mostReminders &&
  new Set(remindDays).size === remindDays.length &&
  remindDays.every((days) => isWithin(days, 0, renewFromDays));

/** LET22. @param serial running number of the year, from 1 */
export const letterNumber = (policy: LetterPolicy, serial: number, year: number): string =>
  policy.numberPattern.replace('{number}', String(serial)).replace('{year}', String(year));
