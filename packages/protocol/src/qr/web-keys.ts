/** Keys of verifiable codes with the Web's crypto, for browsers: P-256 only, which all of them have. */
import type { TrustedCodeKey } from './verifiable-code.ts';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

export interface PublishedKey {
  readonly algorithm: 'ES256';
  /** Base64. */
  readonly keyId: string;
  /** SubjectPublicKeyInfo, DER in base64. */
  readonly spki: string;
}

/** @throws for what is no P-256 key */
export async function trustedWebKey({ keyId, spki }: PublishedKey, issuer: string): Promise<TrustedCodeKey> {
  const key = await crypto.subtle.importKey('spki', bytesOf(spki), algorithm, false, ['verify']);
  return {
    algorithm: 'ES256',
    keyId: bytesOf(keyId),
    issuer,
    verify: (bytes, signature) =>
      crypto.subtle.verify(algorithm, key, Uint8Array.from(signature), Uint8Array.from(bytes)),
  };
}

export const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
