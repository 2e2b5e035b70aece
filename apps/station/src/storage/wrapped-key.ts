/** Random keys that rest only inside an age file, readable by the people named when it was written. */
import { randomBytes } from 'node:crypto';
import { decryptWithIdentities, encryptToRecipients } from '@rekam/protocol/packet/age-stream.ts';

export const makeKey = (): Uint8Array => randomBytes(32);

/** @param recipients `age1…`, at least one */
export const wrapKey = (key: Uint8Array, recipients: readonly string[]): Promise<Uint8Array> =>
  encryptToRecipients(key, [...new Set(recipients)]);

/** The key, or undefined when it was not wrapped for this identity (or the file is damaged). */
export async function findWrappedKey(wrapped: Uint8Array, identity: string): Promise<Uint8Array | undefined> {
  try {
    const key = await decryptWithIdentities(wrapped, [identity]);
    return key.length === 32 ? key : undefined;
  } catch {
    return undefined;
  }
}
