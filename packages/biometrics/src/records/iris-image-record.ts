import { type IrisCode, irisNames } from '../finger-code.ts';
import type { DecodedImage, GreyImage } from '../grey-image.ts';
import { type ByteCursor, ByteWriter, type ParsedRecord, parseBytes, refuse } from './byte-cursor.ts';
import {
  type CaptureFacts,
  checkSides,
  readCaptureFacts,
  readGeneralHeader,
  readImageBytes,
  readRepresentation,
  withLength,
  writeCaptureFacts,
  writeGeneralHeader,
} from './capture-header.ts';
import { decodeJpeg2000, encodeJpeg2000Lossless } from './jpeg2000.ts';

/**
 * Iris image records of ISO/IEC 19794-6:2011, big-endian.
 *
 *     "IIR\0" "020\0"  total u32  representations u16  certification flag u8  eyes u8 (0 unknown, 1, 2)
 *     per picture, after the common part (see capture-header.ts):
 *       representation no. u16, eye label u8 (0 undefined, 1 right, 2 left), image type u8, image format u8
 *       properties u8: bits 1–2 horizontal, 3–4 vertical orientation (0 undefined, 1 as seen), 7–8 earlier compression
 *       width u16, height u16, bit depth u8, range u16 in mm, roll angle u16, its uncertainty u16,
 *       iris centre x and y, each smallest and largest u16, iris diameter smallest and largest u16 (0 unknown)
 *       data length u32, data
 *
 * As with the other records, the field order is that of MOSIP's open encoder; the ISO text was not at hand.
 */
export const irisFormats = { raw: 2, jpeg: 6, 'jpeg2000-lossless': 10, png: 14 } as const;
export type IrisFormat = keyof typeof irisFormats;

export interface IrisImageFacts extends CaptureFacts {
  readonly eye: IrisCode;
}

/** One eye of a parsed record, still compressed; `decodeIrisImage` opens it. */
export interface IrisImage extends IrisImageFacts {
  readonly format: IrisFormat;
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

export interface IrisImageRecord {
  readonly images: readonly IrisImage[];
}

export type IrisImageInput = IrisImageFacts &
  (
    | { readonly image: GreyImage; readonly format: 'raw' | 'jpeg2000-lossless' }
    | {
        readonly data: Uint8Array;
        readonly format: IrisFormat;
        readonly width: number;
        readonly height: number;
      }
  );

/** Image type 2: 640×480, uncropped, with the eye in the middle. Type 1 is any other uncropped size. */
const imageTypeOf = (width: number, height: number): number => (width === 640 && height === 480 ? 2 : 1);

/** All ones: the roll of the head was not measured. */
const rollUnknown = 0xffff;

export function encodeIrisImageRecord(record: { readonly images: readonly IrisImageInput[] }): Uint8Array {
  if (record.images.length === 0) throw new RangeError('an iris image record needs a picture');
  const parts = record.images.map((input, index) => encodePicture(compress(input), index + 1));
  const eyes = new Set(record.images.map((image) => image.eye)).size;
  return writeGeneralHeader('IIR', '020', Uint8Array.of(0, eyes), parts);
}

function compress(input: IrisImageInput): IrisImage {
  if (!('image' in input)) return input;
  const { image, ...facts } = input;
  const data = input.format === 'raw' ? image.pixels : encodeJpeg2000Lossless(image);
  return { ...facts, data, width: image.width, height: image.height };
}

function encodePicture(image: IrisImage, number: number): Uint8Array {
  const writer = new ByteWriter();
  writeCaptureFacts(writer, image);
  writer.u16(number).u8(irisNames[image.eye].isoPosition, imageTypeOf(image.width, image.height));
  writer.u8(irisFormats[image.format], 0b0101).u16(image.width, image.height).u8(8);
  writer.u16(0, rollUnknown, rollUnknown).u16(0, 0, 0, 0, 0, 0);
  writer.u32(image.data.length).bytes(image.data);
  return withLength(writer.done());
}

/** Reads a record from a device or a packet. Never throws: whatever is wrong with the bytes is the reason. */
export function parseIrisImageRecord(bytes: Uint8Array): ParsedRecord<IrisImageRecord> {
  return parseBytes(bytes, (cursor) => {
    const { representations } = readGeneralHeader(cursor, 'IIR', '020');
    if (cursor.u8() > 1) refuse('the certification flag is neither 0 nor 1');
    cursor.skip(1);
    const images = Array.from({ length: representations }, () => readPicture(readRepresentation(cursor)));
    if (cursor.left > 0) refuse(`${cursor.left} bytes follow the last picture`);
    return { images };
  });
}

function readPicture(cursor: ByteCursor): IrisImage {
  const facts = readCaptureFacts(cursor);
  cursor.skip(2);
  const label = cursor.u8();
  if (label !== 1 && label !== 2) refuse('a picture does not say which eye it shows');
  cursor.skip(1);
  const code = cursor.u8();
  const formats = Object.keys(irisFormats) as IrisFormat[];
  const format =
    formats.find((name) => irisFormats[name] === code) ?? refuse(`${code} is no grey picture format`);
  cursor.skip(1);
  const width = cursor.u16();
  const height = cursor.u16();
  checkSides(width, height);
  const depth = cursor.u8();
  if (depth !== 8) refuse(`a picture has ${depth} bits a pixel, not 8`);
  cursor.skip(18);
  const data = readImageBytes(cursor);
  if (format === 'raw' && data.length !== width * height)
    refuse(`a raw picture of ${width}×${height} has ${data.length} bytes`);
  return { ...facts, eye: label === 1 ? 'IR' : 'IL', format, width, height, data };
}

/** Opens a picture. Raw and JPEG 2000 are read; JPEG and PNG are refused with a reason. */
export function decodeIrisImage(image: IrisImage): DecodedImage {
  const { width, height } = image;
  if (image.format === 'raw') return { ok: true, image: { width, height, dpi: 0, pixels: image.data } };
  if (image.format !== 'jpeg2000-lossless')
    return { ok: false, reason: `pictures compressed as ${image.format} are not read here` };
  const decoded = decodeJpeg2000(image.data);
  if (decoded.ok && (decoded.image.width !== width || decoded.image.height !== height))
    return { ok: false, reason: 'the picture is not of the size that its header says' };
  return decoded;
}
