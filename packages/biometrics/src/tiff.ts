import type { DecodedImage } from './grey-image.ts';
import { limits } from './parameters.ts';
import { ByteCursor, parseBytes, refuse } from './records/byte-cursor.ts';

/**
 * Reads the first picture of a baseline TIFF 6.0: 8-bit grey, uncompressed, in strips. That is how public sets
 * of prints are kept; anything else is refused with a reason. Never throws.
 */
export function decodeTiff(bytes: Uint8Array, dpi: number): DecodedImage {
  const parsed = parseBytes(bytes, (cursor) => {
    const order = cursor.u16();
    if (order !== 0x4949 && order !== 0x4d4d) refuse('the file is not TIFF');
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return readPicture(bytes, new TiffReader(view, order === 0x4949));
  });
  if (!parsed.ok) return parsed;
  return { ok: true, image: { ...parsed.record, dpi } };
}

const tag = {
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  photometric: 262,
  stripOffsets: 273,
  samples: 277,
  stripLengths: 279,
} as const;

const sizeOfType: Readonly<Record<number, 1 | 2 | 4>> = { 1: 1, 3: 2, 4: 4 };

/** Fields of one image directory, in the file's byte order. */
class TiffReader {
  readonly #view: DataView;
  readonly #little: boolean;
  readonly #entries = new Map<number, { type: number; count: number; at: number }>();

  constructor(view: DataView, little: boolean) {
    this.#view = view;
    this.#little = little;
    if (this.#read(2, 2) !== 42) refuse('the file is not TIFF');
    const start = this.#read(4, 4);
    const count = this.#read(start, 2);
    for (let i = 0; i < count; i++) {
      const at = start + 2 + 12 * i;
      this.#entries.set(this.#read(at, 2), {
        type: this.#read(at + 2, 2),
        count: this.#read(at + 4, 4),
        at: at + 8,
      });
    }
  }

  #read(at: number, size: 1 | 2 | 4): number {
    if (at + size > this.#view.byteLength) refuse('the TIFF file ends inside a field');
    if (size === 1) return this.#view.getUint8(at);
    return size === 2 ? this.#view.getUint16(at, this.#little) : this.#view.getUint32(at, this.#little);
  }

  /** All values of a field; none when the directory lacks it. */
  values(code: number): number[] {
    const entry = this.#entries.get(code);
    if (!entry) return [];
    const size = sizeOfType[entry.type] ?? refuse(`field ${code} of the TIFF file is of an odd type`);
    if (entry.count > limits.side) refuse(`field ${code} of the TIFF file has ${entry.count} values`);
    const start = entry.count * size <= 4 ? entry.at : this.#read(entry.at, 4);
    return Array.from({ length: entry.count }, (_, i) => this.#read(start + i * size, size));
  }

  value(code: number, otherwise?: number): number {
    return this.values(code)[0] ?? otherwise ?? refuse(`the TIFF file lacks field ${code}`);
  }
}

function readPicture(
  bytes: Uint8Array,
  file: TiffReader,
): { width: number; height: number; pixels: Uint8Array } {
  const [width, height] = [file.value(tag.width), file.value(tag.height)];
  if (
    width === 0 ||
    height === 0 ||
    width > limits.side ||
    height > limits.side ||
    width * height > limits.pixels
  )
    refuse(`a TIFF picture of ${width}×${height} is not read here`);
  if (file.value(tag.bits, 1) !== 8 || file.value(tag.samples, 1) !== 1)
    refuse('the TIFF picture is not 8-bit grey');
  if (file.value(tag.compression, 1) !== 1) refuse('the TIFF picture is compressed');
  const photometric = file.value(tag.photometric);
  if (photometric > 1) refuse('the TIFF picture is not grey');
  const pixels = joinStrips(
    bytes,
    file.values(tag.stripOffsets),
    file.values(tag.stripLengths),
    width * height,
  );
  if (photometric === 0) for (let i = 0; i < pixels.length; i++) pixels[i] = 255 - pixels[i]!;
  return { width, height, pixels };
}

function joinStrips(bytes: Uint8Array, offsets: number[], lengths: number[], size: number): Uint8Array {
  if (offsets.length === 0 || offsets.length !== lengths.length)
    refuse('the strips of the TIFF picture are not told');
  const pixels = new Uint8Array(size);
  let filled = 0;
  offsets.forEach((offset, i) => {
    const cursor = new ByteCursor(bytes);
    cursor.skip(offset);
    const strip = cursor.bytes(Math.min(lengths[i]!, size - filled));
    pixels.set(strip, filled);
    filled += strip.length;
  });
  if (filled !== size) refuse('the strips of the TIFF picture are too short');
  return pixels;
}
