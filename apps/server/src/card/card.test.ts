import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeRgbJpeg } from '@rekam/biometrics/records/jpeg.ts';
import { drawFace } from '@rekam/biometrics/synthetic/face.ts';
import { type CardGround, defaultLetterPolicy, printPolicyOf2020 } from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestOffice, type TestOffice, testPassword } from '../testing/test-office.ts';

const startMs = Date.parse('2026-11-25T02:00:00Z');
let nowMs = startMs;
let office: TestOffice;
let printer: ApiClient;
let supervisor: ApiClient;
let second: ApiClient;

const photoBase64 = Buffer.from(encodeRgbJpeg(drawFace({ seed: 'card', background: 'red' }))).toString(
  'base64',
);
const nikOf = (index: number) => `53710445069900${String(index + 10)}`;
const codeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'ok',
    (error) => error.code,
  );

/** Somebody of the register; with a letter there is a photo, too. */
async function addResident(
  index: number,
  over: { status?: string | null; birthDate?: string; name?: string } = {},
) {
  const { status = 'PRR', birthDate = '1999-06-05', name = `MARIA CONTOH ${index}` } = over;
  await office.database.query(
    `insert into resident (nik, name, search_name, birth_place, birth_date, sex, blood_group, religion, marital_status,
       occupation, nationality, address, rt, rw, kelurahan_code, recorded_status, recorded_source, recorded_as_of)
     values ($1, $2, $2, 'KUPANG', $3, 'PEREMPUAN', '-', 'KATHOLIK', 'BELUM KAWIN', 'PELAJAR', 'WNI', 'JL. CONTOH 1',
       '004', '011', '53.71.04.1001', $4, case when $4::text is null then null else 'SIAK' end, '2026-11-01')`,
    [nikOf(index), name, birthDate, status],
  );
}
const issueLetter = (index: number) =>
  supervisor.call(officeApi.issueLetter, { body: { nik: nikOf(index), purpose: 'first-card', photoBase64 } });
const ask = (index: number, ground: CardGround = 'first-card', client = printer) =>
  client.call(officeApi.askForCard, { body: { nik: nikOf(index), ground } });
const queue = (which: 'queue' | 'left' = 'queue') => printer.call(officeApi.cardQueue, { query: { which } });
const namesIn = async (which: 'queue' | 'left' = 'queue') =>
  (await queue(which)).rows.map(({ name }) => name.split(' ').at(-1));

beforeAll(async () => {
  office = await openTestOffice({ clock: () => nowMs });
  for (const index of [0, 1, 2, 3, 4]) await addResident(index);
  await addResident(5, { status: 'DUPLICATE_RECORD' });
  await addResident(6, { birthDate: '2010-06-05' });
  await addResident(7, { birthDate: '2009-11-25', name: 'YOHANA' });
  printer = await office.signedInAs('cetak', [{ role: 'printing-officer', placeId: null }]);
  supervisor = await office.signedInAs('penyelia', [{ role: 'supervisor', placeId: null }]);
  second = await office.signedInAs('penyelia2', [{ role: 'supervisor', placeId: null }]);
  const { version: _version, ...rule } = defaultLetterPolicy;
  const signatory = { position: 'Kepala Dinas', name: 'KEPALA CONTOH', rank: '', nip: '' };
  await office.head.call(officeApi.addLetterPolicy, {
    body: { ...rule, purposes: [...rule.purposes], signatory },
  });
}, 120_000);
afterAll(() => office.close());

it('CRD1 without a rule nobody is printed, and everybody waits with that reason', async () => {
  await issueLetter(0);
  await ask(0);
  const { basis, waiting, rows } = await queue('left');
  expect([basis, waiting, rows.length]).toEqual([null, 0, 1]);
  expect(rows[0]!.obstacle?.id).toContain('belum ada aturan urutan cetak');
  const { version: _version, ...rule } = printPolicyOf2020;
  const body = { ...rule, groups: rule.groups.map((group) => [...group]) };
  expect(await codeOf(printer.call(officeApi.addPrintPolicy, { body }))).toBe('ACCESS_DENIED');
  const empty = { ...body, groups: [] };
  expect(await codeOf(office.head.call(officeApi.addPrintPolicy, { body: empty }))).toBe(
    'CARD_POLICY_INVALID',
  );
  await office.head.call(officeApi.addPrintPolicy, { body });
  expect(await namesIn()).toEqual(['0']);
});

