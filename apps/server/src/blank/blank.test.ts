import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { encodeRgbJpeg } from '@rekam/biometrics';
import type { CardId, PlaceId, TimeZoneName } from '@rekam/domain';
import type { BodyOf } from '@rekam/protocol';
import { officeApi, paperApi } from '@rekam/protocol';
import { type ApiClient, ApiProblem } from '@rekam/testkit/api-client.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { By } from '../audit/index.ts';
import { newId } from '../ports/clock.ts';
import type { Queryable } from '../ports/database.ts';
import { Refused } from '../ports/refused.ts';
import { openTestOffice, type TestOffice } from '../testing/test-office.ts';
import { makeCardPieces } from './card-pieces.ts';
import { rebuildBlanks } from './record.ts';

const pdftotext = '/usr/bin/pdftotext';
let office: TestOffice;
let keeper: ApiClient;
let printer: ApiClient;
/** A place to print at, and another. */
let desk: { readonly kind: 'desk'; readonly place: string };
let deskOfOthers: typeof desk;
let photo: string;

beforeAll(async () => {
  office = await openTestOffice({ jobs: false });
  const [first, second] = await office.head.call(officeApi.listPlaces, {});
  desk = { kind: 'desk', place: first!.id };
  deskOfOthers = { kind: 'desk', place: second!.id };
  keeper = await office.signedInAs('gudang', [{ role: 'storekeeper', placeId: null }]);
  printer = await office.signedInAs('pencetak', [{ role: 'printing-officer', placeId: first!.id }]);
  const picture = encodeRgbJpeg({ width: 8, height: 8, rgb: new Uint8Array(192).fill(90) });
  photo = (await printer.upload(paperApi.uploadPaper, Buffer.from(picture))).id;
}, 120_000);
afterAll(() => office.close());

/** Each test has a prefix of its own, so that the book of one is not in the way of another. */
let prefix = 'KA';
beforeEach(() => {
  prefix = `K${String.fromCharCode(prefix.charCodeAt(1) + 1)}`;
});

const range = (from: number, to = from) => ({
  first: `${prefix}${String(from).padStart(5, '0')}`,
  last: `${prefix}${String(to).padStart(5, '0')}`,
});
type Move = BodyOf<typeof officeApi.moveBlanks>;
type Prints = BodyOf<typeof officeApi.movePrints>;
const move = (client: ApiClient, from: Move['from'], to: Move['to'], body: Omit<Move, 'from' | 'to'>) =>
  client.call(officeApi.moveBlanks, { body: { from, to, ...body } });
const receive = (...ranges: Move['ranges']) =>
  move(keeper, { kind: 'centre' }, { kind: 'store' }, { ranges, paper: 'BAST 12/PUSAT' });
const stock = () => keeper.call(officeApi.blankStock, {});
const rangesAt = async (kind: string) =>
  (await stock()).pieces
    .filter(({ where }) => where.kind === kind)
    .flatMap(({ ranges }) => ranges)
    .filter((told) => told.startsWith(prefix));
const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'ok',
    (error: unknown) =>
      error instanceof ApiProblem || error instanceof Refused ? error.code : String(error),
  );
const countFacts = async () =>
  (await office.database.query<{ n: number }>(`select count(*) as n from fact where noun = 'blank'`)).rows[0]!
    .n;
const digest = async () => {
  const { rows } = await office.database.query<{ digest: string }>(
    `select (select string_agg(h::text, ';' order by prefix, width, first) from blank_holding h) || '|' ||
       (select string_agg(p::text, ';' order by item, place_key) from blank_prints p) || '|' ||
       (select string_agg(m::text, ';' order by fact_seq, item) from blank_movement m) || '|' ||
       (select string_agg(y::text, ';' order by item, day) from blank_day y) || '|' ||
       (select string_agg(d::text, ';' order by kind, year, serial) from blank_document d) as digest`,
  );
  return rows[0]!.digest;
};

