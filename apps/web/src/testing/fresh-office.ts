/** An office that nobody has set up yet, as its own process in a folder of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProgram } from '@rekam/protocol/process/running-program.ts';
import { freePort } from '@rekam/testkit/free-port.ts';

export interface FreshOffice {
  readonly url: string;
  /** The key printed at the start. */
  readonly setUpKey: string;
  readonly dataDir: string;
  stop(): Promise<void>;
}

const program = join(import.meta.dirname, '../../../server/src/main.ts');

/** @param env what the office is told by its environment, beside what is there already */
export async function startFreshOffice(env: Readonly<Record<string, string>> = {}): Promise<FreshOffice> {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-fresh-office-'));
  const dataDir = join(folder, 'office');
  const port = String(await freePort());
  const office = startProgram(program, ['--data', dataDir, '--port', port], {
    errors: 'ignore',
    env,
  });
  const listening = await office.waitFor(({ event }) => event === 'listening');
  return {
    url: String(listening.url),
    setUpKey: String(listening.setupKey),
    dataDir,
    async stop() {
      await office.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
