import { findJpegSize } from '@rekam/biometrics';
import { Refused } from '../ports/refused.ts';

export const paperMediaTypes = ['image/jpeg', 'image/png', 'application/pdf'] as const;
export type PaperMediaType = (typeof paperMediaTypes)[number];

/** Largest upload, bytes: a photo of a phone is 2–6 MB, a scanned letter less. */
export const paperLimitBytes = 12 * 1024 * 1024;
/** Longest side of a picture, pixels; what claims more is none. */
const longestSide = 20_000;

/**
 * What a file is by its own bytes; its name and what the sender calls it count for nothing.
 * @throws Refused PAPER_NO_PICTURE, PAPER_TOO_LARGE
 */
export function recogniseMediaType(bytes: Uint8Array): PaperMediaType {
  if (bytes.length > paperLimitBytes) throw new Refused('PAPER_TOO_LARGE');
  if (isJpeg(bytes)) return 'image/jpeg';
  if (isPng(bytes)) return 'image/png';
  if (isPdf(bytes)) return 'application/pdf';
  throw new Refused('PAPER_NO_PICTURE');
}

const sensible = ({ width, height }: { width: number; height: number }): boolean =>
  Math.min(width, height) >= 1 && Math.max(width, height) <= longestSide;

function isJpeg(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8 || bytes[2] !== 0xff) return false;
  const size = findJpegSize(bytes);
  return size !== undefined && sensible(size);
}

const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function isPng(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length < 45 || !file.subarray(0, 8).equals(pngStart) || file.toString('latin1', 12, 16) !== 'IHDR')
    return false;
  return sensible({ width: file.readUInt32BE(16), height: file.readUInt32BE(20) });
}

function isPdf(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return (
    file.toString('latin1', 0, 5) === '%PDF-' &&
    file.subarray(-2048).includes('%%EOF') &&
    file.subarray(-4096).includes('startxref')
  );
}