describe('who stands in the queue', () => {
  it('asking needs somebody of the register, and nobody stands in it twice', async () => {
    expect(await codeOf(ask(80))).toBe('CARD_RESIDENT_UNKNOWN');
    const twice = await Promise.all([codeOf(ask(1, 'lost')), codeOf(ask(1, 'lost'))]);
    expect(twice.toSorted()).toEqual(['CARD_ALREADY_ASKED', 'ok']);
  });

  it('CRD2, CRD3, CRD5 whoever may not be printed waits with the reason', async () => {
    await ask(5);
    await issueLetter(6);
    await ask(6);
    const { rows } = await queue('left');
    const reasons = rows.map(({ name, obstacle }) => [name.split(' ').at(-1), obstacle?.en]);
    expect(reasons.toSorted(([a], [b]) => (a! < b! ? -1 : 1))).toEqual([
      ['1', expect.stringContaining('holds no photo')],
      ['5', expect.stringContaining('DUPLICATE_RECORD')],
      ['6', expect.stringContaining('can be printed from')],
    ]);
    await issueLetter(1);
    expect((await namesIn('left')).toSorted()).toEqual(['5', '6']);
  });

  it('CRD10 stands in the order of the circular: a beginner, then by the day of the letter, then what was lost', async () => {
    nowMs += 86_400_000;
    for (const [client, username] of [
      [printer, 'cetak'],
      [supervisor, 'penyelia'],
      [second, 'penyelia2'],
      [office.head, 'kepala'],
    ] as const)
      await client.call(officeApi.signIn, { body: { username, password: testPassword } });
    await issueLetter(2);
    await ask(2);
    await issueLetter(7);
    await ask(7);
    expect(await namesIn()).toEqual(['YOHANA', '0', '2', '1']);
    const { rows } = await queue();
    expect(rows[0]).toMatchObject({
      place: { number: 1, printClass: 'beginner', movedUp: false },
      kecamatan: 'Oebobo',
    });
    expect(rows[1]!.place?.waitingSince).toBe('2026-11-25');
  });

  it('CRD15 a word of the centre puts the resident into it, once, and the register can be taken up', async () => {
    const day = (back: number) => new Date(nowMs - back * 86_400_000).toISOString().slice(0, 10);
    await office.database.query(
      `update resident set recorded_status = null, recorded_source = null, recorded_as_of = null where nik = $1`,
      [nikOf(3)],
    );
    const csv = `NIK,STATUS,TANGGAL,SUMBER\n${nikOf(3)},PRR,${day(3)},SIAK\n${nikOf(5)},PRR,${day(2)},SIAK\n`;
    const seen = await supervisor.upload(officeApi.takeCentreFile, csv, { apply: 'no', seal: '' });
    await supervisor.upload(officeApi.takeCentreFile, csv, { apply: 'yes', seal: seen.seal });
    const [taken] = (await printer.call(officeApi.searchCards, { body: { nik: nikOf(3) } })).rows;
    expect(taken).toMatchObject({ ground: 'first-card', requestedOn: day(3), state: 'queued' });
    expect(await printer.call(officeApi.takeUpReadyCards, {})).toEqual({ added: 1 });
    expect(await printer.call(officeApi.takeUpReadyCards, {})).toEqual({ added: 0 });
    expect((await printer.call(officeApi.searchCards, { body: { nik: nikOf(4) } })).rows).toHaveLength(1);
  });

  it('a wish is taken back with a reason, and may be made again', async () => {
    const { rows } = await printer.call(officeApi.searchCards, { body: { nik: nikOf(4) } });
    const params = { id: rows[0]!.id };
    expect(await codeOf(printer.call(officeApi.withdrawCard, { params, body: { reason: 'x' } }))).toBe(
      'CARD_REASON_MISSING',
    );
    const body = { reason: 'Pindah ke kota lain' };
    expect(await printer.call(officeApi.withdrawCard, { params, body })).toMatchObject({
      state: 'withdrawn',
    });
    expect(await codeOf(printer.call(officeApi.withdrawCard, { params, body }))).toBe('CARD_WITHDRAWN');
    await ask(4);
    expect((await printer.call(officeApi.searchCards, { body: { nik: nikOf(4) } })).rows).toHaveLength(2);
  });
});

