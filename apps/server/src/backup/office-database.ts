/** A connection to an office's database for a command of its own: the running office's, or one started for the purpose. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findLivingHolder, takeDataLock } from '@rekam/protocol/process/data-lock.ts';
import pg from 'pg';
import { Refused } from '../ports/refused.ts';
import { lockOf } from '../shell/config.ts';
import { type PoolConnection, waitUntilReady } from '../shell/database.ts';
import { startEmbeddedPostgres } from '../shell/embedded-postgres.ts';
import { getPostgresPrograms } from '../shell/postgres-programs.ts';

export interface OfficeDatabase {
  readonly connection: PoolConnection;
  connect(): Promise<pg.Client>;
  close(): Promise<void>;
}

const startLimitMs = 30_000;

/**
 * @param dataDir the office's folder
 * @throws Refused OFFICE_ALREADY_RUNNING when `alone` and an office runs there
 */
export async function openOfficeDatabase(
  dataDir: string,
  options: { alone?: boolean } = {},
): Promise<OfficeDatabase> {
  const own = process.env.DATABASE_URL;
  const holder = findLivingHolder(lockOf(dataDir));
  if (holder && options.alone) throw new Refused('OFFICE_ALREADY_RUNNING', { url: holder.url ?? dataDir });
  if (own) return databaseAt({ connectionString: own });
  if (holder) return databaseAt({ host: socketDirOf(dataDir), user: 'rekam', database: 'postgres' });
  const lock = takeDataLock(lockOf(dataDir));
  if ('heldBy' in lock) throw new Refused('OFFICE_ALREADY_RUNNING', { url: lock.heldBy.url ?? dataDir });
  const server = await startEmbeddedPostgres(dataDir, getPostgresPrograms(process.env), () => undefined);
  await waitUntilReady(server.connection, startLimitMs);
  return databaseAt(server.connection, async () => {
    await server.stop();
    lock.release();
  });
}

function databaseAt(
  connection: PoolConnection,
  stop: () => Promise<void> = async () => undefined,
): OfficeDatabase {
  const clients: pg.Client[] = [];
  return {
    connection,
    async connect() {
      const client = new pg.Client(connection);
      client.on('error', () => undefined);
      await client.connect();
      clients.push(client);
      return client;
    },
    async close() {
      for (const client of clients) await client.end();
      await stop();
    },
  };
}

/** The fifth line of `postmaster.pid` names the folder of the socket. */
function socketDirOf(dataDir: string): string {
  const file = join(dataDir, 'pg', 'postmaster.pid');
  const folder = existsSync(file) ? readFileSync(file, 'utf8').split('\n')[4]?.trim() : undefined;
  if (!folder) throw new Refused('BACKUP_OFFICE_MISSING', { folder: dataDir });
  return folder;
}
