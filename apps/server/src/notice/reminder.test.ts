/** *Ingatkan saya*, from the number on the paper to the message on the phone. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { encodeRgbJpeg } from '@rekam/biometrics/records/jpeg.ts';
import { drawFace } from '@rekam/biometrics/synthetic/face.ts';
import { defaultLetterPolicy } from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import type { LetterRow } from '@rekam/protocol/http/letter-api.ts';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestOffice, type TestOffice, testPassword } from '../testing/test-office.ts';

const startMs = Date.parse('2026-11-25T10:00:00+08:00');
const dayMs = 86_400_000;
const publicUrl = 'https://dukcapil.example.id';
const photoBase64 = Buffer.from(encodeRgbJpeg(drawFace({ seed: 'remind', background: 'red' }))).toString(
  'base64',
);

let nowMs = startMs;
let office: TestOffice;
let operator: ApiClient;
let supervisor: ApiClient;
let gateway: Server;
let gatewayStatus = 200;
let messages: { readonly to: string; readonly text: string; readonly id: string }[] = [];
let residents = 0;

const insertResident = (nik: string, kelurahanCode: string) =>
  office.database.query(
    `insert into resident (nik, name, search_name, birth_place, birth_date, sex, blood_group, religion,
       marital_status, occupation, nationality, address, rt, rw, kelurahan_code, recorded_status, recorded_source)
     values ($1, 'MARIA CONTOH', 'MARIA CONTOH', 'KUPANG', '1999-06-05', 'PEREMPUAN', 'O', 'KATHOLIK', 'BELUM KAWIN',
       'PELAJAR', 'WNI', 'JL. CONTOH 1', '004', '011', $2, 'PRR', 'SIAK')`,
    [nik, kelurahanCode],
  );

beforeAll(async () => {
  gateway = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    if (gatewayStatus === 200) messages.push(JSON.parse(body));
    response.writeHead(gatewayStatus).end();
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
  const { version: _, ...rule } = defaultLetterPolicy;
  const signatory = { position: 'Kepala Dinas', name: 'KEPALA CONTOH', rank: '', nip: '' };
  await office.head.call(officeApi.addLetterPolicy, {
    body: { ...rule, purposes: [...rule.purposes], remindDays: [14, 3], signatory },
  });
}, 60_000);
afterAll(async () => {
  await office.close();
  await new Promise((resolve) => gateway.close(resolve));
});
beforeEach(async () => {
  [messages, gatewayStatus] = [[], 200];
  await office.database.query('truncate notice cascade');
});

/** The office's clock moves; sessions end with it. */
async function travelTo(ms: number): Promise<void> {
  nowMs = ms;
  for (const [client, username] of [
    [operator, 'operator'],
    [supervisor, 'penyelia'],
    [office.head, 'kepala'],
  ] as const)
    await client.call(officeApi.signIn, { body: { username, password: testPassword } });
}

async function newLetter(kelurahanCode = '53.71.04.1001'): Promise<LetterRow> {
  residents += 1;
  const nik = `53710445069${String(90_000 + residents)}`;
  await insertResident(nik, kelurahanCode);
  return operator.call(officeApi.issueLetter, { body: { nik, purpose: 'first-card', photoBase64 } });
}

/** Ten in the morning, so many days before a letter ends. */
const before = ({ validUntil }: LetterRow, days: number): number =>
  Date.parse(`${validUntil}T10:00:00+08:00`) - days * dayMs;

/** Turns the office once, and waits until everything due was tried. */
async function turn(): Promise<void> {
  await office.upkeep();
  const open = () =>
    office.database.query(
      `select 1 from notice_message m join notice n on n.id = notice_id where ended_at is null
         and sent_at is null and given_up_at is null and next_try_at <= $1`,
      [new Date(nowMs).toISOString()],
    );
  await expect.poll(async () => (await open()).rows.length, { timeout: 20_000 }).toBe(0);
}

const post = (path: string, fields: Record<string, string>) =>
  fetch(`${office.url}${path}`, { method: 'POST', body: new URLSearchParams(fields) });
const ask = (nomor: string, alamat = '0812 3456 7890') => post('/kabari/surat', { nomor, alamat });
const pathIn = (text: string): string => new RegExp(`${publicUrl}(/kabari/[\\w-]{22})`).exec(text)![1]!;

