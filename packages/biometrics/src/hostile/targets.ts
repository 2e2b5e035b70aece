import { crc32 } from 'node:zlib';
import { decodeBmp } from '../bmp.ts';
import { comparePrints } from '../fingerprint/comparison/compare.ts';
import { prepareTemplate } from '../fingerprint/comparison/prepared-template.ts';
import { extractTemplate } from '../fingerprint/extract.ts';
import { createTemplate, type FingerprintTemplate } from '../fingerprint/template.ts';
import { decodeTemplate, encodeTemplate } from '../fingerprint/template-bytes/template-bytes.ts';
import type { DecodedImage, GreyImage } from '../grey-image.ts';
import {
  decodeFingerImage,
  encodeFingerImageRecord,
  type LosslessCompression,
  parseFingerImageRecord,
} from '../records/finger-image-record.ts';
import { encodeFingerMinutiaeRecord, parseFingerMinutiaeRecord } from '../records/finger-minutiae-record.ts';
import { decodeJpeg2000, encodeJpeg2000Lossless } from '../records/jpeg2000.ts';
import { decodePng, encodePng } from '../records/png.ts';
import { decodeWsq } from '../records/wsq/wsq.ts';
import { impressionOf, synthesizeFinger } from '../synthetic/finger.ts';
import { decodeTiff } from '../tiff.ts';
import { writeBmp, writeTiff } from './plain-pictures.ts';
import { writeWsq } from './wsq-picture.ts';

/** What became of hostile bytes: they were refused with a reason, or they make sense after all. */
export type Outcome = 'refused' | 'accepted';

/** A reader that strangers' bytes reach, with a good file of its kind to begin from. */
export interface Target {
  readonly good: Uint8Array;
  /** Makes lengths and checksums of hurt bytes true again, so that the hurt reaches further in. Changes its input. */
  mend?(bytes: Uint8Array): void;
  /** Reads the bytes and does with them what the engine would. Throws where anything but a refusal comes of it. */
  take(bytes: Uint8Array): Outcome;
}

export type TargetName =
  | 'png'
  | 'bmp'
  | 'tiff'
  | 'jpeg2000'
  | 'wsq'
  | 'finger-image-record-raw'
  | 'finger-image-record-png'
  | 'minutiae-2005'
  | 'minutiae-2011'
  | 'template';

/** All of them; made of one synthetic finger, which takes about a second. */
export function makeTargets(): Readonly<Record<TargetName, Target>> {
  const whole = impressionOf(synthesizeFinger({ seed: 'hostile', finger: 'R2' }), { seed: 1, quality: 85 });
  const picture = middleOf(whole, 176, 208);
  const extracted = extractTemplate(picture);
  if (!extracted.ok) throw new Error(`the good print is refused: ${extracted.reason}`);
  const good = extracted.template;
  const { width, height, quality } = good;
  const bare = createTemplate({ width, height, quality, minutiae: pointsOf(good) });
  const pictures = (encoded: Uint8Array, decode: (bytes: Uint8Array) => DecodedImage): Target => ({
    good: encoded,
    take: (bytes) => takePicture(decode(bytes), good),
  });
  const minutiae = (edition: '2005' | '2011'): Target => ({
    good: encodeFingerMinutiaeRecord({ edition, fingers: [{ position: 'R2', template: bare }] }),
    mend: tellLength,
    take(bytes) {
      const parsed = parseFingerMinutiaeRecord(bytes);
      if (!parsed.ok) return refused(parsed.reason);
      for (const { template } of parsed.record.fingers) useTemplate(template, good);
      return 'accepted';
    },
  });
  const record = (compression: LosslessCompression): Target => ({
    good: recordOf(picture, compression),
    mend: tellLength,
    take(bytes) {
      const parsed = parseFingerImageRecord(bytes);
      if (!parsed.ok) return refused(parsed.reason);
      const outcomes = parsed.record.images.map((image) => takePicture(decodeFingerImage(image), good));
      return outcomes.includes('accepted') ? 'accepted' : 'refused';
    },
  });
  return {
    png: { ...pictures(encodePng(picture), (bytes) => decodePng(bytes, 500)), mend: tellChecksums },
    bmp: pictures(writeBmp(picture), (bytes) => decodeBmp(bytes, 500)),
    tiff: pictures(writeTiff(picture), (bytes) => decodeTiff(bytes, 500)),
    jpeg2000: pictures(encodeJpeg2000Lossless(picture), (bytes) => withDpi(decodeJpeg2000(bytes))),
    wsq: pictures(writeWsq(picture), decodeWsq),
    'finger-image-record-raw': record('raw'),
    'finger-image-record-png': record('png'),
    'minutiae-2005': minutiae('2005'),
    'minutiae-2011': minutiae('2011'),
    template: {
      good: encodeTemplate(good),
      take(bytes) {
        const decoded = decodeTemplate(bytes);
        if (!decoded.ok) return refused(decoded.reason);
        useTemplate(decoded.record, good);
        return 'accepted';
      },
    },
  };
}

