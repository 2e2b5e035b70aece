import { parseFaceImageRecord, parseFingerImageRecord, parseIrisImageRecord } from '@rekam/biometrics';
import type { Subject } from '@rekam/domain';

/** Lowest resolution of an enrolment print, pixels per inch: 500 of the specification less 1 % of a scanner. */
const leastFingerDpi = 495;

/** How the bytes of each compression begin; a header that names another one is not believed. */
const beginnings: Readonly<Record<string, readonly (readonly number[])[]>> = {
  wsq: [[0xff, 0xa0]],
  jpeg: [[0xff, 0xd8]],
  png: [[0x89, 0x50, 0x4e, 0x47]],
  'jpeg2000-lossy': [
    [0xff, 0x4f, 0xff, 0x51],
    [0, 0, 0, 12, 0x6a, 0x50],
  ],
  'jpeg2000-lossless': [
    [0xff, 0x4f, 0xff, 0x51],
    [0, 0, 0, 12, 0x6a, 0x50],
  ],
};

const beginsAs = (data: Uint8Array, compression: string): boolean =>
  beginnings[compression]?.some((start) => start.every((byte, at) => data[at] === byte)) ?? true;

/**
 * Why a record is not that of `subject`, or undefined when it is: exactly one picture, of that finger, eye or
 * face, readable in all its fields. The picture itself is not opened here, which takes a tenth of a second.
 */
export function findRecordFlaw(subject: Subject, record: Uint8Array): string | undefined {
  if (subject === 'FA') return findFaceFlaw(record);
  return subject === 'IR' || subject === 'IL'
    ? findIrisFlaw(subject, record)
    : findFingerFlaw(subject, record);
}

function findFingerFlaw(subject: Subject, record: Uint8Array): string | undefined {
  const parsed = parseFingerImageRecord(record);
  if (!parsed.ok) return parsed.reason;
  const [image, ...others] = parsed.record.images;
  if (!image || others.length > 0) return `the record holds ${parsed.record.images.length} pictures`;
  if (image.position !== subject) return `the record is of ${image.position}, not of ${subject}`;
  if (image.dpi < leastFingerDpi) return `the record has ${image.dpi} pixels per inch`;
  return beginsAs(image.data, image.compression) ? undefined : `the picture is not ${image.compression}`;
}

function findIrisFlaw(subject: Subject, record: Uint8Array): string | undefined {
  const parsed = parseIrisImageRecord(record);
  if (!parsed.ok) return parsed.reason;
  const [image, ...others] = parsed.record.images;
  if (!image || others.length > 0) return `the record holds ${parsed.record.images.length} pictures`;
  if (image.eye !== subject) return `the record is of ${image.eye}, not of ${subject}`;
  return beginsAs(image.data, image.format) ? undefined : `the picture is not ${image.format}`;
}

function findFaceFlaw(record: Uint8Array): string | undefined {
  const parsed = parseFaceImageRecord(record);
  if (!parsed.ok) return parsed.reason;
  const [image, ...others] = parsed.record.images;
  if (!image || others.length > 0) return `the record holds ${parsed.record.images.length} pictures`;
  return beginsAs(image.data, image.format) ? undefined : `the picture is not ${image.format}`;
}
