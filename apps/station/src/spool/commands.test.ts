import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeId, type PacketId, type StationId, toInstant } from '@rekam/domain';
import { stickPacket } from '@rekam/protocol/packet/stick.ts';
import { signValue } from '@rekam/protocol/sync/signed.ts';
import { keyIdOf, makeSigningKey, publicKeyOf, publicKeyToBase64 } from '@rekam/protocol/sync/signing-key.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { realFileSystem } from '../storage/real-file-system.ts';
import { runSpoolCommand } from './commands.ts';
import { verifySpool } from './found-packets.ts';
import { type TakenSpool, takeSpool } from './spool.ts';
import { exportTo, takeArrived } from './stick.ts';

const officeKey = makeSigningKey();
const stationId = makeId('station', 1, new Uint8Array(10)) as StationId;
const trust = { stationId, keys: [publicKeyOf(officeKey)] };
const start = Date.parse('2026-02-03T01:00:00.000Z');
const packetIdAt = (minute: number): PacketId =>
  makeId('packet', start + minute * 60_000, new Uint8Array(10));
const program = new URL('./commands.ts', import.meta.url).pathname;

let home: string;
let folder: string;
let stick: string;
let taken: TakenSpool;
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'rekam-stick-'));
  folder = join(home, 'spool');
  stick = join(home, 'stick');
  mkdirSync(stick);
  const receiptKey = { keyId: keyIdOf(officeKey), publicKey: publicKeyToBase64(officeKey) };
  writeFileSync(join(home, 'station.json'), JSON.stringify({ stationId, receiptKey }));
  const outcome = await takeSpool({ fs: realFileSystem, folder, trust });
  if (!outcome.ok) throw new Error(outcome.code);
  taken = outcome.value;
  for (const minute of [1, 2]) await put(minute);
});
afterEach(async () => {
  await taken.release();
  rmSync(home, { recursive: true, force: true });
});

const put = (minute: number) =>
  taken.spool.put(packetIdAt(minute), Buffer.from(`packet ${minute}`), { sealedAt: toInstant(start) });
const receiptOf = (minute: number, key = officeKey) => {
  const { packetId, sha256, bytes } = taken.spool.find(packetIdAt(minute))!;
  return signValue(
    'rekam/receipt/1',
    { packetId, sha256, bytes, stationId, receivedAt: toInstant(start) },
    key,
  );
};
const run = (...argv: string[]) => runIn(home, ...argv);
function runIn(data: string, ...argv: string[]): { code: number; json: Record<string, unknown> } {
  try {
    const text = execFileSync(process.execPath, [program, ...argv, '--data', data, '--json'], {
      stdio: 'pipe',
    });
    return { code: 0, json: JSON.parse(String(text).trim().split('\n').at(-1)!) };
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: Buffer };
    return { code: status, json: JSON.parse(String(stdout).trim().split('\n').at(-1)!) };
  }
}

describe('spool commands', () => {
  it('SPL10 list and verify look at a spool that is in use', async () => {
    await taken.spool.receive(receiptOf(1));
    await taken.spool.noteTry(packetIdAt(2), {
      attempts: 2,
      nextTryAt: null,
      problem: { code: 'LINE_UNREACHABLE', details: { error: 'ECONNREFUSED' } },
    });
    const listed = run('list');
    expect(listed).toMatchObject({
      code: 0,
      json: { outbox: 1, sent: 1, held: 0, packets: [{ state: 'sent' }, { state: 'outbox', attempts: 2 }] },
    });
    expect(JSON.stringify(listed.json)).toContain('ECONNREFUSED');
    expect(run('verify')).toMatchObject({ code: 0, json: { checked: 2, damaged: [] } });
    writeFileSync(join(folder, 'outbox', `${packetIdAt(2)}.rekam`), 'changed!');
    expect(run('verify')).toMatchObject({ code: 1, json: { checked: 2, damaged: [packetIdAt(2)] } });
  });

  it('SPL10 a packet that moves on while they look is neither damaged nor missed', async () => {
    let moved = false;
    const beside: typeof realFileSystem = {
      ...realFileSystem,
      async read(path) {
        if (!moved && path.endsWith('.rekam')) {
          moved = true;
          await taken.spool.receive(receiptOf(1));
        }
        return realFileSystem.read(path);
      },
    };
    const { packets } = await verifySpool(beside, folder);
    expect(packets).toMatchObject([
      { packetId: packetIdAt(2), state: 'outbox', problem: null },
      { packetId: packetIdAt(1), state: 'sent', problem: null },
    ]);
  });

  it('SPL14 a folder without a spool is refused, never told to be empty', async () => {
    for (const verb of ['list', 'verify'])
      expect(runIn(stick, verb)).toMatchObject({ code: 1, json: { refused: 'SPOOL_NOT_HERE' } });
    expect(readdirSync(stick)).toEqual([]);
  });

  it('SPL14 a stick that is not there, or was not yet at the office, is refused', () => {
    const elsewhere = join(home, 'no-stick');
    for (const verb of ['export', 'import']) expect(run(verb, elsewhere).code, verb).toBe(1);
    expect(run('export', elsewhere).json).toMatchObject({ refused: 'SPOOL_STICK_NOT_HERE' });
    expect(existsSync(elsewhere)).toBe(false);
    run('export', stick);
    expect(run('import', stick).json).toMatchObject({ refused: 'SPOOL_STICK_NO_RECEIPTS' });
  });

  it('an alarm is raised for what has waited for a day, not before', async () => {
    const said: string[] = [];
    const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0);
    try {
      await runSpoolCommand(['list', '--data', home], start + 86_399_999);
      expect(said.join('')).not.toContain('!');
      await runSpoolCommand(['list', '--data', home], start + 86_400_000);
      expect(said.join('')).toContain('! ');
      expect(await runSpoolCommand(['nonsense', '--data', home])).toBe(64);
    } finally {
      write.mockRestore();
    }
  });
});

