import { limits } from '../parameters.ts';
import { type ByteCursor, ByteWriter, refuse } from './byte-cursor.ts';

/**
 * What the finger, face and iris records of ISO/IEC 19794 (2011 editions) have in common.
 *
 *     general header   "FIR\0" "020\0"  total length u32  representations u16  …
 *     representation   length u32 (itself included)
 *                      year u16, month, day, hour, minute, second u8, millisecond u16   (UTC, all ones = unknown)
 *                      device technology u8, vendor u16, type u16
 *                      quality blocks u8, each: score u8, vendor u16, algorithm u16
 *
 * The text of the standards was not at hand: the order and widths of the fields are those that the open encoder
 * and decoder of MOSIP (bio-utils) write and read, which cite the standards' tables.
 */
export interface CaptureFacts {
  /** When the picture was taken, by the device's clock; null when the record leaves it open. */
  readonly capturedAt: Date | null;
  /** 0 (useless) to 100 (best), as the device judged it; null when it did not or could not. */
  readonly quality: number | null;
}

/** Sizes and counts of a general header, checked against the bytes that are there. */
export interface GeneralHeader {
  readonly representations: number;
}

/** The quality field's value for "the calculation failed or was not made". */
const qualityUnknown = 255;

export function writeGeneralHeader(
  format: string,
  version: string,
  tail: Uint8Array,
  parts: Uint8Array[],
): Uint8Array {
  const total = 14 + tail.length + parts.reduce((sum, part) => sum + part.length, 0);
  const ascii = (text: string): Uint8Array => new TextEncoder().encode(`${text}\0`);
  const writer = new ByteWriter()
    .bytes(ascii(format))
    .bytes(ascii(version))
    .u32(total)
    .u16(parts.length)
    .bytes(tail);
  for (const part of parts) writer.bytes(part);
  return writer.done();
}

/** Reads the fields up to and including the number of representations. */
export function readGeneralHeader(cursor: ByteCursor, format: string, version: string): GeneralHeader {
  const size = cursor.left;
  const word = (): string => String.fromCharCode(...cursor.bytes(4));
  if (word() !== `${format}\0`) refuse(`the record does not begin with ${format}`);
  const found = word();
  if (found !== `${version}\0`) refuse(`the record is not of version ${version}`);
  const total = cursor.u32();
  if (total !== size) refuse(`the record says ${total} bytes and has ${size}`);
  const representations = cursor.u16();
  if (representations === 0) refuse('the record holds no picture');
  if (representations > limits.representations)
    refuse(`the record claims ${representations} pictures, more than ${limits.representations}`);
  return { representations };
}

/** Puts the length before a representation's body. */
export function withLength(body: Uint8Array): Uint8Array {
  return new ByteWriter()
    .u32(body.length + 4)
    .bytes(body)
    .done();
}

/** The body of the next representation, exactly as long as it says. */
export function readRepresentation(cursor: ByteCursor): ByteCursor {
  const length = cursor.u32();
  if (length < 5 || length - 4 > cursor.left)
    refuse(`a picture claims ${length} bytes, ${cursor.left} are left`);
  return cursor.part(length - 4);
}

export function writeCaptureFacts(writer: ByteWriter, facts: CaptureFacts): void {
  const at = facts.capturedAt;
  if (at === null || Number.isNaN(at.getTime())) writer.u16(0xffff).u8(255, 255, 255, 255, 255).u16(0xffff);
  else
    writer
      .u16(at.getUTCFullYear())
      .u8(at.getUTCMonth() + 1, at.getUTCDate(), at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds())
      .u16(at.getUTCMilliseconds());
  // Device technology, vendor and type: 0 is "unknown" in each of the three standards.
  writer.u8(0).u16(0, 0);
  writer
    .u8(1)
    .u8(facts.quality === null ? qualityUnknown : clampScore(facts.quality))
    .u16(0, 0);
}

const clampScore = (score: number): number => Math.max(0, Math.min(100, Math.round(score)));

export function readCaptureFacts(cursor: ByteCursor): CaptureFacts {
  const capturedAt = readTime(cursor);
  cursor.skip(5);
  const blocks = cursor.u8();
  if (blocks > limits.blocks) refuse(`a picture claims ${blocks} quality blocks`);
  let quality: number | null = null;
  for (let i = 0; i < blocks; i++) {
    const score = cursor.u8();
    cursor.skip(4);
    if (score <= 100) quality ??= score;
    else if (score < 254) refuse(`a quality of ${score} is not between 0 and 100`);
  }
  return { capturedAt, quality };
}

/** Times of a device that does not know the time are null; they are not a reason to lose a finger. */
function readTime(cursor: ByteCursor): Date | null {
  const year = cursor.u16();
  const [month, day, hour, minute, second] = [
    cursor.u8(),
    cursor.u8(),
    cursor.u8(),
    cursor.u8(),
    cursor.u8(),
  ];
  const millisecond = cursor.u16();
  const sane =
    year >= 1970 &&
    year < 3000 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= 31 &&
    hour < 24 &&
    minute < 60;
  if (!sane || second > 60 || millisecond > 999) return null;
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second, millisecond));
}

/** Width and height as a header states them, refused when absurd. */
export function checkSides(width: number, height: number): void {
  if (width === 0 || height === 0) refuse('a picture has no width or no height');
  if (width > limits.side || height > limits.side || width * height > limits.pixels * 4)
    refuse(`a picture of ${width}×${height} is larger than a device here makes`);
}

/** The picture's bytes: length u32, then exactly as many bytes. */
export function readImageBytes(cursor: ByteCursor): Uint8Array {
  const length = cursor.u32();
  if (length === 0) refuse('a picture is empty');
  if (length > cursor.left) refuse(`a picture claims ${length} bytes of data, ${cursor.left} are left`);
  return cursor.bytes(length);
}
