import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type CardId, defaultLetterPolicy, type PlaceId, type TimeZoneName } from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import type { ApiClient, ApiProblem } from '@rekam/testkit/api-client.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../ports/clock.ts';
import { openTestOffice, type TestOffice } from '../testing/test-office.ts';
import { makeCardPieces } from './card-pieces.ts';
import { rebuildBlanks } from './record.ts';
import { blanksIn } from './standing.ts';

const pdftotext = '/usr/bin/pdftotext';

/** Tuesday 24 November 2026, twenty minutes before midnight in Kupang. */
let nowMs = Date.parse('2026-11-24T23:40:00+08:00');
const clock = () => nowMs;
let office: TestOffice;
let keeper: ApiClient;
let supervisor: ApiClient;
let desk: PlaceId;

beforeAll(async () => {
  office = await openTestOffice({ clock, jobs: false });
  keeper = await office.signedInAs('gudang', [{ role: 'storekeeper', placeId: null }]);
  supervisor = await office.signedInAs('penyelia', [{ role: 'supervisor', placeId: null }]);
  desk = (await office.head.call(officeApi.listPlaces, {}))[0]!.id as PlaceId;
}, 120_000);
afterAll(() => office.close());

const get = async (path: string) => (await fetch(`${office.url}/layanan${path}`)).text();
const cetak = async () => (await office.head.call(officeApi.getServiceStatus, {})).city.cetak;
const pieces = makeCardPieces({ clock, timeZone: async (): Promise<TimeZoneName> => 'WITA' });
const by = { actor: { kind: 'office', id: null }, permittedBy: null } as const;
const receive = (first: string, last: string) =>
  keeper.call(officeApi.moveBlanks, {
    body: {
      ranges: [{ first, last }],
      from: { kind: 'centre' },
      to: { kind: 'store' },
      paper: 'BAST 7/PUSAT',
    },
  });
const toDesk = (first: string, last: string) =>
  keeper.call(officeApi.moveBlanks, {
    body: { ranges: [{ first, last }], from: { kind: 'store' }, to: { kind: 'desk', place: desk } },
  });
const print = (cards: number) =>
  office.database.transact(async (tx) => {
    for (let card = 0; card < cards; card++)
      await pieces.takeNext(tx, [newId('card', clock) as CardId], desk, by);
  });

const ask = (perDay: number | null) => keeper.call(officeApi.requestBlanks, { body: { days: 30, perDay } });
const policyOf2022 = {
  ...defaultLetterPolicy,
  effectiveFrom: '2022-11-01',
  purposes: [...defaultLetterPolicy.purposes],
  onlyWithoutBlanks: true,
  signatory: { ...defaultLetterPolicy.signatory, name: 'Kepala Uji' },
};
const issue = () =>
  supervisor.call(officeApi.issueLetter, { body: { nik: '5371041508000001', purpose: 'first-card' } });
const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'ok',
    (error: ApiProblem) => error.code,
  );

describe('the stock and the services', () => {
  it('PUB21, STS30 is not known before the book begins, neither for letters nor for the public', async () => {
    await office.upkeep();
    expect(await blanksIn(office.database)).toBe('unknown');
    expect((await cetak()).condition).toBe('unknown');
    expect(await codeOf(ask(200))).toBe('BLANK_BOOK_NOT_BEGUN');
    expect(await get('/blangko')).toContain('Belum diketahui: kantor ini belum mulai mencatat blangkonya');
    expect(JSON.parse(await get('/blangko.json'))).toMatchObject({ known: false });
  });

  it('PUB20, STS30, LET4 few, enough and empty are told with cause and as of when', async () => {
    await receive('KT0001', 'KT0100');
    await office.upkeep();
    expect(await blanksIn(office.database)).toBe('some');
    expect(await cetak()).toMatchObject({ condition: 'limited', cause: 'few-blanks', source: 'book' });
    await receive('KT0101', 'KT0300');
    await toDesk('KT0001', 'KT0300');
    await print(3);
    nowMs += 40 * 60_000;
    await print(297);
    await office.upkeep();
    expect(await blanksIn(office.database)).toBe('none');
    expect(await cetak()).toMatchObject({
      condition: 'stopped',
      cause: 'blanks',
      since: new Date(nowMs).toISOString(),
      asOf: new Date(nowMs).toISOString(),
    });
    await office.database.query(
      `insert into resident (nik, name, search_name, birth_place, birth_date, sex, blood_group, religion,
         marital_status, occupation, nationality, address, rt, rw, kelurahan_code, recorded_status, recorded_source,
         recorded_as_of)
       values ('5371041508000001', 'WARGA CONTOH', 'WARGA CONTOH', 'KUPANG', '2000-08-15', 'LAKI-LAKI', 'O', 'KATHOLIK',
         'BELUM KAWIN', 'PELAJAR', 'WNI', 'JL. CONTOH 1', '004', '011', '53.71.04.1001', 'PRR', 'SIAK', '2026-11-01')`,
    );
    await office.head.call(officeApi.addLetterPolicy, { body: policyOf2022 });
    // Nothing but the missing photo is in the way while the blanks are gone.
    expect(await codeOf(issue())).toBe('LETTER_PHOTO_MISSING');
    expect(await codeOf(ask(null))).toBe('BLANK_PACE_UNKNOWN');
    const { kind, year, serial, number } = await ask(200);
    expect(number).toBe('SPB-001/BLANGKO/DISDUKCAPIL/2026');
    const letter = await keeper.bytes(officeApi.blankDocument, { params: { kind, year, serial } });
    expect(Buffer.from(letter.subarray(0, 5)).toString()).toBe('%PDF-');
    if (existsSync(pdftotext)) {
      const text = execFileSync(pdftotext, ['-layout', '-', '-'], { input: letter }).toString();
      expect(text).toMatch(/Dimohon\s+: 1 keping/);
    }
    const { rows } = await keeper.call(officeApi.blankEntries, { query: { limit: 1 } });
    expect(rows[0]).toMatchObject({ document: { kind: 'request' }, amount: 1 });
    await office.database.transact(rebuildBlanks);
    const page = await get('/blangko');
    expect(page).toContain('Blangko kosong: kartu belum dapat dicetak.');
    expect(page).toContain('Menurut buku blangko per 00.20 WITA, Rabu 25 November 2026');
    expect(Buffer.byteLength(page)).toBeLessThan(30_000);
    expect(await get('/blangko.csv')).toBe(
      ['tanggal,diterima,dicetak,rusak,sisa', '2026-11-24,300,3,0,297', '2026-11-25,0,297,0,0', ''].join(
        '\r\n',
      ),
    );
    await receive('KT0301', 'KT0999');
    await office.upkeep();
    expect(await codeOf(issue())).toBe('LETTER_WHILE_BLANKS');
    expect(await cetak()).toMatchObject({ condition: 'open', source: 'book' });
    expect(await get('/en/blangko')).toContain('<strong>699 pieces</strong>');
  });
});
