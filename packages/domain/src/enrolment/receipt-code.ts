/**
 * The code on a resident's receipt: nine characters of chance (45 bits) and one check character, as `XXXXX-XXXXX` in
 * Crockford's base 32. The ten characters are a code word over GF(32): Σ αⁱ·cᵢ = 0. With a different power of α at each
 * position, every single wrong character and every exchange of two characters is noticed; any other damage with 31 in 32.
 */
import type { Brand } from '../kernel/brand.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';

export type ReceiptCode = Brand<string, 'ReceiptCode'>;

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const dataLength = 9;

/** Product in GF(2⁵) with the polynomial x⁵ + x² + 1. */
function multiply(a: number, b: number): number {
  let product = 0;
  for (let bit = 0, shifted = a; bit < 5; bit++) {
    if ((b >> bit) & 1) product ^= shifted;
    shifted = shifted & 16 ? ((shifted << 1) ^ 0b100101) & 31 : shifted << 1;
  }
  return product;
}

/** Horner's scheme: character i is weighted with α^(n−1−i), α = 2, so the last one weighs 1. */
const syndrome = (characters: readonly number[]): number =>
  characters.reduce((sum, character) => multiply(sum, 2) ^ character, 0);

/** @param random at least 6 random bytes */
export function makeReceiptCode(random: Uint8Array): ReceiptCode {
  if (random.length < 6) throw new RangeError('A receipt code needs 6 random bytes');
  let bits = 0n;
  for (const byte of random.subarray(0, 6)) bits = (bits << 8n) | BigInt(byte);
  const data = Array.from({ length: dataLength }, (_, i) => Number((bits >> BigInt(5 * i)) & 31n));
  const text = [...data, syndrome([...data, 0])].map((value) => alphabet[value]).join('');
  return `${text.slice(0, 5)}-${text.slice(5)}` as ReceiptCode;
}

/** Reads a code as a person types it: any case, blanks and dashes anywhere, o for 0, i and l for 1. */
export function parseReceiptCode(text: string): Outcome<ReceiptCode, 'ENROLMENT_RECEIPT_CODE_INVALID'> {
  const plain = text
    .toUpperCase()
    .replace(/[\s\-–—]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  const characters = Array.from(plain, (character) => alphabet.indexOf(character));
  const wellFormed = characters.length === dataLength + 1 && !characters.includes(-1);
  if (!wellFormed || syndrome(characters) !== 0) return refuse('ENROLMENT_RECEIPT_CODE_INVALID');
  return succeed(`${plain.slice(0, 5)}-${plain.slice(5)}` as ReceiptCode);
}
