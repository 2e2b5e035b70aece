import { encodeRgbJpeg } from '@rekam/biometrics/records/jpeg.ts';
import { drawFace } from '@rekam/biometrics/synthetic/face.ts';
import { defaultLetterPolicy } from '@rekam/domain';
import type { BodyOf } from '@rekam/protocol';
import { officeApi } from '@rekam/protocol';
import { type ApiClient, ApiProblem } from '@rekam/testkit/api-client.ts';
import type { BareStation } from '@rekam/testkit/bare-station.ts';
import { todayInKupang } from '@rekam/testkit/demo-city/today.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAskLimit } from '../ports/ask-limit.ts';
import { type MadeRecording, makeRecording, nikOf } from '../testing/made-recording.ts';
import { openTestOffice, type TestOffice } from '../testing/test-office.ts';
import { askPace } from './ask-pace.ts';
import { lockWordsOf } from './store.ts';

let office: TestOffice;
let station: BareStation;
let elsewhere: ApiClient;
let supervisor: ApiClient;
let operator: ApiClient;

beforeAll(async () => {
  office = await openTestOffice();
  station = await office.addStation(1);
  const other = await office.addStation(2);
  supervisor = await office.signedInAs('penyelia', [{ role: 'supervisor', placeId: null }]);
  operator = await office.signedInAs('operator', [{ role: 'operator', placeId: station.settings.place.id }]);
  elsewhere = await office.signedInAs('operator2', [{ role: 'operator', placeId: other.settings.place.id }]);
}, 120_000);
afterAll(() => office.close());

const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'ok',
    (error: unknown) => (error instanceof ApiProblem ? error.code : String(error)),
  );

async function receive(serial: number): Promise<MadeRecording> {
  const recording = await makeRecording(station, serial);
  await station.send(recording);
  await office.allOpened();
  return recording;
}

/** Puts the resident of a recording into the register. */
const register = (nik: string) =>
  office.database.query(
    `insert into resident (nik, name, search_name, birth_place, birth_date, sex, blood_group, religion,
       marital_status, occupation, nationality, address, rt, rw, kelurahan_code)
     values ($1, 'WARGA CONTOH', 'WARGA CONTOH', 'KUPANG', '2000-08-15', 'LAKI-LAKI', 'O', 'KATHOLIK', 'BELUM KAWIN',
       'PELAJAR', 'WNI', 'JL. CONTOH 1', '004', '011', '53.71.04.1001')`,
    [nik],
  );

const today = todayInKupang();
const daysAgo = (days: number) => new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10);
type Word = BodyOf<typeof officeApi.noteCentreWord>;
const note = (
  client: ApiClient,
  { enrolmentId }: MadeRecording,
  body: Pick<Word, 'status'> & Partial<Word>,
) =>
  client.call(officeApi.noteCentreWord, {
    params: { id: enrolmentId },
    body: { source: 'SIAK', asOf: today, ...body },
  });
const take = (client: ApiClient, csv: string, query: object = {}) =>
  client.upload(officeApi.takeCentreFile, csv, query);
const wordCount = async () =>
  (await office.database.query<{ n: number }>('select count(*) as n from centre_word')).rows[0]!.n;

