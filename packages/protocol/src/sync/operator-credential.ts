/**
 * What an officer's password opens at a station, offline too.
 *
 *   password, salt → argon2id → HKDF → age X25519 identity → recipient
 *
 * The office keeps only salt and recipient; a station encrypts to the recipient and signs an operator in by deriving
 * the identity from what was typed. Nothing that rests anywhere yields the identity without the password.
 */
import { argon2Sync, hkdfSync, timingSafeEqual } from 'node:crypto';
import { identityToRecipient } from 'age-encryption';
import { toBech32 } from './bech32.ts';

/** Salts are 16 random bytes (RFC 9106 §3.1). */
export const saltBytes = 16;

/** 64 MiB and three passes: the second recommended choice of RFC 9106 §4; about 0.2 s on an office PC. */
const argon2Cost = { memory: 65_536, passes: 3, parallelism: 1, tagLength: 32 };

export interface OperatorCredential {
  /** `AGE-SECRET-KEY-1…`; held in memory while its owner is signed in, never written. */
  readonly identity: string;
  /** `age1…`. */
  readonly recipient: string;
}

/** @param salt base64 of 16 random bytes that belong to this password alone */
export async function deriveOperatorCredential(password: string, salt: string): Promise<OperatorCredential> {
  const scalar = hkdfSync('sha256', argon2id(password, salt), '', 'rekam/operator-credential/1', 32);
  const identity = toBech32('age-secret-key-', new Uint8Array(scalar)).toUpperCase();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** argon2id of a PIN as 32 bytes in base64: what a station compares a supervisor's PIN with. */
export const hashPin = (pin: string, salt: string): string =>
  Buffer.from(argon2id(pin, salt)).toString('base64');

export function verifyPin(pin: string, verifier: { readonly salt: string; readonly hash: string }): boolean {
  const expected = Buffer.from(verifier.hash, 'base64');
  const actual = argon2id(pin, verifier.salt);
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

/** The same characters give the same bytes, however a keyboard composed them (Unicode NFKC). */
function argon2id(secret: string, salt: string): Uint8Array {
  const nonce = Buffer.from(salt, 'base64');
  if (nonce.length !== saltBytes) throw new Error('a salt has 16 bytes');
  return argon2Sync('argon2id', { ...argon2Cost, message: secret.normalize('NFKC'), nonce });
}
