/** Services that no station reports: what the centre's words, the rules of letters and promises say, as residents see it. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dayAt, defaultLetterPolicy, timeZones, toInstant } from '@rekam/domain';
import { equipmentApi, officeApi, repairApi } from '@rekam/protocol';
import { makeComponent } from '@rekam/testkit/equipment/component.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCentreAnswers } from '../centre/index.ts';
import { keysDirOf } from '../office-keys/index.ts';
import { openTestOffice, type TestOffice, testPassword } from '../testing/test-office.ts';

const dayMs = 86_400_000;
let nowMs = Date.parse('2026-11-24T02:00:00Z');
let office: TestOffice;

beforeAll(async () => {
  office = await openTestOffice({ clock: () => nowMs, jobs: false });
});
afterAll(() => office.close());

const day = (ago: number) => dayAt(toInstant(nowMs - ago * dayMs), timeZones.WITA.offsetMinutes);
const nik = (n: number) => `53710445069900${String(n).padStart(2, '0')}`;
const known = (n: number) =>
  office.database.query(
    `insert into resident (nik, name, search_name, birth_place, birth_date, sex, blood_group, religion,
       marital_status, occupation, nationality, address, rt, rw, kelurahan_code)
     values ($1, 'WARGA CONTOH', 'WARGA CONTOH', 'KUPANG', '2000-08-15', 'LAKI-LAKI', 'O', 'KATHOLIK', 'BELUM KAWIN',
       'PELAJAR', 'WNI', 'JL. CONTOH 1', '004', '011', '53.71.04.1001') on conflict do nothing`,
    [nik(n)],
  );
/** A list of the centre's words, as one takes it from SIAK. */
const hear = async (...words: [resident: number, status: string, on: string][]) => {
  for (const [resident] of words) await known(resident);
  const lines = words.map(([resident, status, on]) => `${nik(resident)};${status};${on};SIAK`);
  const file = ['NIK;STATUS;TANGGAL;SUMBER', ...lines].join('\n');
  const { seal } = await office.head.upload(officeApi.takeCentreFile, file, {});
  await office.head.upload(officeApi.takeCentreFile, file, { apply: 'yes', seal });
};
/** How it stands after everything said so far. */
const city = async () => {
  await office.upkeep();
  return (await office.head.call(officeApi.getServiceStatus, {})).city;
};
const page = async (path = '') => (await fetch(`${office.url}/layanan${path}`)).text();
const feed = async () => JSON.parse(await page('/status.json')) as { city: Record<string, object> };

