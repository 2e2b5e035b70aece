import { type Manifest, upgradeManifest } from '@rekam/protocol/packet/manifest.ts';
import type { Keyring } from '../office-keys/index.ts';
import { type PacketFiles, readSample, type Sample } from '../packet/index.ts';
import type { Queryable } from '../ports/database.ts';
import { findRecordingKey } from './store.ts';

export interface OpenedRecording {
  readonly manifest: Manifest;
  /** The manifest's bytes as the station signed them, and that Ed25519 signature. */
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
  readonly samples: readonly Sample[];
}

/**
 * A recording with those of its samples that are wanted, in memory only; null where its samples were destroyed.
 * @throws when the file of samples is missing or was changed
 */
export async function openRecording(
  database: Queryable,
  { files, keyring }: { readonly files: PacketFiles; readonly keyring: () => Keyring },
  packetId: string,
  wanted: (sampleName: string, manifest: Manifest) => boolean = () => true,
): Promise<OpenedRecording | null> {
  const { rows } = await database.query<{
    body: Parameters<typeof upgradeManifest>[0];
    signed: Uint8Array;
    signature: Uint8Array;
  }>('select body, signed, signature from manifest where packet_id = $1', [packetId]);
  const key = await findRecordingKey(database, packetId);
  const [kept] = rows;
  if (!kept || !key) return null;
  const manifest = upgradeManifest(kept.body);
  const plainKey = keyring().unwrap(key.kekVersion, key.wrapped);
  const samples: Sample[] = [];
  for (const { name } of manifest.samples) {
    if (!wanted(name, manifest)) continue;
    const sample = await readSample(files.samplesOf(packetId), packetId, name, plainKey);
    if (!sample) throw new Error('a sample that the manifest names is missing');
    samples.push(sample);
  }
  return { manifest, signed: kept.signed, signature: kept.signature, samples };
}
