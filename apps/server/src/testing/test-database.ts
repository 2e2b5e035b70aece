/** A real PostgreSQL with all migrations applied, in a folder of its own, for one test file. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BulkLoad } from '../ports/bulk-load.ts';
import { bulkLoadOn } from '../shell/bulk-load.ts';
import { openPool, type Pool, waitUntilReady } from '../shell/database.ts';
import { startEmbeddedPostgres } from '../shell/embedded-postgres.ts';
import { migrate } from '../shell/migrations.ts';
import { getPostgresPrograms } from '../shell/postgres-programs.ts';

export interface TestDatabase {
  readonly database: Pool;
  readonly bulkLoad: BulkLoad;
  readonly connection: { readonly host: string; readonly user: string; readonly database: string };
  readonly close: () => Promise<void>;
}

export async function openTestDatabase(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-test-'));
  const problems: string[] = [];
  const postgres = await startEmbeddedPostgres(folder, getPostgresPrograms(process.env), (problem) =>
    problems.push(problem),
  );
  await waitUntilReady(postgres.connection, 20_000);
  await migrate(postgres.connection);
  const database = openPool(postgres.connection, (problem) => problems.push(problem));
  return {
    database,
    bulkLoad: bulkLoadOn(database.pool),
    connection: postgres.connection,
    close: async () => {
      await database.close();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
