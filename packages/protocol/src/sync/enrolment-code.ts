/**
 * The code that makes a computer a station of an office: `XXXXX-XXXXX-XXXXX-XXXXX` in Crockford's base 32.
 *
 *   12 characters of chance (60 bits): who knows them may enrol, once, within a day
 *    7 characters (35 bits) of a fingerprint of the office's receipt key: a false office is caught by the station
 *    1 check character: a slip of the pen is caught before anything is sent
 *
 * The fingerprint is stretched by scrypt, since 35 bits of a plain hash could be matched by trying keys.
 */
import { createHash, randomBytes, scryptSync } from 'node:crypto';
import { type Outcome, refuse, succeed } from '@rekam/domain';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const secretCharacters = 12;
const fingerprintCharacters = 7;
const codeCharacters = secretCharacters + fingerprintCharacters + 1;

/** A well-formed code, twenty characters without dashes. */
export interface EnrolmentCode {
  readonly characters: string;
}

/**
 * A new code that only the office with this receipt key can have issued.
 * @param receiptPublicKey 32 raw bytes, see `rawPublicKey`
 * @param random at least 12 bytes of chance
 */
export function makeEnrolmentCode(
  receiptPublicKey: Uint8Array,
  random: Uint8Array = randomBytes(secretCharacters),
): string {
  if (random.length < secretCharacters) throw new Error('an enrolment code needs 12 bytes of chance');
  const secret = Array.from(random.subarray(0, secretCharacters), (byte) => alphabet[byte & 31]).join('');
  const body = secret + fingerprintOf(receiptPublicKey);
  return grouped(body + checkCharacter(body));
}

/** Reads a code as people type it: any case, spaces or dashes anywhere, O for 0, I or L for 1. */
export function parseEnrolmentCode(text: string): Outcome<EnrolmentCode, 'STATION_CODE_WRONG'> {
  const characters = text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  const body = characters.slice(0, -1);
  const known = [...characters].every((character) => alphabet.includes(character));
  if (characters.length !== codeCharacters || !known || checkCharacter(body) !== characters.at(-1))
    return refuse('STATION_CODE_WRONG');
  return succeed({ characters });
}

/** Whether the office that answers with this receipt key is the one that issued the code. */
export const codeNamesKey = (code: EnrolmentCode, receiptPublicKey: Uint8Array): boolean =>
  code.characters.slice(secretCharacters, -1) === fingerprintOf(receiptPublicKey);

/** All that the office keeps of a code: SHA-256 of its twenty characters, hex. */
export const hashEnrolmentCode = (code: EnrolmentCode): string =>
  createHash('sha256').update(code.characters).digest('hex');

/** How a code is shown and sent. */
export const printEnrolmentCode = (code: EnrolmentCode): string => grouped(code.characters);

const grouped = (characters: string): string => characters.match(/.{5}/g)!.join('-');

function fingerprintOf(receiptPublicKey: Uint8Array): string {
  if (receiptPublicKey.length !== 32) throw new Error('a receipt key has 32 bytes');
  const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
  const stretched = scryptSync(receiptPublicKey, 'rekam/enrolment-code/1', fingerprintCharacters, cost);
  return Array.from(stretched, (byte) => alphabet[byte & 31]).join('');
}

/** A weighted sum in GF(32), x⁵ + x² + 1: no single wrong character and no swapped neighbours go unnoticed. */
function checkCharacter(body: string): string {
  let sum = 0;
  for (const character of body) sum = timesX(sum ^ alphabet.indexOf(character));
  return alphabet[sum]!;
}

const timesX = (value: number): number => ((value << 1) ^ (value & 16 ? 0b100101 : 0)) & 31;
