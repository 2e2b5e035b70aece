import { Readable } from 'node:stream';
import type { RegionCode } from '@rekam/domain';
import { plainDate } from '@rekam/domain';
import { type InventedResident, inventResidents } from '@rekam/testkit/demo-city/invented-resident.ts';
import { readKupang } from '@rekam/testkit/demo-city/kupang.ts';
import { csvLine, residentCsvColumns, residentCsvFields } from '@rekam/testkit/demo-city/resident-csv.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { listBadLines } from './import-store.ts';
import {
  type ImportDeps,
  importResidents,
  readDirectory,
  recoverImports,
  residentsOf,
  searchResidents,
} from './index.ts';

const today = plainDate(2026, 11, 1);
const people = [...inventResidents({ seed: 3, count: 400, city: await readKupang(), today })];
const [first, second, third] = people as [InventedResident, InventedResident, InventedResident];

let test: TestDatabase;
let deps: ImportDeps;

beforeAll(async () => {
  test = await openTestDatabase();
  await test.database.query(
    `insert into office (name, region_code, time_zone, demo, office_key_id, receipt_key_id, set_up_at)
     values ('Disdukcapil', '53.71', 'WITA', true, 'k', 'r', now())`,
  );
  deps = {
    database: test.database,
    bulkLoad: test.bulkLoad,
    clock: () => Date.parse('2026-11-24T01:00:00Z'),
    office: async () => ({ regionCode: '53.71' as RegionCode, timeZone: 'WITA' }),
    deaths: () => {
      throw new Error('nobody died in these files');
    },
    running: new Map(),
  };
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.database.query(
    'truncate resident, resident_departure, resident_import, resident_import_bad_line, recording',
  );
  await test.database.query('update resident_revision set last = 0');
});

const csvOf = (
  residents: readonly InventedResident[],
  columns: readonly string[] = residentCsvColumns,
): string =>
  [residentCsvColumns, ...residents.map(residentCsvFields)]
    .map((fields) => csvLine(residentCsvColumns.flatMap((c, i) => (columns.includes(c) ? [fields[i]!] : []))))
    .join('');

function importFile(file: string | Readable, bytesTotal: number | null = null) {
  const stream = typeof file === 'string' ? Readable.from([Buffer.from(file)]) : file;
  return importResidents(deps, {
    file: stream,
    fileName: 'siak.csv',
    bytesTotal,
    by: null,
  });
}

const revisions = async (): Promise<Map<string, number>> => {
  const { rows } = await test.database.query<{ nik: string; revision: number }>(
    'select nik, revision from resident',
  );
  return new Map(rows.map(({ nik, revision }) => [nik, revision]));
};

/** States of all imports with their problems; the test's clock stands still, so they have no order in time. */
async function stateOf(): Promise<unknown> {
  const { rows } = await test.database.query(
    'select state, problem from resident_import order by state, problem',
  );
  return rows;
}

/** Ends the connection that copies, as soon as there is one. */
async function endCopying(): Promise<void> {
  const end = `select pg_terminate_backend(pid) from pg_stat_activity
    where query like 'copy resident_incoming%' and state = 'active' and pid <> pg_backend_pid()`;
  while ((await test.database.query(end)).rowCount === 0)
    await new Promise((resolve) => setTimeout(resolve, 5));
}

const countRecording = (nik: string, id: string, clockTrusted = true) =>
  test.database.query(
    `insert into recording (packet_id, id, state, station_id, place_id, sha256, bytes, via, sealed_at, received_at,
       nik, recorded_at, clock_trusted)
     values ($2, $2, 'counted', 's', 'p', '', 1, 'network', now(), '2026-11-22T02:00:00Z', $1, '2026-11-20T17:30:00Z', $3)`,
    [nik, id, clockTrusted],
  );

