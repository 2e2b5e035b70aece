/** Samples as CBEFF XML (BIR, ISO/IEC 19785-3), as a MOSIP-shaped centre reads them. */
import {
  encodeFaceImageRecord,
  findJpegSize,
  fingerNames,
  irisNames,
  isFingerCode,
  type PartNames,
} from '@rekam/biometrics';
import type { Manifest } from '@rekam/protocol/packet/manifest.ts';
import type { Opened } from './source.ts';

type Capture = Manifest['captures'][number];

interface Part {
  readonly type: 'Finger' | 'Iris' | 'Face';
  /** CBEFF format type: 7 finger image, 8 face, 9 iris. */
  readonly format: 7 | 8 | 9;
  readonly names: PartNames | null;
}

/** What a subject of a capture is called there; undefined for what is no part of the body (a signature). */
export function findPart(subject: string): Part | undefined {
  if (isFingerCode(subject)) return { type: 'Finger', format: 7, names: fingerNames[subject] };
  if (subject === 'IR' || subject === 'IL') return { type: 'Iris', format: 9, names: irisNames[subject] };
  return subject === 'FA' ? { type: 'Face', format: 8, names: null } : undefined;
}

/** Captures that go into the XML: those of the recording itself, not the second look at the index fingers. */
export const bodyCaptures = ({ manifest }: Opened): readonly Capture[] =>
  manifest.captures.filter(
    ({ subject, purpose }) => purpose === 'enrolment' && findPart(subject) !== undefined,
  );

const namespace = 'http://standards.iso.org/iso-iec/19785/-3/ed-2/';

/** @throws where a sample cannot be brought into its ISO format */
export function cbeffXml(opened: Opened): string {
  const sampleOf = new Map(opened.samples.map((sample) => [sample.name, sample]));
  const createdAt = opened.manifest.sealedAt.at;
  const captured = bodyCaptures(opened).map((capture) => {
    const sample = sampleOf.get(capture.sampleName);
    if (!sample) throw new Error('a capture without its sample');
    return bir(capture.subject, createdAt, {
      quality: capture.qualityScore,
      record: isoRecordOf(sample, capture, createdAt),
      signature: capture.sbi?.signatureParts ?? null,
      entries: {
        RETRIES: String(capture.attempts),
        FORCE_CAPTURED: String(capture.forced),
        EXCEPTION: 'false',
      },
    });
  });
  const missing = opened.manifest.exceptions.map(({ subject }) =>
    bir(subject, createdAt, { quality: null, record: null, signature: null, entries: { EXCEPTION: 'true' } }),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<BIR xmlns="${namespace}"><BIRInfo><Integrity>false</Integrity></BIRInfo>${[...captured, ...missing].join('')}</BIR>
`;
}

interface BirContent {
  /** 0–100; null where the device gave none. */
  readonly quality: number | null;
  /** The ISO record; null for a part that is missing. */
  readonly record: Uint8Array | null;
  readonly signature: string | null;
  readonly entries: Readonly<Record<string, string>>;
}

function bir(
  subject: string,
  createdAt: string,
  { quality, record, signature, entries }: BirContent,
): string {
  const part = findPart(subject);
  if (!part) throw new Error('no part of the body');
  const subtype = part.names === null ? '' : `<Subtype>${part.names.cbeff}</Subtype>`;
  const score =
    quality === null
      ? ''
      : `<Quality><Algorithm><Organization>HMAC</Organization><Type>SHA-256</Type></Algorithm><Score>${Math.round(quality)}</Score></Quality>`;
  const version = (name: string): string => `<${name}><Major>1</Major><Minor>1</Minor></${name}>`;
  const others = Object.entries({ SPEC_VERSION: '0.9.5', ...entries })
    .map(([key, value]) => `<entry key="${key}">${value}</entry>`)
    .join('');
  return `<BIR>${version('Version')}${version('CBEFFVersion')}<BIRInfo><Integrity>false</Integrity></BIRInfo><BDBInfo><Format><Organization>Mosip</Organization><Type>${part.format}</Type></Format><CreationDate>${createdAt}</CreationDate><Type>${part.type}</Type>${subtype}<Level>Raw</Level><Purpose>Enroll</Purpose>${score}</BDBInfo>${
    record === null ? '' : `<BDB>${Buffer.from(record).toString('base64')}</BDB>`
  }${signature === null ? '' : `<SB>${Buffer.from(signature).toString('base64')}</SB>`}<others>${others}</others></BIR>`;
}

/** A device gives ISO records; the browser's camera gives a JPEG, which becomes one. */
function isoRecordOf(
  { mediaType, bytes }: Opened['samples'][number],
  { subject, qualityScore }: Capture,
  at: string,
): Uint8Array {
  if (mediaType.startsWith('application/vnd.iso.19794-')) return bytes;
  const size = subject === 'FA' && mediaType === 'image/jpeg' ? findJpegSize(bytes) : undefined;
  if (!size) throw new Error('a sample in no ISO format');
  const facts = { capturedAt: new Date(at), quality: qualityScore, type: 'basic' } as const;
  return encodeFaceImageRecord({ images: [{ ...facts, ...size, format: 'jpeg', data: bytes }] });
}
