import pg from 'pg';
import type { Database, Queryable, Transact } from '../ports/database.ts';

// bigint counters (facts, revisions, bytes) stay far below 2^53; a string would be a trap in every sum.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);
// Instants travel as ISO text, days as plain text: never as a Date in the server's own zone.
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text: string) => new Date(text).toISOString());
pg.types.setTypeParser(pg.types.builtins.DATE, (text: string) => text);

export type PoolConnection = pg.PoolConfig;

/**
 * A pool whose commits return before they are on the disk. For what may be lost with the power and comes again by
 * itself: the queue's own book-keeping, opened packets (they lie sealed on the disk), announcements.
 */
export const openRelaxedPool = (connection: PoolConnection, onProblem: (message: string) => void): Pool =>
  openPool({ ...connection, options: '-c synchronous_commit=off' }, onProblem);

export interface Pool extends Database {
  /** The connections of transactions, also for bulk work and the queue of jobs. */
  readonly pool: pg.Pool;
  readonly close: () => Promise<void>;
}

/**
 * SHL12: most connections of each kind. Transactions wait for one another's locks; single statements, which wait for
 * nobody for long, have connections of their own. Those of both pools of an office stay below its `max_connections`.
 */
const most = { transactions: 24, statements: 8 } as const;

/** Pools whose idle connections may break without taking the process along. */
export function openPool(connection: PoolConnection, onProblem: (message: string) => void): Pool {
  let closing = false;
  const open = (max: number): pg.Pool => {
    const pool = new pg.Pool({ max, idleTimeoutMillis: 30_000, ...connection });
    pool.on('error', (error) => {
      if (!closing) onProblem(error.message);
    });
    // A client that breaks while it is lent out emits an error that would otherwise end the process.
    pool.on('connect', (client) => client.on('error', () => undefined));
    return pool;
  };
  const pool = open(most.transactions);
  const statements = open(most.statements);
  const close = async (): Promise<void> => {
    closing = true;
    await Promise.all([pool.end(), statements.end()]);
  };
  const query: Queryable['query'] = async (text, values, name) =>
    toRows(await statements.query(asked(text, values, name)));
  return { pool, query, transact: transactOn(pool), close };
}

const toRows = <Row>(result: pg.QueryResult): { rows: Row[]; rowCount: number } => ({
  rows: result.rows as Row[],
  rowCount: result.rowCount ?? 0,
});

const asked = (text: string, values: readonly unknown[] = [], name?: string): pg.QueryConfig => ({
  text,
  values: values as unknown[],
  ...(name === undefined ? {} : { name }),
});

export const queryableOf = (client: pg.ClientBase): Queryable => ({
  query: async (text, values, name) => toRows(await client.query(asked(text, values, name))),
});

function transactOn(pool: pg.Pool): Transact {
  return async (work) => {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('begin');
      const value = await work(queryableOf(client));
      await client.query('commit');
      return value;
    } catch (error) {
      await client.query('rollback').catch((rollbackError: Error) => {
        broken = rollbackError;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  };
}

/** Waits until the server answers. @throws the last error after `limitMs` */
export async function waitUntilReady(connection: PoolConnection, limitMs: number): Promise<void> {
  const startedAt = performance.now();
  for (;;) {
    const client = new pg.Client(connection);
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (performance.now() - startedAt > limitMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  }
}

/** Major version of the server, 15 for 15.18. */
export async function majorVersionOf(database: Queryable): Promise<number> {
  const { rows } = await database.query<{ version: string }>(
    "select current_setting('server_version_num') as version",
  );
  return Math.floor(Number(rows[0]!.version) / 10_000);
}
