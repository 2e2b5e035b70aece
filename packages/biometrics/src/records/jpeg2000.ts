import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { DecodedImage, GreyImage } from '../grey-image.ts';
import { limits } from '../parameters.ts';
import { type ByteCursor, ByteWriter, parseBytes, refuse } from './byte-cursor.ts';

// Grey JPEG 2000 (ISO/IEC 15444-1) through OpenJPEG, compiled to WebAssembly.
//
// Written pictures are JP2 files: signature, file type, header boxes, then one codestream. Both JP2 files and bare
// codestreams are read; the boxes and the codestream's main header are walked here first, so that the library sees
// only pictures of a size and kind that was agreed to, and never the boxes.

interface FrameInfo {
  width: number;
  height: number;
  bitsPerSample: number;
  componentCount: number;
  isSigned: boolean;
  isUsingColorTransform?: boolean;
}

interface Encoder {
  getDecodedBuffer(frame: FrameInfo): Uint8Array;
  getEncodedBuffer(): Uint8Array;
  setQuality(lossless: boolean, quality: number): void;
  setDecompositions(levels: number): void;
  encode(): void;
  delete(): void;
}

interface Decoder {
  getEncodedBuffer(size: number): Uint8Array;
  getDecodedBuffer(): Uint8Array;
  getFrameInfo(): FrameInfo;
  decode(): void;
  delete(): void;
}

interface OpenJpeg {
  J2KEncoder: new () => Encoder;
  J2KDecoder: new () => Decoder;
}

let loaded: OpenJpeg | undefined;
let compiled: WebAssembly.Module | undefined;

/**
 * The library, compiled on first use in about 10 ms. Its loader is asynchronous by habit only: handed an
 * instance at once, it fills the module object before it returns.
 */
function openJpeg(): OpenJpeg {
  if (loaded) return loaded;
  const require = createRequire(import.meta.url);
  const start = require('@cornerstonejs/codec-openjpeg/wasmjs') as (module: object) => Promise<unknown>;
  compiled ??= new WebAssembly.Module(readFileSync(require.resolve('@cornerstonejs/codec-openjpeg/wasm')));
  const wasm = compiled;
  const module = {
    print: () => {},
    printErr: () => {},
    instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void): object {
      const instance = new WebAssembly.Instance(wasm, imports);
      done(instance);
      return instance.exports;
    },
  };
  start(module).catch(() => {});
  const library = module as unknown as Partial<OpenJpeg>;
  if (!library.J2KEncoder || !library.J2KDecoder) throw new Error('OpenJPEG did not start');
  loaded = library as OpenJpeg;
  return loaded;
}

/** A JP2 file that gives back exactly the pixels (5/3 reversible wavelet), with the resolution where it is known. */
export function encodeJpeg2000Lossless(image: GreyImage): Uint8Array {
  const encoder = new (openJpeg().J2KEncoder)();
  try {
    const frame = {
      width: image.width,
      height: image.height,
      bitsPerSample: 8,
      componentCount: 1,
      isSigned: false,
    };
    encoder.getDecodedBuffer({ ...frame, isUsingColorTransform: false }).set(image.pixels);
    encoder.setQuality(true, 0);
    // Each level halves the picture; the library refuses more levels than there are halves.
    encoder.setDecompositions(Math.min(5, Math.floor(Math.log2(Math.min(image.width, image.height)))));
    encoder.encode();
    return asJp2File(image, Uint8Array.from(encoder.getEncodedBuffer()));
  } finally {
    encoder.delete();
  }
}

function box(type: string, ...contents: Uint8Array[]): Uint8Array {
  const length = contents.reduce((sum, part) => sum + part.length, 8);
  const writer = new ByteWriter().u32(length).bytes(new TextEncoder().encode(type));
  for (const part of contents) writer.bytes(part);
  return writer.done();
}

function asJp2File(image: GreyImage, codestream: Uint8Array): Uint8Array {
  const header = new ByteWriter().u32(image.height).u32(image.width).u16(1).u8(7, 7, 0, 0).done();
  // Method 1, precedence 0, approximation 0, enumerated colour space 17: grey.
  const colour = new ByteWriter().u8(1, 0, 0).u32(17).done();
  const resolution = image.dpi > 0 ? [box('res ', box('resc', resolutionOf(image.dpi)))] : [];
  const whole = new ByteWriter()
    .bytes(box('jP  ', Uint8Array.of(0x0d, 0x0a, 0x87, 0x0a)))
    .bytes(box('ftyp', new TextEncoder().encode('jp2 \0\0\0\0jp2 ')))
    .bytes(box('jp2h', box('ihdr', header), box('colr', colour), ...resolution))
    .bytes(box('jp2c', codestream));
  return whole.done();
}

/** Points per metre down and across as numerator / denominator × 10^exponent: dpi × 100 / 2.54. */
const resolutionOf = (dpi: number): Uint8Array => {
  const writer = new ByteWriter();
  const numerator = dpi <= 655 ? dpi * 100 : dpi;
  writer.u16(numerator, 254, numerator, 254).u8(dpi <= 655 ? 2 : 4, dpi <= 655 ? 2 : 4);
  return writer.done();
};

