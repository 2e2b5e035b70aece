import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeId, type PacketId, type StationId, toInstant } from '@rekam/domain';
import type { Receipt, SignedReceipt } from '@rekam/protocol/http/sync-api.ts';
import { signValue } from '@rekam/protocol/sync/signed.ts';
import { makeSigningKey, publicKeyOf } from '@rekam/protocol/sync/signing-key.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileSystemPort } from '../storage/file-system.ts';
import { realFileSystem } from '../storage/real-file-system.ts';
import { verifySpool } from './found-packets.ts';
import { findHolder, lockFolder } from './lock.ts';
import { openSpool, type Spool } from './spool.ts';

const officeKey = makeSigningKey();
const stationId = makeId('station', 1, new Uint8Array(10)) as StationId;
const trust = { stationId, keys: [publicKeyOf(officeKey)] };
const start = Date.parse('2026-02-03T01:00:00.000Z');
const sealedAt = toInstant(start);
const packetIdAt = (minute: number): PacketId =>
  makeId('packet', start + minute * 60_000, new Uint8Array(10).fill(minute));
const bytesOf = (text: string): Uint8Array => Buffer.from(`sealed ${text}`);

let home: string;
let folder: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'rekam-spool-'));
  folder = join(home, 'spool');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const open = (fs: FileSystemPort = realFileSystem): Promise<Spool> => openSpool({ fs, folder, trust });
const receiptFor = (
  spool: Spool,
  packetId: PacketId,
  over: Partial<Receipt> = {},
  key = officeKey,
): SignedReceipt => {
  const { sha256, bytes } = spool.find(packetId)!;
  return signValue(
    'rekam/receipt/1',
    { packetId, sha256, bytes, stationId, receivedAt: sealedAt, ...over },
    key,
  );
};
const namesIn = (state: string): string[] => readdirSync(join(folder, state)).sort();
/** The real disk with one operation that fails. */
const failing = (operation: keyof FileSystemPort, code: string, onPath = ''): FileSystemPort => ({
  ...realFileSystem,
  [operation]: async (path: string, ...rest: never[]) => {
    if (path.includes(onPath)) throw Object.assign(new Error(code), { code });
    return (realFileSystem[operation] as (path: string, ...rest: never[]) => Promise<unknown>)(path, ...rest);
  },
});

describe('put', () => {
  it('SPL1 writes, syncs, renames and syncs the folder before it answers', async () => {
    const done: string[] = [];
    const watched = new Proxy(realFileSystem, {
      get:
        (fs, name: keyof FileSystemPort) =>
        async (path: string, ...rest: never[]) => {
          if (!['list', 'read', 'findSize', 'makeFolder'].includes(name))
            done.push(`${name} ${path.slice(folder.length + 1)}`);
          return (fs[name] as (path: string, ...rest: never[]) => Promise<unknown>)(path, ...rest);
        },
    });
    const spool = await open(watched);
    done.length = 0;
    const id = packetIdAt(1);
    expect(await spool.put(id, bytesOf('a'), { sealedAt })).toMatchObject({ ok: true });
    const packet = done.filter((line) => line.includes('.rekam') || line === 'syncFolder outbox');
    expect(packet).toEqual([
      `write outbox/${id}.rekam.tmp`,
      `syncFile outbox/${id}.rekam.tmp`,
      `rename outbox/${id}.rekam.tmp`,
      'syncFolder outbox',
    ]);
    expect(done.at(-1)).toBe('syncFolder outbox');
  });

  it.each([
    ['write', 'ENOSPC', 'SPOOL_DISK_FULL'],
    ['syncFile', 'EIO', 'SPOOL_DISK_FAILS'],
    ['rename', 'ENOSPC', 'SPOOL_DISK_FULL'],
    ['write', 'EDQUOT', 'SPOOL_DISK_FULL'],
  ] as const)(
    'SPL2 a failing %s (%s) refuses with %s and leaves all as it was',
    async (operation, errno, code) => {
      const first = await open();
      await first.put(packetIdAt(1), bytesOf('a'), { sealedAt });
      const before = namesIn('outbox');
      const spool = await open(failing(operation, errno, packetIdAt(2)));
      const outcome = await spool.put(packetIdAt(2), bytesOf('b'), { sealedAt });
      expect(outcome).toMatchObject({ ok: false, code });
      expect(namesIn('outbox')).toEqual(before);
      expect(spool.list().map((entry) => entry.packetId)).toEqual([packetIdAt(1)]);
      expect((await open()).list().length).toBe(1);
    },
  );

  it('SPL2 a folder that cannot be synced refuses and takes the packet back', async () => {
    let armed = false;
    const spool = await open({
      ...realFileSystem,
      syncFolder: async (path) => {
        if (armed) throw Object.assign(new Error('EIO'), { code: 'EIO' });
        return realFileSystem.syncFolder(path);
      },
    });
    armed = true;
    expect(await spool.put(packetIdAt(1), bytesOf('a'), { sealedAt })).toEqual({
      ok: false,
      code: 'SPOOL_DISK_FAILS',
      details: { error: 'EIO' },
    });
    expect(namesIn('outbox')).toEqual([]);
  });

  it('SPL3 the same packet twice is one; other contents under its id are refused', async () => {
    const spool = await open();
    await spool.put(packetIdAt(1), bytesOf('a'), { sealedAt });
    expect(await spool.put(packetIdAt(1), bytesOf('a'), { sealedAt })).toMatchObject({ ok: true });
    expect(await spool.put(packetIdAt(1), bytesOf('b'), { sealedAt })).toMatchObject({
      ok: false,
      code: 'SPOOL_PACKET_DIFFERS',
    });
    expect(await spool.readWhole(packetIdAt(1))).toEqual(bytesOf('a'));
    expect(spool.list().length).toBe(1);
  });
});

