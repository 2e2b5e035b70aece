import { createHash, type Hash } from 'node:crypto';
import { closeSync, createReadStream, fsync, openSync, statSync } from 'node:fs';
import { mkdir, readdir, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const sync = promisify(fsync);

/** Where packets and samples lie under the data folder. */
export interface PacketFiles {
  readonly partOf: (packetId: string) => string;
  readonly packetOf: (packetId: string) => string;
  readonly samplesOf: (packetId: string) => string;
  readonly incoming: string;
  readonly packets: string;
  readonly samples: string;
}

/**
 * Folders by the first six hex digits of the id's time: about half a day each. Those who write at the same time share a
 * folder, so that one fsync of it serves them all.
 */
const folderOf = (packetId: string): string => packetId.slice(4, 10);

export async function openPacketFiles(dataDir: string): Promise<PacketFiles> {
  const files: PacketFiles = {
    incoming: join(dataDir, 'incoming'),
    packets: join(dataDir, 'packets'),
    samples: join(dataDir, 'samples'),
    partOf: (id) => join(files.incoming, `${id}.part`),
    packetOf: (id) => join(files.packets, folderOf(id), `${id}.rekam`),
    samplesOf: (id) => join(files.samples, folderOf(id), `${id}.samples`),
  };
  for (const dir of [files.incoming, files.packets, files.samples])
    await mkdir(dir, { recursive: true, mode: 0o700 });
  return files;
}

/** Bytes of a file, or null when there is none. Asked at once: a hop to another thread costs more than the answer. */
export const findSize = (file: string): number | null =>
  statSync(file, { throwIfNoEntry: false })?.size ?? null;

export const removeFile = (file: string): Promise<void> => rm(file, { force: true });

/** SHA-256 over the first `bytes` bytes of a file, still open for more. */
export async function hashPrefix(file: string, bytes: number): Promise<Hash> {
  const hash = createHash('sha256');
  if (bytes > 0)
    for await (const piece of createReadStream(file, { end: bytes - 1, highWaterMark: 1 << 20 }))
      hash.update(piece as Buffer);
  return hash;
}

/** Free bytes for us on the disk of the data folder. */
export async function freeBytesOf(dir: string): Promise<number> {
  const { bavail, bsize } = await statfs(dir);
  return bavail * bsize;
}

const syncs = new Map<string, { running: Promise<void>; next: Promise<void> | null }>();

/**
 * Makes the entries of a folder durable. Calls that come while one sync runs share the next: thirty stations that
 * finish together cost two syncs, not thirty.
 */
export function syncFolder(dir: string): Promise<void> {
  const current = syncs.get(dir);
  if (!current) {
    const state = { running: syncNow(dir), next: null as Promise<void> | null };
    syncs.set(dir, state);
    const end = (): void => {
      if (syncs.get(dir) === state && state.next === null) syncs.delete(dir);
    };
    state.running.then(end, end);
    return state.running;
  }
  current.next ??= current.running
    .catch(() => undefined)
    .then(() => {
      syncs.delete(dir);
      return syncFolder(dir);
    });
  return current.next;
}

async function syncNow(dir: string): Promise<void> {
  const folder = openSync(dir, 'r');
  try {
    await sync(folder);
  } finally {
    closeSync(folder);
  }
}

/** Folders whose names are known to be on the disk. */
const durableFolders = new Set<string>();

/** Makes a folder below an existing one, durable with its name; also when somebody else made it a moment ago. */
export async function makeFolder(dir: string, parent: string): Promise<void> {
  if (durableFolders.has(dir)) return;
  await mkdir(dir, { recursive: true, mode: 0o700 });
  await syncFolder(parent);
  durableFolders.add(dir);
}

/** All files below a folder of folders, as paths relative to it. */
export async function listFiles(root: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(root, { withFileTypes: true, recursive: true }))
    if (entry.isFile()) found.push(join(entry.parentPath, entry.name).slice(root.length + 1));
  return found.sort();
}
