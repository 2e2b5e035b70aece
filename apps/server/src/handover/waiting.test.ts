/** Cards that nobody fetches: told, reminded, returned, given up, on a real database and a real gateway. */

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CardId, PlaceId } from '@rekam/domain';
import { defaultHandoverPolicy, toInstant } from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import { supplyDesk } from '@rekam/testkit/blanks.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { appendFact, theOffice } from '../audit/index.ts';
import { makeCardPieces } from '../blank/index.ts';
import { openTestOffice, type TestOffice, testPassword } from '../testing/test-office.ts';

const dayMs = 86_400_000;
const publicUrl = 'https://dukcapil.example.id';
let nowMs = Date.parse('2026-03-01T10:00:00+08:00');
let office: TestOffice;
let operator: ApiClient;
let supervisor: ApiClient;
let gateway: Server;
let messages: { readonly to: string; readonly text: string; readonly id: string }[] = [];
let placeId: string;
let serial = 0;

const codeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'ok',
    (error) => error.code,
  );

beforeAll(async () => {
  gateway = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    messages.push(JSON.parse(body));
    response.writeHead(200).end();
  });
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  const { port } = gateway.address() as AddressInfo;
  office = await openTestOffice({
    clock: () => nowMs,
    jobs: false,
    notices: { publicUrl, mail: null, gateway: { url: `http://127.0.0.1:${port}/kirim`, token: 'rahasia' } },
  });
  operator = await office.signedInAs('operator', [{ role: 'operator', placeId: null }]);
  supervisor = await office.signedInAs('penyelia', [{ role: 'supervisor', placeId: null }]);
  placeId = (await office.head.call(officeApi.listPlaces, {})).find(({ kind }) => kind === 'disdukcapil')!.id;
  const { version: _, ...rule } = defaultHandoverPolicy;
  const body = { ...rule, remindAfterDays: 14, mostReminders: 1, returnAfterDays: 30, giveUpAfterDays: 60 };
  await office.head.call(officeApi.addHandoverPolicy, { body });
}, 60_000);
afterAll(async () => {
  await office?.close();
  await new Promise((resolve) => gateway.close(resolve));
});
beforeEach(() => {
  messages = [];
});

/** The office's clock moves; sessions end with it. */
async function later(days: number): Promise<void> {
  nowMs += days * dayMs;
  for (const [client, username] of [
    [operator, 'operator'],
    [supervisor, 'penyelia'],
    [office.head, 'kepala'],
  ] as const)
    await client.call(officeApi.signIn, { body: { username, password: testPassword } });
}

/** A card in work, on its piece, not checked yet. */
async function cardInWork(): Promise<string> {
  serial += 1;
  const nik = `53710445069${String(80_000 + serial)}`;
  await office.database.query(
    `insert into resident (nik, name, search_name, birth_place, birth_date, sex, blood_group, religion,
       marital_status, occupation, nationality, address, rt, rw, kelurahan_code)
     values ($1, $2, $2, 'KUPANG', '1999-06-05', 'PEREMPUAN', 'O', 'KATHOLIK', 'KAWIN', 'GURU', 'WNI', 'JL. CONTOH 1',
       '004', '011', '53.71.04.1001')`,
    [nik, `WARGA CONTOH ${serial}`],
  );
  const { id } = await operator.call(officeApi.askForCard, { body: { nik, ground: 'first-card' } });
  await supplyDesk(office.head, placeId, { first: `KT${20_000 + serial}`, last: `KT${20_000 + serial}` });
  const pieces = makeCardPieces({ clock: () => nowMs, timeZone: async () => 'WITA' });
  const by = { actor: theOffice, permittedBy: null };
  await office.database.transact(async (tx) => {
    const [piece] = await pieces.takeNext(tx, [id as CardId], placeId as PlaceId, by);
    await tx.query(`update card set state = 'printed', attempts = 1, piece = $2 where id = $1`, [id, piece]);
  });
  return id;
}

