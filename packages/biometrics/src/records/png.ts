import { decode, encode } from 'fast-png';
import { type GreyImage, greyOf, type RgbImage } from '../grey-image.ts';
import { limits } from '../parameters.ts';
import type { DecodedImage } from './jpeg2000.ts';

/**
 * Opens a PNG of at most `limits.pixels` as grey; transparency is ignored, 16 bits are cut to 8. Never throws. For
 * files of one's own: what a stranger packed may unpack to much more than its header says.
 */
export function decodePng(bytes: Uint8Array, dpi: number): DecodedImage {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 33 || view.getUint32(0) !== 0x89504e47)
    return { ok: false, reason: 'the file is not PNG' };
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  if (
    width === 0 ||
    height === 0 ||
    width > limits.side ||
    height > limits.side ||
    width * height > limits.pixels
  )
    return { ok: false, reason: `a PNG picture of ${width}×${height} is not read here` };
  try {
    const { data, depth, channels, palette } = decode(bytes);
    if (depth < 8) return { ok: false, reason: `a PNG picture of ${depth} bits a pixel is not read here` };
    const levels = depth === 16 ? Uint8Array.from(data, (value) => value >> 8) : Uint8Array.from(data);
    const planes = palette ? 3 : channels;
    const at = palette ? (i: number, k: number) => palette[levels[i]!]?.[k] ?? 0 : plane;
    function plane(i: number, k: number): number {
      return levels[i * channels + (channels < 3 ? 0 : k)]!;
    }
    if (planes < 3) {
      const pixels = new Uint8Array(width * height).map((_, i) => at(i, 0));
      return { ok: true, image: { width, height, dpi, pixels } };
    }
    const rgb = new Uint8Array(width * height * 3).map((_, i) => at(Math.floor(i / 3), i % 3));
    return { ok: true, image: { ...greyOf({ width, height, rgb }), dpi } };
  } catch {
    return { ok: false, reason: 'the PNG picture is broken or cut off' };
  }
}

/** Lossless; a grey picture keeps its resolution to itself, as PNG counts in pixels a metre. */
export function encodePng(image: GreyImage | RgbImage): Uint8Array {
  const { width, height } = image;
  return 'rgb' in image
    ? encode({ width, height, data: image.rgb, channels: 3, depth: 8 })
    : encode({ width, height, data: image.pixels, channels: 1, depth: 8 });
}
