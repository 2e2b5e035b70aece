/** The zip of one recording in an export of the form `records`. */
import { createHash } from 'node:crypto';
import type { CentreRecordFile } from '@rekam/protocol/packet/centre-export.ts';
import { zipSync } from 'fflate';
import type { Opened } from './source.ts';

/** The same day in every zip: the same recording makes the same bytes, and a zip knows no zone. */
export const zipDay = new Date(1980, 0, 2);

/** Files of a zip in this order, not compressed: samples are. */
export const zipOf = (files: Readonly<Record<string, Uint8Array>>): Uint8Array =>
  zipSync(files, { level: 0, mtime: zipDay });

/** `record.json`, what the station signed with its signature, and the samples. */
export function recordZip(opened: Opened): Uint8Array {
  const samples = Object.fromEntries(opened.samples.map(({ name, bytes }) => [`samples/${name}`, bytes]));
  return zipOf({
    'record.json': Buffer.from(`${JSON.stringify(recordOf(opened), null, 2)}\n`),
    'station-manifest.json': opened.signed,
    'station-manifest.sig': opened.signature,
    ...samples,
  });
}

function recordOf({ manifest, samples }: Opened): CentreRecordFile {
  const captureOf = new Map(manifest.captures.map((capture) => [capture.sampleName, capture]));
  const { station } = manifest;
  return {
    format: 'rekam.centre-record',
    version: 1,
    packetId: manifest.packetId,
    enrolmentId: manifest.enrolmentId,
    recordedAt: manifest.sealedAt.at,
    clockTrusted: manifest.sealedAt.trusted,
    station: {
      id: station.id,
      name: station.name,
      place: station.place.name,
      regionCode: station.place.regionCode,
    },
    operatorId: manifest.operator.id,
    biodata: manifest.resident.biodata,
    samples: samples.map(({ name, mediaType, bytes }) => {
      const capture = captureOf.get(name);
      return {
        file: `samples/${name}`,
        mediaType,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        subject: capture?.subject ?? 'SIGNATURE',
        purpose: capture?.purpose ?? 'enrolment',
        qualityScore: capture?.qualityScore ?? null,
        forced: capture?.forced ?? false,
        deviceSerialNo: capture?.deviceSerialNo ?? null,
      };
    }),
    exceptions: manifest.exceptions.map(({ subject }) => subject),
    receiptCode: manifest.receiptCode,
  };
}