describe('receipts', () => {
  it('SPL4 move a packet to sent, once', async () => {
    const spool = await open();
    await spool.put(packetIdAt(1), bytesOf('a'), { sealedAt });
    const receipt = receiptFor(spool, packetIdAt(1));
    for (let time = 0; time < 2; time++)
      expect(await spool.receive(receipt)).toMatchObject({ ok: true, value: { state: 'sent', receipt } });
    expect(namesIn('outbox')).toEqual([]);
    expect(namesIn('sent')).toEqual([`${packetIdAt(1)}.json`, `${packetIdAt(1)}.rekam`]);
    expect((await open()).find(packetIdAt(1))).toMatchObject({ state: 'sent', receipt });
  });

  it('SPL4 that are not for these bytes, this station or by this office change nothing', async () => {
    const spool = await open();
    await spool.put(packetIdAt(1), bytesOf('a'), { sealedAt });
    const sha256 = '0'.repeat(64);
    const wrong = [
      receiptFor(spool, packetIdAt(1), { sha256 }),
      receiptFor(spool, packetIdAt(1), { bytes: 1 }),
      receiptFor(spool, packetIdAt(1), { stationId: makeId('station', 2, new Uint8Array(10)) }),
      receiptFor(spool, packetIdAt(1), {}, makeSigningKey()),
      { ...receiptFor(spool, packetIdAt(1)), signature: '' },
    ];
    for (const receipt of wrong)
      expect(await spool.receive(receipt)).toEqual({ ok: false, code: 'SPOOL_RECEIPT_NOT_BELIEVED' });
    const unknown = receiptFor(spool, packetIdAt(1), { packetId: packetIdAt(9) });
    expect(await spool.receive(unknown)).toEqual({ ok: false, code: 'SPOOL_PACKET_UNKNOWN' });
    expect(spool.find(packetIdAt(1))?.state).toBe('outbox');
    expect(namesIn('sent')).toEqual([]);
  });

  it('SPL5 a move that fails on the way loses nothing and can be repeated', async () => {
    const spool = await open();
    await spool.put(packetIdAt(1), bytesOf('a'), { sealedAt });
    const receipt = receiptFor(spool, packetIdAt(1));
    for (const operation of ['link', 'syncFile', 'write', 'rename', 'remove'] as const) {
      const broken = await open(failing(operation, 'EIO'));
      await expect(broken.receive(receipt)).rejects.toThrow('EIO');
      const again = await open();
      expect(again.list().length).toBe(1);
      expect(await again.readWhole(packetIdAt(1))).toEqual(bytesOf('a'));
    }
    expect(await (await open()).receive(receipt)).toMatchObject({ ok: true });
  });
});