/**
 * Opens a grey, 8-bit picture of at most `limits.pixels`. Never throws; a picture cut off in the middle is
 * refused. `dpi` is 0: the record around the picture is what states it.
 */
export function decodeJpeg2000(bytes: Uint8Array): DecodedImage {
  const found = parseBytes(bytes, (cursor) => {
    const codestream = findCodestream(cursor, bytes);
    checkMainHeader(codestream);
    // The library is lenient and paints what it has; a picture without its end marker is not whole.
    if (codestream.at(-2) !== 0xff || codestream.at(-1) !== 0xd9) refuse('the JPEG 2000 picture is cut off');
    return codestream;
  });
  if (!found.ok) return found;
  try {
    return decodeCodestream(found.record);
  } catch {
    // A trap inside the library may leave its memory in disorder: the next picture gets a fresh instance.
    loaded = undefined;
    return { ok: false, reason: 'the JPEG 2000 picture is broken' };
  }
}

function decodeCodestream(codestream: Uint8Array): DecodedImage {
  const decoder = new (openJpeg().J2KDecoder)();
  decoder.getEncodedBuffer(codestream.length).set(codestream);
  decoder.decode();
  const frame = decoder.getFrameInfo();
  const pixels = Uint8Array.from(decoder.getDecodedBuffer());
  decoder.delete();
  const { width, height } = frame;
  if (width === 0 || pixels.length !== width * height)
    return { ok: false, reason: 'the JPEG 2000 picture is broken or cut off' };
  return { ok: true, image: { width, height, dpi: 0, pixels } };
}

const signature = [0, 0, 0, 12, 0x6a, 0x50, 0x20, 0x20, 0x0d, 0x0a, 0x87, 0x0a];

function findCodestream(cursor: ByteCursor, bytes: Uint8Array): Uint8Array {
  if (bytes[0] === 0xff && bytes[1] === 0x4f) return bytes;
  if (!signature.every((byte, i) => bytes[i] === byte)) refuse('the picture is not JPEG 2000');
  while (cursor.left >= 8) {
    const start = cursor.at;
    const length = cursor.u32();
    const type = String.fromCharCode(...cursor.bytes(4));
    if (length === 1) refuse('the JPEG 2000 file has a box of more than 4 GB');
    const end = length === 0 ? bytes.length : start + length;
    if (end < cursor.at || end > bytes.length) refuse('a box of the JPEG 2000 file is longer than the file');
    if (type === 'jp2c') return bytes.subarray(cursor.at, end);
    cursor.skip(end - cursor.at);
  }
  return refuse('the JPEG 2000 file holds no picture');
}

const marker = { soc: 0xff4f, siz: 0xff51, sot: 0xff90 } as const;

/** Walks the main header up to the first tile; SIZ must come first and only once, or the library could be misled. */
function checkMainHeader(codestream: Uint8Array): void {
  const walked = parseBytes(codestream, (cursor) => {
    if (cursor.u16() !== marker.soc || cursor.u16() !== marker.siz)
      refuse('the JPEG 2000 picture has no header');
    const length = cursor.u16();
    if (length < 41) refuse('the JPEG 2000 header is too short');
    checkSize(cursor.part(length - 2));
    for (let code = cursor.u16(); code !== marker.sot; code = cursor.u16()) {
      if (code === marker.siz || code < 0xff30) refuse('the JPEG 2000 header is not in order');
      const size = cursor.u16();
      if (size < 2) refuse('a segment of the JPEG 2000 header has no length');
      cursor.skip(size - 2);
    }
  });
  if (!walked.ok) refuse(walked.reason);
}

function checkSize(cursor: ByteCursor): void {
  cursor.skip(2);
  const [right, bottom, left, top] = [cursor.u32(), cursor.u32(), cursor.u32(), cursor.u32()];
  const [tileWidth, tileHeight, tileLeft, tileTop] = [cursor.u32(), cursor.u32(), cursor.u32(), cursor.u32()];
  const [width, height] = [right - left, bottom - top];
  if (
    width <= 0 ||
    height <= 0 ||
    width > limits.side ||
    height > limits.side ||
    width * height > limits.pixels
  )
    refuse(`a JPEG 2000 picture of ${width}×${height} is not read here`);
  if (tileWidth === 0 || tileHeight === 0 || tileLeft > left || tileTop > top)
    refuse('the JPEG 2000 tiles are wrong');
  const tiles = Math.ceil((right - tileLeft) / tileWidth) * Math.ceil((bottom - tileTop) / tileHeight);
  if (tiles > limits.jpeg2000Tiles) refuse(`a JPEG 2000 picture of ${tiles} tiles is not read here`);
  if (cursor.u16() !== 1) refuse('the JPEG 2000 picture is not grey');
  const [depth, stepX, stepY] = [cursor.u8(), cursor.u8(), cursor.u8()];
  if (depth !== 7 || stepX !== 1 || stepY !== 1) refuse('the JPEG 2000 picture has not 8 bits a pixel');
}
