/** Locks that a test holds, so that two who work at once meet where it wants them to. */
import { expect, onTestFinished } from 'vitest';
import type { Pool } from '../shell/database.ts';

export interface Gate {
  readonly pid: number;
  /** Commits what the gate did. */
  readonly open: () => Promise<void>;
}

/** Runs statements in a transaction that stays open until the gate is opened, or the test ends. */
export async function closeGate({ pool }: Pool, ...statements: readonly string[]): Promise<Gate> {
  const client = await pool.connect();
  let closed = true;
  const open = async (): Promise<void> => {
    if (!closed) return;
    closed = false;
    await client.query('commit');
    client.release();
  };
  onTestFinished(open);
  await client.query('begin');
  for (const statement of statements) await client.query(statement);
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  return { pid: rows[0]!.pid, open };
}

/** How many wait at a gate, or for somebody who does. */
export async function waitingAt(database: Pool, { pid }: Gate): Promise<number> {
  const { rows } = await database.query<{ n: number }>(
    `with recursive behind (pid) as (select $1::int union
       select a.pid from pg_stat_activity a join behind b on b.pid = any(pg_blocking_pids(a.pid)))
     select count(*)::int - 1 as n from behind`,
    [pid],
  );
  return rows[0]!.n;
}

/** Until so many wait at a gate, or that work is over. */
export async function stoppedAt(
  database: Pool,
  gate: Gate,
  count: number,
  work: Promise<unknown>,
): Promise<void> {
  let over = false;
  const end = (): void => {
    over = true;
  };
  void work.then(end, end);
  await expect.poll(async () => over || (await waitingAt(database, gate)) >= count).toBe(true);
}
