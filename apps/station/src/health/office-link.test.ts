import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Instant, type PacketId, refuse, succeed, toInstant } from '@rekam/domain';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openClock, type StationClock } from '../clock/station-clock.ts';
import { type Directory, openDirectory } from '../directory/directory.ts';
import { type IdentityStore, openIdentity, policyFor } from '../identity/identity.ts';
import type { Office } from '../ports/office.ts';
import { realFileSystem } from '../storage/real-file-system.ts';
import { makeResident, makeTestOffice, type TestOffice } from '../testing/test-office.ts';
import { makeOfficeLink, type OfficeLink } from './office-link.ts';

let office: TestOffice;
let identity: IdentityStore;
let clock: StationClock;
let directory: Directory;
let events: string[];
let backedUp: PacketId[];
const officeTime = '2026-11-24T04:00:00.000Z' as Instant;
const packet = `pkt_${'0'.repeat(32)}`;

beforeAll(async () => {
  office = await makeTestOffice();
});
beforeEach(async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'rekam-link-'));
  events = [];
  backedUp = [];
  identity = await openIdentity(realFileSystem, dataDir);
  await identity.admit({
    stationId: office.stationId,
    officeUrl: 'http://127.0.0.1:9',
    pinnedCertificateSha256: null,
    receiptKey: office.receiptPublicKey,
    settings: office.settings(),
  });
  const time = { unixMs: () => Date.parse(officeTime) + 1000, monotonicMs: () => 0 };
  clock = await openClock(realFileSystem, dataDir, time, () => {
    const policy = policyFor(identity.find()!.settings, '2026-11-24');
    return policy.ok ? policy.value : null;
  });
  directory = openDirectory(realFileSystem, join(dataDir, 'directory'));
  await directory.unlock(office.operator.identity);
});

/** What an office in reach says, changed where a test needs it. */
const saying = (change: Partial<Office> = {}, settingsVersion = 1): Office => ({
  heartbeat: async () =>
    succeed({ officeTime, settingsVersion, directoryRevision: 1, backedUp: [packet, 'nonsense'] }),
  settings: async () => succeed(office.settings({ version: 2, stationName: 'Loket Dua' })),
  directory: async () =>
    succeed({
      rows: [{ revision: 1, removed: false, ...makeResident(1) }],
      lastRevision: 1,
      more: false,
      pins: [office.supervisor.verifier],
    }),
  ...change,
});

const linkTo = (remote: Office): OfficeLink =>
  makeOfficeLink({
    office: remote,
    identity,
    clock,
    directory,
    monotonicMs: () => 0,
    makeHeartbeat: async () => ({ value: {}, keyId: '', signature: '' }),
    unsettled: () => false,
    onBackedUp: async (ids) => void backedUp.push(...ids),
    onSettings: async () => void events.push('settings'),
    onContact: () => void events.push('contact'),
    emit: (event) => void events.push(event),
  });

describe('a heartbeat', () => {
  it('compares the clocks, passes on what is backed up, and brings the residents', async () => {
    const link = linkTo(saying());
    expect(link.state().state).toBe('unknown');
    await link.beat();
    expect(link.state()).toEqual({ state: 'online', problem: null });
    expect(clock.reading()).toMatchObject({ trusted: true, offsetMs: 1000 });
    expect(clock.lastContactAt()).toBe(toInstant(Date.parse(officeTime) + 1000));
    expect(backedUp).toEqual([packet]);
    expect(directory.state().residents).toBe(1);
    expect(directory.pins()).toHaveLength(1);
    await directory.lock();
  });

  it('fetches settings only when their version changed', async () => {
    await linkTo(saying()).beat();
    expect(identity.find()?.settings.stationName).toBe('Loket Uji');
    await linkTo(saying({}, 2)).beat();
    expect(identity.find()?.settings.stationName).toBe('Loket Dua');
    expect(events).toContain('settings');
    await directory.lock();
  });

  it('an office out of reach changes nothing but the link', async () => {
    const link = linkTo(saying({ heartbeat: async () => refuse('LINE_UNREACHABLE') }));
    await link.beat();
    expect(link.state()).toEqual({ state: 'offline', problem: 'LINE_UNREACHABLE' });
    expect(identity.find()?.revoked).toBe(false);
    expect(clock.lastContactAt()).toBeNull();
    await directory.lock();
  });

  it('IDN7 a revocation is remembered', async () => {
    await linkTo(saying({ heartbeat: async () => refuse('STATION_REVOKED') })).beat();
    expect(identity.find()?.revoked).toBe(true);
    await directory.lock();
  });

  it('settings that the office did not sign are not used', async () => {
    const forged = office.settings({ version: 2 });
    const settings = async () =>
      succeed({ ...forged, value: { ...forged.value, officeRecipients: ['age1false'] } });
    await linkTo(saying({ settings }, 2)).beat();
    expect(identity.find()?.settings.version).toBe(1);
    expect(events).toContain('settings-refused');
    await directory.lock();
  });

  it('a directory that breaks off leaves the link standing', async () => {
    const link = linkTo(saying({ directory: async () => refuse('LINE_TIMED_OUT') }));
    await link.beat();
    expect(link.state().state).toBe('online');
    expect(events).toContain('directory-not-refreshed');
    await directory.lock();
  });
});
