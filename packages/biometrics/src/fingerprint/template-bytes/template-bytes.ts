import { ByteWriter, type ParsedRecord, parseBytes, refuse } from '../../records/byte-cursor.ts';
import type { FingerprintTemplate } from '../template.ts';
import { readPacked, writePacked } from './packed-layout.ts';
import { readPlain } from './plain-layout.ts';

const magic = [0x52, 0x46, 0x54]; // RFT

/** How the bytes lie; both hold templates of version 1, the same to the last number. */
const layout = { plain: 1, packed: 2 } as const;

/** `RFT`, the layout, how many bytes follow (u16), and what `writePacked` says. The same template gives the same bytes. */
export function encodeTemplate(template: FingerprintTemplate): Uint8Array {
  const packed = writePacked(template);
  return new ByteWriter()
    .u8(...magic, layout.packed)
    .u16(packed.length)
    .bytes(packed)
    .done();
}

/** Reads what `encodeTemplate` writes or ever wrote; bytes that nobody vouches for are refused with a reason. */
export function decodeTemplate(bytes: Uint8Array): ParsedRecord<FingerprintTemplate> {
  return parseBytes(bytes, (cursor) => {
    for (const letter of magic) if (cursor.u8() !== letter) refuse('this is no fingerprint template');
    const found = cursor.u8();
    if (found === layout.plain) return readPlain(cursor);
    if (found !== layout.packed) refuse(`the template has layout ${found}, which is not known`);
    if (cursor.u16() !== cursor.left) refuse('the template is cut off, or bytes follow it');
    const template = readPacked(cursor);
    // What is not written as it would be here was not written here.
    if (!isSame(encodeTemplate(template), bytes)) refuse('the template says more than its points and ridges');
    return template;
  });
}

const isSame = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i]);
