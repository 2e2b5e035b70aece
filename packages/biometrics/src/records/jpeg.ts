import jpeg from 'jpeg-js';
import { type DecodedImage, type GreyImage, greyOf, type RgbImage } from '../grey-image.ts';
import { limits } from '../parameters.ts';

/** Baseline and progressive JPEG through jpeg-js, within limits. */
export type DecodedRgbImage =
  | { readonly ok: true; readonly image: RgbImage }
  | { readonly ok: false; readonly reason: string };

/** @param quality 1–100 as libjpeg counts it; 85 keeps a preview sharp in about a tenth of its bytes. */
export function encodeRgbJpeg(image: RgbImage, quality = 85): Uint8Array {
  const { width, height, rgb } = image;
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let to = 0, from = 0; to < data.length; to += 4, from += 3) {
    data[to] = rgb[from]!;
    data[to + 1] = rgb[from + 1]!;
    data[to + 2] = rgb[from + 2]!;
  }
  return Uint8Array.from(jpeg.encode({ width, height, data }, quality).data);
}

/** The same for a grey picture, which the library can only write as three equal planes. */
export function encodeGreyJpeg(image: GreyImage, quality = 85): Uint8Array {
  const { width, height, pixels } = image;
  const rgb = new Uint8Array(pixels.length * 3);
  for (let i = 0; i < pixels.length; i++) rgb.fill(pixels[i]!, i * 3, i * 3 + 3);
  return encodeRgbJpeg({ width, height, rgb }, quality);
}

/** Opens a JPEG of at most `limits.pixels` as colour. Never throws. */
export function decodeRgbJpeg(bytes: Uint8Array): DecodedRgbImage {
  if (bytes.length > limits.recordBytes) return { ok: false, reason: 'the JPEG picture has too many bytes' };
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return { ok: false, reason: 'the picture is not JPEG' };
  const size = findJpegSize(bytes);
  if (!size) return { ok: false, reason: 'the JPEG picture states no size' };
  if (size.width === 0 || size.height === 0 || size.width * size.height > limits.pixels)
    return { ok: false, reason: `a JPEG picture of ${size.width}×${size.height} is not read here` };
  try {
    const { width, height, data } = jpeg.decode(bytes, {
      useTArray: true,
      formatAsRGBA: false,
      tolerantDecoding: false,
      maxResolutionInMP: limits.pixels / 1e6,
      maxMemoryUsageInMB: limits.jpegMemoryMb,
    });
    if (data.length !== width * height * 3) return { ok: false, reason: 'the JPEG picture is broken' };
    return { ok: true, image: { width, height, rgb: data } };
  } catch {
    return { ok: false, reason: 'the JPEG picture is broken or cut off' };
  }
}

/** The same as grey. */
export function decodeGreyJpeg(bytes: Uint8Array): DecodedImage {
  const decoded = decodeRgbJpeg(bytes);
  return decoded.ok ? { ok: true, image: greyOf(decoded.image) } : decoded;
}

/** Width and height of the first frame header, found without decoding anything. */
export function findJpegSize(bytes: Uint8Array): { width: number; height: number } | undefined {
  let at = 2;
  while (at + 9 <= bytes.length && bytes[at] === 0xff) {
    const code = bytes[at + 1]!;
    if (code === 0xff) {
      at++;
      continue;
    }
    const frame = code >= 0xc0 && code <= 0xcf && code !== 0xc4 && code !== 0xc8 && code !== 0xcc;
    const word = (offset: number): number => bytes[at + offset]! * 256 + bytes[at + offset + 1]!;
    if (frame) return { height: word(5), width: word(7) };
    at += 2 + word(2);
  }
  return undefined;
}
