import type { GreyImage } from '../grey-image.ts';

/** A Windows bitmap of 8 bits with a grey palette, rows from the bottom. */
export function writeBmp({ width, height, pixels }: GreyImage): Uint8Array {
  const row = (width + 3) & ~3;
  const start = 54 + 4 * 256;
  const bytes = new Uint8Array(start + row * height);
  const view = new DataView(bytes.buffer);
  bytes.set([0x42, 0x4d]);
  for (const [at, value] of [
    [2, bytes.length],
    [10, start],
    [14, 40],
    [18, width],
    [22, height],
  ] as const)
    view.setUint32(at, value, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 8, true);
  for (let grey = 0; grey < 256; grey++) bytes.fill(grey, 54 + 4 * grey, 57 + 4 * grey);
  for (let y = 0; y < height; y++)
    bytes.set(pixels.subarray(y * width, (y + 1) * width), start + (height - 1 - y) * row);
  return bytes;
}

export interface TiffStyle {
  readonly little?: boolean;
  /** Stored the other way round, and said so. */
  readonly whiteIsZero?: boolean;
}

/** A baseline TIFF of 8-bit grey in two strips. */
export function writeTiff(
  { width, height, pixels }: GreyImage,
  { little = true, whiteIsZero = false }: TiffStyle = {},
): Uint8Array {
  const half = Math.floor(height / 2) * width;
  const bytes = new Uint8Array(200 + pixels.length);
  const view = new DataView(bytes.buffer);
  bytes.set(little ? [0x49, 0x49] : [0x4d, 0x4d]);
  view.setUint16(2, 42, little);
  view.setUint32(4, 8, little);
  const [long, short] = [4, 3];
  const fields = [
    [256, long, 1, width],
    [257, long, 1, height],
    [258, short, 1, 8],
    [259, short, 1, 1],
    [262, short, 1, whiteIsZero ? 0 : 1],
    [273, long, 2, 150],
    [277, short, 1, 1],
    [279, long, 2, 160],
  ] as const;
  view.setUint16(8, fields.length, little);
  fields.forEach(([tag, type, count, value], i) => {
    const at = 10 + 12 * i;
    view.setUint16(at, tag, little);
    view.setUint16(at + 2, type, little);
    view.setUint32(at + 4, count, little);
    if (type === short) view.setUint16(at + 8, value, little);
    else view.setUint32(at + 8, value, little);
  });
  view.setUint32(150, 200, little);
  view.setUint32(154, 200 + half, little);
  view.setUint32(160, half, little);
  view.setUint32(164, pixels.length - half, little);
  bytes.set(whiteIsZero ? pixels.map((grey) => 255 - grey) : pixels, 200);
  return bytes;
}
