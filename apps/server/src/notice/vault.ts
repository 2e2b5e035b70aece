/** What must not lie open: the contact, and the secret of its link. */
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import type { Keyring } from '../office-keys/index.ts';

export interface Secret {
  readonly address: string;
  /** 22 letters, 128 bits of chance. */
  readonly token: string;
}

export interface SealedSecret {
  readonly kekVersion: number;
  readonly wrapped: Uint8Array;
  /** Nonce, tag and ciphertext. */
  readonly sealed: Uint8Array;
}

export const makeToken = (): string => randomBytes(16).toString('base64url');
export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Tells whether two contacts are the same without knowing either. */
export const hashOfContact = ({ sessionKey }: Keyring, address: string): Buffer =>
  createHmac('sha256', sessionKey).update(`notice contact ${address}`).digest();

/** @param id of the notice: a secret opens in its own row only */
export function sealSecret({ wrap }: Keyring, id: string, secret: Secret): SealedSecret {
  const key = randomBytes(32);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(id));
  const body = Buffer.concat([cipher.update(JSON.stringify(secret), 'utf8'), cipher.final()]);
  return { ...wrap(key), sealed: Buffer.concat([nonce, cipher.getAuthTag(), body]) };
}

/** @throws when it was changed, or sealed for another notice */
export function openSecret(
  { unwrap }: Keyring,
  id: string,
  { kekVersion, wrapped, sealed }: SealedSecret,
): Secret {
  const decipher = createDecipheriv('aes-256-gcm', unwrap(kekVersion, wrapped), sealed.subarray(0, 12))
    .setAAD(Buffer.from(id))
    .setAuthTag(sealed.subarray(12, 28));
  return JSON.parse(
    Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8'),
  ) as Secret;
}
