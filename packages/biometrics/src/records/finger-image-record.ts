import { type FingerCode, findFingerByIsoPosition, fingerNames, isFingerCode } from '../finger-code.ts';
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
import { decodeGreyJpeg } from './jpeg.ts';
import { decodeJpeg2000, encodeJpeg2000Lossless } from './jpeg2000.ts';
import { decodePng, encodePng } from './png.ts';
import { decodeWsq } from './wsq/wsq.ts';

/**
 * Finger image records of ISO/IEC 19794-4:2011, big-endian, one or more fingers or slaps in a record.
 *
 *     "FIR\0" "020\0"  total u32  representations u16  certification flag u8  finger positions u8
 *     per picture, after the common part (see capture-header.ts):
 *       [certification flag set: blocks u8, each authority u16, scheme u8]
 *       position u8, representation no. u8, scale units u8 (1 per inch, 2 per cm)
 *       capture H,V u16, image H,V u16, bit depth u8, compression u8, impression u8, width u16, height u16
 *       data length u32, data, [extended data, skipped]
 */
export const fingerCompressions = {
  raw: 0,
  'raw-packed': 1,
  wsq: 2,
  jpeg: 3,
  'jpeg2000-lossy': 4,
  'jpeg2000-lossless': 5,
  png: 6,
} as const;
export type FingerCompression = keyof typeof fingerCompressions;

/** Impression types of table 10 that a counter meets; `unknown` is 29. */
export const fingerImpressions = {
  'live-plain': 0,
  'live-rolled': 1,
  'nonlive-plain': 2,
  'nonlive-rolled': 3,
  'live-swipe': 8,
  unknown: 29,
} as const;
export type FingerImpression = keyof typeof fingerImpressions;

/** One finger, or several on one picture. */
export type FingerPosition = FingerCode | 'unknown' | 'right-four' | 'left-four' | 'thumbs';

const groupPositions = { unknown: 0, 'right-four': 13, 'left-four': 14, thumbs: 15 } as const;

/** What a record states of one picture. */
export interface FingerImageFacts extends CaptureFacts {
  readonly position: FingerPosition;
  readonly impression: FingerImpression;
}

/** One picture of a parsed record, still compressed; `decodeFingerImage` opens it. */
export interface FingerImage extends FingerImageFacts {
  readonly compression: FingerCompression;
  readonly width: number;
  readonly height: number;
  /** Horizontal resolution in pixels per inch, converted where the record counts per centimetre. */
  readonly dpi: number;
  /** The picture as compressed. */
  readonly data: Uint8Array;
}

export interface FingerImageRecord {
  readonly images: readonly FingerImage[];
}

/** How pixels are kept exactly. */
export type LosslessCompression = 'raw' | 'jpeg2000-lossless' | 'png';

/** A picture to be put into a record: pixels that are compressed here, or bytes compressed elsewhere. */
export type FingerImageInput = FingerImageFacts &
  (
    | { readonly image: GreyImage; readonly compression: LosslessCompression }
    | {
        readonly data: Uint8Array;
        readonly compression: FingerCompression;
        readonly width: number;
        readonly height: number;
        readonly dpi: number;
      }
  );

const isoPositionOf = (position: FingerPosition): number =>
  isFingerCode(position) ? fingerNames[position].isoPosition : groupPositions[position];

/**
 * The bytes of a record. Throws RangeError on what no record can say (no picture, a side over 65,535); that is
 * the caller's mistake, not the device's.
 */
export function encodeFingerImageRecord(record: {
  readonly images: readonly FingerImageInput[];
}): Uint8Array {
  if (record.images.length === 0) throw new RangeError('a finger image record needs a picture');
  const seen = new Map<number, number>();
  const parts = record.images.map((image) => {
    const position = isoPositionOf(image.position);
    const number = (seen.get(position) ?? 0) + 1;
    seen.set(position, number);
    return encodePicture(compress(image), position, number);
  });
  return writeGeneralHeader('FIR', '020', Uint8Array.of(0, seen.size), parts);
}

const encoders: Readonly<Record<LosslessCompression, (image: GreyImage) => Uint8Array>> = {
  raw: (image) => image.pixels,
  'jpeg2000-lossless': encodeJpeg2000Lossless,
  png: encodePng,
};

