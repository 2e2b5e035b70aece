import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadKeyring, makeMissingKeys, rotateOfficeKey } from '../office-keys/index.ts';
import { systemClock } from '../ports/clock.ts';
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { adoptKeys, getOffice, setUpOffice } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'rekam-keys-'));
const dir = join(folder, 'keys');
let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
  makeMissingKeys(dir);
  await db.database.transact((tx) =>
    setUpOffice(tx, systemClock, loadKeyring(dir), { regencyCode: '53.71', timeZone: 'WITA', demo: false }),
  );
});
afterAll(async () => {
  await db.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the keys of an office', () => {
  it('OFF7 it is set up with all places and kelurahan of its region, once', async () => {
    const count = async (table: string) =>
      (await db.database.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]!.n;
    expect(await Promise.all(['place', 'kelurahan', 'policy'].map(count))).toEqual([7, 51, 1]);
    await expect(
      db.database.transact((tx) =>
        setUpOffice(tx, systemClock, loadKeyring(dir), {
          regencyCode: '31.71',
          timeZone: 'WIB',
          demo: false,
        }),
      ),
    ).rejects.toMatchObject({ code: 'OFFICE_ALREADY_SET_UP' });
  });

  it('OFF8 a new key is taken into use, stations hear of it, and the old one still opens', async () => {
    const before = await getOffice(db.database);
    expect(await adoptKeys(db.database, systemClock, loadKeyring(dir))).toBeNull();
    rotateOfficeKey(dir);
    const keyring = loadKeyring(dir);
    expect(await adoptKeys(db.database, systemClock, keyring)).toBe('office-2');
    const after = await getOffice(db.database);
    expect(after.settingsVersion).toBe(before.settingsVersion + 1);
    expect(keyring.officeKeys.map((key) => key.id)).toEqual(['office-2', 'office-1']);
    expect(await adoptKeys(db.database, systemClock, keyring)).toBeNull();
  });

  it('OFF8 foreign or missing keys refuse the start and are never made anew', async () => {
    const foreign = join(folder, 'foreign');
    makeMissingKeys(foreign);
    await expect(adoptKeys(db.database, systemClock, loadKeyring(foreign))).rejects.toMatchObject({
      code: 'OFFICE_KEY_MISSING',
      details: { file: 'receipt.key' },
    });
    renameSync(join(dir, 'samples-1.kek'), join(dir, 'away'));
    expect(() => loadKeyring(dir)).toThrow('OFFICE_KEY_MISSING');
    renameSync(join(dir, 'away'), join(dir, 'samples-1.kek'));
  });
});
