import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeId, type PacketId, type StationId, toInstant } from '@rekam/domain';
import { signValue } from '@rekam/protocol/sync/signed.ts';
import { makeSigningKey, publicKeyOf } from '@rekam/protocol/sync/signing-key.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileSystemPort } from '../storage/file-system.ts';
import { PowerCutFileSystem, restoreAfter } from '../storage/power-cut-file-system.ts';
import { seededDie } from '../storage/seeded-die.ts';
import { openSpool, type Spool } from './spool.ts';

const officeKey = makeSigningKey();
const stationId = makeId('station', 1, new Uint8Array(10)) as StationId;
const trust = { stationId, keys: [publicKeyOf(officeKey)] };
const sealedAt = toInstant(Date.parse('2026-02-03T01:00:00.000Z'));

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'rekam-cut-'));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('a file system with power cuts', () => {
  const never = () => 0;
  const place = (name: string) => {
    const live = join(home, name, 'live');
    mkdirSync(live, { recursive: true });
    return { live, platter: join(home, name, 'platter'), file: (f: string) => join(live, 'd', f) };
  };

  it('keeps only names of synced folders and contents of synced files', async () => {
    const { live, platter, file } = place('strict');
    const fs = new PowerCutFileSystem(platter);
    await fs.makeFolder(join(live, 'd'));
    await fs.syncFolder(live);
    await fs.write(file('whole'), Buffer.from('whole'));
    await fs.syncFile(file('whole'));
    await fs.write(file('unsynced'), Buffer.from('unsynced'));
    await fs.syncFolder(join(live, 'd'));
    await fs.write(file('unnamed'), Buffer.from('unnamed'));
    await fs.syncFile(file('unnamed'));
    await fs.rename(file('whole'), file('renamed'));
    restoreAfter(platter, [join(live, 'd')], never);
    expect(readdirSync(join(live, 'd')).sort()).toEqual(['unsynced', 'whole']);
    expect(readFileSync(file('whole'), 'utf8')).toBe('whole');
    expect(readFileSync(file('unsynced'), 'utf8')).toBe('');
  });

  it('keeps everything when only the process died, and goes on from there', async () => {
    const { live, platter, file } = place('killed');
    const fs = new PowerCutFileSystem(platter);
    await fs.makeFolder(join(live, 'd'));
    await fs.write(file('a'), Buffer.from('one'));
    await fs.write(file('a'), Buffer.from('two'));
    await fs.link(file('a'), file('b'));
    await fs.remove(file('a'));
    restoreAfter(platter, [join(live, 'd')], null);
    expect(readFileSync(file('b'), 'utf8')).toBe('two');
    expect(readdirSync(join(live, 'd'))).toEqual(['b']);
    const again = new PowerCutFileSystem(platter);
    await again.write(file('b'), Buffer.from('three'));
    expect(Buffer.from(await again.read(file('b'))).toString()).toBe('three');
  });

  it('a folder that was never synced into its parent is gone with all in it', async () => {
    const { live, platter, file } = place('lost');
    const fs = new PowerCutFileSystem(platter);
    await fs.makeFolder(join(live, 'd'));
    await fs.write(file('a'), Buffer.from('one'));
    await fs.syncFile(file('a'));
    await fs.syncFolder(join(live, 'd'));
    restoreAfter(platter, [join(live, 'd')], never);
    expect(readdirSync(live)).toEqual([]);
  });
});

/** What one life after the other did to one spool. */
interface Trial {
  readonly lives: number;
  readonly acknowledged: number;
  /** Acknowledged packets that are not where they should be, whole. */
  readonly lost: readonly PacketId[];
}