const check = (id: string) =>
  office.database.transact(async (tx) => {
    await tx.query(`update card set state = 'checked' where id = $1`, [id]);
    await appendFact(tx, {
      at: toInstant(nowMs),
      noun: 'card',
      subjectId: id,
      kind: 'card-checked',
      actor: theOffice,
    });
  });

/** Turns the office once, and waits until everything due was sent. */
async function turn(): Promise<void> {
  await office.upkeep();
  const open = () =>
    office.database.query(
      `select 1 from notice_message m join notice n on n.id = notice_id where ended_at is null
         and sent_at is null and given_up_at is null and next_try_at <= $1`,
      [toInstant(nowMs)],
    );
  await expect.poll(async () => (await open()).rows.length, { timeout: 20_000 }).toBe(0);
}

async function askedAndConfirmed(id: string): Promise<void> {
  const body = { contact: `0812 3456 78${String(serial).padStart(2, '0')}` };
  await operator.call(officeApi.askCardNotice, { params: { id }, body });
  await turn();
  const path = new RegExp(`${publicUrl}(/kabari/[\\w-]{22})`).exec(messages.at(-1)!.text)![1]!;
  expect(await (await fetch(office.url + path)).text()).toContain('Kabari bila KTP-el siap diambil');
  const said = await fetch(office.url + path, { method: 'POST', body: new URLSearchParams({ do: 'ya' }) });
  expect(await said.text()).toContain('Anda akan dikabari bila KTP-el siap diambil');
  messages = [];
}

/** The fact that says which piece was lost, and why. */
const cardLost = async (id: string) =>
  (
    await office.database.query<{ details: { readonly serial: string } }>(
      `select details from fact where subject_id = $1 and kind = 'card-lost'`,
      [id],
    )
  ).rows[0]!;

const list = (which: 'all' | 'due' = 'all') =>
  operator.call(officeApi.listWaitingCards, { query: { which } });
const giveUp = (by: ApiClient, id: string, reason = 'Dua bulan tidak diambil') =>
  by.call(officeApi.giveUpCard, { params: { id }, body: { reason } });

describe('whoever asked', () => {
  it('NTC15 HND20 is told when the card can be fetched, reminded by the rule, then forgotten', async () => {
    const id = await cardInWork();
    await askedAndConfirmed(id);
    await turn();
    expect(messages).toEqual([]);
    await check(id);
    await turn();
    await turn();
    expect(messages.map(({ text }) => text)).toEqual([expect.stringContaining('KTP-el siap diambil')]);
    expect(messages[0]!.text).not.toMatch(/WARGA|\d{16}/);
    expect((await list()).rows[0]).toMatchObject({
      cardId: id,
      told: { confirmed: 1, unconfirmed: 0, lastAt: toInstant(nowMs) },
    });
    await later(13);
    await turn();
    expect(messages).toHaveLength(1);
    await later(1);
    await turn();
    expect(messages.at(-1)!.text).toContain('Ini kabar terakhir');
    const { rows } = await office.database.query('select ended_as, sealed from notice where card_id = $1', [
      id,
    ]);
    expect(rows).toEqual([{ ended_as: 'told', sealed: null }]);
  }, 60_000);

  it('NTC16 is told nothing once the card is gone, and cannot ask for it any more', async () => {
    const id = await cardInWork();
    await askedAndConfirmed(id);
    await office.database.query(`update card set state = 'handed-over' where id = $1`, [id]);
    await turn();
    expect(messages).toEqual([]);
    const { rows } = await office.database.query('select ended_as from notice where card_id = $1', [id]);
    expect(rows).toEqual([{ ended_as: 'overtaken' }]);
    const again = operator.call(officeApi.askCardNotice, {
      params: { id },
      body: { contact: '081234567899' },
    });
    expect(await codeOf(again)).toBe('NOTICE_CARD_GONE');
  }, 60_000);
});

