import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@rekam/testkit/free-port.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../programs.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rekam-stick-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A PATH as on a computer where Node was never installed. */
function pathWithoutNode(): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  for (const tool of ['sh', 'readlink', 'dirname', 'uname', 'mkdir', 'rm', 'mv', 'tar', 'gzip'])
    for (const place of ['/usr/bin', '/bin'])
      if (existsSync(join(place, tool)) && !existsSync(join(bin, tool)))
        symlinkSync(join(place, tool), join(bin, tool));
  return bin;
}

const stick = () => join(folder, 'stick');
const installer = () => join(stick(), 'pasang-loket.sh');

describe('a counter on a stick', () => {
  beforeAll(() => {
    const bundled = spawnSync(
      process.execPath,
      [join(root, 'apps/cli/src/main.ts'), 'station', 'bundle', stick()],
      { encoding: 'utf8' },
    );
    expect(bundled.status, bundled.stderr).toBe(0);
  }, 60_000);

  it('leaves alone what stands where it would be installed', () => {
    const home = join(folder, 'elsewhere');
    mkdirSync(join(home, 'rekam', 'data'), { recursive: true });
    const refused = spawnSync('/bin/sh', [installer()], {
      env: { PATH: process.env.PATH, HOME: home },
      encoding: 'utf8',
    });
    expect(refused.status).toBe(69);
    expect(refused.stderr).toContain('tidak disentuh');
    expect(readdirSync(home)).toEqual(['rekam']);
    expect(readdirSync(join(home, 'rekam'))).toEqual(['data']);
  });

  it('is installed and serves on a computer without Node and without a network', async () => {
    const port = await freePort();
    const env = {
      PATH: pathWithoutNode(),
      HOME: join(folder, 'home'),
      REKAM_HOME: join(folder, 'home', 'rekam'),
    };
    const counter = spawn('/bin/sh', [installer(), '--data', join(folder, 'data'), '--port', String(port)], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [counter.stdout, counter.stderr])
      stream.on('data', (piece: Buffer) => {
        said += piece.toString();
      });
    try {
      await expect.poll(() => said, { timeout: 50_000 }).toContain('Loket siap');
      const page = await fetch(`http://127.0.0.1:${port}/`, { headers: { accept: 'text/html' } });
      expect(page.headers.get('content-type')).toContain('text/html');
      const state = (await (await fetch(`http://127.0.0.1:${port}/api/state`)).json()) as {
        enrolled: boolean;
      };
      expect(state.enrolled).toBe(false);
    } finally {
      const ended = new Promise((resolve) => counter.once('exit', resolve));
      counter.kill('SIGTERM');
      await ended;
    }
  }, 120_000);
});
