import {
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
import { fileURLToPath } from 'node:url';
import { officeApi, type PacketState } from '@rekam/protocol';
import { type RunningProgram, startProgram } from '@rekam/protocol/process/running-program.ts';
import { ApiClient } from '@rekam/testkit/api-client.ts';
import { BareStation } from '@rekam/testkit/bare-station.ts';
import { freePort } from '@rekam/testkit/free-port.ts';
import { type MadePacket, makePacket } from '@rekam/testkit/packet-maker.ts';
import { type RunningOffice, startRunningOffice } from '@rekam/testkit/running-office.ts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { writeEscrow } from '../office-keys/escrow.ts';
import { rotateOfficeKey } from '../office-keys/index.ts';
import { backUp } from './backup.ts';
import { readGenerations } from './catalogue.ts';
import { restore } from './restore.ts';

const passphrase = 'lima kata yang mudah diingat';
const officeMain = fileURLToPath(new URL('../main.ts', import.meta.url));
const packetMarker = Buffer.from('WARGA UJI');

describe('backup and restore, a drill with a running office', () => {
  let office: RunningOffice;
  let station: BareStation;
  let folder: string;
  let backupDir: string;
  let before: MadePacket[];
  let after: MadePacket;
  const started: RunningProgram[] = [];

  const dataDir = () => join(office.folder, 'office');
  const packet = (serial: number) =>
    makePacket({ settings: station.settings, stationKey: station.key, serial, sampleBytes: 30_000 });
  const counted = async (api: ApiClient) =>
    (await api.call(officeApi.listEnrolments, { query: { limit: 1 } })).counts.counted;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rekam-backup-'));
    backupDir = join(folder, 'backup');
    office = await startRunningOffice({ devices: false, errors: 'ignore' });
    const administrator = await office.signedIn('administrator');
    const [place] = await administrator.call(officeApi.listPlaces, {});
    const { code } = await administrator.call(officeApi.makeStationCode, {
      body: { placeId: place!.id, name: 'Loket uji' },
    });
    station = await BareStation.enrol(office.url, code);
    before = [await packet(1), await packet(2), await packet(3)];
    for (const each of before) expect((await station.send(each)).state).toBe('received');
    const head = await office.signedIn('head');
    await vi.waitUntil(async () => (await counted(head)) === 3, { timeout: 60_000, interval: 100 });
    await writeEscrow(join(dataDir(), 'keys'), join(folder, 'keys.escrow'), passphrase);
    await backUp(dataDir(), backupDir, Date.now());
    after = await packet(4);
    expect((await station.send(after)).state).toBe('received');
  });
  afterAll(async () => {
    for (const program of started) await program.stop();
    station?.close();
    await office?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('BCK2 writes nothing of a resident in the clear', () => {
    const files = readdirSync(backupDir, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(files.length).toBeGreaterThan(6);
    for (const file of files)
      expect(readFileSync(join(file.parentPath, file.name)).includes(packetMarker), file.name).toBe(false);
  });

  it('BCK3 holds no keys, and the recovery copy opens with its passphrase alone', async () => {
    const names = readdirSync(backupDir, { recursive: true }).map(String);
    expect(names.filter((name) => /key|kek/.test(name))).toEqual([]);
    const target = join(folder, 'wrong-passphrase');
    await expect(
      restore(backupDir, target, join(folder, 'keys.escrow'), `${passphrase}!`),
    ).rejects.toMatchObject({ code: 'BACKUP_PASSPHRASE_WRONG' });
    expect(existsSync(target)).toBe(false);
    await expect(writeEscrow(join(dataDir(), 'keys'), join(folder, 'short'), 'pendek')).rejects.toMatchObject(
      { code: 'BACKUP_PASSPHRASE_SHORT' },
    );
  });

  it('BCK5 marks the packets of the backup, and only those', async () => {
    const auditor = await office.signedIn('head');
    const { rows } = await auditor.call(officeApi.listEnrolments, { query: { limit: 50 } });
    const details = await Promise.all(
      rows.map((row) => auditor.call(officeApi.getEnrolment, { params: { id: row.id } })),
    );
    const marked = details.filter((d) => d.packet.backedUpAt !== null).map((d) => d.packetId);
    expect(marked.sort()).toEqual(before.map((each) => each.packetId).sort());
  });

  it('BCK8 is told as a fact though it holds nothing new, and keeps as many generations as asked', async () => {
    const elsewhere = join(folder, 'kept');
    const at = Date.parse('2030-01-01T00:00:00Z');
    for (const night of [0, 1, 2]) await backUp(dataDir(), elsewhere, at + night * 86_400_000);
    const last = await backUp(dataDir(), elsewhere, at + 3 * 86_400_000, 2);
    expect(last.removed).toEqual(['2030-01-01T00-00-00Z', '2030-01-02T00-00-00Z']);
    const names = readGenerations(elsewhere).map(({ name }) => name);
    expect(names).toEqual(['2030-01-03T00-00-00Z', '2030-01-04T00-00-00Z']);
    expect(readdirSync(join(elsewhere, 'database')).sort()).toEqual(names.map((name) => `${name}.age`));
    const head = await office.signedIn('head');
    expect(await head.call(officeApi.lastBackup, {})).toEqual({
      last: { at: '2030-01-04T00:00:00.000Z', packets: 4, newPackets: 0 },
    });
  });

  it('OFF8 a key added beside the running office is taken into use, and stations hear of it', async () => {
    const { settingsVersion } = await station.beat();
    rotateOfficeKey(join(dataDir(), 'keys'));
    const heard = async () => (await station.beat()).settingsVersion > settingsVersion;
    await vi.waitUntil(heard, { timeout: 60_000, interval: 500 });
  });

  it('BCK9 is not restored with a recovery copy from before the last key', async () => {
    const [copy, target] = [join(folder, 'rotated'), join(folder, 'older-keys')];
    await backUp(dataDir(), copy, Date.now());
    await expect(restore(copy, target, join(folder, 'keys.escrow'), passphrase)).rejects.toMatchObject({
      code: 'BACKUP_KEYS_OLDER',
      details: { key: 'office-2' },
    });
    expect(existsSync(target)).toBe(false);
    await writeEscrow(join(dataDir(), 'keys'), join(folder, 'keys-2.escrow'), passphrase);
  });

  it('BCK4 does not count when a packet is damaged on the disk, and the earlier backup still stands', async () => {
    const damagedDir = join(folder, 'damaged');
    const copy = join(folder, 'second');
    await backUp(dataDir(), copy, Date.now());
    const victim = readdirSync(copy, { recursive: true, withFileTypes: true }).find(
      (entry) => entry.name === `${before[0]!.packetId}.rekam`,
    )!;
    const file = join(victim.parentPath, victim.name);
    const bytes = readFileSync(file);
    bytes[500]! ^= 1;
    writeFileSync(file, bytes);
    await expect(backUp(dataDir(), copy, Date.now() + 60_000)).rejects.toMatchObject({
      code: 'BACKUP_FILE_MISSING',
    });
    expect(readGenerations(copy)).toHaveLength(1);
    await expect(restore(copy, damagedDir, join(folder, 'keys-2.escrow'), passphrase)).rejects.toMatchObject({
      code: 'BACKUP_FILE_MISSING',
    });
    expect(existsSync(damagedDir)).toBe(false);
  });

  it('BCK4 notices a dump that was changed or cut', async () => {
    const copy = join(folder, 'third');
    await backUp(dataDir(), copy, Date.now());
    const dump = join(copy, 'database', readdirSync(join(copy, 'database'))[0]!);
    writeFileSync(dump, readFileSync(dump).subarray(0, -100));
    await expect(
      restore(copy, join(folder, 'cut'), join(folder, 'keys.escrow'), passphrase),
    ).rejects.toMatchObject({ code: 'BACKUP_DAMAGED' });
  });

  it('BCK6 restores into an empty folder or not at all', async () => {
    const target = join(folder, 'occupied');
    mkdirSync(target);
    writeFileSync(join(target, 'something'), 'else');
    await expect(restore(backupDir, target, join(folder, 'keys.escrow'), passphrase)).rejects.toMatchObject({
      code: 'BACKUP_TARGET_NOT_EMPTY',
    });
    expect(readdirSync(target)).toEqual(['something']);
  });

  it('BCK1 BCK7 brings everything acknowledged before the backup back, and wants what came after once more', async () => {
    const target = join(folder, 'restored');
    const result = await restore(backupDir, target, join(folder, 'keys.escrow'), passphrase);
    expect(result.packets).toBe(3);
    const port = await freePort();
    const program = startProgram(officeMain, ['--data', target, '--port', String(port)], {
      errors: 'ignore',
    });
    started.push(program);
    const { url } = await program.waitFor((e) => e.event === 'listening' || e.event === 'refused');
    const restored = new ApiClient(String(url));
    const { username, password } = office.account('head');
    await restored.call(officeApi.signIn, { body: { username, password } });
    expect(await counted(restored)).toBe(3);
    const sameStation = await station.at(String(url));
    for (const each of before)
      expect(await sameStation.send(each)).toMatchObject<Partial<PacketState>>({ state: 'received' });
    expect((await sameStation.announce(after)).state).toBe('wanted');
    expect((await sameStation.send(after)).state).toBe('received');
    await expect.poll(() => counted(restored), { timeout: 60_000 }).toBe(4);
    sameStation.close();
  });
});
