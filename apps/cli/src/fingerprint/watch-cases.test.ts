import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../programs.ts';
import { watchCases } from './watch-cases.ts';

let dir = '';
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'rekam-hostile-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** A program that plays cases as `fuzz` expects, but does `bad` at number 3. */
function programThat(bad: string): string {
  const path = join(dir, `${bad.replace(/\W/g, '').slice(0, 40)}.mjs`);
  writeFileSync(
    path,
    `const [, from, to] = process.argv.slice(2).map(Number);
     for (let number = from; number < to; number++) {
       let told = { outcome: 'refused' };
       if (number === 3) { ${bad} }
       await new Promise((resolve) => process.send({ number, target: 't', injury: 'i', peakMemoryMb: 70, ...told }, resolve));
     }
     process.disconnect();`,
  );
  return path;
}

const watch = (bad: string, hangMs = 60_000) =>
  watchCases({ program: programThat(bad), seed: 1, from: 0, to: 6, hangMs });

describe('watched cases', () => {
  it('count what was refused and accepted, and the most memory', async () => {
    expect(await watch("told = { outcome: 'accepted', peakMemoryMb: 900.4 };")).toEqual({
      cases: 6,
      refused: 5,
      accepted: 1,
      crashed: 0,
      hung: 0,
      peakMemoryMb: 900,
      broken: [],
    });
  });

  it.each([
    ['a throw that was caught', "told = { outcome: 'crashed', detail: 'it broke' };", /it broke/],
    ['an error that ends the process', "throw new Error('it fell');", /it fell/],
    ['an end without a word', 'process.exit(0);', /process ended \(0\)/],
    [
      'a signal',
      "process.kill(process.pid, 'SIGSEGV'); await new Promise(() => setTimeout(() => {}, 9e6));",
      /SIGSEGV/,
    ],
  ])('see %s, name the case and go on with the next', async (_, bad, detail) => {
    const tally = await watch(bad);
    expect(tally).toMatchObject({ cases: 6, refused: 5, crashed: 1, hung: 0 });
    expect(tally.broken).toEqual([{ number: 3, outcome: 'crashed', detail: expect.stringMatching(detail) }]);
  });

  it('end a process that stands still, and go on with the next', async () => {
    const tally = await watch('for (;;);', 10_000);
    expect(tally.broken).toMatchObject([{ number: 3, outcome: 'hung' }]);
    expect(tally).toMatchObject({ cases: 6, refused: 5, crashed: 0, hung: 1 });
  });
});

describe('fingerprint fuzz', () => {
  it('plays hostile cases against the engine and tells what became of them', () => {
    const run = spawnSync(
      process.execPath,
      [join(root, 'apps/cli/src/main.ts'), 'fingerprint', 'fuzz', '--cases', '200', '--seed', '4', '--json'],
      { encoding: 'utf8' },
    );
    expect(run.status, run.stderr).toBe(0);
    const told = JSON.parse(run.stdout);
    expect(told).toMatchObject({ cases: 200, crashed: 0, hung: 0, held: true });
    expect(told.refused + told.accepted).toBe(200);
    expect(told.peakMemoryMb).toBeGreaterThan(40);
    expect(told.peakMemoryMb).toBeLessThan(told.memoryBoundMb);
  });
});
