import { findJpegSize } from '@rekam/biometrics/records/jpeg.ts';

/** Sides in pixels: below, a print of 3 × 4 cm is a blur; above, it is no passport photo. */
const side = { least: 120, most: 3000 };

/** Whether the bytes are a JPEG of a size that can be printed. */
export function isPrintableJpeg(bytes: Uint8Array): boolean {
  const size = findJpegSize(bytes);
  return (
    size !== undefined &&
    [size.width, size.height].every((pixels) => pixels >= side.least && pixels <= side.most)
  );
}
