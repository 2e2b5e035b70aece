import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refuse, succeed } from '@rekam/domain';
import type { SignedSettings } from '@rekam/protocol/http/sync-api.ts';
import { makeEnrolmentCode } from '@rekam/protocol/sync/enrolment-code.ts';
import { signValue } from '@rekam/protocol/sync/signed.ts';
import {
  makeSigningKey,
  publicKeyOf,
  publicKeyToBase64,
  rawPublicKey,
} from '@rekam/protocol/sync/signing-key.ts';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { realFileSystem } from '../storage/real-file-system.ts';
import { makeTestOffice, type TestOffice } from '../testing/test-office.ts';
import { enrolStation } from './enrol.ts';
import { type IdentityStore, openIdentity } from './identity.ts';
import { type AskAtDoor, askAtDoor } from './office-door.ts';

let office: TestOffice;
let folder: string;
let store: IdentityStore;
let code: string;
const officeUrl = 'http://127.0.0.1:9/';
/** Whether the station was revoked, at each moment its residents were forgotten. */
let forgottenWhile: (boolean | undefined)[] = [];

beforeAll(async () => {
  office = await makeTestOffice();
  code = makeEnrolmentCode(rawPublicKey(office.receiptKey));
});
beforeEach(async () => {
  forgottenWhile = [];
  folder = mkdtempSync(join(tmpdir(), 'rekam-identity-'));
  store = await openIdentity(realFileSystem, folder);
});

const answers =
  (
    change: { receiptKey?: TestOffice['receiptPublicKey']; settings?: SignedSettings } = {},
    heard: string[] = [],
  ): AskAtDoor =>
  async (_, body) => {
    heard.push(body.publicKey);
    const answer = {
      stationId: office.stationId,
      receiptKey: office.receiptPublicKey,
      settings: office.settings(),
      ...change,
    };
    return succeed({ answer, certificateSha256: 'ab'.repeat(32) });
  };
const enrol = (ask: AskAtDoor, typed = code) =>
  enrolStation({ officeUrl, code: typed, softwareVersion: '1' }, store, ask, async () => {
    forgottenWhile.push(store.find()?.revoked);
  });

describe('becoming a station', () => {
  it('IDN1 keeps key, office, pinned certificate and settings, readable by their owner only', async () => {
    expect(await enrol(answers())).toEqual({ ok: true, value: true });
    const again = (await openIdentity(realFileSystem, folder)).find();
    expect(again).toMatchObject({
      stationId: office.stationId,
      officeUrl: 'http://127.0.0.1:9',
      pinnedCertificateSha256: 'ab'.repeat(32),
      revoked: false,
      settings: { stationName: 'Loket Uji' },
    });
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
    expect(await enrol(answers())).toEqual({ ok: false, code: 'STATION_ALREADY_ENROLLED' });
  });

  it('IDN2 a mistyped code is refused before anything is sent', async () => {
    const heard: string[] = [];
    const last = code.at(-1) === '0' ? '1' : '0';
    expect(await enrol(answers({}, heard), code.slice(0, -1) + last)).toMatchObject({
      code: 'STATION_CODE_WRONG',
    });
    expect(heard).toEqual([]);
  });

  it('IDN3 an office that is not the one that issued the code is refused, and so are its settings', async () => {
    const strange = makeSigningKey();
    const receiptKey = { ...office.receiptPublicKey, publicKey: publicKeyToBase64(publicKeyOf(strange)) };
    expect(await enrol(answers({ receiptKey }))).toMatchObject({ code: 'STATION_OFFICE_FALSE' });
    const forged = office.settings();
    const changed = { ...forged, value: { ...forged.value, officeRecipients: ['age1false'] } };
    expect(await enrol(answers({ settings: changed }))).toMatchObject({ code: 'STATION_SETTINGS_UNSIGNED' });
    expect(store.find()).toBeNull();
  });

  it('IDN4 repeated after a cut it brings the same key', async () => {
    const heard: string[] = [];
    const cut: AskAtDoor = async (_, body) => {
      heard.push(body.publicKey);
      return refuse('LINE_UNREACHABLE');
    };
    expect(await enrol(cut)).toMatchObject({ code: 'LINE_UNREACHABLE' });
    store = await openIdentity(realFileSystem, folder);
    await enrol(answers({}, heard));
    expect(heard[1]).toBe(heard[0]);
  });

  it('an address where nobody answers is said to be unreachable', async () => {
    expect(await enrol(askAtDoor)).toMatchObject({ ok: false, code: 'LINE_UNREACHABLE' });
    expect(await askAtDoor('ftp://kantor', { code, publicKey: '', softwareVersion: '1' })).toMatchObject({
      code: 'STATION_OFFICE_UNREACHABLE',
    });
  });
});

describe('an enrolled station', () => {
  beforeEach(() => enrol(answers()));

  it('IDN5 takes newer settings of its own office only', async () => {
    expect(await store.acceptSettings(office.settings({ version: 2, stationName: 'Loket Baru' }))).toEqual({
      ok: true,
      value: true,
    });
    expect(await store.acceptSettings(office.settings({ version: 1, stationName: 'Lama' }))).toEqual({
      ok: true,
      value: false,
    });
    const other = office.settings({ version: 9, stationId: `sta_${'0'.repeat(32)}` });
    expect(await store.acceptSettings(other)).toMatchObject({ code: 'STATION_SETTINGS_FOREIGN' });
    expect((await openIdentity(realFileSystem, folder)).find()?.settings.stationName).toBe('Loket Baru');
  });

  it('IDN8 believes settings with parts that only a newer office knows, and keeps the old where it can read none', async () => {
    const ofLater = (change: object) =>
      signValue('rekam/settings/1', { ...office.settings().value, ...change }, office.receiptKey);
    const newer = ofLater({ version: 2, stationName: 'Loket Baru', hall: 'B', places: [{ seats: 3 }] });
    expect(await store.acceptSettings(newer)).toEqual({ ok: true, value: true });
    expect((await openIdentity(realFileSystem, folder)).find()?.settings.stationName).toBe('Loket Baru');
    expect(await store.acceptSettings(ofLater({ version: 3, timeZone: 'WAKTU LAUT' }))).toMatchObject({
      code: 'STATION_SETTINGS_UNREADABLE',
    });
    expect(store.find()?.settings.stationName).toBe('Loket Baru');
  });

  it('IDN9 enrolled again it forgets the residents it carried before it is a station; refused, nothing', async () => {
    await store.markRevoked();
    forgottenWhile = [];
    expect(await enrol(async () => refuse('STATION_CODE_USED'))).toMatchObject({ code: 'STATION_CODE_USED' });
    expect(forgottenWhile).toEqual([]);
    expect(await enrol(answers())).toMatchObject({ ok: true });
    expect(forgottenWhile).toEqual([true]);
    expect(store.find()?.revoked).toBe(false);
  });

  it('stays revoked after a restart', async () => {
    await store.markRevoked();
    expect((await openIdentity(realFileSystem, folder)).find()?.revoked).toBe(true);
  });

  it('IDN6 never starts on files that were changed', async () => {
    const path = join(folder, 'settings.json');
    const stored = readFileSync(path, 'utf8');
    writeFileSync(path, stored.replace('Loket Uji', 'Loket Ubi'));
    await expect(openIdentity(realFileSystem, folder)).rejects.toMatchObject({
      code: 'STATION_FILES_DAMAGED',
    });
  });
});
