import { type FingerCode, findFingerByIsoPosition, fingerNames, isFingerCode } from '../finger-code.ts';
import {
  createTemplate,
  type FingerprintTemplate,
  type Minutia,
  minutiaKind,
  positionUnits,
} from '../fingerprint/template.ts';
import { fingerprintTemplate, limits } from '../parameters.ts';
import { type ByteCursor, ByteWriter, type ParsedRecord, parseBytes, refuse } from './byte-cursor.ts';
import {
  readCaptureFacts,
  readGeneralHeader,
  readRepresentation,
  withLength,
  writeCaptureFacts,
  writeGeneralHeader,
} from './capture-header.ts';

/**
 * Finger minutiae records of ISO/IEC 19794-2, editions of 2005 and 2011, big-endian, one or more fingers.
 *
 *     2005  "FMR\0" " 20\0"  total u32  equipment u16  width, height u16  per cm across, down u16  views u8  0
 *           per view: position u8, view no. (4 bits) + impression (4 bits), quality u8, count u8,
 *                     points, extended data length u16, extended data (skipped)
 *     2011  "FMR\0" "030\0"  total u32  representations u16  certification flag u8
 *           per view, after the common part (see capture-header.ts): [certification blocks]
 *                     position u8, view no. u8, per cm across, down u16, impression u8, width, height u16,
 *                     bytes a point (4 bits: 5 or 6) + ending type (4 bits), count u8,
 *                     points, extended data length u16, extended data (skipped)
 *     point kind (2 bits: 0 other, 1 ending, 2 fork) + x (14 bits), 2 bits + y (14 bits), direction u8 in
 *           1/256 turn, [quality u8: 1–100, 0 and 254 not known]
 *
 * The texts of the standards were not at hand; order and widths are those of the open FingerJetFX (2005) and
 * FingerprintIO (both editions), which cite them. What a record cannot carry is our ridge map: a print that came
 * this way is compared by its points alone.
 */
export type MinutiaeEdition = '2005' | '2011';

export interface FingerMinutiae {
  readonly position: FingerCode | 'unknown';
  /** Points in pixels of 500 dpi, whatever the record counted in; never a ridge map. */
  readonly template: FingerprintTemplate;
}

export interface FingerMinutiaeRecord {
  readonly edition: MinutiaeEdition;
  readonly fingers: readonly FingerMinutiae[];
}

/** Points per centimetre of what this package writes: 500 dpi, in the whole number that the field can say. */
const perCentimetre = 197;
const workingPerCentimetre = 500 / 2.54;
/** Reliability where the record has none for a point: neither trusted nor dismissed. */
const unknownReliability = 50;

/**
 * The bytes of a record. A position is kept to the pixel and a reliability of 0 becomes 1, since the format says
 * no more. Throws RangeError without a finger, or with more than a record can count.
 */
export function encodeFingerMinutiaeRecord(record: FingerMinutiaeRecord): Uint8Array {
  const { edition, fingers } = record;
  if (fingers.length === 0 || fingers.length > limits.representations)
    throw new RangeError(`a finger minutiae record cannot hold ${fingers.length} fingers`);
  const seen = new Map<string, number>();
  const views = fingers.map((finger) => {
    const view = seen.get(finger.position) ?? 0;
    seen.set(finger.position, view + 1);
    return {
      finger,
      view,
      position: isFingerCode(finger.position) ? fingerNames[finger.position].isoPosition : 0,
    };
  });
  return edition === '2005' ? encode2005(views) : encode2011(views);
}

interface View {
  readonly finger: FingerMinutiae;
  readonly view: number;
  readonly position: number;
}

function encode2005(views: readonly View[]): Uint8Array {
  const body = new ByteWriter();
  for (const { finger, view, position } of views) {
    const { template } = finger;
    body.u8(position, (view & 15) << 4, template.quality, template.minutiae.count);
    writePoints(body, template);
    body.u16(0);
  }
  const sides = views.map(({ finger }) => sidesOf(finger.template));
  const bytes = body.done();
  return new ByteWriter()
    .bytes(new TextEncoder().encode('FMR\0 20\0'))
    .u32(24 + bytes.length)
    .u16(0, Math.max(...sides.map(([width]) => width)), Math.max(...sides.map(([, height]) => height)))
    .u16(perCentimetre, perCentimetre)
    .u8(views.length, 0)
    .bytes(bytes)
    .done();
}

function encode2011(views: readonly View[]): Uint8Array {
  const parts = views.map(({ finger, view, position }) => {
    const { template } = finger;
    const writer = new ByteWriter();
    writeCaptureFacts(writer, { capturedAt: null, quality: template.quality });
    writer.u8(position, view).u16(perCentimetre, perCentimetre).u8(0);
    writer.u16(...sidesOf(template)).u8(6 << 4, template.minutiae.count);
    writePoints(writer, template);
    return withLength(writer.u16(0).done());
  });
  return writeGeneralHeader('FMR', '030', Uint8Array.of(0), parts);
}

/** From our pixels of 500 dpi to the record's of 197 per centimetre, 0.08 % wider. */
const outward = (eighths: number): number =>
  Math.round((eighths / positionUnits) * (perCentimetre / workingPerCentimetre));

const sidesOf = (template: FingerprintTemplate): [number, number] => [
  outward(template.width * positionUnits) + 1,
  outward(template.height * positionUnits) + 1,
];

function writePoints(writer: ByteWriter, { minutiae }: FingerprintTemplate): void {
  for (let i = 0; i < minutiae.count; i++)
    writer
      .u16((minutiae.kind[i]! << 14) | outward(minutiae.x[i]!), outward(minutiae.y[i]!))
      .u8(minutiae.direction[i]!, Math.max(1, minutiae.reliability[i]!));
}

