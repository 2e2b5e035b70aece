/** Which letters ended before their day, signed, so that a checker without a network knows them. */
import { createHash, type KeyObject, sign } from 'node:crypto';
import { canonicalJson, type PlainDate, toInstant } from '@rekam/domain';

export interface StatusList {
  readonly issuer: string;
  /** The list is as of this moment; a checker shows how old it is. */
  readonly asOf: string;
  /** First 16 hex digits of the SHA-256 of each ended letter's number, ascending. */
  readonly ended: readonly string[];
}

export interface SignedStatusList {
  readonly value: StatusList;
  /** ES256 (r ‖ s) over `rekam/letter-status/1\n` and the value as canonical JSON, base64. */
  readonly signature: string;
}

export const endedMark = (number: string): string =>
  createHash('sha256').update(number).digest('hex').slice(0, 16);

/** @param key P-256 private key that signs the codes, too */
export function signStatusList(
  issuer: string,
  numbers: readonly string[],
  nowMs: number,
  key: KeyObject,
): SignedStatusList {
  const value: StatusList = { issuer, asOf: toInstant(nowMs), ended: numbers.map(endedMark).toSorted() };
  const bytes = Buffer.from(`rekam/letter-status/1\n${canonicalJson({ ...value, ended: [...value.ended] })}`);
  return { value, signature: sign('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }).toString('base64') };
}

/** What anybody may know of a letter by its number (LET30). */
export interface PublicAnswer {
  readonly state: 'valid' | 'expired' | 'replaced' | 'voided' | 'unknown';
  readonly initials: string | null;
  readonly validUntil: PlainDate | null;
  readonly endedOn: PlainDate | null;
}
