import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
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

/** Pause before the queue is taken up again after its database was lost, ms. */
const resumeAfterMs = 500;
/** A queue that ends gets so long for it, ms; then it is left behind and taken up anew. */
const endingPatienceMs = 5_000;

/**
 * Runs jobs until stopped; a job that fails is tried again later, and says so once in `onFailure`. A queue that loses
 * its database ends itself; it is taken up again as soon as the database is back.
 */
export async function runJobs(
  pool: pg.Pool,
  tasks: Readonly<Record<string, Task>>,
  onFailure: (task: string, error: unknown) => void,
): Promise<{ readonly stop: () => Promise<void> }> {
  const start = await prepareRunner(pool, tasks, onFailure);
  let stopped = false;
  const tryStart = (): Promise<Runner | null> =>
    start().catch((error: unknown) => {
      onFailure('queue', error);
      return null;
    });
  let runner = await tryStart();
  const keepRunning = async (): Promise<void> => {
    while (!stopped) {
      await (runner && endOf(runner).catch((error: unknown) => onFailure('queue', error)));
      if (stopped) return;
      await sleep(resumeAfterMs);
      runner = await tryStart();
    }
  };
  const kept = keepRunning();
  return {
    stop: async () => {
      stopped = true;
      await runner?.stop().catch(() => undefined);
      await kept;
    },
  };
}

/**
 * Settles when the runner has ended, or soon after it began to. A runner whose database was killed under it may wait for
 * ever for a connection or a job, takes no job meanwhile, and its promise tells nobody.
 */
function endOf(runner: Runner): Promise<void> {
  const ending = new Promise<void>((resolve) => {
    runner.events.once('pool:gracefulShutdown', () => resolve());
  });
  const patience = async (): Promise<never> => {
    await ending;
    await sleep(endingPatienceMs, undefined, { ref: false });
    throw Object.assign(new Error('the queue began to end and did not'), { code: 'QUEUE_LEFT_BEHIND' });
  };
  return Promise.race([runner.promise, patience()]);
}

async function prepareRunner(
  pool: pg.Pool,
  tasks: Readonly<Record<string, Task>>,
  onFailure: (task: string, error: unknown) => void,
): Promise<() => Promise<Runner>> {
  const { run } = await import('graphile-worker');
  const logger = await quietLogger();
  const taskList = Object.fromEntries(
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
  );
  return async () => {
    await releaseAbandoned(pool);
    return run({
      pgPool: pool,
      logger,
      concurrency: availableParallelism() * 2,
      pollInterval: 2000,
      noHandleSignals: true,
      crontab: ' ',
      taskList,
      // Without batches the library leaves a failed note of an ended job to nobody, which ends the process.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    });
  };
}

/** There is one queue for one office: what is locked before it runs belongs to a runner that is gone. */
async function releaseAbandoned(pool: pg.Pool): Promise<void> {
  await pool.query(
    `select graphile_worker.force_unlock_workers(array(
       select distinct locked_by from graphile_worker._private_jobs where locked_by is not null))`,
  );
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