it('CRD13 somebody moves up only when a second person agrees, and the number is public', async () => {
  const lost = (await queue()).rows.at(-1)!;
  const params = { id: lost.id };
  const propose = (client: ApiClient, reason: string) =>
    client.call(officeApi.proposeCardMove, { params, body: { reason } });
  const answer = (client: ApiClient, agree: boolean) =>
    client.call(officeApi.answerCardMove, { params, body: { agree } });
  expect(await codeOf(propose(supervisor, 'ya'))).toBe('CARD_REASON_MISSING');
  expect(await codeOf(answer(second, true))).toBe('CARD_MOVE_NOT_ASKED');
  await propose(supervisor, 'Berangkat berobat besok');
  expect(await codeOf(propose(second, 'Berangkat berobat besok'))).toBe('CARD_MOVE_ALREADY_ASKED');
  expect(await codeOf(answer(supervisor, true))).toBe('CARD_SECOND_PERSON_NEEDED');
  expect(await codeOf(answer(printer, true))).toBe('ACCESS_DENIED');
  expect((await queue()).proposals).toMatchObject([{ id: lost.id, move: { askedBy: 'Petugas penyelia' } }]);
  await answer(second, false);
  expect((await queue()).proposals).toEqual([]);

  await propose(supervisor, 'Berangkat berobat besok');
  const both = await Promise.all([codeOf(answer(second, true)), codeOf(answer(office.head, true))]);
  expect(both.toSorted()).toEqual(['CARD_MOVE_NOT_ASKED', 'ok']);
  const moved = (await queue()).rows[0]!;
  expect(moved).toMatchObject({ id: lost.id, place: { number: 1, movedUp: true } });
  expect(await codeOf(propose(supervisor, 'Sekali lagi saja'))).toBe('CARD_ALREADY_MOVED_UP');

  nowMs += 60_000;
  const file = await (await fetch(`${office.url}/api/public/cards/order.json`)).json();
  expect(file).toMatchObject({
    movesOfMonth: 1,
    order: [{ place: 1, card: lost.id, movedUpAt: expect.any(String) }, {}, {}, {}],
  });
});

it('CRD14 whoever has the file comes to the same order, and it names nobody', async () => {
  const csv = await (await fetch(`${office.url}/api/public/cards/order.csv`)).text();
  const [, ...lines] = csv
    .trim()
    .split('\r\n')
    .map((line) => line.split(';'));
  const sorted = lines.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  expect(lines.map(([place]) => Number(place))).toEqual([1, 2, 3, 4]);
  expect(sorted).toEqual(lines);
  const json = await (await fetch(`${office.url}/api/public/cards/order.json`)).text();
  for (const text of [csv, json]) expect(text).not.toMatch(/5371\d{8}|CONTOH|YOHANA/);
});
/** What CRD10 compares, from the columns of the file alone. */
const keyOf = ([, card, , group, moved, letter, asked]: string[]): string =>
  [moved ? `0${moved}` : `1${group!.padStart(3, '0')}`, letter || asked, asked, card].join(' ');

describe('the face of a card', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-face-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const faceOf = async (client: ApiClient, id: string) =>
    Buffer.from(await client.bytes(officeApi.cardFace, { params: { id } }));

  it('CRD40 has two sides of the true size with the fields of the record, and is the same bytes each time', async () => {
    const first = (await queue()).rows.find(({ name }) => name === 'YOHANA')!;
    const pdf = await faceOf(printer, first.id);
    expect(pdf.equals(await faceOf(supervisor, first.id))).toBe(true);
    const file = join(folder, 'face.pdf');
    writeFileSync(file, pdf);
    const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
    expect(info).toMatch(/Pages: +2/);
    const [, widthPt, heightPt] = /Page size: +([\d.]+) x ([\d.]+) pts/.exec(info)!;
    expect(Number(widthPt)).toBeCloseTo((85.6 / 25.4) * 72, 2);
    expect(Number(heightPt)).toBeCloseTo((53.98 / 25.4) * 72, 2);
    const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
    for (const words of [
      'PROVINSI NUSA TENGGARA TIMUR',
      'KOTA KUPANG',
      nikOf(7),
      'YOHANA',
      'KUPANG, 25-11-2009',
      'Gol. Darah : -',
      '004/011',
      'OEBOBO',
      'SEUMUR HIDUP',
      '26-11-2026',
      'KARTU TANDA PENDUDUK',
    ])
      expect(text.replaceAll(/ +/g, ' ')).toContain(words);
    expect(pdf.includes('/DCTDecode')).toBe(true);
  });

  it('ACC95 is for who prints and who supervises, and every look is written down', async () => {
    const { id } = (await queue()).rows[0]!;
    const operator = await office.signedInAs('operator', [{ role: 'operator', placeId: null }]);
    expect(await codeOf(faceOf(operator, id))).toBe('ACCESS_DENIED');
    await faceOf(printer, id);
    const { rows } = await office.database.query<{ looks: number }>(
      "select count(*)::int as looks from fact where kind = 'card-face-seen' and subject_id = $1",
      [id],
    );
    expect(rows[0]!.looks).toBe(1);
  });
});