describe('a consignment', () => {
  it('BLK4 overlapping serials are refused with which, and nothing of it is entered', async () => {
    await receive(range(1, 100));
    const before = await countFacts();
    await expect(receive(range(101, 200), range(95, 100))).rejects.toThrow(
      new RegExp(`BLANK_SERIAL_OVERLAP: Nomor seri ${prefix}00095–${prefix}00100 sudah tercatat`),
    );
    expect(await codeOf(receive(range(300, 310), range(305, 320)))).toBe('BLANK_SERIAL_OVERLAP');
    expect(await countFacts()).toBe(before);
    expect(await rangesAt('store')).toEqual([`${prefix}00001–${prefix}00100`]);
  });

  it('BLK7 names the paper it came with', async () => {
    const bare = move(keeper, { kind: 'centre' }, { kind: 'store' }, { ranges: [range(1)] });
    expect(await codeOf(bare)).toBe('BLANK_PAPER_MISSING');
  });
});

describe('moving', () => {
  it('BLK2 two clerks who move the same pieces at once move them once', async () => {
    await receive(range(1, 100));
    const wishes = [desk, deskOfOthers, desk, deskOfOthers].map((to) =>
      codeOf(move(keeper, { kind: 'store' }, to, { ranges: [range(41, 60)] })),
    );
    expect((await Promise.all(wishes)).sort()).toEqual([
      'BLANK_NOT_THERE',
      'BLANK_NOT_THERE',
      'BLANK_NOT_THERE',
      'ok',
    ]);
    expect(await rangesAt('store')).toEqual([
      `${prefix}00001–${prefix}00040`,
      `${prefix}00061–${prefix}00100`,
    ]);
    expect(await rangesAt('desk')).toEqual([`${prefix}00041–${prefix}00060`]);
  });

  it('ACC81–ACC84 the printing officer sees, spoils and counts at the own desk, and moves nothing', async () => {
    await receive(range(1, 10));
    const toDesk = { ranges: [range(1, 5)] };
    expect(await codeOf(move(printer, { kind: 'store' }, desk, toDesk))).toBe('ACCESS_DENIED');
    await move(keeper, { kind: 'store' }, desk, toDesk);
    await move(keeper, { kind: 'store' }, deskOfOthers, { ranges: [range(6)] });
    const spoil = (from: Move['from'], n: number) =>
      codeOf(
        move(printer, from, { kind: 'spoiled' }, { ranges: [range(n)], reason: 'tergores', photos: [photo] }),
      );
    expect(await spoil(deskOfOthers, 6)).toBe('ACCESS_DENIED');
    expect(await spoil({ kind: 'store' }, 7)).toBe('ACCESS_DENIED');
    expect(await spoil(desk, 1)).toBe('ok');
    const lose = move(printer, desk, { kind: 'lost' }, { ranges: [range(2)], reason: 'tidak ditemukan' });
    expect(await codeOf(lose)).toBe('ACCESS_DENIED');
    const operator = await office.signedInAs('loket', [{ role: 'operator', placeId: null }]);
    expect(await codeOf(operator.call(officeApi.blankStock, {}))).toBe('ACCESS_DENIED');
  });

  it('BLK12, BLK16 spoiled with a photo, destroyed with witnesses, and the balance holds', async () => {
    await receive(range(1, 10));
    const spoil = (photos: string[]) =>
      move(
        keeper,
        { kind: 'store' },
        { kind: 'spoiled' },
        { ranges: [range(1, 3)], reason: 'tergores', photos },
      );
    expect(await codeOf(spoil([]))).toBe('BLANK_PHOTO_MISSING');
    expect(await codeOf(spoil([`ppr_${'0'.repeat(32)}`]))).toBe('PAPER_NOT_FOUND');
    await spoil([photo]);
    const destroy = (witnesses: Move['witnesses']) =>
      move(
        keeper,
        { kind: 'spoiled' },
        { kind: 'destroyed' },
        { ranges: [range(1, 3)], reason: 'rusak cetak', witnesses },
      );
    const witness = { name: 'Yohanes Saksi', position: 'Satpol PP' };
    expect(await codeOf(destroy([witness]))).toBe('BLANK_WITNESSES_MISSING');
    const { number } = await destroy([witness, { name: 'Maria Saksi', position: 'Inspektorat' }]);
    expect(number).toMatch(/^BAP-001\/BLANGKO\/DISDUKCAPIL\/\d{4}$/);
    const { balance } = await stock();
    expect(balance).toMatchObject({ balanced: true, destroyed: 3 });
    const { rows } = await keeper.call(officeApi.blankEntries, { query: { limit: 2 } });
    expect(rows[0]).toMatchObject({
      paper: number,
      amount: 3,
      to: { kind: 'destroyed' },
      by: 'Petugas gudang',
    });
    expect(rows[1]).toMatchObject({ document: { kind: 'spoiling' }, photos: [photo] });
  });

  it('BLK13, BLK14 what is lent has a day, and what is owed is told until it is back', async () => {
    await receive(range(1, 50));
    const tts = { kind: 'lent', office: 'Kab. Timor Tengah Selatan' } as const;
    const lend = (dueOn: string | null) =>
      move(keeper, { kind: 'store' }, tts, { ranges: [range(1, 20)], dueOn });
    expect(await codeOf(lend(null))).toBe('BLANK_DUE_DAY_MISSING');
    expect(await codeOf(lend('2020-01-01'))).toBe('BLANK_DUE_DAY_MISSING');
    await lend('2099-01-31');
    await move(keeper, tts, { kind: 'store' }, { ranges: [range(1, 5)], paper: 'BAST TTS 3' });
    expect((await stock()).loans).toEqual([
      { item: 'piece', office: tts.office, direction: 'lent', open: 15, dueOn: '2099-01-31' },
    ]);
    await move(keeper, tts, { kind: 'store' }, { ranges: [range(6, 20)], paper: 'BAST TTS 4' });
    expect((await stock()).loans).toEqual([]);
  });

  it('BLK15 a refused act takes no number', async () => {
    await receive(range(1, 10));
    const first = await move(keeper, { kind: 'store' }, desk, { ranges: [range(1)] });
    expect(await codeOf(move(keeper, { kind: 'store' }, desk, { ranges: [range(1)] }))).toBe(
      'BLANK_NOT_THERE',
    );
    const second = await move(keeper, { kind: 'store' }, desk, { ranges: [range(2)] });
    expect(second.serial).toBe(first.serial + 1);
  });
});

