import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RegionCode } from '@rekam/domain';
import { defaultEnrolmentPolicy, type Role, roles } from '@rekam/domain';
import type { officeApi } from '@rekam/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settingsChanged } from '../office/index.ts';
import { type Keyring, loadKeyring, makeMissingKeys } from '../office-keys/index.ts';
import { listPlaces } from '../place/index.ts';
import { policyRoutes } from '../policy/index.ts';
import type { Call } from '../ports/call.ts';
import { searchResidents } from '../resident/index.ts';
import { statisticsRoutes } from '../statistics/index.ts';
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { demoRoutes } from './index.ts';

const clock = () => Date.parse('2026-11-24T01:00:00Z');
type Operations = typeof officeApi;
let test: TestDatabase;
let keysDir: string;
let keyring: Keyring;
let demo: Awaited<ReturnType<ReturnType<typeof demoRoutes>['setUpDemo']>>;

const callOf = <Name extends keyof Operations>(parts: object, role: Role = 'head'): Call<Operations[Name]> =>
  ({
    officer: { id: 'ofc_1', username: 'a', name: 'A', roles: [{ role, placeId: null }] },
    baseUrl: 'http://127.0.0.1',
    ...parts,
  }) as unknown as Call<Operations[Name]>;

beforeAll(async () => {
  test = await openTestDatabase();
  keysDir = mkdtempSync(join(tmpdir(), 'rekam-keys-'));
  makeMissingKeys(keysDir);
  keyring = loadKeyring(keysDir);
  const routes = demoRoutes({
    imports: {
      database: test.database,
      bulkLoad: test.bulkLoad,
      clock,
      office: async () => ({ regionCode: '53.71' as RegionCode, timeZone: 'WITA' }),
      deaths: () => {
        throw new Error('nobody died in this file');
      },
      running: new Map(),
    },
    keyring: () => keyring,
    setUpKey: () => 'abcd-efgh',
    furnish: async () => null,
    onSetUp: async () => undefined,
    makeTrialSigner: async () => undefined,
  });
  await expect(
    routes.setUpDemo(callOf<'setUpDemo'>({ body: { setupKey: 'wrong', scene: 'today' } })),
  ).rejects.toMatchObject({
    code: 'OFFICE_SETUP_KEY_WRONG',
  });
  demo = await routes.setUpDemo(callOf<'setUpDemo'>({ body: { setupKey: 'abcd-efgh', scene: 'today' } }));
});
afterAll(async () => {
  await test.close();
  rmSync(keysDir, { recursive: true, force: true });
});

describe('the demo office', () => {
  it('is Kota Kupang with its places and 3,000 invented residents', async () => {
    const places = await listPlaces(test.database);
    expect(demo.residents).toBe(3000);
    expect(places.filter(({ kind }) => kind === 'kecamatan')).toHaveLength(6);
    expect(
      (await searchResidents(test.database, 'maria', 'all', 5)).map(({ kelurahan }) => kelurahan),
    ).not.toContain('');
  });

  it('has one account per role, each with a password of its own, and a PIN for who approves', () => {
    expect(demo.accounts.map(({ role }) => role)).toEqual([...roles]);
    expect(new Set(demo.accounts.map(({ password }) => password)).size).toBe(roles.length);
    expect(demo.accounts.find(({ role }) => role === 'supervisor')?.pin).toMatch(/^\d{6}$/);
  });
});

describe('the policy', () => {
  const routes = () => policyRoutes({ database: test.database, clock, settingsChanged });
  const { version: _version, ...proposed } = defaultEnrolmentPolicy;
  const settingsVersion = async () =>
    (await test.database.query<{ v: number }>('select settings_version as v from office')).rows[0]!.v;

  it('gets a new version by the head, which stations hear of', async () => {
    const before = await settingsVersion();
    const body = { ...proposed, basis: 'SE 1/2026', maxTries: 2, effectiveFrom: '2026-12-01' };
    const versions = await routes().addPolicy(callOf<'addPolicy'>({ body }));
    expect(versions.map(({ version }) => version)).toEqual([2, 1]);
    expect(versions[0]).toMatchObject({ basis: 'SE 1/2026', maxTries: 2, effectiveFrom: '2026-12-01' });
    expect(await settingsVersion()).toBe(before + 1);
  });

  it('is refused with an absurd number, an unreal day, or by somebody else, and then stays', async () => {
    const add = (change: object, role?: Role) =>
      routes().addPolicy(callOf<'addPolicy'>({ body: { ...proposed, ...change } }, role));
    const before = await routes().getPolicy(callOf<'getPolicy'>({}));
    await expect(add({ maxTries: 99 })).rejects.toMatchObject({ code: 'POLICY_NUMBER_OUT_OF_RANGE' });
    await expect(add({ effectiveFrom: '2026-02-30' })).rejects.toMatchObject({ code: 'REQUEST_MALFORMED' });
    await expect(add({}, 'operator')).rejects.toMatchObject({ code: 'ACCESS_DENIED' });
    expect(await routes().getPolicy(callOf<'getPolicy'>({}, 'operator'))).toEqual(before);
  });
});

describe('the statistics', () => {
  it('are medians per station and step over counted recordings of the last days', async () => {
    const insert = (
      id: string,
      state: string,
      station: string,
      receivedAt: string,
      totalMs: number,
      steps: unknown,
    ) =>
      test.database.query(
        `insert into recording (packet_id, id, state, station_id, place_id, sha256, bytes, via, sealed_at, received_at,
           total_ms, steps) values ($1, $1, $2, $3, 'plc_1', '', 1, 'network', now(), $4, $5, $6)`,
        [id, state, station, receivedAt, totalMs, steps === null ? null : JSON.stringify(steps)],
      );
    const photo = (ms: number, outcome = 'done') => [
      ['photo', ms, 1, outcome],
      ['biodata', 10, 2, 'done'],
    ];
    await insert('a', 'counted', 's1', '2026-11-23T00:00:00Z', 100, photo(1000));
    await insert('b', 'counted', 's1', '2026-11-23T00:00:00Z', 300, photo(3000));
    await insert('c', 'counted', 's1', '2026-11-22T00:00:00Z', 200, photo(1, 'owed'));
    await insert('d', 'counted', 's1', '2026-01-01T00:00:00Z', 9999, photo(9999));
    await insert('e', 'held', 's1', '2026-11-23T00:00:00Z', 9999, photo(9999));
    await insert('f', 'counted', 's2', '2026-11-23T00:00:00Z', 50, null);
    const { stepStatistics } = statisticsRoutes({ database: test.database, clock });
    expect(await stepStatistics(callOf<'stepStatistics'>({ query: { days: 30 } }))).toEqual([
      {
        stationId: 's1',
        stationName: 's1',
        recordings: 3,
        medianTotalMs: 200,
        steps: [
          { step: 'biodata', medianMs: 10, medianAttempts: 2 },
          { step: 'photo', medianMs: 2000, medianAttempts: 1 },
        ],
      },
      { stationId: 's2', stationName: 's2', recordings: 1, medianTotalMs: 50, steps: [] },
    ]);
    await expect(
      stepStatistics(callOf<'stepStatistics'>({ query: { days: 30 } }, 'operator')),
    ).rejects.toMatchObject({
      code: 'ACCESS_DENIED',
    });
  });
});
