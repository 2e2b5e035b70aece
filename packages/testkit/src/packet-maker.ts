/** Sealed packets of invented residents, for benches and tests that need many and care little for what is in them. */
import { createHash, type KeyObject, randomBytes } from 'node:crypto';
import {
  type Biodata,
  type ClockReading,
  type FingerCode,
  makeId,
  makeNik,
  makeReceiptCode,
  type PlainDate,
  toInstant,
} from '@rekam/domain';
import type { StationSettings } from '@rekam/protocol';
import type { Manifest } from '@rekam/protocol/packet/manifest.ts';
import { sealPacket } from '@rekam/protocol/packet/sealed-packet.ts';

export interface MadePacket {
  readonly packetId: string;
  readonly enrolmentId: string;
  readonly sealedAt: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

export interface PacketWish {
  readonly settings: StationSettings;
  readonly stationKey: KeyObject;
  /** Tells residents apart; the same serial is the same resident. 1 … 9999 × days. */
  readonly serial: number;
  /** Size of the samples together, bytes. */
  readonly sampleBytes: number;
  /** A JPEG that stands for the photo, captured below the threshold; none: a packet without captures. */
  readonly photo?: Uint8Array;
  /** A PNG that stands for the signature; none: not signed. */
  readonly signature?: Uint8Array;
  /** ISO/IEC 19794-4 records of fingers. */
  readonly fingers?: ReadonlyMap<FingerCode, Uint8Array>;
  /** When it was recorded and sealed, Unix ms; now unless said. */
  readonly at?: number;
  /** Whose recording it is; an invented grown-up of this serial unless said. */
  readonly biodata?: Biodata;
}

/** One sealed recording that the office will count. */
export async function makePacket({
  settings,
  stationKey,
  serial,
  sampleBytes,
  photo,
  signature,
  fingers = new Map(),
  at: now = Date.now(),
  biodata = inventedBiodata(serial),
}: PacketWish): Promise<MadePacket> {
  const clock: ClockReading = { at: toInstant(now), trusted: true, offsetMs: 0 };
  const samples = samplesOf(sampleBytes);
  if (photo) samples.set(photoName, photo);
  if (signature) samples.set(signatureName, signature);
  for (const [finger, record] of fingers) samples.set(fingerNameOf(finger), record);
  const manifest: Manifest = {
    format: 'rekam.packet',
    version: 3,
    packetId: makeId('packet', now, randomBytes(10)),
    enrolmentId: makeId('enrolment', now, randomBytes(10)),
    station: {
      id: settings.stationId,
      name: settings.stationName,
      place: settings.place,
      softwareVersion: '0.1.0',
    },
    operator: { id: settings.operators[0]?.id ?? makeId('officer', now, randomBytes(10)) },
    resident: { biodata, known: false, confirmedAt: clock, warnings: [] },
    grounds: { kind: 'age', ageYears: 30, cardFrom: null, policyVersion: 1, reopening: null },
    startedAt: clock,
    sealedAt: clock,
    steps: photo ? [{ step: 'photo', ms: 42_000, attempts: 3, outcome: 'done' }] : [],
    devices: [],
    captures: [
      ...(photo ? [photoCapture] : []),
      ...(signature ? [signatureCapture] : []),
      ...[...fingers.keys()].map(fingerCaptureOf),
    ],
    unverified: [],
    exceptions: [],
    owed: [],
    statement: null,
    receiptCode: makeReceiptCode(randomBytes(10)),
    samples: [...samples].map(([name, bytes]) => ({
      name,
      mediaType: mediaTypeOf(name),
      bytes: bytes.length,
      sha256: sha256(bytes),
    })),
  };
  const bytes = await sealPacket({
    manifest,
    samples,
    signWith: stationKey,
    recipients: settings.officeRecipients,
  });
  return {
    packetId: manifest.packetId,
    enrolmentId: manifest.enrolmentId,
    sealedAt: clock.at,
    bytes,
    sha256: sha256(bytes),
  };
}

const photoName = 'photo.jpg';
const photoCapture: Manifest['captures'][number] = {
  subject: 'FA',
  purpose: 'enrolment',
  sampleName: photoName,
  qualityScore: 35,
  threshold: 40,
  attempt: 2,
  attempts: 3,
  forced: true,
  source: 'browser-camera',
  deviceSerialNo: null,
  sbi: null,
  background: { wanted: 'red', seen: 'blue' },
  engineQuality: null,
  comparison: null,
};

const signatureName = 'signature.png';
const signatureCapture: Manifest['captures'][number] = {
  ...photoCapture,
  subject: 'SIGNATURE',
  sampleName: signatureName,
  qualityScore: null,
  threshold: null,
  attempt: 1,
  attempts: 1,
  forced: false,
  source: 'pointer',
  background: null,
};

const fingerNameOf = (finger: FingerCode): string => `${finger}.iso`;
const fingerCaptureOf = (finger: FingerCode): Manifest['captures'][number] => ({
  ...photoCapture,
  subject: finger,
  sampleName: fingerNameOf(finger),
  qualityScore: 80,
  attempt: 1,
  attempts: 1,
  forced: false,
  source: 'sbi',
  background: null,
});

function mediaTypeOf(name: string): string {
  if (name === photoName) return 'image/jpeg';
  if (name === signatureName) return 'image/png';
  return name.endsWith('.iso') ? 'application/vnd.iso.19794-4' : 'application/octet-stream';
}

/** Thirteen samples as a real recording has: ten fingers, two irises, one face. */
function samplesOf(total: number): Map<string, Uint8Array> {
  const each = Math.max(16, Math.floor(total / 13));
  return new Map(Array.from({ length: 13 }, (_, i) => [`sample-${i + 1}`, randomBytes(each)]));
}

function inventedBiodata(serial: number): Manifest['resident']['biodata'] {
  const birthDate =
    `19${70 + (Math.floor(serial / 9999) % 30)}-0${1 + (Math.floor(serial / 300_000) % 9)}-15` as PlainDate;
  return {
    nik: makeNik({ regionCode6: '537104', birthDate, sex: 'LAKI-LAKI', serial: 1 + (serial % 9999) }),
    familyCardNumber: null,
    name: `WARGA UJI ${serial}`,
    birthPlace: 'KUPANG',
    birthDate,
    sex: 'LAKI-LAKI',
    bloodGroup: '-',
    religion: 'KRISTEN',
    maritalStatus: 'BELUM KAWIN',
    occupation: 'PELAJAR/MAHASISWA',
    nationality: 'WNI',
    address: 'JL. CONTOH',
    rt: '001',
    rw: '001',
    kelurahanCode: '53.71.04.1001',
  };
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