describe('a word by hand', () => {
  it('CTR1, CTR11 is kept with day, source and who saw it, and told as last and since', async () => {
    const recording = await receive(1);
    await note(operator, recording, { status: 'SENT_FOR_ENROLLMENT', asOf: daysAgo(9) });
    await note(operator, recording, { status: 'RECEIVED_AT_CENTRAL', asOf: daysAgo(5), source: ' Telepon ' });
    const record = await note(operator, recording, { status: 'RECEIVED_AT_CENTRAL', asOf: daysAgo(1) });
    expect(record.words.map(({ status, source, notedBy }) => [status, source, notedBy])).toEqual([
      ['SENT_FOR_ENROLLMENT', 'SIAK', 'Petugas operator'],
      ['RECEIVED_AT_CENTRAL', 'Telepon', 'Petugas operator'],
      ['RECEIVED_AT_CENTRAL', 'SIAK', 'Petugas operator'],
    ]);
    expect(record.story).toMatchObject({ stage: 'checking', since: daysAgo(5), asOf: daysAgo(1) });
    const again = note(operator, recording, { status: 'RECEIVED_AT_CENTRAL', asOf: daysAgo(1) });
    expect(await codeOf(again)).toBe('CENTRE_KNOWN');
  });

  it('CTR10, CTR12, CTR13 an earlier day is refused, a step back is a supervisor’s, and nothing is half done', async () => {
    const recording = await receive(2);
    await note(operator, recording, { status: 'PRINT_READY_RECORD', asOf: daysAgo(2) });
    const before = await wordCount();
    const back = { status: 'DUPLICATE_RECORD', decisionReason: 'Ditjen menelepon' } as const;
    expect(await codeOf(note(operator, recording, { ...back, asOf: daysAgo(3) }))).toBe('CENTRE_EARLIER');
    expect(await codeOf(note(operator, recording, back))).toBe('CENTRE_CONTRADICTS');
    expect(await codeOf(note(supervisor, recording, { ...back, decisionReason: null }))).toBe(
      'CENTRE_CONTRADICTS',
    );
    expect(await codeOf(note(supervisor, recording, { ...back, decisionReason: ' ya ' }))).toBe(
      'CENTRE_REASON_MISSING',
    );
    expect(await codeOf(note(elsewhere, recording, { status: 'CARD_PRINTED' }))).toBe('ACCESS_DENIED');
    expect(await wordCount()).toBe(before);
    const { words } = await note(supervisor, recording, back);
    expect(words.at(-1)).toMatchObject({ status: 'DUPLICATE_RECORD', decidedBecause: 'Ditjen menelepon' });
  });

  it('CTR10 of two officers at once only one is taken', async () => {
    const recording = await receive(3);
    const codes = await Promise.all(
      [operator, supervisor].map((client) => codeOf(note(client, recording, { status: 'BIO_CAPTURED' }))),
    );
    expect(codes.toSorted()).toEqual(['CENTRE_KNOWN', 'ok']);
  });

  it('CTR10 who notes a word waits for nobody who notes one about somebody else', async () => {
    const recording = await receive(5);
    await office.database.transact(async (tx) => {
      await lockWordsOf(tx, nikOf(1));
      await note(operator, recording, { status: 'BIO_CAPTURED' });
    });
  });

  it('LET5, DRS3 letters see the centre’s word about a recording that counts here', async () => {
    const recording = await receive(4);
    await register(nikOf(4));
    const { version: _version, ...rule } = defaultLetterPolicy;
    const signatory = { position: 'Kepala Dinas', name: 'KEPALA CONTOH', rank: '', nip: '' };
    await office.head.call(officeApi.addLetterPolicy, {
      body: { ...rule, purposes: [...rule.purposes], signatory },
    });
    const photoBase64 = Buffer.from(encodeRgbJpeg(drawFace({ seed: 'centre', background: 'red' })));
    const issue = () =>
      operator.call(officeApi.issueLetter, {
        body: { nik: nikOf(4), purpose: 'first-card', photoBase64: photoBase64.toString('base64') },
      });
    const known = async () =>
      (await supervisor.call(officeApi.searchResidents, { body: { q: nikOf(4) } })).rows[0]!.recorded;
    expect(await known()).toMatchObject({ status: 'rekam' });
    await note(operator, recording, { status: 'UNREGISTERED' });
    expect(await known()).toMatchObject({ status: 'rekam' });
    await note(operator, recording, { status: 'ADJUDICATE_RECORD' });
    expect(await known()).toEqual({ status: 'ADJUDICATE_RECORD', source: 'SIAK', asOf: today });
    expect(await codeOf(issue())).toBe('LETTER_SUPERVISOR_NEEDED');
    await note(operator, recording, { status: 'PRINT_READY_RECORD' });
    expect(await codeOf(issue())).toBe('ok');
  });
});

