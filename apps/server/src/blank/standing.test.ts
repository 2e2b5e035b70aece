import type { CardId, PlaceId, TimeZoneName } from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../ports/clock.ts';
import { openTestOffice, type TestOffice } from '../testing/test-office.ts';
import { makeCardPieces } from './card-pieces.ts';
import { blanksIn } from './standing.ts';

/** Tuesday 24 November 2026, twenty minutes before midnight in Kupang. */
let nowMs = Date.parse('2026-11-24T23:40:00+08:00');
const clock = () => nowMs;
let office: TestOffice;
let keeper: ApiClient;
let desk: PlaceId;

beforeAll(async () => {
  office = await openTestOffice({ clock, jobs: false });
  keeper = await office.signedInAs('gudang', [{ role: 'storekeeper', placeId: null }]);
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
      await pieces.takeNext(tx, newId('card', clock) as CardId, desk, by);
  });

describe('the stock and the services', () => {
  it('PUB21, STS30 is not known before the book begins, neither for letters nor for the public', async () => {
    await office.upkeep();
    expect(await blanksIn(office.database)).toBe('unknown');
    expect((await cetak()).condition).toBe('unknown');
    expect(await get('/blangko')).toContain('Belum diketahui: kantor ini belum mulai mencatat blangkonya');
    expect(JSON.parse(await get('/blangko.json'))).toMatchObject({ known: false });
  });

  it('PUB20, STS30 few, enough and empty are told with cause and as of when', async () => {
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
    expect(await cetak()).toMatchObject({ condition: 'open', source: 'book' });
    expect(await get('/en/blangko')).toContain('<strong>699 pieces</strong>');
  });
});
