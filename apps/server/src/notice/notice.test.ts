import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BareStation } from '@rekam/testkit/bare-station.ts';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestOffice, type TestOffice } from '../testing/test-office.ts';

/** Tuesday 24 November 2026, ten in the morning in Kupang. */
const startMs = Date.parse('2026-11-24T10:00:00+08:00');
const hourMs = 3_600_000;
const operatorId = `ofc_${'0'.repeat(32)}`;
const publicUrl = 'https://dukcapil.example.id';

let nowMs = startMs;
let beats = 0;
let office: TestOffice;
let station: BareStation;
let mailServer: SMTPServer;
let gateway: Server;
/** What came out, as its receivers have it. */
let mails: { readonly to: string; readonly raw: string }[] = [];
let messages: { readonly to: string; readonly text: string; readonly id: string }[] = [];
/** What the servers answer instead of taking it. */
let mailRefusal: { readonly code: number; readonly at: 'rcpt' | 'data' } | null = null;
let gatewayStatus = 200;

beforeAll(async () => {
  mailServer = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) =>
      done(
        mailRefusal?.at === 'rcpt'
          ? Object.assign(new Error('no'), { responseCode: mailRefusal.code })
          : null,
      ),
    onData: (stream, session, done) => {
      let raw = '';
      stream.on('data', (piece) => {
        raw += piece;
      });
      stream.on('end', () => {
        if (mailRefusal?.at === 'data')
          return done(Object.assign(new Error('later'), { responseCode: mailRefusal.code }));
        mails.push({ to: session.envelope.rcptTo[0]!.address, raw });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => mailServer.listen(0, '127.0.0.1', resolve));
  gateway = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    const known = request.headers.authorization === 'Bearer rahasia';
    if (known && gatewayStatus === 200) messages.push(JSON.parse(body));
    response.writeHead(known ? gatewayStatus : 401).end();
  });
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  const portOf = (server: { address: () => unknown }) => (server.address() as AddressInfo).port;
  office = await openTestOffice({
    clock: () => nowMs,
    jobs: false,
    notices: {
      publicUrl,
      mail: { smtpUrl: `smtp://127.0.0.1:${portOf(mailServer.server)}`, from: 'Dukcapil <kabar@example.id>' },
      gateway: { url: `http://127.0.0.1:${portOf(gateway)}/kirim`, token: 'rahasia' },
    },
  });
  station = await office.addStation(1);
}, 60_000);
afterAll(async () => {
  await office.close();
  await new Promise<void>((resolve) => mailServer.close(resolve));
  await new Promise((resolve) => gateway.close(resolve));
});
beforeEach(async () => {
  nowMs += 7 * 24 * hourMs;
  [mails, messages, mailRefusal, gatewayStatus] = [[], [], null, 200];
  await office.database.query('truncate notice cascade');
  await recording(false);
});

const place = () => station.settings.place;
const get = (path: string) => fetch(`${office.url}${path}`, { redirect: 'manual' });
const post = (path: string, fields: Record<string, string>) =>
  fetch(`${office.url}${path}`, { method: 'POST', body: new URLSearchParams(fields) });
const ask = (alamat: string) => post('/kabari', { tempat: place().id, alamat });

/** Turns the office once, and waits until everything due was tried. */
async function turn(): Promise<void> {
  await office.upkeep();
  await expect
    .poll(
      async () =>
        (
          await office.database.query(
            `select 1 from notice_message m join notice n on n.id = notice_id where ended_at is null
             and sent_at is null and given_up_at is null and next_try_at <= $1`,
            [new Date(nowMs).toISOString()],
          )
        ).rows.length,
      { timeout: 20_000 },
    )
    .toBe(0);
}

/** Lets the one counter of the place speak, or be silent. */
async function recording(works: boolean): Promise<void> {
  nowMs += 10 * 60_000;
  if (works) {
    // Days pass between: a session would not last so long.
    station = await station.at(office.url);
    beats += 1;
    await station.beat({ operatorId, sequence: beats });
  }
  await office.upkeep();
}

