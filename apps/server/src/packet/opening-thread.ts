/** Runs on a thread of its own: decrypts a packet, checks it, and writes its samples under a fresh key. */
import { randomBytes } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import type { UnreadableReason } from '@rekam/domain';
import type { ManifestV1 } from '@rekam/protocol/packet/manifest.ts';
import { openPacket, verifyPacketSignature } from '@rekam/protocol/packet/sealed-packet.ts';
import { parsePublicKey } from '@rekam/protocol/sync/signing-key.ts';
import { encryptSamples } from './samples-file.ts';

export interface OpeningOrder {
  readonly packetId: string;
  readonly packetFile: string;
  readonly samplesFile: string;
  /** age identities of the office, newest first. */
  readonly identities: readonly string[];
  /** base64; the station that sent the packet. */
  readonly stationKey: string;
  readonly stationId: string;
}

export type OpeningResult =
  | { readonly readable: false; readonly problem: UnreadableReason }
  | {
      readonly readable: true;
      readonly manifest: ManifestV1;
      /** What the station signed, so that the signature can be checked again later. */
      readonly manifestBase64: string;
      readonly signatureBase64: string;
      /** 32 bytes; the samples file is useless without them. */
      readonly key: Uint8Array;
    };

/**
 * Opens one packet. The samples lie durably in their file when this resolves, but for the folder's entry.
 * @throws for trouble of the machine (no file, no space), which is tried again; what is wrong with the packet is a result
 */
export async function openOne(order: OpeningOrder): Promise<OpeningResult> {
  const opened = await openPacket(await readFile(order.packetFile), order.identities);
  if (!opened.ok) return { readable: false, problem: opened.code };
  const { manifest, manifestBytes, signature, samples } = opened.value;
  const key = parsePublicKey(order.stationKey);
  const genuine = key.ok && verifyPacketSignature(opened.value, key.value);
  if (!genuine || manifest.packetId !== order.packetId || manifest.station.id !== order.stationId)
    return { readable: false, problem: 'HELD_SIGNATURE_INVALID' };
  const recordingKey = randomBytes(32);
  const listed = manifest.samples.map(({ name, mediaType }) => ({
    name,
    mediaType,
    bytes: samples.get(name)!,
  }));
  await writeSamples(order.samplesFile, encryptSamples(order.packetId, listed, recordingKey));
  return {
    readable: true,
    manifest,
    manifestBase64: Buffer.from(manifestBytes).toString('base64'),
    signatureBase64: Buffer.from(signature).toString('base64'),
    key: recordingKey,
  };
}

async function writeSamples(file: string, pieces: Buffer[]): Promise<void> {
  const handle = await open(`${file}.part`, 'w', 0o600);
  try {
    await handle.writev(pieces);
    await handle.datasync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.part`, file);
}

parentPort?.on('message', ({ number, order }: { number: number; order: OpeningOrder }) => {
  openOne(order).then(
    (result) => parentPort?.postMessage({ number, result }),
    (error: NodeJS.ErrnoException) => parentPort?.postMessage({ number, failure: error.code ?? error.name }),
  );
});
