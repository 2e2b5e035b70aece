/** The register over HTTP on a real database: what is written down, what is refused, and that facts make it again. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeRgbJpeg } from '@rekam/biometrics';
import type { Instant } from '@rekam/domain';
import {
  defaultEnrolmentPolicy,
  defaultEquipmentPolicy,
  deriveSetState,
  deriveSlotNeeds,
  openAt,
} from '@rekam/domain';
import type { BodyOf } from '@rekam/protocol';
import { equipmentApi, officeApi, paperApi, repairApi } from '@rekam/protocol';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import { demoSets } from '@rekam/testkit/demo-city/demo-equipment.ts';
import { kupang2017 } from '@rekam/testkit/demo-city/kupang-2017.ts';
import { makeComponent } from '@rekam/testkit/equipment/component.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { theOffice } from '../audit/index.ts';
import { composeEquipment } from '../composition/equipment.ts';
import { furnishDemo } from '../demo/furnish.ts';
import { keysDirOf, loadKeyring } from '../office-keys/index.ts';
import { listPlaces } from '../place/index.ts';
import { enrolmentRules } from '../policy/index.ts';
import { rebuildRepairs } from '../repair/record.ts';
import { openTestOffice, type TestOffice, testPassword } from '../testing/test-office.ts';
import { importHistory } from './history.ts';
import { rebuildEquipment } from './record.ts';
import { listComponents, listFaults } from './store.ts';

let office: TestOffice;
let head: ApiClient;
let places: { id: string; name: string }[];
let nowMs = Date.UTC(2017, 2, 1);

beforeAll(async () => {
  office = await openTestOffice({ clock: () => nowMs, jobs: false });
  head = office.head;
  places = await head.call(officeApi.listPlaces, {});
});
afterAll(() => office.close());

const picture = encodeRgbJpeg({ width: 16, height: 12, rgb: new Uint8Array(16 * 12 * 3).fill(99) });
let made = 0;
const next = (): number => {
  made += 1;
  return made;
};
const scanner = (placeId = places[1]!.id) =>
  makeComponent({
    kind: 'fingerprint-scanner',
    model: 'FS-4',
    serial: `fs 4-${next()}`,
    boughtOn: '2012-02-01',
    where: { at: 'store', placeId },
  });
const paper = { number: '028/17/DUKCAPIL', date: '2017-03-01', fileId: null };
const register = (placeId = places[1]!.id) =>
  head.call(equipmentApi.registerComponent, { body: scanner(placeId) });
const addSet = (placeId = places[1]!.id) =>
  head.call(equipmentApi.addSet, { body: { placeId, name: `Set ${next()}`, stationId: null } });
type Move = BodyOf<typeof equipmentApi.moveComponent>;
const move = (id: string, from: Move['from'], to: Move['to'], given: Move['paper'] = paper) =>
  head.call(equipmentApi.moveComponent, {
    params: { id },
    body: { from, to, paper: given, note: '' },
  });
const refusal = (code: string) => expect.objectContaining({ code });

describe('the register', () => {
  it('EQP3, EQP6 keeps a component with its history, and refuses a doubled serial and a move from elsewhere', async () => {
    const one = await register();
    expect(one).toMatchObject({ condition: 'working', place: { id: places[1]!.id }, overdue: false });
    await expect(
      head.call(equipmentApi.registerComponent, {
        body: { ...scanner(places[2]!.id), serial: one.serial.toLowerCase() },
      }),
    ).rejects.toEqual(refusal('EQUIPMENT_SERIAL_TAKEN'));
    await expect(
      move(one.id, { at: 'store', placeId: places[2]!.id }, { at: 'store', placeId: places[3]!.id }),
    ).rejects.toEqual(refusal('EQUIPMENT_NOT_THERE'));
    const moved = await move(one.id, one.where, { at: 'store', placeId: places[2]!.id });
    expect(moved.timeline.map(({ kind }) => kind)).toEqual(['component-registered', 'component-moved']);
    expect(moved.timeline[1]!.details).toMatchObject({ paper });
  });

  it('EQP5 EQS1 a slot takes one component, even of two that arrive together', async () => {
    const set = await addSet();
    const [a, b] = [await register(), await register()];
    const to = { at: 'set', setId: set.id } as const;
    const both = await Promise.allSettled([move(a.id, a.where, to, null), move(b.id, b.where, to, null)]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const lost = both.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect(lost.reason).toEqual(refusal('EQUIPMENT_SLOT_TAKEN'));
    const view = await head.call(equipmentApi.getSet, { params: { id: set.id } });
    expect(view.state.failing.map(({ slot }) => slot)).not.toContain('fingerprint-scanner');
    await expect(
      head.call(equipmentApi.retireSet, { params: { id: set.id }, body: { reason: 'sudah usang' } }),
    ).rejects.toEqual(refusal('EQUIPMENT_SET_NOT_EMPTY'));
  });

  it('EQP12, EQP14 a set moves with all that is in it and a paper, is emptied in one act, and is retired', async () => {
    const [set, one] = [await addSet(), await register()];
    await move(one.id, one.where, { at: 'set', setId: set.id }, null);
    const params = { id: set.id };
    const elsewhere = { placeId: places[2]!.id };
    await expect(head.call(equipmentApi.changeSet, { params, body: elsewhere })).rejects.toEqual(
      refusal('EQUIPMENT_PAPER_MISSING'),
    );
    const fileId = `ppr_${'0'.repeat(32)}`;
    await expect(
      head.call(equipmentApi.changeSet, {
        params,
        body: { ...elsewhere, paper: { ...paper, fileId } },
      }),
    ).rejects.toEqual(refusal('PAPER_NOT_FOUND'));
    await expect(
      head.call(equipmentApi.changeSet, { params, body: { stationId: `stn_${'0'.repeat(32)}` } }),
    ).rejects.toEqual(refusal('EQUIPMENT_STATION_ELSEWHERE'));
    const moved = await head.call(equipmentApi.changeSet, {
      params,
      body: { ...elsewhere, name: 'Set pindah', paper: paper },
    });
    expect(moved).toMatchObject({ name: 'Set pindah', place: { id: places[2]!.id } });
    expect(await head.call(equipmentApi.getComponent, { params: { id: one.id } })).toMatchObject({
      place: { id: places[2]!.id },
      setName: 'Set pindah',
    });
    await head.call(equipmentApi.emptySet, { params });
    const spare = await head.call(equipmentApi.getComponent, { params: { id: one.id } });
    expect(spare.where).toEqual({ at: 'store', placeId: places[2]!.id });
    await head.call(equipmentApi.retireSet, { params, body: { reason: 'sudah usang' } });
    const gone = await head.call(equipmentApi.getSet, { params });
    expect(gone.retired).toBe(true);
    expect(gone.timeline.map(({ kind }) => kind)).toEqual(['set-added', 'set-changed', 'set-retired']);
    expect(gone.timeline[1]!.details).toMatchObject({ paper });
    await expect(head.call(equipmentApi.changeSet, { params, body: { name: 'Set lain' } })).rejects.toEqual(
      refusal('EQUIPMENT_SET_RETIRED'),
    );
  });

  it('EQP7, EQP8 lends with a paper and a day, and says when it is overdue', async () => {
    const one = await register();
    const loan = { at: 'loan', to: 'Kabupaten Kupang', dueOn: '2017-03-20' } as const;
    await expect(move(one.id, one.where, loan, null)).rejects.toEqual(refusal('EQUIPMENT_PAPER_MISSING'));
    expect((await move(one.id, one.where, loan)).overdue).toBe(false);
    nowMs = Date.UTC(2017, 2, 21);
    await head.call(officeApi.signIn, { body: { username: 'kepala', password: testPassword } });
    expect((await head.call(equipmentApi.getComponent, { params: { id: one.id } })).overdue).toBe(true);
  });

  it('ACC24–ACC27 shows a place its own, and lets nobody there lend anything out', async () => {
    const technician = await office.signedInAs('teknisi1', [{ role: 'technician', placeId: places[1]!.id }]);
    const [here, there] = [await register(places[1]!.id), await register(places[2]!.id)];
    const seen = (await technician.call(equipmentApi.listComponents, {})).map(({ id }) => id);
    expect(seen).toContain(here.id);
    expect(seen).not.toContain(there.id);
    await expect(technician.call(equipmentApi.getComponent, { params: { id: there.id } })).rejects.toEqual(
      refusal('ACCESS_DENIED'),
    );
    const loan = { at: 'loan', to: 'Kabupaten Kupang', dueOn: '2030-03-20' } as const;
    await expect(
      technician.call(equipmentApi.moveComponent, {
        params: { id: here.id },
        body: { from: here.where, to: loan, paper: paper },
      }),
    ).rejects.toEqual(refusal('ACCESS_DENIED'));
  });
});

describe('faults', () => {
  const report = { symptom: 'not-detected', cause: 'unknown', effect: 'stops' } as const;

  it('EQP33, EQP36 opens once, joins a second report, and ends with a passed self-test alone', async () => {
    const set = await addSet();
    const one = await register();
    await move(one.id, one.where, { at: 'set', setId: set.id }, null);
    await head.call(equipmentApi.reportFault, { params: { id: one.id }, body: report });
    const twice = await head.call(equipmentApi.reportFault, {
      params: { id: one.id },
      body: { ...report, cause: 'lightning', note: 'bau hangus' },
    });
    expect(twice.faults).toHaveLength(1);
    expect(twice.faults[0]).toMatchObject({ cause: 'lightning', reports: [{}, { note: 'bau hangus' }] });
    expect(twice.condition).toBe('broken');
    const faultId = twice.fault!.id;
    const repair = await head.call(repairApi.openRepair, { params: { id: faultId } });
    await expect(
      head.call(equipmentApi.closeMistakenFault, {
        params: { id: faultId },
        body: { reason: 'salah label' },
      }),
    ).rejects.toEqual(refusal('EQUIPMENT_FAULT_UNDER_REPAIR'));

    nowMs += 60_000;
    const test = (outcome: 'passed' | 'failed') =>
      head.call(equipmentApi.recordSelfTest, {
        params: { id: set.id },
        body: { occasion: 'after-repair', parts: [{ kind: 'fingerprint-scanner', outcome, detail: '' }] },
      });
    await test('failed');
    expect((await head.call(repairApi.getRepair, { params: { id: repair.id } })).closedAt).toBeNull();
    nowMs += 60_000;
    expect((await test('passed')).lastTest).toMatchObject({ passed: true });
    expect((await head.call(repairApi.getRepair, { params: { id: repair.id } })).closedAt).not.toBeNull();
    const mended = await head.call(equipmentApi.getComponent, { params: { id: one.id } });
    expect(mended).toMatchObject({ condition: 'working', fault: null });
    expect(mended.faults[0]!.closing).toBe('self-test');
  });

  it('EQP31 “not functioning” is no symptom, and a report without a cause none', async () => {
    const one = await register();
    await expect(
      head.call(equipmentApi.reportFault, {
        params: { id: one.id },
        body: { ...report, symptom: 'other', note: 'tidak berfungsi' },
      }),
    ).rejects.toEqual(refusal('EQUIPMENT_FAULT_SYMPTOM_MISSING'));
    await expect(
      head.call(equipmentApi.reportFault, {
        params: { id: one.id },
        // @ts-expect-error: no cause
        body: { ...report, cause: '' },
      }),
    ).rejects.toEqual(refusal('REQUEST_MALFORMED'));
  });

  it('RPR2 ends with its repair when the component is written off', async () => {
    const one = await register();
    const broken = await head.call(equipmentApi.reportFault, { params: { id: one.id }, body: report });
    const repair = await head.call(repairApi.openRepair, { params: { id: broken.fault!.id } });
    const gone = await move(one.id, one.where, { at: 'written-off' });
    expect(gone).toMatchObject({ condition: 'written-off', fault: null });
    expect((await head.call(repairApi.getRepair, { params: { id: repair.id } })).closedAt).not.toBeNull();
  });
});

describe('papers', () => {
  it('EQS3 keeps a photo encrypted and gives it back; refuses what is no picture, and what is not there', async () => {
    const kept = await head.upload(paperApi.uploadPaper, picture);
    expect(kept).toMatchObject({ mediaType: 'image/jpeg', bytes: picture.length });
    expect(await head.bytes(paperApi.getPaper, { params: { id: kept.id } })).toEqual(picture);
    const folder = join(office.dataDir, 'papers');
    const stored = readFileSync(join(folder, readdirSync(folder)[0]!));
    expect(stored.includes(Buffer.from(picture.subarray(0, 20)))).toBe(false);
    for (const wrong of [
      Buffer.from('<script>alert(1)</script>'),
      picture.subarray(0, 8),
      Buffer.from('%PDF-1.7'),
    ])
      await expect(head.upload(paperApi.uploadPaper, wrong)).rejects.toEqual(refusal('PAPER_NO_PICTURE'));
    const one = await register();
    const fileId = `ppr_${'0'.repeat(32)}`;
    await expect(move(one.id, one.where, { at: 'lost' }, { ...paper, fileId })).rejects.toEqual(
      refusal('PAPER_NOT_FOUND'),
    );
  });
});

describe('the register as CSV', () => {
  const importCsv = (text: string, apply: 'yes' | 'no') =>
    head.upload(equipmentApi.importComponents, text, { apply });

  it('comes back from its own export without a change', async () => {
    const csv = Buffer.from(await head.bytes(equipmentApi.exportComponents, {})).toString('utf8');
    const result = await importCsv(csv, 'yes');
    expect(result).toMatchObject({ added: [], changed: [], bad: [] });
    expect(result.unchanged).toBe(result.lines);
    expect(result.lines).toBeGreaterThan(5);
  });

  it('EQS4 makes no formula of what somebody typed, and reads it back as it was', async () => {
    const body = { ...scanner(), make: '=HYPERLINK("http://x")', model: '+1', serial: '-2' };
    await head.call(equipmentApi.registerComponent, { body });
    const csv = Buffer.from(await head.bytes(equipmentApi.exportComponents, {})).toString('utf8');
    expect(csv).toContain(`"'=HYPERLINK(""http://x"")";'+1;'-2;`);
    expect(await importCsv(csv, 'no')).toMatchObject({ added: [], changed: [], bad: [] });
  });

  it('reads the sample of the documentation', async () => {
    const sample = new URL('../../../../docs/operating/equipment-sample.csv', import.meta.url);
    const result = await importCsv(readFileSync(sample, 'utf8'), 'no');
    expect(result).toMatchObject({ bad: [], applied: false });
    expect(result.added.length).toBeGreaterThan(10);
  });

  it('shows first and changes only then; refuses a doubled serial by its line, and the rest with it', async () => {
    const header = 'jenis;merek;model;nomor_seri;pemilik;tempat;set';
    const place = places[3]!.name;
    const line = (serial: string, owner = 'bmn-kemendagri') =>
      `kamera;Contoh;C-1;${serial};${owner};${place};Set impor ${serial}`;
    const good = [header, line('imp-1'), line('imp-2')].join('\n');
    expect(await importCsv(good, 'no')).toMatchObject({ applied: false, added: [{ line: 2 }, { line: 3 }] });
    const count = async () => (await head.call(equipmentApi.listComponents, {})).length;
    const before = await count();
    const doubled = await importCsv([good, line('IMP-1 ')].join('\n'), 'yes');
    expect(doubled).toMatchObject({ applied: false, bad: [{ line: 4, code: 'EQUIPMENT_CSV_DOUBLED' }] });
    expect(await count()).toBe(before);
    expect(await importCsv(good, 'yes')).toMatchObject({ applied: true });
    expect(await count()).toBe(before + 2);
    const changed = await importCsv([header, line('imp-1', 'bmd-hibah')].join('\n'), 'yes');
    expect(changed.changed).toMatchObject([
      { line: 2, changes: [{ field: 'owner', from: 'bmn', to: 'bmd-grant' }] },
    ]);
    const elsewhere = `kamera;Contoh;C-1;imp-2;bmn-kemendagri;${places[2]!.name};Set x`;
    expect(await importCsv([header, elsewhere].join('\n'), 'yes')).toMatchObject({
      bad: [{ line: 2, code: 'EQUIPMENT_CSV_MOVES' }],
    });
    const nonsense = [header, 'kulkas;a;b;c;bmn-kemendagri;x;y', 'kamera;a'].join('\n');
    expect((await importCsv(nonsense, 'no')).bad.map(({ code }) => code)).toEqual([
      'EQUIPMENT_CSV_FIELD',
      'IMPORT_FIELD_COUNT',
    ]);
    const wide = 'jenis;merek;model;nomor_seri;tanggal_beli;harga;tempat;keberadaan';
    const wrong = ['32-13-2012;;', ';empat juta;', ';;perbaikan', ';;terpasang'].map((cells, i) => {
      const [day, price, whereabouts] = cells.split(';');
      return `kamera;Contoh;C-1;imp-9${i};${day};${price};${place};${whereabouts}`;
    });
    expect((await importCsv([wide, ...wrong].join('\n'), 'no')).bad.map(({ code }) => code)).toEqual([
      'EQUIPMENT_CSV_DAY',
      'EQUIPMENT_CSV_PRICE',
      'EQUIPMENT_CSV_NOT_HERE',
      'EQUIPMENT_CSV_SET',
    ]);
  });
});

describe('the past', () => {
  it('EQP40, EQP41 of Kota Kupang: two sets in January 2017, one on 29 March, none on 31, and one fact fewer changes it', async () => {
    nowMs = Date.UTC(2017, 3, 6);
    const kupang = await openTestOffice({ clock: () => nowMs, jobs: false });
    try {
      const { database } = kupang;
      const { equipment, equipmentQueries } = composeEquipment({
        database,
        clock: () => nowMs,
        dataDir: kupang.dataDir,
        keyring: () => loadKeyring(keysDirOf(kupang.dataDir)),
        timeZone: async () => 'WITA',
        askPrinter: async () => null,
        policyInForce: async () => (await enrolmentRules.list(database))[0]!,
      });
      const bare = demoSets.map(({ place, components }) => ({
        place,
        components: components.map(({ description }) => ({
          description: { ...description, boughtOn: null },
        })),
      }));
      await furnishDemo({ equipment, clock: () => nowMs, places: () => listPlaces(database) }, bare, []);
      const components = await equipmentQueries.rows('all');
      const by = { actor: theOffice, permittedBy: null };
      await database.transact((tx) =>
        importHistory(tx, { equipment, components, offsetMinutes: 480 }, kupang2017.faults, by),
      );
      const faults = await listFaults(database);
      const needs = deriveSlotNeeds(defaultEnrolmentPolicy, defaultEquipmentPolicy);
      const placed = await listComponents(database, 'all');
      const working = (day: string, told = faults): number => {
        const open = openAt(told, `${day}T04:00:00.000Z` as Instant);
        return new Set(placed.map(({ placeId }) => placeId)).size - stoppedOf(open);
        function stoppedOf(known: typeof faults): number {
          const sets = Map.groupBy(placed, ({ placeId }) => placeId);
          return [...sets.values()].filter((parts) => {
            const slots = parts.map(({ component: { id, kind } }) => [
              kind,
              { componentId: id, fault: known.find(({ componentId }) => componentId === id) ?? null },
            ]);
            return !deriveSetState(Object.fromEntries(slots), needs).records;
          }).length;
        }
      };
      expect(['2016-03-31', '2017-01-15', '2017-03-29', '2017-03-31'].map((day) => working(day))).toEqual([
        2, 2, 1, 0,
      ]);
      const fewer = faults.filter(({ since }) => since < '2017-03-29');
      expect(working('2017-03-31', fewer)).toBe(1);
      expect(faults.find(({ closedAt }) => closedAt !== null)?.closedAt).toBe('2016-12-31T16:00:00.000Z');
    } finally {
      await kupang.close();
    }
  });
});

describe('facts', () => {
  it('EQS2 make the derived tables again, as they were', async () => {
    const read = async () =>
      Object.fromEntries(
        await Promise.all(
          ['recording_set', 'component', 'fault', 'self_test', 'repair'].map(async (table) => [
            table,
            (await office.database.query(`select * from ${table} order by id`)).rows,
          ]),
        ),
      );
    const before = await read();
    await office.database.transact(async (tx) => {
      await rebuildEquipment(tx);
      await rebuildRepairs(tx);
    });
    expect(await read()).toEqual(before);
    expect(before.component.length).toBeGreaterThan(5);
  });
});
