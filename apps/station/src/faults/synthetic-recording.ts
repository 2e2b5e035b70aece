import { createHash, type KeyObject } from 'node:crypto';
import type { Instant } from '@rekam/domain';
import { sampleManifest } from '@rekam/protocol/packet/sample-manifest.ts';
import { sealPacket } from '@rekam/protocol/packet/sealed-packet.ts';
import type { AgentIdentity, SyntheticRecording } from '@rekam/protocol/process/fault-agent.ts';

export async function sealSynthetic(
  { packetId, enrolmentId, nik, bytes }: SyntheticRecording,
  { stationId, recipients }: AgentIdentity,
  key: KeyObject,
  now: Instant,
): Promise<Uint8Array> {
  const samples = new Map([['face', patternOf(packetId, bytes)]]);
  const manifest = sampleManifest(samples);
  const at = { at: now, trusted: false, offsetMs: null };
  return sealPacket({
    manifest: {
      ...manifest,
      packetId,
      enrolmentId,
      station: { ...manifest.station, id: stationId },
      resident: { ...manifest.resident, biodata: { ...manifest.resident.biodata, nik }, confirmedAt: at },
      startedAt: at,
      sealedAt: at,
    },
    samples,
    signWith: key,
    recipients,
  });
}

/** Bytes that do not compress and belong to one packet alone. */
function patternOf(seed: string, length: number): Uint8Array {
  const blocks: Buffer[] = [];
  for (let block = 0; block * 32 < length; block++)
    blocks.push(createHash('sha256').update(`${seed} ${block}`).digest());
  return Buffer.concat(blocks).subarray(0, length);
}
