import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProgram } from './running-program.ts';

let folder = '';
const programOf = (name: string, text: string) => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rekam-program-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a running program', () => {
  it('is heard, also late and between other output', async () => {
    const file = programOf(
      'talks.mjs',
      `console.log('noise'); console.log('{broken'); console.log(JSON.stringify({event:'listening',url:'u'})); setInterval(()=>{},1000)`,
    );
    const program = startProgram(file, []);
    expect(await program.waitFor((e) => e.event === 'listening')).toEqual({ event: 'listening', url: 'u' });
    expect((await program.waitFor((e) => e.event === 'listening')).url).toBe('u');
    await program.stop();
    expect(program.child.signalCode).toBe('SIGTERM');
  });

  it('that ends before it speaks is told as an error, not waited for', async () => {
    const program = startProgram(programOf('ends.mjs', 'process.exit(3)'), []);
    await expect(program.waitFor((e) => e.event === 'listening')).rejects.toThrow('ended with 3');
  });

  it('its last words are heard even when it ends at once', async () => {
    const program = startProgram(
      programOf('last.mjs', `console.log(JSON.stringify({event:'refused'})); process.exitCode = 75`),
      [],
    );
    expect((await program.waitFor((e) => e.event === 'refused')).event).toBe('refused');
    expect(await program.ended).toBe(75);
  });

  it('does not outlive a starter that was killed', async () => {
    const module = new URL('./running-program.ts', import.meta.url).href;
    const orphan = programOf(
      'orphan.mjs',
      `import { watchStarter } from '${module}'; watchStarter(() => process.exit(0), 20); setInterval(()=>{},1000); console.log(JSON.stringify({event:'pid',pid:process.pid}));`,
    );
    const starter = programOf(
      'starter.mjs',
      `import { startProgram } from '${module}'; const p = startProgram('${orphan}', []); const e = await p.waitFor(e => e.event === 'pid'); console.log(JSON.stringify(e));`,
    );
    const program = startProgram(starter, []);
    const { pid } = await program.waitFor((e) => e.event === 'pid');
    program.child.kill('SIGKILL');
    await expect.poll(() => isAlive(Number(pid)), { timeout: 30_000 }).toBe(false);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