describe('the centre, by its words', () => {
  it('STS10 CTR52 the first list says how things stand, and nothing of whether the centre answers', async () => {
    expect((await city()).tunggal).toMatchObject({ condition: 'unknown', cause: 'not-known-yet' });
    await hear([1, 'PRR', day(30)], [2, 'SFE', day(30)], [3, 'RECEIVED_AT_CENTRAL', day(30)]);
    expect((await city()).tunggal).toMatchObject({
      condition: 'unknown',
      cause: 'centre-not-asked',
      source: 'centre',
    });
  });

  it('STS25 STS26 CTR50 CTR51 it is stopped while what was sent is seen to wait, and open again when it answers', async () => {
    await hear([2, 'SFE', day(2)], [3, 'RECEIVED_AT_CENTRAL', day(2)]);
    const since = `${day(31)}T16:00:00.000Z`;
    const stopped = { condition: 'stopped', cause: 'centre-silent', since, asOf: `${day(3)}T16:00:00.000Z` };
    expect(await city()).toMatchObject({ tunggal: stopped, kirim: stopped });
    expect((await feed()).city).toMatchObject({ tunggal: stopped, kirim: stopped });
    const html = await page();
    expect(html).toContain('Pusat (Ditjen Dukcapil) belum menjawab rekaman yang dikirim.');
    expect(html).toContain('Sumber: kabar pusat yang dicatat kantor, per 22 November 2026.');
    expect(html).toContain('Belum diketahui sampai kapan.');

    await hear([2, 'RECEIVED_AT_CENTRAL', day(1)]);
    expect((await city()).tunggal.condition).toBe('stopped');
    await hear([3, 'PRR', day(0)]);
    expect((await city()).tunggal).toMatchObject({ condition: 'open', source: 'centre' });
    expect(await page()).toContain('Sumber: kabar pusat yang dicatat kantor, per 24 November 2026.');
  });

  it('CTR51 a step back begins the waiting anew', async () => {
    const answers = makeCentreAnswers(office.database);
    await hear([2, 'SEARCH_FAILURE_AT_CENTRAL', day(0)]);
    const { comparing } = await answers(day(0), 90);
    expect(comparing!.waiting).toEqual({ since: day(1), seenOn: day(0) });
  });

  it('CTR53 who is at the centre already neither waits to be taken in nor is answered by being seen there', async () => {
    const takingIn = async () => (await makeCentreAnswers(office.database)(day(0), 90))['taking-in']!;
    /** As a supervisor lets it in, against what was said before. */
    const letIn = (resident: number, status: string, on: string) =>
      office.database.query(
        `insert into centre_word (id, nik, status, as_of, source, noted_at, noted_by)
         values ($1, $2, $3, $4, 'SIAK', now(), 'ofc_1')`,
        [`word ${resident} ${on}`, nik(resident), status, on],
      );
    const { waiting, answeredOn } = await takingIn();
    await known(4);
    await office.database.query(
      "update resident set recorded_status = 'PRR', recorded_source = 'SIAK', recorded_as_of = $2 where nik = $1",
      [nik(4), day(80)],
    );
    await hear([5, 'PRR', day(70)]);
    for (const resident of [4, 5]) await letIn(resident, 'SENT_FOR_ENROLLMENT', day(60));
    await letIn(4, 'SENT_FOR_ENROLLMENT', day(0));
    await letIn(5, 'PRINT_READY_RECORD', day(0));
    expect(await takingIn()).toMatchObject({ waiting, answeredOn });
    // Nobody knew this one before: it does wait.
    await hear([6, 'SFE', day(60)]);
    await hear([6, 'SFE', day(0)]);
    expect((await takingIn()).waiting).toEqual({ since: day(60), seenOn: day(0) });
  });

  it('STS34 the head sets by a letter how long the centre may take', async () => {
    expect((await city()).kirim).toMatchObject({ condition: 'limited', cause: 'centre-silent' });
    const waits = { effectiveFrom: day(0), basis: '800/1/2026', ordinaryDays: 61, tellingDays: 90 };
    const add = (body: typeof waits) => office.head.call(officeApi.addCentreWaits, { body });
    await expect(add({ ...waits, tellingDays: 61 })).rejects.toMatchObject({ code: 'SERVICE_WAITS_INVALID' });
    expect(await add(waits)).toMatchObject([{ version: 1, ordinaryDays: 61 }]);
    expect((await city()).kirim.cause).not.toBe('centre-silent');
    await add({ ...waits, ordinaryDays: 20 });
    expect((await city()).kirim.cause).toBe('centre-silent');
    await add({ ...waits, ordinaryDays: 20, tellingDays: 59 });
    expect((await city()).kirim.cause).not.toBe('centre-silent');
    expect(await office.head.call(officeApi.centreWaits, {})).toHaveLength(3);
  });

  it('STS12 a statement older than the words is a conflict, one for the whole city, and settled once', async () => {
    const statement = {
      placeId: null,
      service: 'tunggal' as const,
      condition: 'stopped' as const,
      cause: 'centre' as const,
      note: '',
      reference: '471.13/3256/DUKCAPIL',
      since: new Date(nowMs - dayMs).toISOString(),
      expectedUntil: '2026-12-01',
    };
    const later = await office.head.call(officeApi.makeStatement, { body: statement });
    expect(later.places.flatMap(({ conflicts }) => conflicts)).toEqual([]);
    expect(later.city.tunggal).toMatchObject({ condition: 'stopped', expectedUntil: '2026-12-01' });
    nowMs += 2 * dayMs;
    await office.head.call(officeApi.signIn, { body: { username: 'kepala', password: testPassword } });
    await hear([2, 'PRR', day(0)]);
    expect((await city()).tunggal.condition).toBe('stopped');
    const { places } = await office.head.call(officeApi.getServiceStatus, {});
    const conflicts = places.flatMap((place) => place.conflicts);
    expect(conflicts).toHaveLength(places.length);
    expect(new Set(conflicts.map(({ key }) => key)).size).toBe(1);
    const settling = { key: conflicts[0]!.key, settledFor: 'derived' as const, reason: 'Sudah ada jawaban.' };
    const settled = await office.head.call(officeApi.settleConflict, { body: settling });
    expect(settled.city.tunggal.condition).toBe('open');
  });
});

