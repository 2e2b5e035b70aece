import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { prepareJobs, runJobs } from './jobs.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
  await prepareJobs(db.database.pool);
});
afterAll(() => db.close());
// The library sets one when it is told to end.
afterEach(() => {
  process.exitCode = undefined;
});

const order = (task: string) => db.database.query('select graphile_worker.add_job($1)', [task]);
/** What makes the library end its workers by itself; they wait for what they have in hand. */
const tellToEnd = () =>
  db.database.query(`select pg_notify('worker:migrate', '{"breaking": true, "migrationNumber": 9999}')`);

describe('the queue of jobs', () => {
  it('SHL9 goes on when it began to end and waits for ever for a job that never comes back', async () => {
    const done: string[] = [];
    const failures: string[] = [];
    let letGo = (): void => undefined;
    const never = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const queue = await runJobs(
      db.database.pool,
      {
        hanging: async () => {
          done.push('hanging');
          if (done.filter((task) => task === 'hanging').length === 1) await never;
        },
        quick: async () => void done.push('quick'),
      },
      (task, error) => failures.push(`${task} ${(error as { code?: string }).code}`),
    );
    try {
      await order('hanging');
      await expect.poll(() => done, { timeout: 20_000 }).toEqual(['hanging']);
      await tellToEnd();
      await order('quick');
      await expect.poll(() => done, { timeout: 30_000 }).toContain('quick');
      // What it had in hand is done again by the new one.
      await expect.poll(() => done.filter((task) => task === 'hanging').length, { timeout: 20_000 }).toBe(2);
      expect(failures).toContain('queue QUEUE_LEFT_BEHIND');
    } finally {
      letGo();
      await queue.stop();
    }
  });
});
