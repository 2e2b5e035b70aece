/**
 * The samples of one recording at rest, under a key of its own.
 *
 *   "REKAM-SAMPLES 1\n" ‖ length of the index, 4 bytes big-endian ‖ index as JSON ‖ bodies
 *   body = 12-byte nonce ‖ 16-byte tag ‖ AES-256-GCM ciphertext, bound to packet and sample name
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';

const opening = Buffer.from('REKAM-SAMPLES 1\n');
const nonceBytes = 12;
const tagBytes = 16;

interface IndexEntry {
  readonly name: string;
  readonly mediaType: string;
  /** From the first body on. */
  readonly offset: number;
  readonly bytes: number;
}

export interface Sample {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

const boundTo = (packetId: string, name: string): Buffer => Buffer.from(`${packetId}/${name}`);

/** The file's bytes. @param key 32 bytes, used for this file only */
export function encryptSamples(packetId: string, samples: readonly Sample[], key: Uint8Array): Buffer[] {
  const bodies = samples.map(({ name, bytes }) => {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(boundTo(packetId, name));
    const body = cipher.update(bytes);
    cipher.final();
    return [nonce, cipher.getAuthTag(), body];
  });
  let offset = 0;
  const index = samples.map(({ name, mediaType, bytes }): IndexEntry => {
    const entry = { name, mediaType, offset, bytes: bytes.length };
    offset += nonceBytes + tagBytes + bytes.length;
    return entry;
  });
  const indexBytes = Buffer.from(JSON.stringify(index));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(indexBytes.length);
  return [opening, length, indexBytes, ...bodies.flat()];
}

/** One sample, read without the others; undefined when the file does not name it. @throws when it was changed */
export async function readSample(
  file: string,
  packetId: string,
  name: string,
  key: Uint8Array,
): Promise<Sample | undefined> {
  const handle = await open(file, 'r');
  try {
    const head = await readAt(handle, 0, opening.length + 4);
    if (!head.subarray(0, opening.length).equals(opening)) throw new Error('not a samples file');
    const indexLength = head.readUInt32BE(opening.length);
    const index = JSON.parse(
      (await readAt(handle, head.length, indexLength)).toString('utf8'),
    ) as IndexEntry[];
    const entry = index.find((candidate) => candidate.name === name);
    if (!entry) return undefined;
    const at = head.length + indexLength + entry.offset;
    const body = await readAt(handle, at, nonceBytes + tagBytes + entry.bytes);
    const decipher = createDecipheriv('aes-256-gcm', key, body.subarray(0, nonceBytes));
    decipher.setAAD(boundTo(packetId, name)).setAuthTag(body.subarray(nonceBytes, nonceBytes + tagBytes));
    const bytes = Buffer.concat([decipher.update(body.subarray(nonceBytes + tagBytes)), decipher.final()]);
    return { name, mediaType: entry.mediaType, bytes };
  } finally {
    await handle.close();
  }
}

async function readAt(handle: Awaited<ReturnType<typeof open>>, at: number, length: number): Promise<Buffer> {
  const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(length), 0, length, at);
  if (bytesRead !== length) throw new Error('the samples file is cut off');
  return buffer;
}