it('STS28 letters follow the rules, the certificate and who may issue them, at each place', async () => {
  expect((await city()).suket).toMatchObject({ condition: 'unknown', cause: 'not-known-yet' });
  const { version, ...rule } = defaultLetterPolicy;
  const signatory = { position: 'Kepala Dinas', name: 'KEPALA CONTOH', rank: '', nip: '' };
  const body = { ...rule, purposes: [...rule.purposes], signatory };
  await office.head.call(officeApi.addLetterPolicy, { body });
  expect((await city()).suket).toMatchObject({ condition: 'stopped', cause: 'no-issuer', source: 'letters' });
  const [first] = await office.head.call(officeApi.listPlaces, {});
  await office.signedInAs('pencetak', [{ role: 'printing-officer', placeId: first!.id }]);
  expect((await city()).suket).toMatchObject({ condition: 'limited', cause: 'no-issuer' });
  await office.signedInAs('penyelia', [{ role: 'supervisor', placeId: null }]);
  expect((await city()).suket).toMatchObject({ condition: 'open', source: 'letters' });
  const pem = join(keysDirOf(office.dataDir), 'letter-signer.pem');
  writeFileSync(pem, 'bukan sertifikat');
  expect((await city()).suket).toMatchObject({ condition: 'stopped', cause: 'certificate-unusable' });
  expect(await page()).toContain('Sertifikat tanda tangan elektronik tidak dapat dipakai.');
  rmSync(pem);
  expect((await city()).suket.condition).toBe('open');
});

it('STS29 the promised day of a repair is when recording is expected back, until that day is over', async () => {
  const [, place] = await office.head.call(officeApi.listPlaces, {});
  const { id: setId } = await office.head.call(equipmentApi.addSet, {
    body: { name: 'Set 1', placeId: place!.id, stationId: null },
  });
  const kinds = [
    'computer',
    'camera',
    'fingerprint-scanner',
    'iris-scanner',
    'signature-pad',
    'ups',
  ] as const;
  let scanner = '';
  for (const kind of kinds) {
    const { id } = await office.head.call(equipmentApi.registerComponent, {
      body: makeComponent({ kind, serial: `D-${kind}`, where: { at: 'set', setId } }),
    });
    if (kind === 'fingerprint-scanner') scanner = id;
  }
  const fault = await office.head.call(equipmentApi.reportFault, {
    params: { id: scanner },
    body: { symptom: 'not-detected', cause: 'lightning', effect: 'stops', note: 'mati' },
  });
  const { id } = await office.head.call(repairApi.openRepair, { params: { id: fault.fault!.id } });
  const rekam = async () => (await city()).rekam;
  expect(await rekam()).toMatchObject({ condition: 'stopped', expectedUntil: null });
  const promisedOn = day(-5);
  const answer = {
    paper: null,
    from: 'Ditjen Dukcapil',
    on: day(0),
    summary: 'dikirim pengganti',
    promisedOn,
  };
  await office.head.call(repairApi.noteAnswer, { params: { id }, body: answer });
  expect(await rekam()).toMatchObject({ cause: 'device-missing', expectedUntil: promisedOn });
  expect(await page()).toContain('Diperkirakan sampai 1 Desember 2026.');
  nowMs += 6 * dayMs;
  await office.head.call(officeApi.signIn, { body: { username: 'kepala', password: testPassword } });
  expect(await rekam()).toMatchObject({ condition: 'stopped', expectedUntil: null });
});
