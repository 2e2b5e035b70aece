/**
 * age v1 files (https://age-encryption.org/v1) with the payload done by Node's own ChaCha20-Poly1305.
 *
 * The library writes the header, where the keys are; it is read in `age-header`, and the payload, where the megabytes are,
 * is done here:
 *
 *   header … `--- ` MAC `\n` ‖ 16-byte nonce ‖ chunks of 64 KiB, each with a 16-byte tag
 *   stream key = HKDF-SHA-256(file key, salt = nonce, info = "payload")
 *   nonce of a chunk = 11-byte big-endian counter ‖ 1 for the last chunk, else 0
 *
 * Whatever is written here the library reads, and the other way round; the tests hold both to it.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Encrypter } from 'age-encryption';
import { letGo } from '../process/let-go.ts';
import { openHeader } from './age-header.ts';

const chunkBytes = 64 * 1024;
const tagBytes = 16;
const nonceBytes = 16;
const macLine = '\n--- ';

/** Encrypts to every one of `recipients` (`age1…`); any of their identities opens the result. */
export async function encryptToRecipients(
  plain: Uint8Array,
  recipients: readonly string[],
): Promise<Uint8Array> {
  if (recipients.length === 0) throw new Error('age: at least one recipient is needed');
  const { header, fileKey } = await makeHeader(recipients);
  const nonce = randomBytes(nonceBytes);
  return Buffer.concat([header, nonce, ...encryptChunks(streamKey(fileKey, nonce), plain)]);
}

/** Gives the room that a decrypted payload of `bytes` goes into. */
export type Room = (bytes: number) => Buffer;

/**
 * Decrypts with the first of `identities` (`AGE-SECRET-KEY-1…`) that fits.
 * @throws when none fits or any byte was changed, cut off or added
 */
export async function decryptWithIdentities(
  sealed: Uint8Array,
  identities: readonly string[],
  room: Room = Buffer.allocUnsafe,
): Promise<Uint8Array> {
  const file = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const headerLength = headerLengthOf(file);
  const fileKey = openHeader(file.subarray(0, headerLength), identities);
  const nonce = file.subarray(headerLength, headerLength + nonceBytes);
  if (nonce.length < nonceBytes) throw new Error('age: the payload is cut off');
  return decryptChunks(streamKey(fileKey, nonce), file.subarray(headerLength + nonceBytes), room);
}

/** Lets the library make header and file key by encrypting nothing, with a recipient more that only listens. */
async function makeHeader(recipients: readonly string[]): Promise<{ header: Buffer; fileKey: Uint8Array }> {
  let fileKey: Uint8Array | undefined;
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  encrypter.addRecipient({
    wrapFileKey(key) {
      fileKey = Uint8Array.from(key);
      return [];
    },
  });
  const empty = Buffer.from(await encrypter.encrypt(new Uint8Array(0)));
  if (fileKey === undefined) throw new Error('age: the library gave no file key');
  return { header: empty.subarray(0, headerLengthOf(empty)), fileKey };
}

function headerLengthOf(file: Buffer): number {
  const mac = file.indexOf(macLine);
  const end = mac < 0 ? -1 : file.indexOf('\n', mac + macLine.length);
  if (end < 0) throw new Error('age: no header');
  return end + 1;
}

const streamKey = (fileKey: Uint8Array, nonce: Uint8Array): Buffer =>
  Buffer.from(hkdfSync('sha256', fileKey, nonce, 'payload', 32));

function chunkNonce(index: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(index, 7);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

function encryptChunks(key: Buffer, plain: Uint8Array): Buffer[] {
  const chunks = Math.max(1, Math.ceil(plain.length / chunkBytes));
  return Array.from({ length: chunks }, (_, index) => {
    const nonce = chunkNonce(index, index === chunks - 1);
    const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: tagBytes });
    const body = cipher.update(plain.subarray(index * chunkBytes, (index + 1) * chunkBytes));
    cipher.final();
    return Buffer.concat([body, cipher.getAuthTag()]);
  });
}

function decryptChunks(key: Buffer, payload: Buffer, room: Room): Buffer {
  const whole = chunkBytes + tagBytes;
  const chunks = Math.max(1, Math.ceil(payload.length / whole));
  const lastLength = payload.length - (chunks - 1) * whole;
  if (lastLength < tagBytes || (chunks > 1 && lastLength === tagBytes))
    throw new Error('age: the payload is cut off');
  const plain = room(payload.length - chunks * tagBytes);
  for (let index = 0; index < chunks; index++) {
    const chunk = payload.subarray(index * whole, (index + 1) * whole);
    const nonce = chunkNonce(index, index === chunks - 1);
    const decipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: tagBytes });
    decipher.setAuthTag(chunk.subarray(chunk.length - tagBytes));
    const opened = decipher.update(chunk.subarray(0, chunk.length - tagBytes));
    opened.copy(plain, index * chunkBytes);
    letGo(opened);
    decipher.final();
  }
  return plain;
}