describe('papers', () => {
  it.skipIf(!existsSync(pdftotext))(
    'BLK15, BLK16 every kind is drawn from its fact, the same bytes each time',
    async () => {
      await receive(range(1, 10));
      const spoil = { ranges: [range(1, 2)], reason: 'warna bergaris', photos: [photo] };
      const spoilt = await move(keeper, { kind: 'store' }, { kind: 'spoiled' }, spoil);
      const witnesses = [
        { name: 'Yohanes Saksi', position: 'Satpol PP' },
        { name: 'Maria Saksi', position: 'Inspektorat' },
      ];
      const gone = { ranges: [range(1, 2)], reason: 'rusak cetak', witnesses };
      const destroyed = await move(keeper, { kind: 'spoiled' }, { kind: 'destroyed' }, gone);
      const given = await move(keeper, { kind: 'store' }, desk, {
        ranges: [range(3, 10)],
        counterpart: 'Maria Seran, petugas cetak',
      });
      const lost = await move(
        keeper,
        desk,
        { kind: 'lost' },
        {
          ranges: [range(10)],
          reason: 'tidak ditemukan di laci',
        },
      );
      for (const { kind, year, serial, number } of [spoilt, destroyed, given, lost]) {
        const take = () => keeper.bytes(officeApi.blankDocument, { params: { kind, year, serial } });
        const pdf = Buffer.from(await take());
        expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
        expect(pdf.equals(Buffer.from(await take()))).toBe(true);
        const text = execFileSync(pdftotext, ['-layout', '-', '-'], { input: pdf }).toString();
        expect(text).toContain(`Nomor: ${number}`);
        expect(text).toContain(prefix);
        if (kind === 'destruction') expect(text).toMatch(/Yohanes Saksi[\s\S]*Maria Saksi/);
        if (kind === 'spoiling') expect(text).toContain('Lampiran: foto 1');
        if (kind === 'hand-over') expect(text).toContain('Maria Seran, petugas cetak');
      }
      const none = { params: { kind: 'loss', year: 1999, serial: 1 } as const };
      expect(await codeOf(keeper.bytes(officeApi.blankDocument, none))).toBe('BLANK_DOCUMENT_UNKNOWN');
    },
  );
});

