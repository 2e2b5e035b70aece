import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { takeDataLock } from './data-lock.ts';
import { identifyProcess, isAlive } from './process-identity.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
const lockFile = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-lock-'));
  folders.push(folder);
  return join(folder, 'office.lock');
};

describe('a data folder', () => {
  it('SHL4 belongs to one living process, and the lock of a dead one is taken over', async () => {
    const file = lockFile();
    const first = takeDataLock(file);
    if ('heldBy' in first) throw new Error('held');
    first.announce('http://127.0.0.1:8700');
    expect(takeDataLock(file)).toMatchObject({ heldBy: { pid: process.pid, url: 'http://127.0.0.1:8700' } });
    first.release();
    const dead = spawn('true');
    await new Promise((resolve) => dead.once('exit', resolve));
    writeFileSync(file, JSON.stringify({ pid: dead.pid, startTicks: '1', url: null }));
    const second = takeDataLock(file);
    expect('release' in second).toBe(true);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid });
  });

  it('SHL4 a later process with the number of a dead one is not taken for it', () => {
    const file = lockFile();
    writeFileSync(file, JSON.stringify({ ...identifyProcess(1), startTicks: '999999999', url: null }));
    expect('release' in takeDataLock(file)).toBe(true);
  });

  it('SHL4 one that has ended is dead though its parent takes no notice', async () => {
    // The shell becomes a sleep, which never asks after the child that the shell had.
    const parent = spawn('sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 60'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    try {
      const child = identifyProcess(Number(String(await once(parent.stdout, 'data'))));
      expect(child.startTicks).not.toBeNull();
      expect(isAlive(child)).toBe(true);
      await expect.poll(() => isAlive(child), { timeout: 30_000 }).toBe(false);
      expect(process.kill(child.pid, 0)).toBe(true);
    } finally {
      parent.kill('SIGKILL');
    }
  });
});
