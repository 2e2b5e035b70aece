/**
 * AES-256-GCM boxes: `nonce (12) ‖ ciphertext ‖ tag (16)`. What a box is for is authenticated with it, so that one
 * box cannot stand in for another.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const nonceBytes = 12;
const tagBytes = 16;
export const boxOverhead = nonceBytes + tagBytes;

/** @param key 32 bytes */
export function closeBox(key: Uint8Array, purpose: string, plain: Uint8Array): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** The content, or undefined when the key or the purpose is another one or a byte was changed. */
export function findInBox(key: Uint8Array, purpose: string, box: Uint8Array): Buffer | undefined {
  if (box.length < boxOverhead) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, nonceBytes))
    .setAAD(Buffer.from(purpose))
    .setAuthTag(box.subarray(box.length - tagBytes));
  try {
    return Buffer.concat([
      decipher.update(box.subarray(nonceBytes, box.length - tagBytes)),
      decipher.final(),
    ]);
  } catch {
    return undefined;
  }
}
