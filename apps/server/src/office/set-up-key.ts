import { randomInt, timingSafeEqual } from 'node:crypto';

const letters = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';

/** Proof that whoever sets the office up saw the terminal it was started in: `XXXX-XXXX-XXXX`, new at every start. */
export function makeSetUpKey(): string {
  const group = (): string => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return [group(), group(), group()].join('-');
}

export function isSetUpKey(given: string, key: string): boolean {
  const plain = (text: string): Buffer => Buffer.from(text.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''));
  const [a, b] = [plain(given), plain(key)];
  return a.length === b.length && timingSafeEqual(a, b);
}