describe('a card that nobody fetches', () => {
  it('HND21 HND22 goes back after the rule’s days, and is given up by a supervisor with its piece spoiled', async () => {
    const id = await cardInWork();
    await check(id);
    const back = (by: ApiClient) => codeOf(by.call(officeApi.returnCard, { params: { id } }));
    expect(await back(operator)).toBe('ACCESS_DENIED');
    expect(await back(supervisor)).toBe('HANDOVER_TOO_EARLY');
    expect(await codeOf(giveUp(supervisor, id))).toBe('HANDOVER_TOO_EARLY');
    expect((await list('due')).rows.map(({ cardId }) => cardId)).not.toContain(id);
    await later(30);
    const dueFor = async () => (await list('due')).rows.find(({ cardId }) => cardId === id)?.due;
    expect(await dueFor()).toBe('return');
    const both = await Promise.all([back(supervisor), back(supervisor)]);
    expect(both.toSorted()).toEqual(['HANDOVER_RETURNED_ALREADY', 'ok']);
    const returned = await list();
    expect(returned.rows.find(({ cardId }) => cardId === id)).toMatchObject({
      returnedOn: expect.any(String),
      returnFrom: null,
      due: null,
    });
    expect(returned.returned).toBe(1);
    const { pieces, balance: before } = await office.head.call(officeApi.blankStock, {});
    expect(pieces.find(({ where }) => where.kind === 'returned')).toMatchObject({ pieces: 1 });
    expect(before).toMatchObject({ onCards: expect.any(Number), balanced: true });
    await later(30);
    expect(await dueFor()).toBe('give-up');
    expect(await codeOf(giveUp(supervisor, id, 'ya'))).toBe('CARD_REASON_MISSING');
    const begun = await operator.call(officeApi.openHandover, { body: { cardId: id } });
    expect(await codeOf(giveUp(supervisor, id))).toBe('HANDOVER_OPEN_ALREADY');
    await operator.call(officeApi.cancelHandover, {
      params: { id: begun.id },
      body: { reason: 'tidak datang' },
    });
    const { number } = await giveUp(supervisor, id);
    expect(number).toMatch(/^BAK-\d/);
    expect((await list()).rows.map(({ cardId }) => cardId)).not.toContain(id);
    const { balance } = await office.head.call(officeApi.blankStock, {});
    expect(balance).toMatchObject({ spoiled: 1, balanced: true });
    expect(await codeOf(giveUp(supervisor, id))).toBe('CARD_WITHDRAWN');
  }, 60_000);

  it('CRD44 BLK22 one that is not found is written off by a supervisor, its piece lost, its holder in the queue again', async () => {
    const id = await cardInWork();
    const lose = (by: ApiClient, reason = 'Tidak ada di kotak kecamatan') =>
      by.call(officeApi.loseCard, { params: { id }, body: { reason } });
    const stateOf = async () =>
      (await office.database.query('select state, piece from card where id = $1', [id])).rows[0];
    const lost = async () => (await office.head.call(officeApi.blankStock, {})).balance.lost;
    const before = { card: await stateOf(), lost: await lost() };
    expect(await codeOf(lose(operator))).toBe('ACCESS_DENIED');
    expect(await codeOf(lose(supervisor, ' ya '))).toBe('CARD_REASON_MISSING');
    await office.database.query(`update card set state = 'printing' where id = $1`, [id]);
    expect(await codeOf(lose(supervisor))).toBe('CARD_AT_PRINTER');
    await check(id);
    const begun = await operator.call(officeApi.openHandover, { body: { cardId: id } });
    expect(await codeOf(lose(supervisor))).toBe('HANDOVER_OPEN_ALREADY');
    const cancelled = { params: { id: begun.id }, body: { reason: 'kartu tidak ada' } };
    await operator.call(officeApi.cancelHandover, cancelled);
    expect(await lost()).toBe(before.lost);
    await later(31);
    await supervisor.call(officeApi.returnCard, { params: { id } });

    const both = await Promise.allSettled([lose(supervisor), lose(supervisor)]);
    const papers = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(papers.map(({ number }) => number)).toEqual([expect.stringMatching(/^BAH-\d/)]);
    expect(await stateOf()).toEqual({ state: 'queued', piece: null });
    const { balance } = await office.head.call(officeApi.blankStock, {});
    expect(balance).toMatchObject({ lost: before.lost + 1, balanced: true });
    expect(await codeOf(lose(supervisor))).toBe('CARD_NOT_PRINTED');
    expect((await list()).rows.map(({ cardId }) => cardId)).not.toContain(id);
    const { kind, year, serial: nth } = papers[0]!;
    const pdf = await supervisor.bytes(officeApi.blankDocument, { params: { kind, year, serial: nth } });
    expect(Buffer.from(pdf).subarray(0, 5).toString('latin1')).toBe('%PDF-');
    const { details } = await cardLost(id);
    const found = {
      from: { kind: 'lost-unusable' },
      to: { kind: 'spoiled' },
      reason: 'Ditemukan di laci',
    } as const;
    const ranges = [{ first: details.serial, last: details.serial }];
    const { number } = await office.head.call(officeApi.moveBlanks, { body: { ...found, ranges } });
    expect(number).toMatch(/^BAK-\d/);
    expect(await lost()).toBe(before.lost);
  }, 60_000);

  it('CRD44 a lost card of a holder who died is not printed again, and one that was handed over is not lost', async () => {
    const dead = await cardInWork();
    await check(dead);
    const { nik } = (await list()).rows.find(({ cardId }) => cardId === dead)!;
    const death = { nik, diedOn: '2026-03-01', paper: 'Akta kematian 18' };
    await supervisor.call(officeApi.noteDeath, { body: death });
    const body = { reason: 'Tidak ada di laci loket' };
    await supervisor.call(officeApi.loseCard, { params: { id: dead }, body });
    const { rows } = await office.database.query('select state from card where id = $1', [dead]);
    expect(rows).toEqual([{ state: 'withdrawn' }]);

    const gone = await cardInWork();
    await office.database.query(`update card set state = 'handed-over' where id = $1`, [gone]);
    const late = supervisor.call(officeApi.loseCard, { params: { id: gone }, body });
    expect(await codeOf(late)).toBe('CARD_HANDED_OVER');
    expect((await office.head.call(officeApi.blankStock, {})).balance.balanced).toBe(true);
  }, 60_000);

  it('HND22 CRD43 the card of a holder who died is given up at once, whatever the rule says', async () => {
    const id = await cardInWork();
    await check(id);
    expect(await codeOf(giveUp(supervisor, id))).toBe('HANDOVER_TOO_EARLY');
    const { nik } = (await list()).rows.find(({ cardId }) => cardId === id)!;
    const death = { nik, diedOn: '2026-03-01', paper: 'Akta kematian 17' };
    expect(await supervisor.call(officeApi.noteDeath, { body: death })).toMatchObject({
      ends: { card: 'printed' },
    });
    expect((await list('due')).rows.find(({ cardId }) => cardId === id)).toMatchObject({
      due: 'give-up',
      holderDiedOn: '2026-03-01',
    });
    await giveUp(supervisor, id, 'pemegang meninggal');
    expect((await office.head.call(officeApi.blankStock, {})).balance.balanced).toBe(true);
  }, 60_000);

  it('HND21 a card that went back is handed over from the office all the same', async () => {
    const id = await cardInWork();
    await check(id);
    await later(31);
    const paper = await supervisor.call(officeApi.returnCard, { params: { id } });
    expect(paper.number).toMatch(/^BAPK-\d/);
    const { kind, year, serial } = paper;
    const pdf = await supervisor.bytes(officeApi.blankDocument, { params: { kind, year, serial } });
    expect(Buffer.from(pdf).subarray(0, 5).toString('latin1')).toBe('%PDF-');
    expect((await operator.call(officeApi.openHandover, { body: { cardId: id } })).state).toBe('open');
  }, 60_000);
});
