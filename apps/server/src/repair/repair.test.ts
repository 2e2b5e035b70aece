/** A repair over weeks: steps, letters, climbing, and the letter to the Ditjen. */
import { inflateRawSync } from 'node:zlib';
import { equipmentApi, officeApi, repairApi } from '@rekam/protocol';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import { makeComponent } from '@rekam/testkit/equipment/component.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeEquipment } from '../composition/equipment.ts';
import { keysDirOf, loadKeyring } from '../office-keys/index.ts';
import { enrolmentRules } from '../policy/index.ts';
import { openTestOffice, type TestOffice, testPassword } from '../testing/test-office.ts';

let office: TestOffice;
let head: ApiClient;
let placeId: string;
let nowMs = Date.UTC(2017, 2, 30);
const dayMs = 86_400_000;
const today = () => new Date(nowMs + 8 * 3_600_000).toISOString().slice(0, 10);

beforeAll(async () => {
  office = await openTestOffice({ clock: () => nowMs, jobs: false });
  head = office.head;
  placeId = (await head.call(officeApi.listPlaces, {}))[1]!.id;
});
afterAll(() => office.close());

/** The office's own chasing, as its upkeep runs it. */
async function chase(): Promise<void> {
  await composeEquipment({
    database: office.database,
    clock: () => nowMs,
    dataDir: office.dataDir,
    keyring: () => loadKeyring(keysDirOf(office.dataDir)),
    timeZone: async () => 'WITA',
    policyInForce: async () => (await enrolmentRules.list(office.database))[0]!,
    askPrinter: async () => null,
  }).chase();
}
async function passDays(days: number): Promise<void> {
  for (let day = 0; day < days; day++) {
    nowMs += dayMs;
    await chase();
  }
  await head.call(officeApi.signIn, { body: { username: 'kepala', password: testPassword } });
}

let made = 0;
async function broken() {
  made += 1;
  const { id } = await head.call(equipmentApi.registerComponent, {
    body: makeComponent({
      kind: 'fingerprint-scanner',
      make: 'Contoh & Co',
      model: 'FS-4',
      serial: `R-${made}`,
      boughtOn: '2012-02-06',
      where: { at: 'store', placeId },
    }),
  });
  const one = await head.call(equipmentApi.reportFault, {
    params: { id },
    body: { symptom: 'not-detected', cause: 'lightning', effect: 'stops', note: 'mati sejak <petir>' },
  });
  return head.call(repairApi.openRepair, { params: { id: one.fault!.id } });
}
const get = (id: string) => head.call(repairApi.getRepair, { params: { id } });
const refusal = (code: string) => expect.objectContaining({ code });

