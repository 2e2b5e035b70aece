import type { DecodedImage } from './grey-image.ts';
import { limits } from './parameters.ts';
import { parseBytes, refuse } from './records/byte-cursor.ts';

/**
 * Reads a Windows bitmap of 8 bits with a palette, or of 24 or 32 bits, uncompressed, as grey; other kinds are
 * refused with a reason. Never throws.
 */
export function decodeBmp(bytes: Uint8Array, dpi: number): DecodedImage {
  const parsed = parseBytes(bytes, () => readBitmap(bytes));
  return parsed.ok ? { ok: true, image: { ...parsed.record, dpi } } : parsed;
}

function readBitmap(bytes: Uint8Array): { width: number; height: number; pixels: Uint8Array } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 54 || view.getUint16(0) !== 0x424d) refuse('the file is not BMP');
  const [start, header] = [view.getUint32(10, true), view.getUint32(14, true)];
  const [width, tall] = [view.getInt32(18, true), view.getInt32(22, true)];
  const [depth, compression] = [view.getUint16(28, true), view.getUint32(30, true)];
  const height = Math.abs(tall);
  if (
    width < 1 ||
    height < 1 ||
    width > limits.side ||
    height > limits.side ||
    width * height > limits.pixels
  )
    refuse(`a BMP picture of ${width}×${height} is not read here`);
  if (compression !== 0 || ![8, 24, 32].includes(depth)) refuse('only plain BMP of 8, 24 or 32 bits is read');
  const step = depth / 8;
  const row = (width * step + 3) & ~3;
  if (start + row * height > bytes.length) refuse('the BMP picture is cut off');
  if (depth === 8 && 14 + header + 4 * 256 > start && 14 + header + 4 * 256 > bytes.length)
    refuse('the BMP picture has no palette');
  const luma = (at: number) => (bytes[at + 2]! * 299 + bytes[at + 1]! * 587 + bytes[at]! * 114 + 500) / 1000;
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const line = start + (tall > 0 ? height - 1 - y : y) * row;
    for (let x = 0; x < width; x++) {
      const at = line + x * step;
      pixels[y * width + x] = luma(depth === 8 ? 14 + header + 4 * bytes[at]! : at);
    }
  }
  return { width, height, pixels };
}