describe('stock-taking', () => {
  it('BLK8, BLK9 above the book is refused with what to do, below needs words, and the book stays', async () => {
    await receive(range(1, 20));
    await move(keeper, { kind: 'store' }, deskOfOthers, { ranges: [range(1, 20)] });
    const others = (await stock()).pieces.find(({ where }) => where.placeId === deskOfOthers.place)!;
    const known = others.ranges
      .filter((told) => !told.startsWith(prefix))
      .map((told) => ({ first: told.split('–')[0]!, last: told.split('–').at(-1)! }));
    const take = (found: Move['ranges'], explanation: string | null = null) =>
      keeper.call(officeApi.countBlanks, {
        body: { where: deskOfOthers, found: [...known, ...found], explanation },
      });
    expect(await codeOf(take([range(1, 21)], 'salah hitung'))).toBe('BLANK_COUNT_ABOVE_BOOK');
    expect(await codeOf(take([range(1, 18)]))).toBe('BLANK_DIFFERENCE_UNEXPLAINED');
    const { number } = await take([range(1, 18)], 'dua keping dicari petugas');
    expect(number).toMatch(/^BASO-/);
    expect(await rangesAt('desk')).toEqual([`${prefix}00001–${prefix}00020`]);
    const { rows } = await keeper.call(officeApi.blankEntries, { query: { limit: 1 } });
    expect(rows[0]!.count).toMatchObject({ missing: [`${prefix}00019–${prefix}00020`] });
  });

  it('BLK8, BLK10 ribbons in prints left: no more leaves or is counted than the book has', async () => {
    const prints = (from: Prints['from'], to: Prints['to'], amount: number) =>
      keeper.call(officeApi.movePrints, {
        body: { item: 'ribbon', prints: amount, from, to, paper: 'faktur 7' },
      });
    await prints({ kind: 'supplier' }, { kind: 'store' }, 1000);
    expect(await codeOf(prints({ kind: 'store' }, deskOfOthers, 1001))).toBe('BLANK_PRINTS_SHORT');
    await prints({ kind: 'store' }, deskOfOthers, 500);
    const take = (counted: number, explanation: string | null = null) =>
      keeper.call(officeApi.countPrints, {
        body: { where: deskOfOthers, item: 'ribbon', counted, explanation },
      });
    expect(await codeOf(take(501))).toBe('BLANK_PRINTS_ABOVE_BOOK');
    expect(await codeOf(take(490))).toBe('BLANK_DIFFERENCE_UNEXPLAINED');
    expect(await codeOf(take(490, 'uji cetak sepuluh kali'))).toBe('ok');
    expect((await stock()).prints.map(({ where, left }) => [where.kind, left])).toEqual([
      ['desk', 500],
      ['store', 500],
    ]);
  });
});