/** Asks and says yes; what was sent for it is forgotten. */
async function confirmed({ number }: LetterRow): Promise<string> {
  expect((await ask(number)).status).toBe(200);
  await turn();
  const path = pathIn(messages.at(-1)!.text);
  expect(await (await post(path, { do: 'ya' })).text()).toContain('Anda akan diingatkan');
  messages = [];
  return path;
}
const ends = async () =>
  (await office.database.query('select ended_as, sealed from notice order by asked_at')).rows;

describe('ingatkan saya', () => {
  it('NTC10 NTC12 NTC13 reminds on the days of the policy, each once, and forgets the contact with the last', async () => {
    const letter = await newLetter();
    const page = await (await fetch(`${office.url}/surat?nomor=${encodeURIComponent(letter.number)}`)).text();
    const link = /href="(\/kabari\/surat\?nomor=[^"]+)"/.exec(page)![1]!;
    expect(await (await fetch(`${office.url}${link}`)).text()).toContain(`value="${letter.number}"`);

    expect((await ask(letter.number)).status).toBe(200);
    await turn();
    expect(messages.map(({ to }) => to)).toEqual(['+6281234567890']);
    const path = pathIn(messages[0]!.text);
    nowMs += 3_600_000;
    await turn();
    expect(await (await post(path, { do: 'ya' })).text()).toContain(letter.number);

    for (const days of [15, 14, 14, 13, 4, 3, 3, 2, 0, -1]) {
      nowMs = before(letter, days);
      await turn();
      await turn();
    }
    expect(messages.slice(1).map(({ id }) => /letter-ending-\d+$/.exec(id)?.[0])).toEqual([
      'letter-ending-14',
      'letter-ending-3',
    ]);
    expect(messages[1]!.text).toContain('habis 14 hari lagi (25-05-2027)');
    expect(messages[1]!.text).toContain(path);
    expect(messages[2]!.text).toContain('pengingat terakhir');
    expect(messages.map(({ text }) => text).join()).not.toMatch(/MARIA|\d{16}/);
    expect(await ends()).toEqual([{ ended_as: 'told', sealed: null }]);
    await travelTo(nowMs);
  });

  it('NTC2 NTC6 tells nobody who did not confirm, and takes one step out', async () => {
    const [silent, stopped] = [await newLetter(), await newLetter()];
    expect((await ask(silent.number, '0812 1111 2222')).status).toBe(200);
    const path = await confirmed(stopped);
    await post(path, { do: 'berhenti' });
    await travelTo(before(silent, 14));
    await turn();
    expect(messages).toEqual([]);
    const facts = await office.database.query(
      "select details->>'as' as ended from fact where kind = 'notice-ended' order by seq desc limit 2",
    );
    expect(facts.rows.map(({ ended }) => ended).sort()).toEqual(['stopped', 'unconfirmed']);
  });

  it('NTC13 a letter voided or renewed ends it at once, also while a message waits to be tried again', async () => {
    const [voided, renewed] = [await newLetter(), await newLetter()];
    for (const letter of [voided, renewed]) await confirmed(letter);
    await travelTo(before(voided, 14));
    gatewayStatus = 503;
    await turn();
    await supervisor.call(officeApi.voidLetter, {
      params: { id: voided.id },
      body: { reason: 'card-handed-over', note: '' },
    });
    await operator.call(officeApi.renewLetter, { params: { id: renewed.id }, body: {} });
    gatewayStatus = 200;
    nowMs += 3_600_000;
    await turn();
    expect(messages).toEqual([]);
    expect(await ends()).toEqual([
      { ended_as: 'overtaken', sealed: null },
      { ended_as: 'overtaken', sealed: null },
    ]);
  });

  it('NTC13 a day without the gateway loses the reminder of that day, not the next', async () => {
    const letter = await newLetter();
    await confirmed(letter);
    gatewayStatus = 503;
    nowMs = before(letter, 14);
    await turn();
    nowMs += 25 * 3_600_000;
    await turn();
    gatewayStatus = 200;
    nowMs = before(letter, 3);
    await turn();
    expect(messages.map(({ id }) => /\d+$/.exec(id)![0])).toEqual(['3']);
    await travelTo(nowMs);
  });

  it('NTC11 refuses what cannot be reminded of, in both languages, and keeps nothing', async () => {
    const letter = await newLetter();
    const refused = async (nomor: string, alamat?: string) => {
      const answer = await ask(nomor, alamat);
      const text = await answer.text();
      expect(text).toContain('role="alert"');
      expect(text).toContain('lang="en"');
      return answer.status;
    };
    expect(await refused('471.13/99999/DISDUKCAPIL/2026')).toBe(404);
    expect(await refused(letter.number, 'bukan alamat')).toBe(422);
    nowMs = before(letter, 2);
    expect(await refused(letter.number)).toBe(409);
    nowMs = before(letter, -1);
    expect(await refused(letter.number)).toBe(409);
    expect(await ends()).toEqual([]);
    await travelTo(nowMs);
  });
});