function middleOf({ width, height, dpi, pixels }: GreyImage, wide: number, high: number): GreyImage {
  const [left, top] = [(width - wide) >> 1, (height - high) >> 1];
  return {
    width: wide,
    height: high,
    dpi,
    pixels: Uint8Array.from(
      { length: wide * high },
      (_, i) => pixels[(top + Math.floor(i / wide)) * width + left + (i % wide)]!,
    ),
  };
}

const pointsOf = ({ minutiae }: FingerprintTemplate) =>
  Array.from({ length: minutiae.count }, (_, i) => ({
    x: minutiae.x[i]!,
    y: minutiae.y[i]!,
    direction: minutiae.direction[i]!,
    kind: minutiae.kind[i]!,
    reliability: minutiae.reliability[i]!,
  }));

const recordOf = (image: GreyImage, compression: LosslessCompression): Uint8Array =>
  encodeFingerImageRecord({
    images: [{ position: 'R2', impression: 'live-plain', quality: 80, capturedAt: null, image, compression }],
  });

/** ISO records state their whole length after their name and version. */
function tellLength(bytes: Uint8Array): void {
  if (bytes.length >= 12) new DataView(bytes.buffer).setUint32(8, bytes.length);
}

/** Every chunk of a PNG ends with the checksum of its type and contents. */
function tellChecksums(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer);
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 8 + view.getUint32(at);
    if (end + 4 > bytes.length) return;
    view.setUint32(end, crc32(bytes.subarray(at + 4, end)));
    at = end + 4;
  }
}

const withDpi = (decoded: DecodedImage): DecodedImage =>
  decoded.ok ? { ok: true, image: { ...decoded.image, dpi: 500 } } : decoded;

function refused(reason: string): 'refused' {
  if (!/\w{3}/.test(reason)) throw new Error('a refusal gives no reason');
  return 'refused';
}

function takePicture(decoded: DecodedImage, good: FingerprintTemplate): Outcome {
  if (!decoded.ok) return refused(decoded.reason);
  const { width, height, pixels } = decoded.image;
  if (pixels.length !== width * height) throw new Error(`${pixels.length} bytes for ${width}×${height}`);
  const extracted = extractTemplate(decoded.image);
  if (!extracted.ok) return refused(extracted.reason);
  useTemplate(extracted.template, good);
  return 'accepted';
}

/** Writes, reads and compares a template as if it were any other. */
function useTemplate(template: FingerprintTemplate, good: FingerprintTemplate): void {
  const again = decodeTemplate(encodeTemplate(template));
  if (!again.ok) throw new Error(`an accepted template cannot be read again: ${again.reason}`);
  const { score } = comparePrints(prepareTemplate(template), prepareTemplate(good));
  if (!(score >= 0 && Number.isFinite(score))) throw new Error(`a score of ${score}`);
}
