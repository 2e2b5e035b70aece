import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createSbiDevices } from '../sbi/client.ts';

const run = (...args: string[]): ChildProcess =>
  spawn(process.execPath, [fileURLToPath(new URL('./main.ts', import.meta.url)), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });

describe('the command that simulates devices', () => {
  it('says where they are and whom to trust, and stops cleanly on Ctrl-C', async () => {
    const portFrom = 32_000 + randomInt(200) * 10;
    const child = run('--json', '--kinds', 'iris,face', '--spec', '1.0', '--port-from', String(portFrom));
    const exited = once(child, 'exit');
    const [line] = (await once(createInterface(child.stdout!), 'line')) as [string];
    const ready = JSON.parse(line) as { devices: { port: number; serialNo: string }[]; trustPem: string };
    const client = createSbiDevices({
      ports: { from: portFrom, to: portFrom + 9 },
      trustedPem: () => [ready.trustPem],
      now: () => Date.now(),
    });
    const found = await client.discover();
    child.kill('SIGINT');
    expect(await exited).toEqual([0, null]);
    expect(found.map(({ serialNo, specVersion, trust }) => [serialNo, specVersion, trust.ok])).toEqual(
      ready.devices.map(({ serialNo }) => [serialNo, '1.0', true]),
    );
  });

  it.each([
    ['--spec', '2.0'],
    ['--kinds', 'ear'],
    ['--port-from', 'many'],
    ['--unknown', 'x'],
    ['--prints', '/no/such/folder'],
  ])('says what is wrong with %s %s', async (...args) => {
    const child = run(...args);
    const text: string[] = [];
    child.stderr!.on('data', (chunk: Buffer) => text.push(chunk.toString()));
    expect(await once(child, 'close')).toEqual([64, null]);
    expect(text.join('')).toContain(args[0] === '--prints' ? args[1] : args[0]);
    expect(text.join('')).toContain('--port-from N');
  });
});
