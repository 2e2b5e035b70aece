import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { PoolConnection } from './database.ts';

export const migrationsDir = join(import.meta.dirname, '../../db/migrations');

/** Any number: the same in every starter, so that one migrates and the others wait. */
const migrationLock = 0x72656b61;

/**
 * Applies the numbered SQL files that are not applied yet, each in its own transaction, in order, under a lock.
 * @returns names of the files applied now
 * @throws when an applied file was changed afterwards, or the database is newer than this program
 */
export async function migrate(connection: PoolConnection, dir: string = migrationsDir): Promise<string[]> {
  const files = readdirSync(dir)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const text = readFileSync(join(dir, name), 'utf8');
      return { name, text, sha256: createHash('sha256').update(text).digest('hex') };
    });
  const client = new pg.Client(connection);
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await client.query(`create table if not exists migration (
      name text primary key, sha256 text not null, applied_at timestamptz not null default now())`);
    const applied = new Map(
      (await client.query<{ name: string; sha256: string }>('select name, sha256 from migration')).rows.map(
        (row) => [row.name, row.sha256],
      ),
    );
    const known = new Set(files.map((file) => file.name));
    for (const name of applied.keys())
      if (!known.has(name))
        throw new Error(`the database knows ${name}, which this version of Rekam does not have`);
    const done: string[] = [];
    for (const file of files) {
      const before = applied.get(file.name);
      if (before === file.sha256) continue;
      if (before !== undefined) throw new Error(`${file.name} was changed after it had been applied`);
      await client.query('begin');
      await client.query(file.text);
      await client.query('insert into migration (name, sha256) values ($1, $2)', [file.name, file.sha256]);
      await client.query('commit');
      done.push(file.name);
    }
    return done;
  } finally {
    // Ending the session lets go of the lock and of a transaction that failed half-way.
    await client.end();
  }
}