describe('opening', () => {
  it('SPL6 removes unfinished files and notes without a packet, and leaves foreign files alone', async () => {
    await open();
    const id = packetIdAt(1);
    for (const name of [
      `${id}.rekam.tmp`,
      `${id}.json.tmp`,
      `${packetIdAt(2)}.json`,
      'catatan.txt',
      'odd.rekam',
    ])
      writeFileSync(join(folder, 'outbox', name), 'x');
    const spool = await open();
    expect(spool.list()).toEqual([]);
    expect(namesIn('outbox')).toEqual(['catatan.txt', 'odd.rekam']);
    expect((await verifySpool(realFileSystem, folder)).foreign).toEqual([
      'outbox/catatan.txt',
      'outbox/odd.rekam',
    ]);
  });

  it.each(['', '{', '{"version":1}', undefined])(
    'SPL7 makes damaged notes (%j) again from the packet',
    async (text) => {
      const spool = await open();
      await spool.put(packetIdAt(3), bytesOf('a'), { sealedAt: toInstant(start + 180_000) });
      const before = spool.list();
      const notes = join(folder, 'outbox', `${packetIdAt(3)}.json`);
      if (text === undefined) rmSync(notes);
      else writeFileSync(notes, text);
      expect((await open()).list()).toEqual(before);
      expect(JSON.parse(readFileSync(notes, 'utf8'))).toMatchObject({ packetId: packetIdAt(3) });
    },
  );

  it('SPL7 a sent packet without its receipt goes back to be receipted again; a held one keeps being held', async () => {
    const spool = await open();
    for (const minute of [1, 2]) await spool.put(packetIdAt(minute), bytesOf('a'), { sealedAt });
    await spool.receive(receiptFor(spool, packetIdAt(1)));
    await spool.hold(packetIdAt(2), { code: 'PACKET_HASH_DIFFERS' });
    writeFileSync(join(folder, 'sent', `${packetIdAt(1)}.json`), '');
    writeFileSync(join(folder, 'held', `${packetIdAt(2)}.json`), '');
    const again = await open();
    expect(again.find(packetIdAt(1))).toMatchObject({ state: 'outbox', receipt: null });
    expect(again.find(packetIdAt(2))).toMatchObject({
      state: 'held',
      problem: { code: 'SPOOL_REASON_LOST' },
    });
    expect(namesIn('sent')).toEqual([]);
  });

  it('SPL8 holds a packet whose size has changed, and never deletes it', async () => {
    const spool = await open();
    await spool.put(packetIdAt(1), bytesOf('a'), { sealedAt });
    writeFileSync(join(folder, 'outbox', `${packetIdAt(1)}.rekam`), 'short');
    const again = await open();
    expect(again.find(packetIdAt(1))).toMatchObject({
      state: 'held',
      problem: { code: 'SPOOL_PACKET_DAMAGED' },
    });
    expect(readFileSync(join(folder, 'held', `${packetIdAt(1)}.rekam`), 'utf8')).toBe('short');
    expect(await again.readWhole(packetIdAt(1))).toBeUndefined();
  });

  it('SPL5 SPL6 of two different packets of one name neither is removed', async () => {
    const spool = await open();
    await spool.put(packetIdAt(1), bytesOf('a'), { sealedAt });
    writeFileSync(join(folder, 'held', `${packetIdAt(1)}.rekam`), 'other contents');
    const again = await open();
    expect(again.find(packetIdAt(1))?.state).toBe('outbox');
    expect(namesIn('held')).toContain(`${packetIdAt(1)}.rekam`);
    await expect(again.hold(packetIdAt(1), { code: 'PACKET_HASH_DIFFERS' })).rejects.toThrow();
    expect(await again.readWhole(packetIdAt(1))).toEqual(bytesOf('a'));
    expect(readFileSync(join(folder, 'held', `${packetIdAt(1)}.rekam`), 'utf8')).toBe('other contents');
  });
});