describe('a stick', () => {
  it('SPL13 carries packets whole, once, in the layout of the protocol', async () => {
    expect(run('export', stick)).toMatchObject({ code: 0, json: { copied: 2, already: 0 } });
    const packets = join(stick, 'rekam', 'packets');
    const facts = stickPacket.parse(JSON.parse(readFileSync(join(packets, `${packetIdAt(1)}.json`), 'utf8')));
    expect(facts).toMatchObject({ packetId: packetIdAt(1), stationId, bytes: 8 });
    expect(readFileSync(join(packets, `${packetIdAt(1)}.rekam`), 'utf8')).toBe('packet 1');
    writeFileSync(join(packets, `${packetIdAt(2)}.rekam`), 'torn');
    expect(run('export', stick)).toMatchObject({ code: 0, json: { copied: 1, already: 1 } });
    expect(readFileSync(join(packets, `${packetIdAt(2)}.rekam`), 'utf8')).toBe('packet 2');
    expect(readdirSync(join(folder, 'outbox')).length).toBe(4);
  });

  it('SPL13 a full stick refuses and leaves the spool as it was; a damaged packet is not carried', async () => {
    const full = {
      ...realFileSystem,
      write: async () => {
        throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      },
    };
    expect(await exportTo(full, folder, stationId, stick)).toEqual({ ok: false, code: 'SPOOL_STICK_FULL' });
    expect(taken.spool.list().map((entry) => entry.state)).toEqual(['outbox', 'outbox']);
    writeFileSync(join(folder, 'outbox', `${packetIdAt(2)}.rekam`), 'packet X');
    expect(run('export', stick)).toMatchObject({ code: 1, json: { copied: 1, damaged: [packetIdAt(2)] } });
  });

  it('SPL4 SPL13 brings receipts back, and only believed ones count', async () => {
    const receipts = join(stick, 'rekam', 'receipts');
    mkdirSync(receipts, { recursive: true });
    writeFileSync(join(receipts, `${packetIdAt(1)}.json`), JSON.stringify(receiptOf(1)));
    writeFileSync(join(receipts, `${packetIdAt(2)}.json`), JSON.stringify(receiptOf(2, makeSigningKey())));
    copyFileSync(join(receipts, `${packetIdAt(1)}.json`), join(receipts, 'notes.json'));
    expect(run('import', stick)).toMatchObject({ code: 0, json: { brought: 2, received: null } });
    expect(await takeArrived(realFileSystem, folder, taken.spool)).toEqual({
      received: [packetIdAt(1)],
      refused: [{ packetId: packetIdAt(2), code: 'SPOOL_RECEIPT_NOT_BELIEVED' }],
    });
    expect(taken.spool.list().map((entry) => entry.state)).toEqual(['sent', 'outbox']);
    await taken.release();
    expect(run('import', stick)).toMatchObject({ code: 1, json: { brought: 2, received: 1 } });
    expect(existsSync(join(folder, 'sent', `${packetIdAt(1)}.rekam`))).toBe(true);
  });

  it('a station that was never enrolled has nothing to carry', () => {
    rmSync(join(home, 'station.json'));
    expect(run('export', stick)).toMatchObject({ code: 1, json: { refused: 'STATION_NOT_ENROLLED' } });
  });
});
