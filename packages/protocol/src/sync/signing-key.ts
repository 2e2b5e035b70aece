/** Ed25519 keys as they travel (32 raw bytes in base64) and rest (PKCS #8 PEM). */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { type Outcome, refuse, succeed } from '@rekam/domain';

/** DER of an Ed25519 SubjectPublicKeyInfo up to the key itself (RFC 8410 §4). */
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/** A new private key; its public half is `publicKeyOf(key)`. */
export const makeSigningKey = (): KeyObject => generateKeyPairSync('ed25519').privateKey;

export const publicKeyOf = (privateKey: KeyObject): KeyObject => createPublicKey(privateKey);

/** The 32 raw bytes of a public (or of a private key's public) half. */
export function rawPublicKey(key: KeyObject): Uint8Array {
  const half = key.type === 'private' ? createPublicKey(key) : key;
  return half.export({ type: 'spki', format: 'der' }).subarray(spkiPrefix.length);
}

/** Standard base64 of the 32 raw bytes: how a public key is written in every contract. */
export const publicKeyToBase64 = (key: KeyObject): string =>
  Buffer.from(rawPublicKey(key)).toString('base64');

export function parsePublicKey(base64: string): Outcome<KeyObject, 'STATION_KEY_INVALID'> {
  const raw = Buffer.from(base64, 'base64');
  if (raw.length !== 32 || raw.toString('base64') !== base64) return refuse('STATION_KEY_INVALID');
  return succeed(createPublicKey({ key: Buffer.concat([spkiPrefix, raw]), format: 'der', type: 'spki' }));
}

/** Short name of a public key: the first 16 hex digits of the SHA-256 of its raw bytes. */
export function keyIdOf(key: KeyObject): string {
  const known = keyIds.get(key);
  if (known !== undefined) return known;
  const id = createHash('sha256').update(rawPublicKey(key)).digest('hex').slice(0, 16);
  keyIds.set(key, id);
  return id;
}

/** Asked with every receipt. */
const keyIds = new WeakMap<KeyObject, string>();

export const privateKeyToPem = (key: KeyObject): string =>
  key.export({ type: 'pkcs8', format: 'pem' }) as string;

/** @throws when `pem` is not a private key */
export const privateKeyFromPem = (pem: string): KeyObject => createPrivateKey(pem);