/** Reads a peer's record of either edition. Never throws: whatever is wrong with the bytes is the reason. */
export function parseFingerMinutiaeRecord(bytes: Uint8Array): ParsedRecord<FingerMinutiaeRecord> {
  const is2005 = bytes[4] === 0x20;
  return parseBytes(bytes, is2005 ? read2005 : read2011);
}

function read2005(cursor: ByteCursor): FingerMinutiaeRecord {
  const size = cursor.left;
  const word = (): string => String.fromCharCode(...cursor.bytes(4));
  if (word() !== 'FMR\0') refuse('the record does not begin with FMR');
  if (word() !== ' 20\0') refuse('the record is not of version  20');
  const total = cursor.u32();
  if (total !== size) refuse(`the record says ${total} bytes and has ${size}`);
  cursor.skip(2);
  const [width, height] = [cursor.u16(), cursor.u16()];
  const scale = readScale(cursor);
  const views = cursor.u8();
  if (views === 0 || views > limits.representations) refuse(`the record claims ${views} fingers`);
  cursor.skip(1);
  const fingers = Array.from({ length: views }, () => {
    const position = readPosition(cursor);
    cursor.skip(1);
    const quality = cursor.u8();
    if (quality > 100) refuse(`a quality of ${quality} is not between 0 and 100`);
    const points = readPoints(cursor, cursor.u8(), 6, { width, height, scale });
    cursor.skip(cursor.u16());
    return fingerOf(position, quality, points, { width, height, scale });
  });
  if (cursor.left > 0) refuse(`${cursor.left} bytes follow the last finger`);
  return { edition: '2005', fingers };
}

function read2011(cursor: ByteCursor): FingerMinutiaeRecord {
  const { representations } = readGeneralHeader(cursor, 'FMR', '030');
  const certified = cursor.u8();
  if (certified > 1) refuse('the certification flag is neither 0 nor 1');
  const fingers = Array.from({ length: representations }, () =>
    readRepresentation2011(readRepresentation(cursor), certified === 1),
  );
  if (cursor.left > 0) refuse(`${cursor.left} bytes follow the last finger`);
  return { edition: '2011', fingers };
}

function readRepresentation2011(cursor: ByteCursor, certified: boolean): FingerMinutiae {
  const { quality } = readCaptureFacts(cursor);
  if (certified) cursor.skip(cursor.u8() * 3);
  const position = readPosition(cursor);
  cursor.skip(1);
  const scale = readScale(cursor);
  cursor.skip(1);
  const [width, height] = [cursor.u16(), cursor.u16()];
  const pointBytes = cursor.u8() >> 4;
  if (pointBytes !== 5 && pointBytes !== 6) refuse(`a point of ${pointBytes} bytes is not of this format`);
  const points = readPoints(cursor, cursor.u8(), pointBytes, { width, height, scale });
  cursor.skip(cursor.u16());
  if (cursor.left > 0) refuse(`${cursor.left} bytes follow a finger's data`);
  return fingerOf(position, quality ?? 0, points, { width, height, scale });
}

interface Frame {
  readonly width: number;
  readonly height: number;
  /** Our pixels for one of the record's. */
  readonly scale: number;
}

function readPosition(cursor: ByteCursor): FingerCode | 'unknown' {
  const code = cursor.u8();
  if (code === 0) return 'unknown';
  return findFingerByIsoPosition(code) ?? refuse(`${code} is no position of a single finger`);
}

function readScale(cursor: ByteCursor): number {
  const [across, down] = [cursor.u16(), cursor.u16()];
  if (across !== down || across < limits.perCentimetreLeast || across > limits.perCentimetreMost)
    refuse(`a resolution of ${across}×${down} per cm is not that of a finger scanner`);
  // 196 and 197 both stand for 500 dpi, which no whole number of points per centimetre is.
  return across === 196 || across === 197
    ? workingPerCentimetre / perCentimetre
    : workingPerCentimetre / across;
}

function readPoints(cursor: ByteCursor, count: number, size: 5 | 6, frame: Frame): Minutia[] {
  if (count * size > cursor.left) refuse(`the record claims ${count} points, ${cursor.left} bytes are left`);
  return Array.from({ length: count }, () => {
    const [first, second, direction] = [cursor.u16(), cursor.u16(), cursor.u8()];
    const quality = size === 6 ? cursor.u8() : 0;
    const [kind, x, y] = [first >> 14, first & 0x3fff, second & 0x3fff];
    if (kind > minutiaKind.fork) refuse('a point is neither an ending nor a fork nor something else');
    if (x >= frame.width || y >= frame.height) refuse(`the point ${x},${y} lies outside its picture`);
    if (quality > 100 && quality < 254) refuse(`a point's quality of ${quality} is not between 0 and 100`);
    const known = quality > 0 && quality <= 100;
    const inward = positionUnits * frame.scale;
    return {
      x: x * inward,
      y: y * inward,
      direction,
      kind,
      reliability: known ? quality : unknownReliability,
    };
  });
}

function fingerOf(
  position: FingerCode | 'unknown',
  quality: number,
  minutiae: readonly Minutia[],
  { width, height, scale }: Frame,
): FingerMinutiae {
  const [w, h] = [Math.ceil(width * scale), Math.ceil(height * scale)];
  if (w < 1 || h < 1 || w > fingerprintTemplate.side || h > fingerprintTemplate.side)
    refuse(`a picture of ${width}×${height} is not that of a finger`);
  return { position, template: createTemplate({ width: w, height: h, quality, minutiae }) };
}