/** Plays a seeded history: puts, receipts, holds and prunings, with deaths, power cuts and failing disks in between. */
async function playTrial(
  seed: number,
  sabotage: (fs: FileSystemPort) => FileSystemPort = (fs) => fs,
): Promise<Trial> {
  const die = seededDie(seed);
  const root = join(home, `trial-${seed}-${Math.floor(Math.random() * 1e9)}`);
  const station = join(root, 'station');
  mkdirSync(station, { recursive: true });
  const acknowledged = new Map<PacketId, string>();
  const pruned = new Set<PacketId>();
  const lost: PacketId[] = [];
  const lives = 3 + Math.floor(die() * 3);
  let serial = 0;
  for (let life = 0; life < lives; life++) {
    const lastLife = life === lives - 1;
    let operationsLeft = lastLife ? Number.POSITIVE_INFINITY : Math.floor(die() * 90);
    let dead = false;
    const power = new PowerCutFileSystem(join(root, 'platter'), (name) => {
      if (dead || operationsLeft-- <= 0) {
        dead = true;
        throw new Error('dead');
      }
      if (!lastLife && ['write', 'syncFile', 'syncFolder'].includes(name) && die() < 0.03)
        throw Object.assign(new Error('failing disk'), { code: die() < 0.5 ? 'ENOSPC' : 'EIO' });
    });
    const spool = await openSpool({ fs: sabotage(power), folder: join(station, 'spool'), trust }).catch(
      () => undefined,
    );
    if (spool) {
      for (const [packetId, text] of acknowledged) {
        const bytes = await spool.readWhole(packetId);
        if (!dead && !pruned.has(packetId) && Buffer.from(bytes ?? []).toString() !== text)
          lost.push(packetId);
      }
      for (let act = 0; act < 12 && !dead; act++) await playAct(spool, () => dead);
    }
    restoreAfter(join(root, 'platter'), [join(station, 'spool')], die() < 0.3 ? null : die);
  }
  rmSync(root, { recursive: true, force: true });
  return { lives, acknowledged: acknowledged.size, lost };

  async function playAct(spool: Spool, isDead: () => boolean): Promise<void> {
    const entries = spool.list();
    const entry = entries[Math.floor(die() * entries.length)];
    const kind = die();
    if (kind < 0.45 || entry === undefined) {
      const packetId = makeId('packet', Date.parse(sealedAt) + ++serial, new Uint8Array(10));
      const text = `packet ${serial} ${'x'.repeat(Math.floor(die() * 300))}`;
      const outcome = await spool.put(packetId, Buffer.from(text), { sealedAt });
      if (outcome.ok && !isDead()) acknowledged.set(packetId, text);
      return;
    }
    const { packetId, sha256, bytes } = entry;
    const receipt = { packetId, sha256, bytes, stationId, receivedAt: sealedAt };
    if (kind < 0.7)
      await spool.receive(signValue('rekam/receipt/1', receipt, officeKey)).catch(() => undefined);
    else if (kind < 0.8) await spool.hold(packetId, { code: 'PACKET_HASH_DIFFERS' }).catch(() => undefined);
    else if (kind < 0.9) await spool.release(packetId).catch(() => undefined);
    else {
      if (entry.state === 'sent') pruned.add(packetId);
      await spool.prune([packetId], sealedAt, { keepSentDays: 0 }).catch(() => undefined);
    }
  }
}

describe('the spool through power cuts', () => {
  it('SPL1 SPL5 SPL6 SPL11 never loses what it acknowledged', async () => {
    let acknowledged = 0;
    for (let seed = 1; seed <= 250; seed++) {
      const trial = await playTrial(seed);
      acknowledged += trial.acknowledged;
      expect({ seed, lost: trial.lost }).toEqual({ seed, lost: [] });
    }
    expect(acknowledged).toBeGreaterThan(600);
  });

  it.each([
    ['files are not synced', (fs: FileSystemPort) => without(fs, 'syncFile')],
    ['folders are not synced', (fs: FileSystemPort) => without(fs, 'syncFolder')],
  ])('would lose packets if %s', async (_, sabotage) => {
    const trials = await Promise.all(Array.from({ length: 60 }, (_, seed) => playTrial(seed + 1, sabotage)));
    expect(trials.filter((trial) => trial.lost.length > 0).length).toBeGreaterThan(5);
  });
});

/** The file system with one operation that only pretends. */
const without = (fs: FileSystemPort, name: 'syncFile' | 'syncFolder'): FileSystemPort =>
  new Proxy(fs, {
    get: (target, property: keyof FileSystemPort) =>
      property === name ? async () => undefined : target[property].bind(target),
  });