describe('a repair', () => {
  it('RPR1, RPR3, RPR6 is opened once, knows who must pay, and needs a diagnosis before it goes further', async () => {
    const repair = await broken();
    expect(repair).toMatchObject({ payer: 'kemendagri', rung: 'operator', path: null });
    await expect(head.call(repairApi.openRepair, { params: { id: repair.faultId } })).rejects.toEqual(
      refusal('REPAIR_ALREADY_OPEN'),
    );
    const params = { id: repair.id };
    const toCentre = { path: 'centre', payer: 'kemendagri' } as const;
    await expect(head.call(repairApi.choosePath, { params, body: toCentre })).rejects.toEqual(
      refusal('REPAIR_DIAGNOSIS_MISSING'),
    );
    await head.call(repairApi.noteDiagnosis, {
      params,
      body: { verdict: 'permanent', by: 'Teknisi', evidence: 'papan daya hangus', on: today() },
    });
    expect(await head.call(repairApi.choosePath, { params, body: toCentre })).toMatchObject(toCentre);
  });

  it('RPR9 takes nothing from before the fault, until somebody tells that it began earlier', async () => {
    const { id, component } = await broken();
    const params = { id };
    const yesterday = new Date(nowMs - dayMs).toISOString();
    const body = { what: 'ganti kabel', result: 'tetap mati', on: yesterday.slice(0, 10) };
    await expect(head.call(repairApi.noteAttempt, { params, body })).rejects.toEqual(
      refusal('REPAIR_DATE_BEFORE_FAULT'),
    );
    expect((await get(id)).attempts).toEqual([]);
    await head.call(equipmentApi.reportFault, {
      params: { id: component.id },
      body: { symptom: 'not-detected', cause: 'lightning', effect: 'stops', since: yesterday },
    });
    expect((await head.call(repairApi.noteAttempt, { params, body })).attempts).toHaveLength(1);
  });

  it('RPR11, RPR12, RPR14 climbs by itself to the Ditjen, owes letters there, and goes on reminding', async () => {
    const { id } = await broken();
    await passDays(1);
    expect((await get(id)).rung).toBe('section-head');
    await passDays(14);
    expect(await get(id)).toMatchObject({ rung: 'ditjen', letterDue: true });
    await passDays(15);
    const kinds = (await get(id)).timeline.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'repair-escalated')).toHaveLength(4);
    expect(kinds.filter((kind) => kind === 'repair-reminded').length).toBeGreaterThanOrEqual(2);
    expect((await get(id)).timeline.at(-1)!.actor).toBeNull();
  });

  it('RPR10, RPR15 waits while a promise holds, and chases once a day however often it looks', async () => {
    const { id } = await broken();
    const promisedOn = new Date(nowMs + 10 * dayMs).toISOString().slice(0, 10);
    await head.call(repairApi.noteAnswer, {
      params: { id },
      body: { paper: null, from: 'Kabid PIAK', summary: 'suku cadang dipesan', on: today(), promisedOn },
    });
    await passDays(9);
    expect((await get(id)).rung).toBe('operator');
    await passDays(3);
    const after = await get(id);
    expect(after).toMatchObject({ promiseBroken: true });
    expect(after.rung).not.toBe('operator');
    nowMs += 120_000;
    await chase();
    expect((await get(id)).timeline).toHaveLength(after.timeline.length);
  });

  it('the office sets its own days', async () => {
    const policies = await head.call(equipmentApi.getEquipmentPolicy, {});
    const { version: _, ...body } = policies[0]!;
    await expect(
      head.call(equipmentApi.addEquipmentPolicy, { body: { ...body, remindEveryDays: 400 } }),
    ).rejects.toEqual(refusal('EQUIPMENT_POLICY_NUMBER'));
    await head.call(equipmentApi.addEquipmentPolicy, {
      body: { ...body, effectiveFrom: today(), climbAfterDays: { ...body.climbAfterDays, operator: 3 } },
    });
    const { id } = await broken();
    await passDays(2);
    expect((await get(id)).rung).toBe('operator');
    await passDays(1);
    expect((await get(id)).rung).toBe('section-head');
  });
});

describe('residents turned away', () => {
  it('RPR20 are counted by tap, taken back by the same person, and told as uncounted elsewhere', async () => {
    const tap = () => head.call(repairApi.countTurnedAway, { body: { placeId } });
    await tap();
    const second = await tap();
    expect(second.today).toBe(2);
    const body = { factSeq: second.factSeq };
    const operator = await office.signedInAs('operator1', [{ role: 'operator', placeId }]);
    await expect(operator.call(repairApi.withdrawTurnedAway, { body })).rejects.toEqual(
      refusal('REPAIR_TAP_NOT_YOURS'),
    );
    expect((await head.call(repairApi.withdrawTurnedAway, { body })).today).toBe(1);
    await expect(head.call(repairApi.withdrawTurnedAway, { body })).rejects.toEqual(
      refusal('REPAIR_TAP_NOT_YOURS'),
    );
    expect(await head.call(repairApi.listTurnedAway, { query: { days: 30 } })).toEqual([
      { placeId, on: today(), residents: 1 },
    ]);
  });
});

describe('the letter to the Ditjen', () => {
  it('tells what is known, in PDF and DOCX, and refuses when nothing goes to the centre', async () => {
    const bytes = await head.bytes(repairApi.draftLetter, { query: { format: 'docx' } });
    const text = documentText(Buffer.from(bytes));
    for (const said of [
      'Direktur Jenderal Kependudukan dan Pencatatan Sipil',
      'R-1',
      'BMN Kemendagri',
      '30 Maret 2017',
      'mati sejak &lt;petir&gt;',
      'Contoh &amp; Co',
      'papan daya hangus',
      'mencatat 1 penduduk',
      'Kepala Uji',
    ])
      expect(text).toContain(said);
    const pdf = Buffer.from(await head.bytes(repairApi.draftLetter, { query: { format: 'pdf' } }));
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    const ids = `rpr_${'0'.repeat(32)}`;
    await expect(head.bytes(repairApi.draftLetter, { query: { format: 'pdf', ids } })).rejects.toEqual(
      refusal('REPAIR_NOT_FOUND'),
    );
  });
});

/** `word/document.xml` out of a DOCX, which is a ZIP file. */
function documentText(zip: Buffer): string {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    if (name === 'word/document.xml') {
      const local = zip.readUInt32LE(at + 42);
      const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      return inflateRawSync(zip.subarray(from, from + zip.readUInt32LE(at + 20))).toString('utf8');
    }
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  throw new Error('no document in the file');
}
