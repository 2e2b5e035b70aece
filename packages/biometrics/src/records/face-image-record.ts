import type { RgbImage } from '../grey-image.ts';
import { limits } from '../parameters.ts';
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
import { type DecodedRgbImage, decodeRgbJpeg, encodeRgbJpeg } from './jpeg.ts';

/**
 * Face image records of ISO/IEC 19794-5:2011, big-endian.
 *
 *     "FAC\0" "030\0"  total u32  representations u16  certification flag u8  temporal semantics u16 (0 one picture)
 *     per picture, after the common part (see capture-header.ts):
 *       landmarks u16, gender u8, eye colour u8, hair colour u8, height u8, properties 3 bytes, expression u16,
 *       pose yaw, pitch, roll u8, their uncertainties u8                                                 (17 bytes)
 *       landmarks, each type u8, code u8, x, y, z u16                                                     (8 bytes)
 *       face image type u8, data type u8, width u16, height u16, sampling rate level u8,
 *       post-processing u16, cross reference u8, colour space u8                                         (11 bytes)
 *       data length u32, data
 *
 * As with the other records, the field order is that of MOSIP's open encoder; the ISO text was not at hand.
 * Gender, colours and height are written as unspecified: the population register states them, not a camera.
 */
export const faceFormats = { jpeg: 0, 'jpeg2000-lossy': 1, 'jpeg2000-lossless': 2, png: 3 } as const;
export type FaceFormat = keyof typeof faceFormats;

/** Face image types of table 16 that a camera makes. */
export const faceImageTypes = { basic: 0, 'full-frontal': 1, 'token-frontal': 2 } as const;
export type FaceImageType = keyof typeof faceImageTypes;

export interface FaceImageFacts extends CaptureFacts {
  readonly type: FaceImageType;
}

/** One picture of a parsed record, still compressed; `decodeFaceImage` opens it. */
export interface FaceImage extends FaceImageFacts {
  readonly format: FaceFormat;
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

export interface FaceImageRecord {
  readonly images: readonly FaceImage[];
}

export type FaceImageInput = FaceImageFacts &
  (
    | { readonly image: RgbImage; readonly format: 'jpeg' }
    | {
        readonly data: Uint8Array;
        readonly format: FaceFormat;
        readonly width: number;
        readonly height: number;
      }
  );

const colourSpaceRgb24 = 1;

/** JPEG quality of a portrait, 1–100: a 600×800 drawn face stays under 60 kB. */
const portraitQuality = 92;

export function encodeFaceImageRecord(record: { readonly images: readonly FaceImageInput[] }): Uint8Array {
  if (record.images.length === 0) throw new RangeError('a face image record needs a picture');
  const parts = record.images.map((input) => encodePicture(compress(input)));
  const semantics = parts.length === 1 ? 0 : 1;
  return writeGeneralHeader('FAC', '030', Uint8Array.of(0, 0, semantics), parts);
}

function compress(input: FaceImageInput): FaceImage {
  if (!('image' in input)) return input;
  const { image, ...facts } = input;
  return { ...facts, data: encodeRgbJpeg(image, portraitQuality), width: image.width, height: image.height };
}

function encodePicture(image: FaceImage): Uint8Array {
  const writer = new ByteWriter();
  writeCaptureFacts(writer, image);
  writer.u16(0).u8(0, 0, 0, 0).u8(0, 0, 0).u16(0).u8(0, 0, 0).u8(0, 0, 0);
  writer.u8(faceImageTypes[image.type], faceFormats[image.format]).u16(image.width, image.height);
  writer.u8(0).u16(0).u8(0, colourSpaceRgb24);
  writer.u32(image.data.length).bytes(image.data);
  return withLength(writer.done());
}

/** Reads a record from a device or a packet. Never throws: whatever is wrong with the bytes is the reason. */
export function parseFaceImageRecord(bytes: Uint8Array): ParsedRecord<FaceImageRecord> {
  return parseBytes(bytes, (cursor) => {
    const { representations } = readGeneralHeader(cursor, 'FAC', '030');
    if (cursor.u8() > 1) refuse('the certification flag is neither 0 nor 1');
    cursor.skip(2);
    const images = Array.from({ length: representations }, () => readPicture(readRepresentation(cursor)));
    if (cursor.left > 0) refuse(`${cursor.left} bytes follow the last picture`);
    return { images };
  });
}

function readPicture(cursor: ByteCursor): FaceImage {
  const facts = readCaptureFacts(cursor);
  const landmarks = cursor.u16();
  if (landmarks > limits.landmarks) refuse(`a picture claims ${landmarks} landmarks`);
  cursor.skip(15 + 8 * landmarks);
  const [typeCode, formatCode] = [cursor.u8(), cursor.u8()];
  const types = Object.keys(faceImageTypes) as FaceImageType[];
  const formats = Object.keys(faceFormats) as FaceFormat[];
  const type =
    types.find((name) => faceImageTypes[name] === typeCode) ?? refuse(`${typeCode} is no face image type`);
  const format =
    formats.find((name) => faceFormats[name] === formatCode) ?? refuse(`${formatCode} is no data type`);
  const width = cursor.u16();
  const height = cursor.u16();
  checkSides(width, height);
  cursor.skip(5);
  return { ...facts, type, format, width, height, data: readImageBytes(cursor) };
}

/** Opens a picture. JPEG is read; JPEG 2000 in colour and PNG are refused with a reason. */
export function decodeFaceImage(image: FaceImage): DecodedRgbImage {
  if (image.format !== 'jpeg')
    return { ok: false, reason: `faces compressed as ${image.format} are not read here` };
  const decoded = decodeRgbJpeg(image.data);
  if (decoded.ok && (decoded.image.width !== image.width || decoded.image.height !== image.height))
    return { ok: false, reason: 'the picture is not of the size that its header says' };
  return decoded;
}