describe('verify', () => {
  it('SPL8 finds a changed byte, and says where notes were lost', async () => {
    const spool = await open();
    for (const minute of [1, 2, 3]) await spool.put(packetIdAt(minute), bytesOf('a'), { sealedAt });
    writeFileSync(join(folder, 'outbox', `${packetIdAt(2)}.rekam`), 'sealed b');
    rmSync(join(folder, 'outbox', `${packetIdAt(3)}.json`));
    const { packets } = await verifySpool(realFileSystem, folder);
    expect(packets.map((p) => [p.packetId, p.problem, p.notesLost])).toEqual([
      [packetIdAt(1), null, false],
      [packetIdAt(2), 'SPOOL_PACKET_DAMAGED', false],
      [packetIdAt(3), null, true],
    ]);
  });
});

describe('prune', () => {
  const policy = { keepSentDays: 7 };
  const later = (days: number) => toInstant(start + days * 86_400_000);

  it('SPL9 deletes what is sent, backed up and kept long enough, and nothing else', async () => {
    const spool = await open();
    for (const minute of [1, 2, 3]) await spool.put(packetIdAt(minute), bytesOf('a'), { sealedAt });
    for (const minute of [1, 2]) await spool.receive(receiptFor(spool, packetIdAt(minute)));
    expect(await spool.prune([packetIdAt(1), packetIdAt(3)], later(1), policy)).toEqual([]);
    expect(await spool.prune([packetIdAt(1)], later(7.9), policy)).toEqual([]);
    const again = await open();
    expect(await again.prune([], later(8), policy)).toEqual([packetIdAt(1)]);
    expect(await again.prune([], later(999), policy)).toEqual([]);
    expect((await open()).list().map((entry) => entry.state)).toEqual(['sent', 'outbox']);
    expect(namesIn('sent')).toEqual([`${packetIdAt(2)}.json`, `${packetIdAt(2)}.rekam`]);
  });
});

describe('tries', () => {
  it('SPL12 change the times of their own packet only, and outlive the process', async () => {
    const spool = await open();
    for (const minute of [1, 2]) await spool.put(packetIdAt(minute), bytesOf('a'), { sealedAt });
    const other = spool.find(packetIdAt(2));
    const tried = { attempts: 3, nextTryAt: toInstant(start + 5000), problem: { code: 'LINE_TIMED_OUT' } };
    await spool.noteTry(packetIdAt(1), tried);
    const again = await open();
    expect(again.find(packetIdAt(1))).toMatchObject(tried);
    expect(again.find(packetIdAt(2))).toEqual(other);
    expect(again.list().map((entry) => entry.packetId)).toEqual([packetIdAt(1), packetIdAt(2)]);
  });
});

describe('the lock', () => {
  it('SPL10 is given once, and again when it was released or its owner died', async () => {
    const locks = join(home, 'locks');
    const lock = await lockFolder(locks);
    if (!lock.ok) throw new Error(lock.code);
    expect(await lockFolder(locks)).toEqual({
      ok: false,
      code: 'SPOOL_IN_USE',
      details: { pid: process.pid },
    });
    expect(await findHolder(locks)).toBe(process.pid);
    await lock.value.release();
    expect(await findHolder(locks)).toBeUndefined();
    for (const dead of ['999999-12345-abcdef01', `${process.pid}-1-abcdef01`])
      writeFileSync(join(locks, dead), '');
    expect(await lockFolder(locks)).toMatchObject({ ok: true });
    expect(readdirSync(locks).length).toBe(1);
  });

  it('SPL10 names the living process that holds it', async () => {
    const locks = join(home, 'locks');
    const parent = readFileSync(`/proc/${process.ppid}/stat`, 'latin1');
    const ticks = parent.slice(parent.lastIndexOf(')') + 2).split(' ')[19];
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').slice(0, 8);
    await (await lockFolder(locks)).ok;
    for (const name of readdirSync(locks)) rmSync(join(locks, name));
    writeFileSync(join(locks, `${process.ppid}-${ticks}-${boot}`), '');
    expect(await lockFolder(locks)).toEqual({
      ok: false,
      code: 'SPOOL_IN_USE',
      details: { pid: process.ppid },
    });
    expect(readdirSync(locks)).toEqual([`${process.ppid}-${ticks}-${boot}`]);
  });
});
