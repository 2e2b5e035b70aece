/** The command as an administrator runs it: a process of its own beside the office, killed in the middle. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { centreExportManifest } from '@rekam/protocol/packet/centre-export.ts';
import type { BareStation } from '@rekam/testkit/bare-station.ts';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeRecording } from '../../testing/made-recording.ts';
import { openTestOffice, type TestOffice, testPassword } from '../../testing/test-office.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const recordings = 40;

let office: TestOffice;
let station: BareStation;
let stick: string;
let recipient: string;

beforeAll(async () => {
  office = await openTestOffice();
  station = await office.addStation(1);
  await office.signedInAs('penyelia', [{ role: 'supervisor', placeId: null }]);
  for (let serial = 1; serial <= recordings; serial++)
    await station.send(await makeRecording(station, serial));
  await office.allOpened();
  stick = mkdtempSync(join(tmpdir(), 'rekam-stick-'));
  recipient = await identityToRecipient(await generateIdentity());
}, 240_000);
afterAll(async () => {
  rmSync(stick, { recursive: true, force: true });
  await office.close();
});

const start = (verb: string, by: string, ...rest: string[]): ChildProcess => {
  const { host } = office.database.pool.options as { host?: string };
  return spawn(process.execPath, [main, verb, ...rest, '--by', by, '--data', office.dataDir, '--json'], {
    env: {
      ...process.env,
      DATABASE_URL: `postgres://rekam@localhost/postgres?host=${encodeURIComponent(host ?? '')}`,
      REKAM_PASSPHRASE: testPassword,
    },
  });
};

async function run(verb: string, by: string, ...rest: string[]): Promise<Record<string, unknown>> {
  const child = start(verb, by, ...rest);
  let [out, said] = ['', ''];
  child.stdout?.on('data', (piece) => {
    out += piece;
  });
  child.stderr?.on('data', (piece) => {
    said += piece;
  });
  const [code] = (await once(child, 'close')) as [number];
  return { code, said, ...(out === '' ? {} : (JSON.parse(out) as object)) };
}

describe('centre export', () => {
  it('ACC73 asks who it is and whether they may', async () => {
    const refused = await run('export', 'kepala', stick, '--to', recipient);
    expect(refused).toMatchObject({ code: 1, refused: 'ACCESS_DENIED' });
    expect(await run('export', 'orang-lain', stick, '--to', recipient)).toMatchObject({
      refused: 'ACCESS_CREDENTIALS_WRONG',
    });
    expect(await run('export', 'penyelia', stick)).toMatchObject({ refused: 'CENTRE_EXPORT_UNSEALED' });
    expect(readdirSync(stick)).toEqual([]);
  }, 60_000);

  it('CTR42 killed while it writes it leaves no export, and the next holds every recording once', async () => {
    const child = start('export', 'penyelia', stick, '--to', recipient);
    const records = () => {
      const [aside] = readdirSync(stick).filter((name) => name.startsWith('.rekam-unfinished-'));
      if (!aside || !readdirSync(join(stick, aside)).includes('records')) return 0;
      return readdirSync(join(stick, aside, 'records')).length;
    };
    while (records() < 3 && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 1));
    child.kill('SIGKILL');
    await once(child, 'close');
    expect(readdirSync(stick).filter((name) => name.startsWith('rekam-'))).toEqual([]);
    expect(readdirSync(stick)).toHaveLength(1);

    const made = await run('export', 'penyelia', stick, '--to', recipient);
    expect(made).toMatchObject({ code: 0, recordings, sealed: true });
    expect(readdirSync(stick)).toEqual([String(made.folder).slice(stick.length + 1)]);
    const manifest = centreExportManifest.parse(
      JSON.parse(readFileSync(join(String(made.folder), 'manifest.json'), 'utf8')),
    );
    const packetIds = manifest.files.flatMap(({ packetId }) => (packetId === null ? [] : [packetId]));
    expect(new Set(packetIds).size).toBe(recordings);
    expect(packetIds).toHaveLength(recordings);
  }, 120_000);

  it('CTR41, CTR44 says what was exported, and notes a sending by the end of its folder’s name', async () => {
    const again = await run('export', 'penyelia', stick, '--to', recipient);
    expect(again).toMatchObject({
      code: 1,
      refused: 'CENTRE_EXPORT_EMPTY',
      details: { exported: recordings },
    });
    const [folder] = readdirSync(stick);
    const sent = await run('sent', 'penyelia', folder!.slice(-8), '--means', 'Aplikasi pusat');
    expect(sent).toMatchObject({ code: 0, residents: recordings, silent: 0 });
    const after = await run('export', 'penyelia', stick, '--to', recipient);
    expect(after).toMatchObject({ details: { sent: recordings, exported: 0 } });
    const { exports } = (await run('exports', 'penyelia')) as { exports: { sentMeans: string | null }[] };
    expect(exports.map(({ sentMeans }) => sentMeans)).toEqual(['Aplikasi pusat', null]);
  }, 60_000);
});