describe('an import', () => {
  it('IMP3 takes everybody in, and a second one of the same file changes nothing', async () => {
    const one = await importFile(csvOf(people));
    const before = await revisions();
    const two = await importFile(csvOf(people));
    expect(one).toMatchObject({ state: 'done', lines: 401, added: 400, changed: 0, unchanged: 0, bad: 0 });
    expect(two).toMatchObject({ state: 'done', lines: 401, added: 0, changed: 0, unchanged: 400, bad: 0 });
    expect(await revisions()).toEqual(before);
    expect([...before.values()].sort((a, b) => a - b)).toEqual(people.map((_, index) => index + 1));
  });

  it('IMP4 changes only what changed, adds who is new and deletes nobody', async () => {
    await importFile(csvOf(people.slice(0, 300)));
    const before = await revisions();
    const married = { ...second, biodata: { ...second.biodata, maritalStatus: 'CERAI HIDUP' as const } };
    const result = await importFile(csvOf([married, third, ...people.slice(300)]));
    const after = await revisions();
    expect(result).toMatchObject({ added: 100, changed: 1, unchanged: 1 });
    expect(after.size).toBe(400);
    expect(after.get(second.biodata.nik)).toBe(301);
    expect(after.get(first.biodata.nik)).toBe(before.get(first.biodata.nik));
    expect(after.get(third.biodata.nik)).toBe(before.get(third.biodata.nik));
  });

  it('IMP5 leaves what the file has no column for, and takes no recording back by a blank', async () => {
    const known = {
      ...first,
      recorded: { status: 'SUDAH REKAM', source: 'SIAK', asOf: plainDate(2015, 2, 1) },
    };
    await importFile(csvOf([known]));
    const without = residentCsvColumns.filter(
      (column) => !['NO_KK', 'PEKERJAAN', 'GOL_DRH'].includes(column),
    );
    const result = await importFile(csvOf([{ ...known, recorded: null }], without));
    const entry = await residentsOf(test.database).find(test.database, first.biodata.nik);
    expect(result).toMatchObject({ changed: 0, unchanged: 1 });
    expect(entry).toEqual({ biodata: first.biodata, recorded: known.recorded, diedOn: null });
  });

  it('IMP2 keeps the bad lines with number and reason, and takes the others', async () => {
    const broken = csvOf(people.slice(0, 10)).replace(people[4]!.biodata.nik, '123');
    const result = await importFile(broken);
    const bad = await listBadLines(test.database, result.id, 0, 10);
    expect(result).toMatchObject({ state: 'done', added: 9, bad: 1 });
    expect(bad).toEqual([
      { line: 6, column: 'NIK', code: 'RESIDENT_NIK_LENGTH', details: { length: 3, field: 'NIK' } },
    ]);
  });

  it('IMP8 writes one fact with counts and the hash of the file', async () => {
    const { id } = await importFile(csvOf(people));
    const { rows } = await test.database.query('select kind, details from fact where subject_id = $1', [id]);
    expect(rows).toMatchObject([
      {
        kind: 'residents-imported',
        details: {
          added: 400,
          changed: 0,
          bad: 0,
          lines: 401,
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
      },
    ]);
  });

  it('IMP6 that is cut off changes nothing, says so, and can be run again', async () => {
    await importFile(csvOf(people.slice(0, 5)));
    const before = await revisions();
    const file = csvOf(people);
    const cut = Readable.from(
      (async function* () {
        yield Buffer.from(file.slice(0, 20_000));
        throw Object.assign(new Error('gone'), { code: 'ECONNRESET' });
      })(),
    );
    await expect(importFile(cut)).rejects.toMatchObject({ code: 'IMPORT_INTERRUPTED' });
    await expect(importFile(file.slice(0, 9000), file.length)).rejects.toMatchObject({
      code: 'IMPORT_INTERRUPTED',
    });
    expect(await revisions()).toEqual(before);
    expect(await stateOf()).toEqual([
      { state: 'done', problem: null },
      { state: 'failed', problem: 'IMPORT_INTERRUPTED' },
      { state: 'failed', problem: 'IMPORT_INTERRUPTED' },
    ]);
    expect(await importFile(file, Buffer.byteLength(file))).toMatchObject({
      state: 'done',
      added: 395,
      unchanged: 5,
    });
  });

  it('IMP6 whose database connection is lost changes nothing and can be run again', async () => {
    const file = csvOf(people);
    const stream = Readable.from(
      (async function* () {
        yield Buffer.from(file.slice(0, 30_000));
        await endCopying();
        yield Buffer.from(file.slice(30_000));
      })(),
    );
    await expect(importFile(stream)).rejects.toThrow();
    expect(await stateOf()).toEqual([{ state: 'failed', problem: 'SERVER_PROBLEM' }]);
    expect((await revisions()).size).toBe(0);
    expect(await importFile(file)).toMatchObject({ state: 'done', added: 400 });
  });

  it('IMP6 of a process that died is called interrupted at the next start', async () => {
    await test.database.query(
      `insert into resident_import (id, state, file_name, started_at) values ('imp_dead', 'running', 'x.csv', now())`,
    );
    expect(await recoverImports(deps)).toBe(1);
    expect(await stateOf()).toEqual([{ state: 'failed', problem: 'IMPORT_INTERRUPTED' }]);
  });

  it('IMP7 runs alone', async () => {
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const slow = Readable.from(
      (async function* () {
        yield Buffer.from(csvOf(people.slice(0, 3)));
        await held;
      })(),
    );
    const running = importFile(slow);
    while (deps.running.size === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await expect(importFile(csvOf(people))).rejects.toMatchObject({ code: 'IMPORT_ALREADY_RUNNING' });
    letGo();
    expect(await running).toMatchObject({ state: 'done', added: 3 });
  });

  it('of an unreadable file fails with the reason', async () => {
    await expect(importFile('NIK;NAMA\n1;2\n')).rejects.toMatchObject({
      code: 'IMPORT_COLUMNS_MISSING',
      details: { columns: expect.stringContaining('TGL_LHR') },
    });
    expect(await stateOf()).toEqual([{ state: 'failed', problem: 'IMPORT_COLUMNS_MISSING' }]);
  });
});

describe('the search', () => {
  beforeEach(() => importFile(csvOf(people)));
  const names = async (q: string, regions: 'all' | string[] = 'all', limit = 50): Promise<string[]> =>
    (await searchResidents(test.database, q, regions, limit)).map(({ name }) => name);

  it('RES13 finds by the beginnings of words, in any order, and gives what nameMatches gives', async () => {
    const { nameMatches } = await import('@rekam/domain');
    for (const q of [
      'maria',
      'MAR NAI',
      'yo',
      "d'b",
      'stefanus mesakai',
      'mesakai stef',
      'abdulrahman',
      'nur aini',
    ]) {
      const expected = people
        .filter(({ biodata }) => nameMatches(q, biodata.name))
        .map(({ biodata }) => biodata.name);
      expect((await names(q)).sort()).toEqual(expected.sort());
    }
  });

  it('finds by NIK, whole or its beginning, and nobody for a longer number', async () => {
    const { nik, name } = third.biodata;
    expect(await names(nik)).toEqual([name]);
    expect(await names(`${nik.slice(0, 6)}.${nik.slice(6)}`)).toEqual([name]);
    expect((await names(nik.slice(0, 8))).length).toBeGreaterThan(0);
    expect(await names(`${nik}1`)).toEqual([]);
  });

  it('stays within the places somebody may search', async () => {
    const outside = people.find(({ biodata }) => !biodata.kelurahanCode.startsWith('53.71.04.'))!;
    expect(await names(outside.biodata.nik, ['53.71.04'])).toEqual([]);
    expect(await names(outside.biodata.nik, ['53.71'])).toHaveLength(1);
    expect(await names(outside.biodata.nik, [])).toEqual([]);
  });

  it('takes no sign of the asker for an operator', async () => {
    for (const q of ["'", "x' | y", "a & !b':*", '\\', ':*', "''''"])
      expect(Array.isArray(await names(q))).toBe(true);
  });
});

describe('the directory', () => {
  const read = (region: string, after: number, limit = 5000) =>
    readDirectory(test.database, { region, after, limit });

  it('DRS1 gives a place its residents page by page, and then only what changed', async () => {
    await importFile(csvOf(people));
    const seen: string[] = [];
    let after = 0;
    for (let more = true; more; ) {
      const page = await read('53.71.04', after, 7);
      seen.push(...page.rows.map(({ biodata }) => biodata.nik));
      ({ more, lastRevision: after } = page);
    }
    const own = people.filter(({ biodata }) => biodata.kelurahanCode.startsWith('53.71.04.'));
    expect(seen.sort()).toEqual(own.map(({ biodata }) => biodata.nik).sort());
    expect(after).toBe(400);
    expect(await read('53.71.04', after)).toEqual({ rows: [], more: false, lastRevision: 400 });
    expect((await read('53.71', 0)).rows).toHaveLength(400);
  });

  it('DRS2 tells the place left to forget, and the place moved to', async () => {
    await importFile(csvOf(people));
    const from = first.biodata.kelurahanCode.slice(0, 8);
    const to = from === '53.71.04' ? '53.71.05' : '53.71.04';
    const moved = { ...first, biodata: { ...first.biodata, kelurahanCode: `${to}.1001` } };
    await importFile(csvOf([moved]));
    expect((await read(from, 400)).rows).toMatchObject([
      { removed: true, biodata: { nik: first.biodata.nik, name: '-' } },
    ]);
    expect((await read(to, 400)).rows).toMatchObject([{ removed: false, biodata: moved.biodata }]);
    await importFile(csvOf([first]));
    expect((await read(from, 400)).rows).toMatchObject([{ removed: false, biodata: first.biodata }]);
    expect((await read(to, 400)).rows).toMatchObject([{ removed: true }]);
  });

  it('DRS3 says of a recording counted here that it is there, whatever the file said', async () => {
    await importFile(
      csvOf([{ ...first, recorded: { status: 'BELUM REKAM', source: 'SIAK', asOf: null } }, second]),
    );
    const residents = residentsOf(test.database);
    await countRecording(first.biodata.nik, 'a');
    await countRecording(second.biodata.nik, 'b', false);
    await residents.recordingChanged(test.database, first.biodata.nik, null);
    await residents.recordingChanged(test.database, second.biodata.nik, null);
    const { rows } = await read('53.71', 2);
    const recordedOf = new Map(rows.map((row) => [row.biodata.nik, row.recorded]));
    expect(recordedOf.get(first.biodata.nik)).toEqual({
      status: 'rekam',
      source: 'rekam',
      asOf: '2026-11-21',
    });
    expect(recordedOf.get(second.biodata.nik)).toEqual({
      status: 'rekam',
      source: 'rekam',
      asOf: '2026-11-22',
    });
    expect(await residents.revision(test.database)).toBe(4);
  });

  it('DRS4 misses no change of those made while others read', async () => {
    await importFile(csvOf(people));
    const residents = residentsOf(test.database);
    const seen = new Set<string>();
    let after = 400;
    const readOn = async () => {
      const page = await read('53.71', after);
      for (const { biodata } of page.rows) seen.add(biodata.nik);
      after = page.lastRevision;
    };
    const change = (nik: string, waitMs: number) =>
      test.database.transact(async (tx) => {
        await residents.recordingChanged(tx, nik, null);
        await new Promise((resolve) => setTimeout(resolve, waitMs));
      });
    const changed = people.slice(0, 60).map(({ biodata }) => biodata.nik);
    const reading = (async () => {
      for (let i = 0; i < 40; i++) await readOn();
    })();
    await Promise.all([reading, ...changed.map((nik, index) => change(nik, (index * 7) % 50))]);
    await readOn();
    expect([...seen].sort()).toEqual([...changed].sort());
  });
});
