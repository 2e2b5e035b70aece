/** The file in which a packet grows while it is uploaded. */
import { createHash, type Hash } from 'node:crypto';
import { closeSync, fdatasync, openSync, renameSync, writev } from 'node:fs';
import { dirname } from 'node:path';
import { finished, type Readable } from 'node:stream';
import { promisify } from 'node:util';
import { letGo } from '@rekam/protocol/process/let-go.ts';
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
  const bytes = findSize(part) ?? 0;
  return { bytes, hash: await hashPrefix(part, bytes) };
}

/** Bytes gathered before they are written: a few hops to another thread a packet, little memory a connection. */
const writeBytes = 512 * 1024;

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
  let writing: Promise<void> | undefined;
  const flush = async (): Promise<void> => {
    const [pieces, bytes] = [gathered, gatheredBytes];
    [gathered, gatheredBytes] = [[], 0];
    if (bytes === 0) return;
    const { bytesWritten } = await writePieces(file, pieces, progress.bytes);
    if (bytesWritten < bytes) throw Object.assign(new Error('short write'), { code: 'ENOSPC' });
    progress.bytes += bytes;
    for (const piece of pieces) letGo(piece);
  };
  let toSkip = skip;
  const take = (chunk: Buffer): Promise<void> | undefined => {
    onBytes(chunk.length);
    const piece = toSkip > 0 ? chunk.subarray(Math.min(toSkip, chunk.length)) : chunk;
    toSkip -= chunk.length - piece.length;
    if (piece.length === 0) return undefined;
    if (progress.bytes + gatheredBytes + piece.length > announcedBytes) throw new Refused('PACKET_TOO_LARGE');
    progress.hash.update(piece);
    gathered.push(piece);
    gatheredBytes += piece.length;
    if (gatheredBytes < writeBytes) return undefined;
    writing = flush();
    return writing;
  };
  try {
    await readPieces(body, take);
  } catch (error) {
    if (!isCut(error)) throw error;
  } finally {
    // The file is not closed under a write.
    await writing;
  }
  await flush();
}

/**
 * Hands every piece of a body to `take`; the body waits while a promise of it is open. It is never destroyed here: that
 * would tear down the connection before a refusal is told.
 * @throws what `take` throws, and what broke the body
 */
function readPieces(body: Readable, take: (piece: Buffer) => Promise<void> | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (error?: Error | null): void => {
      body.off('data', onPiece);
      stopWatching();
      if (error) reject(error);
      else resolve();
    };
    const onPiece = (piece: Buffer): void => {
      try {
        const taking = take(piece);
        if (taking === undefined) return;
        body.pause();
        taking.then(() => body.resume(), end);
      } catch (error) {
        end(error as Error);
      }
    };
    const stopWatching = finished(body, { writable: false }, end);
    body.on('data', onPiece);
  });
}

/** The other side went away in the middle, or we cut it: what came so far is good. */
const isCut = (error: unknown): boolean =>
  ['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR', 'ERR_STREAM_DESTROYED'].includes(
    String((error as { code?: unknown } | null)?.code),
  );
