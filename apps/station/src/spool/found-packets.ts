/** What lies in the folders of a spool, read without changing anything. */
import { join } from 'node:path';
import { type PacketId, type SpoolState, spoolStates } from '@rekam/domain';
import { unfinished } from '../storage/durable-files.ts';
import { errnoOf, type FileSystemPort } from '../storage/file-system.ts';
import {
  findNotes,
  findPacketId,
  notesSuffix,
  type PacketNotes,
  packetSuffix,
  rebuiltNotes,
  sha256Of,
} from './packet-notes.ts';

/** One `.rekam` file and what is known of it. */
export interface FoundPacket {
  readonly packetId: PacketId;
  readonly state: SpoolState;
  readonly notes: PacketNotes;
  /** The notes were missing or damaged and were made again from the packet. */
  readonly rebuilt: boolean;
  readonly size: number;
}

export interface FoundFolder {
  readonly packets: readonly FoundPacket[];
  /** Names of files of interrupted writing, and of notes without a packet. */
  readonly leftovers: readonly string[];
  /** Names that the spool did not write. */
  readonly foreign: readonly string[];
}

export const folderOf = (spool: string, state: SpoolState): string => join(spool, state);
export const packetPath = (spool: string, state: SpoolState, packetId: PacketId): string =>
  join(spool, state, packetId + packetSuffix);
export const notesPath = (spool: string, state: SpoolState, packetId: PacketId): string =>
  join(spool, state, packetId + notesSuffix);

export async function findInFolder(
  fs: FileSystemPort,
  spool: string,
  state: SpoolState,
): Promise<FoundFolder> {
  const names = await fs.list(folderOf(spool, state)).catch((error): readonly string[] => {
    if (errnoOf(error) === 'ENOENT') return [];
    throw error;
  });
  const packets: FoundPacket[] = [];
  const leftovers: string[] = [];
  const foreign: string[] = [];
  for (const name of [...names].sort()) {
    const packetId = findPacketId(name, packetSuffix);
    const notesOf = findPacketId(name, notesSuffix);
    if (packetId !== undefined) packets.push(...(await findPacket(fs, spool, state, packetId)));
    else if (name.endsWith(unfinished)) leftovers.push(name);
    else if (notesOf === undefined) foreign.push(name);
    else if (!names.includes(notesOf + packetSuffix)) leftovers.push(name);
  }
  return { packets, leftovers, foreign };
}

/** None when the station that runs beside a look has just moved it on. */
async function findPacket(
  fs: FileSystemPort,
  spool: string,
  state: SpoolState,
  packetId: PacketId,
): Promise<FoundPacket[]> {
  const path = packetPath(spool, state, packetId);
  const size = await fs.findSize(path);
  if (size === undefined) return [];
  const written = await fs.read(notesPath(spool, state, packetId)).catch(() => undefined);
  const notes = written && findNotes(packetId, written);
  if (notes) return [{ packetId, state, notes, rebuilt: false, size }];
  const bytes = await findBytes(fs, path);
  return bytes ? [{ packetId, state, notes: rebuiltNotes(packetId, bytes), rebuilt: true, size }] : [];
}

/** A file's bytes; undefined when it is gone. */
export const findBytes = (fs: FileSystemPort, path: string): Promise<Uint8Array | undefined> =>
  fs.read(path).catch((error) => {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  });

export interface PacketFinding {
  readonly packetId: PacketId;
  readonly state: SpoolState;
  readonly problem: 'SPOOL_PACKET_DAMAGED' | null;
  /** The notes could not be read, so the packet was compared with nothing but itself. */
  readonly notesLost: boolean;
}

/** Reads every packet and compares it with its notes. */
export async function verifySpool(
  fs: FileSystemPort,
  spool: string,
): Promise<{ packets: PacketFinding[]; foreign: string[] }> {
  const findings: PacketFinding[] = [];
  const foreign: string[] = [];
  for (const state of spoolStates) {
    const found = await findInFolder(fs, spool, state);
    foreign.push(...found.foreign.map((name) => join(state, name)));
    for (const { packetId, notes, rebuilt } of found.packets) {
      const bytes = await findBytes(fs, packetPath(spool, state, packetId)).catch(() => null);
      // Moved on while this looked: it is found, and looked at, where it lies now.
      if (bytes === undefined) continue;
      const whole = bytes?.length === notes.bytes && sha256Of(bytes) === notes.sha256;
      findings.push({ packetId, state, problem: whole ? null : 'SPOOL_PACKET_DAMAGED', notesLost: rebuilt });
    }
  }
  return { packets: findings, foreign };
}
