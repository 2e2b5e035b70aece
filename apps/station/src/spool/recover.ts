/** Brings a spool into order at opening: what an earlier process left half done is finished or put back. */

import { join } from 'node:path';
import { type PacketId, type SpoolState, spoolStates } from '@rekam/domain';
import { makeFolder, removeIfThere, replaceFile } from '../storage/durable-files.ts';
import type { FileSystemPort } from '../storage/file-system.ts';
import { type FoundPacket, findInFolder, folderOf, notesPath, packetPath } from './found-packets.ts';
import { type PacketNotes, type SpoolEntry, sha256Of, writeNotes } from './packet-notes.ts';
import { believesReceipt, type ReceiptTrust } from './receipt-trust.ts';

/** Of twins the one in the first of these folders counts, `sent` only with a believed receipt (SPL5). */
const furthestFirst: readonly SpoolState[] = ['sent', 'outbox', 'held'];

export interface Recovered {
  readonly entries: Map<PacketId, SpoolEntry>;
  /** Packets whose contents must be looked at: their size differs from their notes (SPL8). */
  readonly damaged: readonly PacketId[];
  /** Packets in `sent` without a receipt that can be believed (SPL7). */
  readonly unreceipted: readonly PacketId[];
}

export async function recoverSpool(
  fs: FileSystemPort,
  spool: string,
  trust: ReceiptTrust,
): Promise<Recovered> {
  await makeFolder(fs, spool);
  for (const state of spoolStates) await makeFolder(fs, folderOf(spool, state));
  const found: FoundPacket[] = [];
  for (const state of furthestFirst) {
    const folder = await findInFolder(fs, spool, state);
    for (const name of folder.leftovers) await removeIfThere(fs, join(folderOf(spool, state), name));
    for (const packet of folder.packets) {
      if (packet.rebuilt)
        await replaceFile(fs, notesPath(spool, state, packet.packetId), writeNotes(notesOf(packet)));
      found.push(packet);
    }
  }
  const chosen = await chooseTwins(fs, spool, found, trust);
  for (const state of spoolStates) await fs.syncFolder(folderOf(spool, state));
  const packets = [...chosen.values()];
  const believed = (p: FoundPacket) =>
    p.notes.receipt !== null && believesReceipt(trust, p.notes.receipt, p.notes);
  return {
    entries: new Map(packets.map((p) => [p.packetId, { ...notesOf(p), state: p.state }])),
    damaged: packets.filter((p) => p.size !== p.notes.bytes && p.state === 'outbox').map((p) => p.packetId),
    unreceipted: packets.filter((p) => p.state === 'sent' && !believed(p)).map((p) => p.packetId),
  };
}

/** Rebuilt notes of a held packet cannot say why it is held. */
const notesOf = ({ rebuilt, state, notes }: FoundPacket): PacketNotes =>
  rebuilt && state === 'held' ? { ...notes, problem: { code: 'SPOOL_REASON_LOST' } } : notes;

async function chooseTwins(
  fs: FileSystemPort,
  spool: string,
  found: readonly FoundPacket[],
  trust: ReceiptTrust,
): Promise<Map<PacketId, FoundPacket>> {
  const chosen = new Map<PacketId, FoundPacket>();
  for (const packet of found) {
    const before = chosen.get(packet.packetId);
    if (before === undefined) {
      chosen.set(packet.packetId, packet);
      continue;
    }
    const receipted =
      before.state !== 'sent' ||
      (before.notes.receipt !== null && believesReceipt(trust, before.notes.receipt, before.notes));
    const [kept, other] = receipted ? [before, packet] : [packet, before];
    chosen.set(packet.packetId, kept);
    if (await areTwins(fs, spool, kept, other)) await removeTwin(fs, spool, kept.state, other);
  }
  return chosen;
}

async function areTwins(fs: FileSystemPort, spool: string, a: FoundPacket, b: FoundPacket): Promise<boolean> {
  const [first, second] = await Promise.all(
    [a, b].map(async (p) => sha256Of(await fs.read(packetPath(spool, p.state, p.packetId)))),
  );
  return first === second;
}

/** The kept one's folder is synced first: a twin is removed only beside a durable one. */
async function removeTwin(
  fs: FileSystemPort,
  spool: string,
  keptIn: SpoolState,
  { state, packetId }: FoundPacket,
): Promise<void> {
  await fs.syncFile(packetPath(spool, keptIn, packetId));
  await fs.syncFolder(folderOf(spool, keptIn));
  await fs.remove(packetPath(spool, state, packetId));
  await removeIfThere(fs, notesPath(spool, state, packetId));
}
