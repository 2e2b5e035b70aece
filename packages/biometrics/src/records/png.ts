import { type DecodedPng, decode, encode } from 'fast-png';
import { type DecodedImage, type GreyImage, greyOf, type RgbImage } from '../grey-image.ts';
import { parseBytes } from './byte-cursor.ts';
import { barePng } from './png-chunks.ts';

/**
 * Opens a PNG of 8 or 16 bits, of at most `limits.pixels`, as grey; transparency is ignored, 16 bits
 * are cut to 8. Never throws, and never unpacks more than the header says, so a stranger's file may be given.
 */
export function decodePng(bytes: Uint8Array, dpi: number): DecodedImage {
  const bare = parseBytes(bytes, () => barePng(bytes));
  if (!bare.ok) return bare;
  try {
    return { ok: true, image: { ...greyOfPng(decode(bare.record)), dpi } };
  } catch {
    return { ok: false, reason: 'the PNG picture is broken or cut off' };
  }
}

function greyOfPng({ width, height, data, depth, channels, palette }: DecodedPng): GreyImage {
  const levels = depth === 16 ? Uint8Array.from(data, (value) => value >> 8) : Uint8Array.from(data);
  const planes = palette ? 3 : channels;
  const at = palette ? (i: number, k: number) => palette[levels[i]!]?.[k] ?? 0 : plane;
  function plane(i: number, k: number): number {
    return levels[i * channels + (channels < 3 ? 0 : k)]!;
  }
  if (planes < 3)
    return { width, height, dpi: 0, pixels: new Uint8Array(width * height).map((_, i) => at(i, 0)) };
  const rgb = new Uint8Array(width * height * 3).map((_, i) => at(Math.floor(i / 3), i % 3));
  return greyOf({ width, height, rgb });
}

/** Lossless; a grey picture keeps its resolution to itself, as PNG counts in pixels a metre. */
export function encodePng(image: GreyImage | RgbImage): Uint8Array {
  const { width, height } = image;
  return 'rgb' in image
    ? encode({ width, height, data: image.rgb, channels: 3, depth: 8 })
    : encode({ width, height, data: image.pixels, channels: 1, depth: 8 });
}