describe('a resident recorded before Rekam', () => {
  it('CTR1 gets a word by hand by NIK, and CTR13 a step back is a supervisor’s there as well', async () => {
    await register(nikOf(70));
    const about = (client: ApiClient, body: Pick<Word, 'status'> & Partial<Word>) =>
      client.call(officeApi.noteCentreWordOfResident, {
        body: { nik: nikOf(70), source: 'SIAK', asOf: today, ...body },
      });
    const record = await about(operator, { status: 'PRINT_READY_RECORD', asOf: daysAgo(3) });
    expect(record.story).toMatchObject({ status: 'PRINT_READY_RECORD', asOf: daysAgo(3) });
    const back = { status: 'DUPLICATE_RECORD', decisionReason: 'Ditjen menelepon' } as const;
    expect(await codeOf(about(operator, back))).toBe('CENTRE_CONTRADICTS');
    await about(supervisor, back);
    const said = await operator.call(officeApi.centreOfResident, { body: { nik: nikOf(70) } });
    expect(said.words.map(({ decidedBecause }) => decidedBecause)).toEqual([null, 'Ditjen menelepon']);
  });

  it('is not made up: a NIK that nobody here has takes no word, and a stranger asks nothing', async () => {
    const body = { nik: nikOf(71), status: 'PRINT_READY_RECORD', source: 'SIAK', asOf: today } as const;
    const call = operator.call(officeApi.noteCentreWordOfResident, { body });
    expect(await codeOf(call)).toBe('CENTRE_RESIDENT_UNKNOWN');
    const asked = operator.call(officeApi.centreOfResident, { body: { nik: nikOf(71) } });
    expect(await codeOf(asked)).toBe('CENTRE_RESIDENT_UNKNOWN');
    const head = office.head.call(officeApi.centreOfResident, { body: { nik: nikOf(70) } });
    expect(await codeOf(head)).toBe('ACCESS_DENIED');
  });
});

describe('a file', () => {
  it('CTR20–CTR22 is shown before it is written, and written as it was shown', async () => {
    const made = [await receive(11), await receive(12), await receive(13)];
    await note(operator, made[1]!, { status: 'SENT_FOR_ENROLLMENT', asOf: daysAgo(5) });
    await note(operator, made[2]!, { status: 'CARD_ISSUED', asOf: daysAgo(5) });
    const csv = [
      'sep=;',
      'NIK;Status;Tanggal;Nama',
      `${nikOf(11)};PRR;${daysAgo(1)};X`,
      `${nikOf(12)};print ready record;${daysAgo(1)} 08:00:00;X`,
      `${nikOf(13)};PRR;${daysAgo(1)};X`,
      `${nikOf(99)};PRR;${daysAgo(1)};X`,
      `${nikOf(11)};PRR;${daysAgo(1)};X`,
      `12345;PRR;${daysAgo(1)};X`,
      `${nikOf(2)};SIAP;${daysAgo(1)};X`,
      'garbage',
    ].join('\r\n');
    const before = await wordCount();
    const preview = await take(supervisor, csv);
    expect(preview.counts).toMatchObject({
      new: 1,
      changes: 1,
      contradicts: 1,
      'unknown-nik': 1,
      doubled: 1,
      'bad-nik': 2,
      'unknown-word': 1,
    });
    expect(JSON.stringify(preview)).not.toContain(nikOf(11));
    expect(preview.applied).toBe(false);
    expect(await wordCount()).toBe(before);
    const { seal } = preview;
    expect(await codeOf(take(operator, csv))).toBe('ACCESS_DENIED');
    expect(await codeOf(take(supervisor, `${csv}\r\n`, { apply: 'yes', seal }))).toBe('CENTRE_PREVIEW_STALE');
    expect(await take(supervisor, csv, { apply: 'yes', seal })).toMatchObject({ applied: true });
    expect(await wordCount()).toBe(before + 2);
    expect(await codeOf(take(supervisor, csv, { apply: 'yes', seal }))).toBe('CENTRE_PREVIEW_STALE');
    const second = await take(supervisor, csv);
    expect(second.counts).toMatchObject({ new: 0, changes: 0, known: 2 });
    expect(await codeOf(take(supervisor, csv, { apply: 'yes', seal: second.seal }))).toBe(
      'CENTRE_NOTHING_TO_WRITE',
    );
  });

  it.each([
    ['IMPORT_EMPTY', ''],
    ['IMPORT_EMPTY', 'NIK;STATUS;TANGGAL\n'],
    ['IMPORT_NOT_CSV', 'PK\u0003\u0004'],
    ['CENTRE_COLUMNS_MISSING', 'NIK;STATUS\n1;PRR'],
    ['IMPORT_COLUMN_TWICE', 'NIK;NIK;STATUS;TANGGAL\n1;2;3;4'],
  ])('is refused as a whole with %s', async (code, csv) => {
    expect(await codeOf(take(supervisor, csv))).toBe(code);
  });

  it('CTR2, CTR3 reads the office’s own names, which the head gives', async () => {
    await receive(21);
    const set = (client: ApiClient, body: object) => client.call(officeApi.setCentreLabels, { body: body });
    expect(await codeOf(set(operator, { PRINT_READY_RECORD: 'Siap' }))).toBe('ACCESS_DENIED');
    expect(await codeOf(set(office.head, { PRINT_READY_RECORD: 'dup' }))).toBe('CENTRE_LABEL_TAKEN');
    expect(await set(office.head, { PRINT_READY_RECORD: 'Tunggal', CARD_PRINTED: ' ' })).toEqual({
      PRINT_READY_RECORD: 'Tunggal',
    });
    const { counts } = await take(supervisor, `NIK,STATUS,TANGGAL\n${nikOf(21)},TUNGGAL,${today}\n`);
    expect(counts).toMatchObject({ new: 1 });
  });
});

