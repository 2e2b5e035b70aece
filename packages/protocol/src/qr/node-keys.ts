/** Keys of verifiable codes with Node's crypto: raw bytes in, signer or verifier out. */
import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { CodeAlgorithm, CodeSigner, TrustedCodeKey } from './verifiable-code.ts';

const algorithmOf = (key: KeyObject): CodeAlgorithm => {
  if (key.asymmetricKeyType === 'ed25519') return 'EdDSA';
  if (key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1') return 'ES256';
  throw new Error('verifiable codes are signed with Ed25519 or P-256');
};

const digestOf = (algorithm: CodeAlgorithm): 'sha256' | null => (algorithm === 'ES256' ? 'sha256' : null);

/** The first eight bytes of the SHA-256 of the public key's SubjectPublicKeyInfo. */
export const codeKeyId = (key: KeyObject): Uint8Array => {
  const half = key.type === 'private' ? createPublicKey(key) : key;
  const spki = half.export({ type: 'spki', format: 'der' });
  return Uint8Array.from(createHash('sha256').update(spki).digest().subarray(0, 8));
};

/** @throws when the key is neither Ed25519 nor P-256 */
export function codeSignerOf(privateKey: KeyObject): CodeSigner {
  const algorithm = algorithmOf(privateKey);
  return {
    algorithm,
    keyId: codeKeyId(privateKey),
    sign: (bytes) =>
      Uint8Array.from(sign(digestOf(algorithm), bytes, { key: privateKey, dsaEncoding: 'ieee-p1363' })),
  };
}

/** @throws when the key is neither Ed25519 nor P-256 */
export function trustedCodeKeyOf(publicKey: KeyObject, issuer: string): TrustedCodeKey {
  const algorithm = algorithmOf(publicKey);
  return {
    algorithm,
    issuer,
    keyId: codeKeyId(publicKey),
    verify: (bytes, signature) =>
      signature.length === 64 &&
      verify(digestOf(algorithm), bytes, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature),
  };
}
