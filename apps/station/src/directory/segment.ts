/**
 * A page of residents at rest.
 *
 *   segment = length of the index box, 4 bytes big-endian ‖ index box ‖ row boxes
 *
 * The index (NIK, birth date and place of each row) is decrypted when somebody signs in; a row only when it is looked
 * up, so that a city of half a million costs neither memory nor seconds.
 */

import type { DirectoryEntry } from '@rekam/domain';
import type { directoryRow } from '@rekam/protocol/http/sync-api.ts';
import type { z } from 'zod';
import { closeBox, findInBox } from '../storage/boxes.ts';

export type DirectoryRow = z.output<typeof directoryRow>;

/** Where a resident's row lies: `[nik, birthDate, offset, length]`; length 0 for one who was removed. */
export type IndexRow = readonly [nik: string, birthDate: string, offset: number, length: number];

/** @param name name of the segment, which its boxes are bound to */
export function writeSegment(name: string, key: Uint8Array, rows: readonly DirectoryRow[]): Buffer {
  const boxes: Buffer[] = [];
  const index: IndexRow[] = [];
  let at = 0;
  for (const { biodata, recorded, diedOn, removed } of rows) {
    if (removed) {
      index.push([biodata.nik, biodata.birthDate, at, 0]);
      continue;
    }
    const box = closeBox(
      key,
      `${name}:row:${biodata.nik}`,
      Buffer.from(JSON.stringify({ biodata, recorded, diedOn })),
    );
    index.push([biodata.nik, biodata.birthDate, at, box.length]);
    boxes.push(box);
    at += box.length;
  }
  const indexBox = closeBox(key, `${name}:index`, Buffer.from(JSON.stringify(index)));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(indexBox.length);
  return Buffer.concat([length, indexBox, ...boxes]);
}

export interface SegmentIndex {
  /** Where the rows begin in the file. */
  readonly rowsAt: number;
  readonly rows: readonly IndexRow[];
}

/** Undefined when the segment is damaged or was written with another key. */
export function findSegmentIndex(name: string, key: Uint8Array, segment: Buffer): SegmentIndex | undefined {
  if (segment.length < 4) return undefined;
  const rowsAt = 4 + segment.readUInt32BE(0);
  const plain = findInBox(key, `${name}:index`, segment.subarray(4, rowsAt));
  return plain && { rowsAt, rows: JSON.parse(plain.toString('utf8')) as IndexRow[] };
}

export function findRow(
  name: string,
  key: Uint8Array,
  nik: string,
  box: Uint8Array,
): DirectoryEntry | undefined {
  const plain = findInBox(key, `${name}:row:${nik}`, box);
  // Rows written before deaths were told have no day of one.
  return plain && { diedOn: null, ...JSON.parse(plain.toString('utf8')) };
}
