/** Sealed recordings with contents a test chooses. */
import { createHash, randomBytes } from 'node:crypto';
import { makeId, makeNik, makeReceiptCode, type PlainDate, toInstant } from '@rekam/domain';
import type { Manifest } from '@rekam/protocol/packet/manifest.ts';
import { sampleManifest } from '@rekam/protocol/packet/sample-manifest.ts';
import { sealPacket } from '@rekam/protocol/packet/sealed-packet.ts';
import type { BareStation } from '@rekam/testkit/bare-station.ts';
import type { MadePacket } from '@rekam/testkit/packet-maker.ts';

/** A picture of one red point. */
export const redPointPng = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

export const nikOf = (serial: number): string =>
  makeNik({ regionCode6: '537104', birthDate: '2000-08-15' as PlainDate, sex: 'LAKI-LAKI', serial });

export interface MadeRecording extends MadePacket {
  readonly manifest: Manifest;
}

/** A recording whose face is a PNG unless it brings samples of its own, and whose manifest may be changed. */
export async function makeRecording(
  station: BareStation,
  serial: number,
  change: (manifest: Manifest) => Partial<Manifest> = () => ({}),
  samples: ReadonlyMap<string, Uint8Array> = new Map([['FA.png', redPointPng]]),
): Promise<MadeRecording> {
  const base = sampleManifest(samples);
  const now = Date.now();
  const { settings } = station;
  const at = { at: toInstant(now), trusted: true, offsetMs: 0 };
  const own: Manifest = {
    ...base,
    packetId: makeId('packet', now, randomBytes(10)),
    enrolmentId: makeId('enrolment', now, randomBytes(10)),
    station: {
      id: settings.stationId,
      name: settings.stationName,
      place: settings.place,
      softwareVersion: '0.1.0',
    },
    resident: {
      ...base.resident,
      biodata: {
        ...base.resident.biodata,
        nik: nikOf(serial),
        name: `WARGA CONTOH ${serial}`,
        birthDate: '2000-08-15' as PlainDate,
      },
    },
    sealedAt: at,
    receiptCode: makeReceiptCode(randomBytes(6)),
    samples: base.samples.map((sample) => ({ ...sample, mediaType: 'image/png' })),
  };
  const manifest = { ...own, ...change(own) };
  const bytes = await sealPacket({
    manifest,
    samples,
    signWith: station.key,
    recipients: settings.officeRecipients,
  });
  return {
    packetId: manifest.packetId,
    enrolmentId: manifest.enrolmentId,
    sealedAt: manifest.sealedAt.at,
    bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    manifest,
  };
}
