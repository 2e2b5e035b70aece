/** What a station notes about each packet beside it, `<packetId>.json`. Nothing in it is personal. */
import { createHash } from 'node:crypto';
import { isId, type PacketId, type SpoolState, toInstant } from '@rekam/domain';
import { id, instant, sha256Hex } from '@rekam/protocol/http/parts.ts';
import { signedReceipt } from '@rekam/protocol/http/sync-api.ts';
import { z } from 'zod';

const problem = z.object({
  /** A refusal code; its sentence says what to do. */
  code: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

export const packetNotes = z.object({
  version: z.literal(1),
  packetId: id as unknown as z.ZodType<PacketId, string>,
  sealedAt: instant,
  /** SHA-256 and size of the sealed packet when it was put here. */
  sha256: sha256Hex,
  bytes: z.number().int().min(1),
  /** Failed tries since something last came through. */
  attempts: z.number().int().min(0),
  nextTryAt: instant.nullable(),
  problem: problem.nullable(),
  receipt: signedReceipt.nullable(),
  /** When this station learned that a backup of the office holds the packet. */
  backedUpSince: instant.nullable(),
});
export type PacketNotes = z.output<typeof packetNotes>;
export type SpoolProblem = z.output<typeof problem>;

/** A packet on this station. */
export interface SpoolEntry extends PacketNotes {
  readonly state: SpoolState;
}

export const packetSuffix = '.rekam';
export const notesSuffix = '.json';

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Notes of a packet that was just sealed. */
export function freshNotes(
  packetId: PacketId,
  bytes: Uint8Array,
  sealedAt: PacketNotes['sealedAt'],
): PacketNotes {
  return {
    version: 1,
    packetId,
    sealedAt,
    sha256: sha256Of(bytes),
    bytes: bytes.length,
    attempts: 0,
    nextTryAt: null,
    problem: null,
    receipt: null,
    backedUpSince: null,
  };
}

/** Notes made again from the packet alone: the moment of sealing stands in its id (UUIDv7). */
export const rebuiltNotes = (packetId: PacketId, bytes: Uint8Array): PacketNotes =>
  freshNotes(packetId, bytes, toInstant(Number.parseInt(packetId.slice(4, 16), 16)));

export const writeNotes = (notes: PacketNotes): Uint8Array =>
  Buffer.from(`${JSON.stringify(notes, null, 2)}\n`);

/** The notes if `bytes` are whole and speak of this packet. */
export function findNotes(packetId: PacketId, bytes: Uint8Array): PacketNotes | undefined {
  try {
    const notes = packetNotes.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    return notes.packetId === packetId ? notes : undefined;
  } catch {
    return undefined;
  }
}

/** The packet a file name speaks of: `pkt_….rekam` with suffix `.rekam`. */
export function findPacketId(name: string, suffix: string): PacketId | undefined {
  const stem = name.endsWith(suffix) ? name.slice(0, -suffix.length) : '';
  return isId('packet', stem) ? stem : undefined;
}
