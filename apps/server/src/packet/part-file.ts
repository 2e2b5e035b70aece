/** The file in which a packet grows while it is uploaded. */
import { createHash, type Hash } from 'node:crypto';
import { closeSync, fdatasync, openSync, renameSync, writev } from 'node:fs';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { Refused } from '../ports/refused.ts';
import { findSize, hashPrefix, makeFolder, type PacketFiles, syncFolder } from './files.ts';

const writePieces = promisify(writev);
const syncData = promisify(fdatasync);

/** The first bytes of a packet as they lie in its file, with their running hash. */
export interface Progress {
  bytes: number;
  readonly hash: Hash;
}

export const nothingYet = (): Progress => ({ bytes: 0, hash: createHash('sha256') });

/** How far the file of a packet came before this process began, hashed again. */
export async function readProgress(files: PacketFiles, packetId: string): Promise<Progress> {
  const part = files.partOf(packetId);
  const bytes = (await findSize(part)) ?? 0;
  return { bytes, hash: await hashPrefix(part, bytes) };
}

/** Bytes gathered before they are written. */
const writeBytes = 1024 * 1024;

export interface Appending {
  /** Bytes of the body that the file has already. */
  readonly skip: number;
  readonly announcedBytes: number;
  readonly onBytes: (bytes: number) => void;
}

/**
 * Appends a body to the file. A connection that breaks keeps what had come. When the packet is whole and `sha256` fits,
 * it stands durably in its place afterwards.
 * @returns whether it is whole and in place; `progress` says how far it came
 * @throws Refused PACKET_TOO_LARGE, PACKET_CONTENT_DIFFERS; or what the disk says
 */
export async function appendToPart(
  files: PacketFiles,
  packetId: string,
  sha256: string,
  progress: Progress,
  body: Readable,
  appending: Appending,
): Promise<boolean> {
  const part = files.partOf(packetId);
  // The quick calls are made at once: a hop to another thread costs more than they do.
  const file = openSync(part, progress.bytes === 0 ? 'w' : 'r+', 0o600);
  try {
    await appendBody(file, body, progress, appending);
    if (progress.bytes < appending.announcedBytes) return false;
    if (progress.hash.copy().digest('hex') !== sha256) throw new Refused('PACKET_CONTENT_DIFFERS');
    const target = files.packetOf(packetId);
    await syncData(file);
    await makeFolder(dirname(target), files.packets);
    renameSync(part, target);
    await syncFolder(dirname(target));
    return true;
  } finally {
    closeSync(file);
  }
}

async function appendBody(
  file: number,
  body: Readable,
  progress: Progress,
  { skip, announcedBytes, onBytes }: Appending,
): Promise<void> {
  let gathered: Buffer[] = [];
  let gatheredBytes = 0;
  const flush = async (): Promise<void> => {
    if (gatheredBytes === 0) return;
    const { bytesWritten } = await writePieces(file, gathered, progress.bytes);
    if (bytesWritten < gatheredBytes) throw Object.assign(new Error('short write'), { code: 'ENOSPC' });
    for (const piece of gathered) progress.hash.update(piece);
    progress.bytes += gatheredBytes;
    [gathered, gatheredBytes] = [[], 0];
  };
  let toSkip = skip;
  try {
    // Destroying the body would tear down the connection before the refusal is told.
    for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      onBytes(chunk.length);
      const piece = toSkip > 0 ? chunk.subarray(Math.min(toSkip, chunk.length)) : chunk;
      toSkip -= chunk.length - piece.length;
      if (piece.length === 0) continue;
      if (progress.bytes + gatheredBytes + piece.length > announcedBytes)
        throw new Refused('PACKET_TOO_LARGE');
      gathered.push(piece);
      gatheredBytes += piece.length;
      if (gatheredBytes >= writeBytes) await flush();
    }
  } catch (error) {
    if (!isCut(error)) throw error;
  }
  await flush();
}

/** The other side went away in the middle, or we cut it: what came so far is good. */
const isCut = (error: unknown): boolean =>
  ['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR', 'ERR_STREAM_DESTROYED'].includes(
    String((error as { code?: unknown } | null)?.code),
  );
