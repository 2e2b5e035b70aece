import { Readable } from 'node:stream';
import type { RegionCode } from '@rekam/domain';
import { type Place, plainDate, type Role } from '@rekam/domain';
import type { officeApi, syncApi } from '@rekam/protocol';
import { inventResidents } from '@rekam/testkit/demo-city/invented-resident.ts';
import { readKupang } from '@rekam/testkit/demo-city/kupang.ts';
import { csvLine, residentCsvColumns, residentCsvFields } from '@rekam/testkit/demo-city/resident-csv.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Call } from '../ports/call.ts';
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { type ResidentDeps, residentRoutes, residentSyncRoutes } from './index.ts';

const people = [
  ...inventResidents({ seed: 5, count: 120, city: await readKupang(), today: plainDate(2026, 11, 1) }),
];
const place = (last: string, kind: Place['kind'], regionCode: string | null): Place =>
  ({ id: `plc_${last.padStart(32, '0')}`, kind, name: `Tempat ${last}`, regionCode }) as Place;
const office = place('1', 'disdukcapil', '53.71');
const oebobo = place('2', 'kecamatan', '53.71.04');
const unit = place('3', 'mobile-unit', null);

let test: TestDatabase;
let deps: ResidentDeps;
let imported: Awaited<ReturnType<ReturnType<typeof residentRoutes>['importResidents']>>;

const callBy = <Name extends keyof typeof officeApi>(role: Role | null, at: Place | null, parts: object) =>
  ({
    officer: role && { id: 'ofc_1', username: 'a', name: 'A', roles: [{ role, placeId: at?.id ?? null }] },
    bodyBytes: null,
    ...parts,
  }) as unknown as Call<(typeof officeApi)[Name]>;

const file = [residentCsvColumns, ...people.map(residentCsvFields)]
  .map((fields) => csvLine(fields, ';'))
  .join('')
  .replace(people[0]!.biodata.nik, '12');

beforeAll(async () => {
  test = await openTestDatabase();
  deps = {
    database: test.database,
    bulkLoad: test.bulkLoad,
    clock: () => Date.parse('2026-11-24T01:00:00Z'),
    office: async () => ({ regionCode: '53.71' as RegionCode, timeZone: 'WITA' }),
    deaths: () => {
      throw new Error('nobody died in these files');
    },
    running: new Map(),
    places: async () => [office, oebobo, unit],
    pinVerifiers: async (_database, placeId) => [
      { officerId: 'ofc_2', username: 'b', name: placeId, salt: 'AA==', hash: 'AA==' },
    ],
  };
  imported = await residentRoutes(deps).importResidents(
    callBy<'importResidents'>('administrator', null, {
      query: { fileName: 'siak.csv', bytes: Buffer.byteLength(file) },
      body: Readable.from([Buffer.from(file)]),
    }),
  );
});
afterAll(() => test.close());

describe('the routes of residents', () => {
  it('take a file from the administrator alone, and list it with its bad lines', async () => {
    const routes = residentRoutes(deps);
    expect(imported).toMatchObject({ state: 'done', added: 119, bad: 1, bytesRead: Buffer.byteLength(file) });
    expect(await routes.listImports(callBy('administrator', null, {}))).toEqual([imported]);
    expect(await routes.getImport(callBy('administrator', null, { params: { id: imported.id } }))).toEqual(
      imported,
    );
    await expect(routes.importResidents(callBy('operator', null, {}))).rejects.toMatchObject({
      code: 'ACCESS_DENIED',
    });
    await expect(
      routes.getImport(callBy('administrator', null, { params: { id: 'imp_none' } })),
    ).rejects.toMatchObject({ code: 'IMPORT_NOT_FOUND' });
  });

  it('IMP2 give the bad lines as a file with number, column and reason in both languages', async () => {
    const { content, mediaType } = await residentRoutes(deps).importErrors(
      callBy('administrator', null, { params: { id: imported.id } }),
    );
    const text = (await Readable.from(content as Readable).toArray()).join('');
    const [, line] = text.split('\r\n');
    expect(mediaType).toContain('text/csv');
    expect(line).toMatch(/^2;NIK;RESIDENT_NIK_LENGTH;.*16 angka.*2.*;.*16 digits.*$/);
    expect(text).not.toContain(people[0]!.biodata.name);
  });

  it('search within the places of the asker, and write down that somebody looked', async () => {
    const { searchResidents } = residentRoutes(deps);
    const outside = people.find(
      ({ biodata }) => !biodata.kelurahanCode.startsWith('53.71.04.') && biodata !== people[0]!.biodata,
    )!;
    const search = async (role: Role | null, at: Place | null) =>
      (await searchResidents(callBy(role, at, { body: { q: outside.biodata.nik, limit: 20 } }))).rows.length;
    expect(await search('operator', oebobo)).toBe(0);
    expect(await search('operator', unit)).toBe(1);
    expect(await search('auditor', null)).toBe(1);
    await expect(search('technician', null)).rejects.toMatchObject({ code: 'ACCESS_DENIED' });
    await expect(search(null, null)).rejects.toMatchObject({ code: 'ACCESS_SIGN_IN_NEEDED' });
    const { rows } = await test.database.query<{ count: number }>(
      "select count(*) as count from fact where kind = 'residents-searched' and subject_id = $1",
      [outside.biodata.nik],
    );
    expect(rows[0]?.count).toBe(3);
  });

  it('DRS1 DRS5 give a station its place’s residents and PINs', async () => {
    const { directory } = residentSyncRoutes(deps);
    const read = (at: Place | null) =>
      directory({
        station: at && { id: 'sta_1', name: 'Loket', placeId: at.id },
        query: { after: 0, limit: 1000 },
      } as unknown as Call<(typeof syncApi)['directory']>);
    const own = await read(oebobo);
    expect(own.rows.length).toBeGreaterThan(0);
    expect(own.rows.every(({ biodata }) => biodata.kelurahanCode.startsWith('53.71.04.'))).toBe(true);
    expect(own.pins).toMatchObject([{ name: oebobo.id }]);
    expect((await read(office)).rows).toHaveLength(119);
    expect((await read(unit)).rows).toHaveLength(119);
    await expect(read(null)).rejects.toMatchObject({ code: 'STATION_SESSION_NEEDED' });
  });
});
