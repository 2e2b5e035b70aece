/** Values that the office signs, so that a stored copy can be believed offline, and that a station signs of itself. */
import { type KeyObject, sign, verify } from 'node:crypto';
import { canonicalJson } from '@rekam/domain';
import { keyIdOf } from './signing-key.ts';

/** What a signature is for: one made for a receipt never passes for settings. */
export type SigningContext =
  | 'rekam/receipt/1'
  | 'rekam/settings/1'
  | 'rekam/heartbeat/1'
  | 'rekam/note/1'
  | 'rekam/handover-capture/1';

export interface Signed<T> {
  readonly value: T;
  /** Which key signed; see `keyIdOf`. */
  readonly keyId: string;
  /** Ed25519 over `context ‖ "\n" ‖ canonicalJson(value)`, base64. */
  readonly signature: string;
}

export function signValue<T>(context: SigningContext, value: T, privateKey: KeyObject): Signed<T> {
  const signature = sign(null, signedBytes(context, value), privateKey).toString('base64');
  return { value, keyId: keyIdOf(privateKey), signature };
}

/** Whether `publicKey` signed exactly this value for this use. */
export function verifySigned(
  context: SigningContext,
  signed: Signed<unknown>,
  publicKey: KeyObject,
): boolean {
  if (signed.keyId !== keyIdOf(publicKey)) return false;
  const signature = Buffer.from(signed.signature, 'base64');
  return signature.length === 64 && verify(null, signedBytes(context, signed.value), publicKey, signature);
}

const signedBytes = (context: SigningContext, value: unknown): Buffer =>
  Buffer.from(`${context}\n${canonicalJson(value as Parameters<typeof canonicalJson>[0])}`, 'utf8');
