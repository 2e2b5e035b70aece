/**
 * An encrypted log: records are appended, synced and never changed.
 *
 *   record = length of the box, 4 bytes big-endian ‖ box
 *
 * A box is bound to the log's name and its place in it, so records can be neither swapped nor taken out of the middle.
 * What a power cut leaves at the end (a record cut short, or zeros) was never acknowledged and is passed over; a whole
 * record that does not open is damage, and said to be.
 */

import { boxOverhead, closeBox, findInBox } from './boxes.ts';
import { appendDurable, findFile, writeDurable } from './durable-files.ts';
import type { FileSystemPort } from './file-system.ts';

export interface SealedLog<T> {
  readonly entries: readonly T[];
  /** Returns when the entries are durable; all of them or none. */
  readonly append: (entries: readonly T[]) => Promise<void>;
}

/** Opens the log, making it when there is none. Undefined: the log is damaged. */
export async function openSealedLog<T>(
  fs: FileSystemPort,
  path: string,
  name: string,
  key: Uint8Array,
): Promise<SealedLog<T> | undefined> {
  const file = await findFile(fs, path);
  if (file === undefined) await writeDurable(fs, path, new Uint8Array());
  const read = readRecords<T>(file ?? Buffer.alloc(0), name, key);
  if (!read) return undefined;
  const entries = read.entries;
  let length = read.length;
  return {
    entries,
    append: async (more) => {
      const records = more.map((entry, i) => recordOf(entry, purposeOf(name, entries.length + i), key));
      const bytes = Buffer.concat(records);
      await appendDurable(fs, path, length, bytes);
      length += bytes.length;
      entries.push(...more);
    },
  };
}

const purposeOf = (name: string, index: number): string => `${name}:${index}`;

function recordOf(entry: unknown, purpose: string, key: Uint8Array): Buffer {
  const box = closeBox(key, purpose, Buffer.from(JSON.stringify(entry)));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(box.length);
  return Buffer.concat([length, box]);
}

function readRecords<T>(
  file: Buffer,
  name: string,
  key: Uint8Array,
): { entries: T[]; length: number } | undefined {
  const entries: T[] = [];
  let at = 0;
  while (at + 4 <= file.length) {
    const length = file.readUInt32BE(at);
    if (length < boxOverhead) {
      if (!file.subarray(at).every((byte) => byte === 0)) return undefined;
      break;
    }
    if (at + 4 + length > file.length) break;
    const plain = findInBox(key, purposeOf(name, entries.length), file.subarray(at + 4, at + 4 + length));
    if (!plain) {
      if (file.subarray(at + 4 + length - 16, at + 4 + length).some((byte) => byte !== 0)) return undefined;
      break;
    }
    entries.push(JSON.parse(plain.toString('utf8')) as T);
    at += 4 + length;
  }
  return { entries, length: at };
}