describe('a resident asks', () => {
  const ask = async (kode: string, day = '15', month = '8', year = '2000') => {
    const answer = await fetch(`${office.url}/rekaman`, {
      method: 'POST',
      body: new URLSearchParams({ kode, tanggal: day, bulan: month, tahun: year }),
    });
    expect(answer.status).toBe(200);
    return answer.text();
  };

  it('CTR30, CTR33 by code and date of birth, and reads where it stands, since and as of when', async () => {
    const recording = await receive(31);
    const { receiptCode } = recording.manifest;
    expect(await ask(receiptCode)).toContain('Belum ada keterangan dari pusat');
    await note(operator, recording, { status: 'RECEIVED_AT_CENTRAL', asOf: daysAgo(4) });
    await note(operator, recording, { status: 'RECEIVED_AT_CENTRAL', asOf: daysAgo(1) });
    const text = await ask(receiptCode.toLowerCase().replace('-', ' '));
    const written = (day: string) => day.split('-').reverse().join('-');
    expect(text).toContain(`sedang diperiksa ketunggalannya di pusat sejak ${written(daysAgo(4))}`);
    expect(text).toContain('Anda tidak perlu melakukan apa pun');
    expect(text).toContain(`Keterangan pusat per ${written(daysAgo(1))}`);
    for (const secret of [nikOf(31), 'WARGA', receiptCode]) expect(text).not.toContain(secret);
    expect(text).not.toContain('<script');
  });

  it('CTR32 a wrong date and a code of nobody are answered alike', async () => {
    const { manifest } = await receive(32);
    const stranger = await makeRecording(station, 33);
    const answerAlone = (text: string) => /<section.*<\/section>/.exec(text)?.[0];
    const wrongDay = await ask(manifest.receiptCode, '16');
    expect(wrongDay).toContain('Tidak ada rekaman dengan kode dan tanggal lahir ini');
    const wrongCode = await ask(stranger.manifest.receiptCode);
    expect(answerAlone(wrongCode)).toBe(answerAlone(wrongDay));
    expect(wrongCode).toContain(`value="${stranger.manifest.receiptCode}"`);
    expect(await ask('"><script>')).not.toContain('<script');
    expect(await ask('AAAAA-AAAAB')).toContain('salah ketik');
    expect(await ask(manifest.receiptCode, '31', '2')).toContain('Tanggal lahir ini tidak ada');
    const huge = await ask('A'.repeat(5000));
    expect(huge).toContain('salah ketik');
  });

  it('CTR31 guesses are slowed down, for one address and for all together', () => {
    const mayAsk = makeAskLimit(askPace);
    const asked = (address: string, times: number, atMs: number) =>
      Array.from({ length: times }, () => mayAsk(address, atMs)).filter(Boolean).length;
    expect(asked('a', 100, 0)).toBe(20);
    expect(asked('a', 100, 6000)).toBe(1);
    expect(asked('a', 100, 3_600_000)).toBe(20);
    const others = Array.from({ length: 100 }, (_, index) => asked(`b${index}`, 20, 3_600_000));
    expect(others.reduce((sum, n) => sum + n, 0)).toBe(280);
    expect(asked('c', 20, 3_601_000)).toBe(10);
  });
});
