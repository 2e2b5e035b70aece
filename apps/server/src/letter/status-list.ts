/** Which letters ended before their day, signed, so that a checker without a network knows them. */
import { createHash, type KeyObject, sign } from 'node:crypto';
import { canonicalJson, type PlainDate, toInstant } from '@rekam/domain';

export interface StatusList {
  readonly issuer: string;
  /** The list is as of this moment; a checker shows how old it is. */
  readonly asOf: string;
  /** By the day of its end: the first 16 hex digits of the SHA-256 of each ended letter's number, ascending. */
  readonly ended: Record<string, string[]>;
}

export interface SignedStatusList {
  readonly value: StatusList;
  /** ES256 (r ‖ s) over `rekam/letter-status/2\n` and the value as canonical JSON, base64. */
  readonly signature: string;
}

/** A letter that would still be valid, had it not ended. */
export interface EndedLetter {
  readonly number: string;
  readonly endedOn: PlainDate;
}

export const endedMark = (number: string): string =>
  createHash('sha256').update(number).digest('hex').slice(0, 16);

/** @param key P-256 private key that signs the codes, too */
export function signStatusList(
  issuer: string,
  letters: readonly EndedLetter[],
  nowMs: number,
  key: KeyObject,
): SignedStatusList {
  const days = Map.groupBy(letters, ({ endedOn }) => endedOn);
  const marksOf = (ofDay: readonly EndedLetter[]) => ofDay.map(({ number }) => endedMark(number)).toSorted();
  const ended = Object.fromEntries([...days].map(([day, ofDay]) => [day, marksOf(ofDay)]));
  const value = { issuer, asOf: toInstant(nowMs), ended };
  const bytes = Buffer.from(`rekam/letter-status/2\n${canonicalJson(value)}`);
  return { value, signature: sign('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }).toString('base64') };
}

/** What anybody may know of a letter by its number (LET30). */
export interface PublicAnswer {
  readonly state: 'valid' | 'expired' | 'replaced' | 'voided' | 'unknown';
  readonly initials: string | null;
  readonly validUntil: PlainDate | null;
  readonly endedOn: PlainDate | null;
}
