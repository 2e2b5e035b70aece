import { afterEach, describe, expect, it, vi } from 'vitest';
import { makeThreadPool, type ThreadPool } from './thread-pool.ts';

const file = new URL('../testing/naming-thread.ts', import.meta.url);
let pool: ThreadPool<string, string>;
afterEach(() => pool.close());

describe('threads', () => {
  it('SHL11 that had nothing to do for a while end, and the next order starts another', async () => {
    pool = makeThreadPool({ file, size: 1, restAfterMs: 20 });
    const first = await pool.ask('who');
    await vi.waitFor(async () => {
      await new Promise((resolve) => setTimeout(resolve, 40));
      expect(await pool.ask('who')).not.toBe(first);
    }, 10_000);
  });

  it('SHL11 stay while orders keep coming', async () => {
    pool = makeThreadPool({ file, size: 1, restAfterMs: 600_000 });
    const names = new Set<string>();
    for (let order = 0; order < 20; order++) names.add(await pool.ask('who'));
    expect(names.size).toBe(1);
  });

  it('that die refuse what they had in hand, and are replaced', async () => {
    pool = makeThreadPool({ file, size: 1 });
    const first = await pool.ask('who');
    await expect(pool.ask('die')).rejects.toThrow('the thread ended');
    expect(await pool.ask('who')).not.toBe(first);
  });
});
