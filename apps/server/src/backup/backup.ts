/**
 * A backup of a running office: first a snapshot of the database, then the files it speaks of. A file is durable before
 * its fact is committed and never changes, so whatever the snapshot names is there to be copied.
 */
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { toInstant } from '@rekam/domain';
import { Decrypter, Encrypter } from 'age-encryption';
import type pg from 'pg';
import { keysDirOf, loadKeyring, type OfficeKey } from '../office-keys/keyring.ts';
import { Refused } from '../ports/refused.ts';
import { dumpFileOf, type Generation, hashFile, readGenerations, writeGenerations } from './catalogue.ts';
import { type DumpEnd, dumpTables } from './dump.ts';
import { linesOf } from './load.ts';
import { markBackedUp } from './mark.ts';
import { openOfficeDatabase } from './office-database.ts';
import { copyMissing, listStored } from './stored-files.ts';

export interface BackupResult {
  readonly folder: string;
  readonly name: string;
  readonly packets: number;
  readonly filesCopied: number;
  readonly dumpBytes: number;
  readonly facts: number;
  /** Names of older generations that were removed. */
  readonly removed: readonly string[];
}

interface PacketEntry {
  readonly packetId: string;
  readonly sha256: string;
}

/**
 * @param keep how many generations the folder may hold after this one was made and verified; null: all
 * @throws Refused when the office is missing, a packet's file is, or what was written does not read back
 */
export async function backUp(
  dataDir: string,
  folder: string,
  now: number,
  keep: number | null = null,
): Promise<BackupResult> {
  if (!existsSync(keysDirOf(dataDir))) throw new Refused('BACKUP_OFFICE_MISSING', { folder: dataDir });
  if (`${resolve(folder)}/`.startsWith(`${resolve(dataDir)}/`))
    throw new Refused('BACKUP_TARGET_INSIDE_DATA');
  const { backupKey } = loadKeyring(keysDirOf(dataDir));
  const earlier = readGenerations(folder);
  mkdirSync(join(folder, 'database'), { recursive: true, mode: 0o700 });
  const database = await openOfficeDatabase(dataDir);
  try {
    const client = await database.connect();
    const takenAt = toInstant(now);
    const name = takenAt.replace(/\.\d+Z$/, 'Z').replaceAll(':', '-');
    const { end, packets, officeName } = await dumpSnapshot(client, dumpFileOf(folder, name), backupKey);
    const filesCopied = copyMissing(dataDir, folder);
    await verifyDump(dumpFileOf(folder, name), backupKey, end);
    await verifyPackets(folder, packets);
    const dump = await hashFile(dumpFileOf(folder, name));
    const generation: Generation = {
      name,
      takenAt,
      dump,
      lastFact: end.sequences.fact_seq_seq ?? 0,
      packets: packets.length,
      officeName,
    };
    const all = [...earlier.filter((g) => g.name !== name), generation];
    const kept = keep === null ? all : all.slice(-keep);
    writeGenerations(folder, kept);
    // Only what the catalogue no longer names, and only beside a verified newer one.
    const removed = all.filter((g) => !kept.includes(g)).map((g) => g.name);
    for (const old of removed) rmSync(dumpFileOf(folder, old), { force: true });
    await markBackedUp(
      client,
      packets.map((p) => p.packetId),
      name,
      takenAt,
    );
    return {
      folder,
      name,
      packets: packets.length,
      filesCopied,
      dumpBytes: dump.bytes,
      facts: end.rows.fact ?? 0,
      removed,
    };
  } finally {
    await database.close();
  }
}

/** All tables of one moment, encrypted as they come: nothing of a resident touches the backup's disk in the clear. */
async function dumpSnapshot(client: pg.Client, file: string, key: OfficeKey) {
  await client.query('begin isolation level repeatable read read only');
  const { rows: packets } = await client.query<PacketEntry>(
    'select packet_id as "packetId", sha256 from recording order by received_at',
  );
  const { rows: offices } = await client.query<{ name: string }>('select name from office');
  const plain = new PassThrough();
  const encrypter = new Encrypter();
  encrypter.addRecipient(key.recipient);
  const sealed = await encrypter.encrypt(
    Readable.toWeb(plain) as unknown as ReadableStream<Uint8Array> as never,
  );
  const written = pipeline(
    Readable.fromWeb(sealed as unknown as ReadableStream),
    createWriteStream(`${file}.part`, { mode: 0o600 }),
  );
  const [end] = await Promise.all([dumpTables(client, plain), written]);
  await client.query('commit');
  const handle = await open(`${file}.part`, 'r');
  await handle.sync();
  await handle.close();
  renameSync(`${file}.part`, file);
  return { end, packets, officeName: offices[0]?.name ?? null };
}

/** Lines of a dump, decrypted. @throws when the file was changed or the key does not fit */
export async function* readDump(file: string, identity: string): AsyncGenerator<Buffer> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const plain = await decrypter.decrypt(
    Readable.toWeb(createReadStream(file)) as unknown as ReadableStream<Uint8Array> as never,
  );
  yield* linesOf(Readable.fromWeb(plain as unknown as ReadableStream) as AsyncIterable<Uint8Array>);
}

/** Reads the dump back from the disk it was written to. */
async function verifyDump(file: string, key: OfficeKey, expected: DumpEnd): Promise<void> {
  let last: Buffer | undefined;
  try {
    for await (const line of readDump(file, key.identity)) last = line;
  } catch {
    throw new Refused('BACKUP_DAMAGED', { file });
  }
  if (last?.toString('utf8').trimEnd() !== JSON.stringify(expected))
    throw new Refused('BACKUP_DAMAGED', { file });
}

/** Every packet that the database speaks of lies below `root`, byte for byte. */
export async function verifyPackets(root: string, packets: readonly PacketEntry[]): Promise<void> {
  const paths = new Map([...listStored(root, 'packets')].map((path) => [basename(path, '.rekam'), path]));
  for (const { packetId, sha256 } of packets) {
    const path = paths.get(packetId);
    if (!path || (await hashFile(join(root, path))).sha256 !== sha256)
      throw new Refused('BACKUP_FILE_MISSING', { file: packetId });
  }
}