const pathIn = (text: string): string => {
  const found = new RegExp(`${publicUrl}(/kabari/[\\w-]{22})`).exec(text.replaceAll(/=\r?\n/g, ''));
  return found![1]!;
};
const stored = async () =>
  (await office.database.query('select ended_as, sealed, wrapped from notice order by asked_at, channel, id'))
    .rows;

describe('kabari saya', () => {
  it('STS18 where nobody records, a resident is told why, and can ask to be told', async () => {
    const own = station.settings.kelurahan.find(({ kecamatanCode }) => kecamatanCode === place().regionCode)!;
    const text = await (await get(`/layanan/ke-mana?kelurahan=${own.code}`)).text();
    expect(text).toContain('Hari ini tidak ada tempat yang merekam');
    expect(text).toContain(`Sebab, dan sampai kapan: ${place().name}</a>`);
    expect(text).toContain(`<a href="/kabari?tempat=${place().id}">`);
    await recording(true);
    expect(await (await get(`/layanan/ke-mana?kelurahan=${own.code}`)).text()).not.toContain('/kabari?');
  });

  it('NTC2 NTC5 NTC7 asks first, tells once when recording works again, and forgets the contact', async () => {
    expect(await (await get(`/kabari?tempat=${place().id}`)).text()).toContain(`selected>${place().name}`);
    expect((await ask('0812 3456 7890')).status).toBe(200);
    await turn();
    expect(messages).toMatchObject([{ to: '+6281234567890' }]);
    const path = pathIn(messages[0]!.text);
    await recording(true);
    await turn();
    expect(messages).toHaveLength(1);

    await recording(false);
    // A mail program that looks at the link does not say yes for anybody.
    expect(await (await get(path)).text()).toContain('Ya, kabari saya');
    await recording(true);
    await turn();
    expect(messages).toHaveLength(1);

    await recording(false);
    expect(await (await post(path, { do: 'ya' })).text()).toContain('Anda akan dikabari');
    await turn();
    expect(messages).toHaveLength(1);
    await recording(true);
    await turn();
    await turn();
    expect(messages.map(({ text }) => text.includes('jalan lagi. Jam buka'))).toEqual([false, true]);
    expect(await stored()).toEqual([{ ended_as: 'told', sealed: null, wrapped: null }]);
    expect((await get(path)).status).toBe(404);
  });

  it('goes out as e-mail with one step out, and that step ends it', async () => {
    await ask('Ibu.Contoh@example.id');
    await turn();
    expect(mails.map(({ to }) => to)).toEqual(['ibu.contoh@example.id']);
    const { raw } = mails[0]!;
    const path = pathIn(raw);
    expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click/m);
    expect(raw).toMatch(/^Message-ID:\s+<ntc_[0-9a-f]{32}-confirm@dukcapil\.example\.id>/m);
    await post(path, { do: 'ya' });
    expect(await (await post(path, { 'List-Unsubscribe': 'One-Click' })).text()).toContain(
      'Sudah dihentikan',
    );
    expect(await stored()).toEqual([{ ended_as: 'stopped', sealed: null, wrapped: null }]);
    await recording(true);
    await turn();
    expect(mails).toHaveLength(1);
  });

  it('NTC3 a contact is asked three times a day and not a fourth, also by ways of writing it', async () => {
    const typed = ['081234567890', '+62 812-3456-7890', '62 812 3456 7890', '0812 3456 7890'];
    const statuses: number[] = [];
    for (const one of typed) statuses.push((await ask(one)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    await turn();
    expect(messages).toHaveLength(3);
    expect(new Set(messages.map(({ text }) => pathIn(text))).size).toBe(1);
    nowMs += 25 * hourMs;
    await recording(false);
    expect((await ask(typed[0]!)).status).toBe(200);
  });

  it('NTC9 asked again by the same contact for the same place it is the same notice, answered alike', async () => {
    const said = async (contact: string) => (await ask(contact)).text();
    const first = await said('081234567890');
    expect(await said('+62 812 3456 7890')).toBe(first);
    expect(await said('081298765432')).toBe(first);
    expect(await stored()).toHaveLength(2);
  });

  it('NTC3 the office asks sixty an hour and no more', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 61; n++) statuses.push((await ask(`orang${n}@example.id`)).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(60);
    expect(statuses.at(-1)).toBe(429);
  });

  it('NTC4 where recording works says so and keeps nothing', async () => {
    await recording(true);
    const answer = await ask('081234567890');
    expect([answer.status, await answer.text()]).toEqual([409, expect.stringContaining('sedang jalan')]);
    expect(await stored()).toEqual([]);
  });

  it('NTC6 what nobody confirmed ends after a day, what nobody heard of after ninety', async () => {
    await ask('satu@example.id');
    await ask('dua@example.id');
    await turn();
    const path = pathIn(mails.find(({ to }) => to.startsWith('dua'))!.raw);
    await post(path, { do: 'ya' });
    nowMs += 24 * hourMs + 1;
    await turn();
    expect((await stored()).map((row) => row.ended_as).sort()).toEqual(['unconfirmed', null].sort());
    nowMs += 90 * 24 * hourMs;
    await turn();
    expect((await stored()).map((row) => row.ended_as)).toEqual(['expired']);
    expect((await post(path, { do: 'ya' })).status).toBe(404);
  });

  it('NTC8 a server that is down is tried again and told to the office; a receiver that does not exist is given up', async () => {
    [gatewayStatus, mailRefusal] = [503, { code: 451, at: 'data' }];
    await ask('081234567890');
    await ask('ada@example.id');
    await turn();
    expect([mails, messages]).toEqual([[], []]);
    [gatewayStatus, mailRefusal] = [200, null];
    await turn();
    expect([mails, messages]).toEqual([[], []]);
    nowMs += 60_001;
    await turn();
    expect([mails.length, messages.length]).toEqual([1, 1]);
    mailRefusal = { code: 550, at: 'rcpt' };
    await ask('tidak.ada@example.id');
    await turn();
    expect((await stored()).filter((row) => row.ended_as === 'undeliverable')).toHaveLength(1);
    const told = office.events.filter(({ event }) => event === 'notice-not-sent');
    expect(told.map(({ givenUp }) => givenUp)).toEqual([false, false, true]);
    expect(JSON.stringify([office.events, await stored()])).not.toMatch(/example\.id|62812/);
  });

  it('NTC7 no contact lies readable in the database, and facts hold none', async () => {
    await ask('ibu.contoh@example.id');
    const rows = (await office.database.query('select * from notice')).rows;
    const facts = (await office.database.query("select * from fact where noun = 'notice'")).rows;
    const text = Buffer.from(JSON.stringify([rows, facts])).toString();
    expect(text).not.toContain('ibu.contoh');
    expect(Buffer.from(rows[0]!.sealed as Uint8Array).toString('latin1')).not.toContain('ibu.contoh');
  });

  it.each([
    [{ alamat: 'bukan alamat' }, 422],
    [{ alamat: 'ibu@example.id\r\nBcc: orang@example.id' }, 422],
    [{ tempat: 'plc_x', alamat: '081234567890' }, 422],
  ])('refuses %j with a sentence in both languages, and keeps nothing', async (fields, status) => {
    const answer = await post('/kabari', { tempat: place().id, ...fields });
    const text = await answer.text();
    expect([answer.status, text.includes('role="alert"'), text.includes('lang="en"')]).toEqual([
      status,
      true,
      true,
    ]);
    expect(await stored()).toEqual([]);
  });

  it('a link that is none of ours, and a body too large, change nothing', async () => {
    expect((await get('/kabari/AAAAAAAAAAAAAAAAAAAAAA')).status).toBe(404);
    expect((await post('/kabari/AAAAAAAAAAAAAAAAAAAAAA', { do: 'ya' })).status).toBe(404);
    expect((await post('/kabari', { tempat: place().id, alamat: 'x'.repeat(5000) })).status).toBe(413);
  });

  it('the page of a place without recording offers it', async () => {
    const slug = place().name.toLowerCase().replaceAll(' ', '-');
    expect(await (await get(`/layanan/tempat/${slug}`)).text()).toContain(`/kabari?tempat=${place().id}`);
    await recording(true);
    expect(await (await get(`/layanan/tempat/${slug}`)).text()).not.toContain('/kabari');
  });
});