describe('pieces of cards', () => {
  const pieces = makeCardPieces({ clock: Date.now, timeZone: async (): Promise<TimeZoneName> => 'WITA' });
  const by: By = { actor: { kind: 'office', id: null }, permittedBy: null };
  const inTx = <T>(work: (tx: Queryable) => Promise<T>) => office.database.transact(work);
  const newCard = () => newId('card', Date.now) as CardId;
  let printing: PlaceId;

  beforeEach(async () => {
    const { id } = await office.head.call(officeApi.addPlace, {
      body: { kind: 'mobile-unit', name: `Meja ${prefix}` },
    });
    printing = id as PlaceId;
  });
  const supply = async (pieces: number) => {
    await receive(range(1, pieces));
    await move(keeper, { kind: 'store' }, { kind: 'desk', place: printing }, { ranges: [range(1, pieces)] });
  };

  it('BLK17 jobs that start at once take different pieces, lowest first, and none more than there is', async () => {
    await supply(3);
    const cards = Array.from({ length: 5 }, newCard);
    const taken = await Promise.all(
      cards.map((card) =>
        inTx((tx) => pieces.takeNext(tx, [card], printing, by)).catch((error: Refused) => error.code),
      ),
    );
    expect(taken.flat().sort()).toEqual([
      'BLANK_DESK_EMPTY',
      'BLANK_DESK_EMPTY',
      `${prefix}00001`,
      `${prefix}00002`,
      `${prefix}00003`,
    ]);
    expect(await pieces.piecesAt(office.database, printing)).toBe(0);
  });

  it('BLK6, BLK17 a piece that was never touched is given back, and a transaction undone takes none', async () => {
    await supply(2);
    const card = newCard();
    await inTx((tx) => pieces.takeNext(tx, [card], printing, by));
    expect(await codeOf(inTx((tx) => pieces.takeNext(tx, [card], printing, by)))).toBe(
      'BLANK_ONE_PIECE_A_CARD',
    );
    await inTx((tx) => pieces.giveBack(tx, [card], printing, by));
    expect(await codeOf(inTx((tx) => pieces.giveBack(tx, [card], printing, by)))).toBe(
      'BLANK_NO_PIECE_ON_CARD',
    );
    const undone = inTx(async (tx) => {
      await pieces.takeNext(tx, [card], printing, by);
      throw new Error('undone');
    });
    expect(await codeOf(undone)).toBe('Error: undone');
    expect(await pieces.pieceOn(office.database, card)).toBeNull();
    expect(await inTx((tx) => pieces.takeNext(tx, [card], printing, by))).toEqual([`${prefix}00001`]);
  });

  it('BLK17, BLK2 many cards take their pieces at once, all or none, and give them back', async () => {
    await supply(5);
    const cards = Array.from({ length: 5 }, newCard);
    const [late, ...early] = [...cards].reverse();
    expect(await inTx((tx) => pieces.takeNext(tx, early, printing, by))).toEqual(
      [1, 2, 3, 4].map((nth) => `${prefix}0000${nth}`),
    );
    expect(await codeOf(inTx((tx) => pieces.takeNext(tx, [late!, newCard()], printing, by)))).toBe(
      'BLANK_DESK_EMPTY',
    );
    expect(await codeOf(inTx((tx) => pieces.takeNext(tx, [early[1]!], printing, by)))).toBe(
      'BLANK_ONE_PIECE_A_CARD',
    );
    expect(await codeOf(inTx((tx) => pieces.giveBack(tx, [early[0]!, late!], printing, by)))).toBe(
      'BLANK_NO_PIECE_ON_CARD',
    );
    expect(await pieces.pieceOn(office.database, early[0]!)).toBe(`${prefix}00001`);
    await inTx((tx) => pieces.giveBack(tx, [early[3]!, early[0]!], printing, by));
    const desk = (await stock()).pieces.find(({ where }) => where.placeId === printing);
    expect(desk).toMatchObject({ pieces: 3, ranges: [`${prefix}00001`, `${prefix}00004–${prefix}00005`] });
    expect(await inTx((tx) => pieces.takeNext(tx, [late!, early[0]!], printing, by))).toEqual([
      `${prefix}00001`,
      `${prefix}00004`,
    ]);
  });

  it('BLK12, BLK18 a misprint spoils the piece and uses the ribbon; a good one reaches its resident', async () => {
    await supply(2);
    const prints = (from: Prints['from'], to: Prints['to']) =>
      keeper.call(officeApi.movePrints, {
        body: { item: 'ribbon', prints: 500, from, to, paper: 'f 8' },
      });
    await prints({ kind: 'supplier' }, { kind: 'store' });
    await prints({ kind: 'store' }, { kind: 'desk', place: printing });
    const card = newCard();
    await inTx((tx) => pieces.takeNext(tx, [card], printing, by));
    const spoiling = await inTx(async (tx) => {
      await pieces.usedUp(tx, card, printing, by);
      return pieces.spoil(tx, card, { reason: 'warna bergaris', photos: [] }, by);
    });
    expect(spoiling.kind).toBe('spoiling');
    expect(await pieces.pieceOn(office.database, card)).toBeNull();
    expect(await inTx((tx) => pieces.takeNext(tx, [card], printing, by))).toEqual([`${prefix}00002`]);
    await inTx(async (tx) => {
      await pieces.usedUp(tx, card, printing, by);
      await pieces.handOver(tx, card, by);
    });
    const left = (await stock()).prints.find(({ where }) => where.placeId === printing);
    expect(left).toMatchObject({ item: 'ribbon', left: 498 });
    expect(await codeOf(inTx((tx) => pieces.handOver(tx, card, by)))).toBe('BLANK_NO_PIECE_ON_CARD');
  });

  const returnCards = async (count: number) => {
    await supply(count);
    const cards = Array.from({ length: count }, newCard);
    await inTx((tx) => pieces.takeNext(tx, cards, printing, by));
    for (const card of cards) await inTx((tx) => pieces.bringBack(tx, card, by));
    return cards;
  };

  it('BLK8, BLK9, ACC84 cards that came back are counted together at the office', async () => {
    await returnCards(3);
    const take = (
      client: ApiClient,
      found: { first: string; last: string }[],
      explanation: string | null = null,
    ) =>
      client.call(officeApi.countBlanks, {
        body: { where: { kind: 'returned' }, found, explanation },
      });
    expect(await codeOf(take(printer, [range(1, 3)]))).toBe('ACCESS_DENIED');
    expect(await codeOf(take(keeper, [range(1, 4)], 'salah hitung'))).toBe('BLANK_COUNT_ABOVE_BOOK');
    expect(await codeOf(take(keeper, [range(1, 2)]))).toBe('BLANK_DIFFERENCE_UNEXPLAINED');
    const paper = await take(keeper, [range(1, 2)], 'satu kartu sedang dicari');
    const { rows } = await keeper.call(officeApi.blankEntries, { query: { limit: 1 } });
    expect(rows[0]).toMatchObject({
      from: { kind: 'returned' },
      count: { book: 3, counted: 2, missing: [`${prefix}00003`] },
    });
    if (!existsSync(pdftotext)) return;
    const { kind, year, serial } = paper;
    const pdf = await keeper.bytes(officeApi.blankDocument, { params: { kind, year, serial } });
    const text = execFileSync(pdftotext, ['-layout', '-', '-'], { input: pdf }).toString();
    expect(text).toContain('BERITA ACARA STOK OPNAME KTP-EL');
    expect(text).toMatch(/Tempat\s+: Simpanan kantor untuk kartu yang belum diambil/);
  });

  it('BLK8 printed cards that wait to be handed over are counted together', async () => {
    await supply(2);
    await inTx((tx) => pieces.takeNext(tx, [newCard(), newCard()], printing, by));
    const { rows: others } = await office.database.query<{ first: string }>(
      `select prefix || lpad(first::text, width, '0') as first from blank_holding where place_key like 'card:%'
       and prefix <> $1`,
      [prefix],
    );
    const found = [range(1, 2), ...others.map(({ first }) => ({ first, last: first }))];
    const body = { where: { kind: 'card' } as const, found, explanation: null };
    expect(await codeOf(keeper.call(officeApi.countBlanks, { body }))).toBe('ok');
    const { rows } = await keeper.call(officeApi.blankEntries, { query: { limit: 1 } });
    expect(rows[0]).toMatchObject({
      from: { kind: 'card' },
      count: { book: others.length + 2, missing: [] },
    });
  });

  it('BLK3, BLK22 a lost card that is found is spoiled, and never a blank again', async () => {
    const [card] = await returnCards(1);
    await inTx((tx) => pieces.lose(tx, card!, 'tidak ada di lemari', by));
    expect(await rangesAt('lost-unusable')).toEqual([`${prefix}00001`]);
    const find = (from: Move['from'], to: Move['to']) =>
      codeOf(move(keeper, from, to, { ranges: [range(1)], reason: 'ditemukan di laci' }));
    expect(await find({ kind: 'lost' }, { kind: 'store' })).toBe('BLANK_NOT_THERE');
    expect(await find({ kind: 'lost-unusable' }, { kind: 'store' })).toBe('BLANK_WAY_CLOSED');
    expect(await find({ kind: 'lost-unusable' }, { kind: 'spoiled' })).toBe('ok');
    expect((await stock()).balance.balanced).toBe(true);
  });
});

describe('the tables', () => {
  it('BLK5 follow from the facts alone, and balance', async () => {
    const before = await digest();
    expect(before.length).toBeGreaterThan(1000);
    await office.database.transact(rebuildBlanks);
    expect(await digest()).toBe(before);
    expect((await stock()).balance.balanced).toBe(true);
  });
});
