import { availableParallelism } from 'node:os';
import type { Runner } from 'graphile-worker';
import type pg from 'pg';
import type { Pool } from './database.ts';
import type { Emit } from './events.ts';

export type Task = (payload: unknown) => Promise<void>;

/** Makes the tables of the job queue; quick when they are there. */
export async function prepareJobs(pool: pg.Pool): Promise<void> {
  const { runMigrations } = await import('graphile-worker');
  await runMigrations({ pgPool: pool, logger: await quietLogger() });
}

/** Runs jobs until stopped; a job that fails is tried again later, and says so once in `onFailure`. */
export async function runJobs(
  pool: pg.Pool,
  tasks: Readonly<Record<string, Task>>,
  onFailure: (task: string, error: unknown) => void,
): Promise<{ readonly stop: () => Promise<void> }> {
  const { run } = await import('graphile-worker');
  const runner: Runner = await run({
    pgPool: pool,
    logger: await quietLogger(),
    concurrency: availableParallelism() * 2,
    pollInterval: 2000,
    noHandleSignals: true,
    crontab: ' ',
    taskList: Object.fromEntries(
      Object.entries(tasks).map(([name, task]) => [
        name,
        async (payload: unknown) => {
          try {
            await task(payload);
          } catch (error) {
            onFailure(name, error);
            throw new Error(`${name} failed`);
          }
        },
      ]),
    ),
  });
  return { stop: () => runner.stop() };
}

/** The worker's own log would carry payloads; ours says what failed and nothing of whom. */
async function quietLogger() {
  const { Logger } = await import('graphile-worker');
  return new Logger(() => () => undefined);
}

/** Facts are linked and tallies folded so often. */
const housekeepingMs = 5_000;

/** Everything that runs beside the requests: the queue, and the upkeep of chain and tallies. */
export async function runOfficeJobs(
  database: Pool,
  office: { readonly tasks: Readonly<Record<string, Task>>; readonly upkeep: () => Promise<void> },
  emit: Emit,
): Promise<{ readonly stop: () => Promise<void> }> {
  const report = (task: string, error: unknown): void => {
    emit('job-failed', {
      task,
      code: String((error as { code?: unknown } | null)?.code ?? (error as Error)?.name),
    });
  };
  const runner = await runJobs(database.pool, office.tasks, report);
  let stopped = false;
  let current = Promise.resolve();
  const timer = setInterval(() => {
    current = current.then(async () => {
      if (!stopped) await office.upkeep().catch((error: unknown) => report('upkeep', error));
    });
  }, housekeepingMs);
  return {
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await runner.stop();
      await current;
      await office.upkeep().catch((error: unknown) => report('upkeep', error));
    },
  };
}
