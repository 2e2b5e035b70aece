import { type FingerCode, fingerCodes } from '@rekam/domain';
import type { Manifest } from '@rekam/protocol/packet/manifest.ts';
import type { Keyring } from '../office-keys/index.ts';
import { findCounted, type PacketFiles } from '../packet/index.ts';
import type { Queryable } from '../ports/database.ts';
import { openRecording } from './open-recording.ts';

interface Samples {
  readonly files: PacketFiles;
  readonly keyring: () => Keyring;
}

/** A finger of a recording: ISO/IEC 19794-4 record of it alone. */
export interface RecordedFinger {
  readonly finger: FingerCode;
  readonly record: Uint8Array;
}

/** Which fingers the recording of a resident that counts has; none where no recording counts or its samples were destroyed. */
export async function listFingers(
  database: Queryable,
  samples: Samples,
  nik: string,
): Promise<readonly FingerCode[]> {
  const counted = await findCounted(database, nik);
  const opened = counted && (await openRecording(database, samples, counted.packetId, () => false));
  if (!opened) return [];
  const held = fingersOf(opened.manifest).map(({ finger }) => finger);
  return fingerCodes.filter((finger) => held.includes(finger));
}

/** The same fingers with their records, in memory only. */
export async function openFingers(
  database: Queryable,
  samples: Samples,
  nik: string,
): Promise<readonly RecordedFinger[]> {
  const counted = await findCounted(database, nik);
  if (!counted) return [];
  const isFinger = (name: string, manifest: Manifest): boolean =>
    fingersOf(manifest).some(({ sampleName }) => sampleName === name);
  const opened = await openRecording(database, samples, counted.packetId, isFinger);
  if (!opened) return [];
  const records = new Map(opened.samples.map(({ name, bytes }) => [name, bytes]));
  return fingersOf(opened.manifest).map(({ finger, sampleName }) => ({
    finger,
    record: records.get(sampleName)!,
  }));
}

/** The fingers of the recording itself, not of the second look that verified it. */
const fingersOf = ({ captures }: Manifest): { readonly finger: FingerCode; readonly sampleName: string }[] =>
  captures.flatMap(({ purpose, subject, sampleName }) => {
    const finger = fingerCodes.find((code) => code === subject);
    return finger && purpose === 'enrolment' ? [{ finger, sampleName }] : [];
  });