function compress(input: FingerImageInput): FingerImage {
  if (!('image' in input)) return input;
  const { image, ...facts } = input;
  return {
    ...facts,
    data: encoders[input.compression](image),
    width: image.width,
    height: image.height,
    dpi: image.dpi,
  };
}

function encodePicture(image: FingerImage, position: number, number: number): Uint8Array {
  const writer = new ByteWriter();
  writeCaptureFacts(writer, image);
  writer.u8(position, number, 1).u16(image.dpi, image.dpi, image.dpi, image.dpi);
  writer.u8(8, fingerCompressions[image.compression], fingerImpressions[image.impression]);
  writer.u16(image.width, image.height).u32(image.data.length).bytes(image.data);
  return withLength(writer.done());
}

/** Reads a record from a device or a packet. Never throws: whatever is wrong with the bytes is the reason. */
export function parseFingerImageRecord(bytes: Uint8Array): ParsedRecord<FingerImageRecord> {
  return parseBytes(bytes, (cursor) => {
    const { representations } = readGeneralHeader(cursor, 'FIR', '020');
    const certified = cursor.u8();
    if (certified > 1) refuse('the certification flag is neither 0 nor 1');
    cursor.skip(1);
    const images = Array.from({ length: representations }, () =>
      readPicture(readRepresentation(cursor), certified === 1),
    );
    if (cursor.left > 0) refuse(`${cursor.left} bytes follow the last picture`);
    return { images };
  });
}

function readPicture(cursor: ByteCursor, certified: boolean): FingerImage {
  const facts = readCaptureFacts(cursor);
  if (certified) cursor.skip(cursor.u8() * 3);
  const position = readPosition(cursor.u8());
  cursor.skip(1);
  const dpi = readResolution(cursor);
  const depth = cursor.u8();
  if (depth !== 8) refuse(`a picture has ${depth} bits a pixel, not 8`);
  const compression =
    nameOf(fingerCompressions, cursor.u8()) ?? refuse('a picture is compressed in an unknown way');
  const impression = nameOf(fingerImpressions, cursor.u8()) ?? 'unknown';
  const width = cursor.u16();
  const height = cursor.u16();
  checkSides(width, height);
  const data = readImageBytes(cursor);
  if (compression === 'raw' && data.length !== width * height)
    refuse(`a raw picture of ${width}×${height} has ${data.length} bytes`);
  return { ...facts, position, impression, compression, width, height, dpi, data };
}

function readPosition(code: number): FingerPosition {
  return (
    findFingerByIsoPosition(code) ?? nameOf(groupPositions, code) ?? refuse(`${code} is no finger position`)
  );
}

function readResolution(cursor: ByteCursor): number {
  const units = cursor.u8();
  cursor.skip(4);
  const across = cursor.u16();
  const down = cursor.u16();
  if (units !== 1 && units !== 2) refuse(`${units} is no unit of resolution`);
  if (across === 0 || across !== down)
    refuse(`a resolution of ${across}×${down} is not that of a finger scanner`);
  return units === 1 ? across : Math.round(across * 2.54);
}

function nameOf<N extends string>(table: Readonly<Record<N, number>>, code: number): N | undefined {
  return (Object.keys(table) as N[]).find((name) => table[name] === code);
}

const decoders: Partial<Record<FingerCompression, (image: FingerImage) => DecodedImage>> = {
  raw: ({ width, height, dpi, data }) => ({ ok: true, image: { width, height, dpi, pixels: data } }),
  wsq: ({ data }) => decodeWsq(data),
  jpeg: ({ data }) => decodeGreyJpeg(data),
  'jpeg2000-lossy': ({ data }) => decodeJpeg2000(data),
  'jpeg2000-lossless': ({ data }) => decodeJpeg2000(data),
  png: ({ data, dpi }) => decodePng(data, dpi),
};

/** Opens a picture, whatever it is compressed as; only packed bits are refused with a reason. Never throws. */
export function decodeFingerImage(image: FingerImage): DecodedImage {
  const decoder = decoders[image.compression];
  if (!decoder) return { ok: false, reason: `pictures compressed as ${image.compression} are not read here` };
  const decoded = decoder(image);
  if (!decoded.ok) return decoded;
  const { width, height, pixels } = decoded.image;
  if (width !== image.width || height !== image.height)
    return {
      ok: false,
      reason: `the picture is ${width}×${height}, its header says ${image.width}×${image.height}`,
    };
  return { ok: true, image: { width, height, dpi: image.dpi, pixels } };
}
