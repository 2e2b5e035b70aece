/** An office from a backup and the recovery copy of its keys, in an empty folder. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { restoreKeys } from '../office-keys/escrow.ts';
import { keysDirOf, loadKeyring } from '../office-keys/keyring.ts';
import type { Queryable } from '../ports/database.ts';
import { Refused } from '../ports/refused.ts';
import type { PoolConnection } from '../shell/database.ts';
import { migrate, migrationsDir } from '../shell/migrations.ts';
import { readDump, verifyPackets } from './backup.ts';
import { dumpFileOf, type Generation, hashFile, readGenerations } from './catalogue.ts';
import type { DumpEnd } from './dump.ts';
import { loadTables } from './load.ts';
import { openOfficeDatabase } from './office-database.ts';
import { copyMissing } from './stored-files.ts';

export interface RestoreResult {
  readonly name: string;
  readonly takenAt: string;
  readonly officeName: string | null;
  readonly packets: number;
  readonly facts: number;
}

/**
 * @param wanted name of a generation; the newest when not given
 * @throws Refused; the folder is then as empty as it was
 */
export async function restore(
  folder: string,
  dataDir: string,
  escrowFile: string,
  passphrase: string,
  wanted?: string,
): Promise<RestoreResult> {
  refuseWhereSomethingIs(dataDir);
  const generations = readGenerations(folder);
  const generation = wanted ? generations.find((g) => g.name === wanted) : generations.at(-1);
  if (!generation) throw new Refused('BACKUP_NOT_FOUND', { folder });
  await verifyDumpFile(folder, generation);
  const existed = existsSync(dataDir);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  try {
    await restoreKeys(escrowFile, passphrase, keysDirOf(dataDir));
    return await restoreInto(folder, dataDir, generation);
  } catch (error) {
    for (const entry of readdirSync(dataDir)) rmSync(join(dataDir, entry), { recursive: true, force: true });
    if (!existed) rmSync(dataDir, { recursive: true, force: true });
    throw error;
  }
}

async function restoreInto(folder: string, dataDir: string, generation: Generation): Promise<RestoreResult> {
  const dump = dumpFileOf(folder, generation.name);
  const { backupKey, officeKeys } = loadKeyring(keysDirOf(dataDir));
  const { migrations } = await readEnd(dump, backupKey.identity);
  const database = await openOfficeDatabase(dataDir, { alone: true });
  try {
    await migrateTo(database.connection, migrations);
    const client = await database.connect();
    const end = await loadTables(client, readDump(dump, backupKey.identity));
    await refuseOlderKeys(
      client,
      officeKeys.map(({ id }) => id),
    );
    copyMissing(folder, dataDir);
    const { rows: packets } = await client.query<{ packetId: string; sha256: string }>(
      'select packet_id as "packetId", sha256 from recording',
    );
    await verifyPackets(dataDir, packets);
    return {
      name: generation.name,
      takenAt: generation.takenAt,
      officeName: generation.officeName,
      packets: packets.length,
      facts: end.rows.fact ?? 0,
    };
  } finally {
    await database.close();
  }
}

/** Stations sealed to a key that came after this recovery copy: what they sent would stay closed for ever. */
async function refuseOlderKeys(client: Queryable, known: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ key: string }>('select office_key_id as key from office');
  for (const { key } of rows) if (!known.includes(key)) throw new Refused('BACKUP_KEYS_OLDER', { key });
}

function refuseWhereSomethingIs(dataDir: string): void {
  if (existsSync(dataDir) && readdirSync(dataDir).length > 0)
    throw new Refused('BACKUP_TARGET_NOT_EMPTY', { folder: dataDir });
}

async function verifyDumpFile(folder: string, { name, dump }: Generation): Promise<void> {
  const file = dumpFileOf(folder, name);
  if (!existsSync(file) || (await hashFile(file)).sha256 !== dump.sha256)
    throw new Refused('BACKUP_DAMAGED', { file });
}

async function readEnd(file: string, identity: string): Promise<DumpEnd> {
  let last: Buffer | undefined;
  try {
    for await (const line of readDump(file, identity)) last = line;
  } catch {
    throw new Refused('BACKUP_DAMAGED', { file });
  }
  return JSON.parse(last?.toString('utf8') ?? '{}') as DumpEnd;
}

/** The schema of the dump's day; the office brings it up to date when it starts, as after any upgrade. */
async function migrateTo(connection: PoolConnection, migrations: readonly string[]): Promise<void> {
  const known = mkdtempSync(join(tmpdir(), 'rekam-migrations-'));
  try {
    for (const name of migrations) {
      if (!existsSync(join(migrationsDir, name))) throw new Refused('BACKUP_DAMAGED', { file: name });
      symlinkSync(join(migrationsDir, name), join(known, name));
    }
    await migrate(connection, known);
  } finally {
    rmSync(known, { recursive: true, force: true });
  }
}
