/** WOFF 1.0 (W3C Recommendation): a TrueType font whose tables are compressed one by one. */
import { inflateSync } from 'node:zlib';

const woffHeaderBytes = 44;
const woffEntryBytes = 20;
const sfntHeaderBytes = 12;
const sfntEntryBytes = 16;

/**
 * The TrueType font inside a WOFF file. Readers of WOFF unpack a table each time they look into it, which for a letter
 * is hundreds of times.
 * @throws RangeError for a file that ends too early
 */
export function truetypeOf(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, index) => readTable(woff, index));
  const font = Buffer.alloc(sfntHeaderBytes + count * sfntEntryBytes);
  const power = 2 ** Math.floor(Math.log2(count));
  woff.copy(font, 0, 4, 8);
  font.writeUInt16BE(count, 4);
  font.writeUInt16BE(power * 16, 6);
  font.writeUInt16BE(Math.log2(power), 8);
  font.writeUInt16BE((count - power) * 16, 10);
  let offset = font.length;
  const bodies = tables.map(({ tag, checksum, bytes }, index) => {
    const at = sfntHeaderBytes + index * sfntEntryBytes;
    tag.copy(font, at);
    checksum.copy(font, at + 4);
    font.writeUInt32BE(offset, at + 8);
    font.writeUInt32BE(bytes.length, at + 12);
    const padded = Buffer.alloc(Math.ceil(bytes.length / 4) * 4);
    bytes.copy(padded);
    offset += padded.length;
    return padded;
  });
  return Buffer.concat([font, ...bodies]);
}

function readTable(woff: Buffer, index: number) {
  const at = woffHeaderBytes + index * woffEntryBytes;
  const [offset, packed, length] = [4, 8, 12].map((field) => woff.readUInt32BE(at + field)) as [
    number,
    number,
    number,
  ];
  const stored = woff.subarray(offset, offset + packed);
  return {
    tag: woff.subarray(at, at + 4),
    checksum: woff.subarray(at + 16, at + 20),
    bytes: packed < length ? inflateSync(stored) : stored,
  };
}