describe('at the counter', () => {
  it('NTC10 is asked for a holder, whatever strangers asked that hour, and written down without the contact', async () => {
    const letter = await newLetter();
    for (let n = 0; n < 61; n++) await ask(letter.number, `0812 0000 ${1000 + n}`);
    expect((await ask(letter.number, '0812 0000 9999')).status).toBe(429);
    const input = { params: { id: letter.id }, body: { contact: '0812 3456 7890' } };
    expect(await operator.call(officeApi.askLetterReminder, input)).toEqual({ channel: 'message' });
    const auditor = await office.signedInAs('pemeriksa', [{ role: 'auditor', placeId: null }]);
    await expect(auditor.call(officeApi.askLetterReminder, input)).rejects.toMatchObject({
      code: 'ACCESS_DENIED',
    });
    const facts = await office.database.query("select * from fact where kind = 'letter-reminder-asked'");
    expect(facts.rows).toHaveLength(1);
    expect(JSON.stringify(facts.rows)).not.toContain('3456');
  });
});

describe('the list', () => {
  const list = (query: object) => operator.call(officeApi.listEndingLetters, { query });

  it('LET70 shows letters by days left, by area, with who will be reminded', async () => {
    await office.database.query(
      'update letter set voided_on = issued_on, void_reason = $1 where voided_on is null',
      ['death'],
    );
    const first = await newLetter('53.71.04.1001');
    await travelTo(nowMs + 2 * dayMs);
    const second = await newLetter('53.71.04.1002');
    const third = await newLetter('53.71.01.1001');
    await confirmed(second);
    await travelTo(before(first, 5));
    expect((await list({ span: 4 })).rows).toEqual([]);
    const { rows, areas } = await list({ span: 30 });
    expect(rows.map(({ id, daysLeft }) => [id, daysLeft])).toEqual([
      [first.id, 5],
      [second.id, 7],
      [third.id, 7],
    ]);
    expect(rows[1]).toMatchObject({
      rt: '004',
      reminder: { confirmed: 1, unconfirmed: 0, remindedAt: null },
    });
    expect(areas.map(({ kelurahanCode, letters }) => [kelurahanCode, letters]).sort()).toEqual([
      ['53.71.01.1001', 1],
      ['53.71.04.1001', 1],
      ['53.71.04.1002', 1],
    ]);
    expect((await list({ region: '53.71.04' })).rows.map(({ id }) => id)).toEqual([first.id, second.id]);
    expect((await list({ region: '53.71.04.1002' })).rows.map(({ id }) => id)).toEqual([second.id]);
    const { rows: one, nextCursor } = await list({ limit: 1 });
    const { rows: rest } = await list({ limit: 5, cursor: nextCursor! });
    expect([...one, ...rest].map(({ id }) => id)).toEqual([first.id, second.id, third.id]);

    await turn();
    await travelTo(before(second, 3));
    await turn();
    await travelTo(nowMs + 2 * dayMs);
    await turn();
    const reminded = (await list({})).rows.find(({ id }) => id === second.id)!;
    expect(reminded.reminder).toMatchObject({ confirmed: 0, unconfirmed: 0 });
    expect(Date.parse(reminded.reminder.remindedAt!)).toBe(nowMs - 2 * dayMs);
    await travelTo(before(first, -1));
    expect((await list({ span: 'ended' })).rows.map(({ id, daysLeft }) => [id, daysLeft])).toEqual([
      [first.id, -1],
    ]);
    await expect(list({ cursor: 'x' })).rejects.toMatchObject({ code: 'REQUEST_MALFORMED' });
  });

  it('LET71 says whether and when holders are reminded, and refuses days on which nobody can renew', async () => {
    expect(await operator.call(officeApi.letterReminding, {})).toEqual({ open: true, days: [14, 3] });
    const { version: _, ...rule } = defaultLetterPolicy;
    const signatory = { position: 'Kepala Dinas', name: 'KEPALA CONTOH', rank: '', nip: '' };
    for (const remindDays of [[15], [3, 3], [-1], [1.5], [1, 2, 3, 4, 5, 6]])
      await expect(
        office.head.call(officeApi.addLetterPolicy, {
          body: { ...rule, purposes: [...rule.purposes], remindDays, signatory },
        }),
      ).rejects.toMatchObject({ status: expect.any(Number) });
  });
});
