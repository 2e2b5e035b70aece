/** *Kabari bila kartu siap*, left on the public site by whoever has a receipt, on a real database and a real gateway. */

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { officeApi } from '@rekam/protocol';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import type { BareStation } from '@rekam/testkit/bare-station.ts';
import { todayInKupang } from '@rekam/testkit/demo-city/today.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MadeRecording, makeRecording, nikOf } from '../testing/made-recording.ts';
import { openTestOffice, type TestOffice } from '../testing/test-office.ts';

const publicUrl = 'https://dukcapil.example.id';
let office: TestOffice;
let station: BareStation;
let supervisor: ApiClient;
let gateway: Server;
const messages: { readonly to: string; readonly text: string }[] = [];

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
    notices: { publicUrl, mail: null, gateway: { url: `http://127.0.0.1:${port}/kirim`, token: 'rahasia' } },
  });
  station = await office.addStation(1);
  supervisor = await office.signedInAs('penyelia', [{ role: 'supervisor', placeId: null }]);
}, 60_000);
afterAll(async () => {
  await office?.close();
  await new Promise((resolve) => gateway.close(resolve));
});

/** Recorded and counted here, in the register. */
async function recorded(serial: number): Promise<MadeRecording> {
  await office.database.query(
    `insert into resident (nik, name, search_name, birth_place, birth_date, sex, blood_group, religion,
       marital_status, occupation, nationality, address, rt, rw, kelurahan_code)
     values ($1, 'WARGA CONTOH', 'WARGA CONTOH', 'KUPANG', '2000-08-15', 'LAKI-LAKI', 'O', 'KATHOLIK', 'KAWIN',
       'GURU', 'WNI', 'JL. CONTOH 1', '004', '011', '53.71.04.1001')`,
    [nikOf(serial)],
  );
  const recording = await makeRecording(station, serial);
  await station.send(recording);
  await office.allOpened();
  return recording;
}

const post = (path: string, fields: Record<string, string>) =>
  fetch(`${office.url}${path}`, { method: 'POST', body: new URLSearchParams(fields) });
const birth = { tanggal: '15', bulan: '8', tahun: '2000' };
const ask = (kode: string, change: Record<string, string> = {}) =>
  post('/kabari/kartu', { kode, ...birth, alamat: '0812 3456 7890', ...change });
const problemIn = (text: string) => /<p[^>]*role="alert"[^>]*>.*?<\/p>/.exec(text)?.[0];
const notices = async () =>
  (await office.database.query<{ n: number }>('select count(*)::int as n from notice')).rows[0]!.n;

describe('kabari bila kartu siap, on the public site', () => {
  it('NTC14 is asked for with the receipt, offered where the card waits, and confirmed by the contact', async () => {
    const { manifest } = await recorded(61);
    const { receiptCode } = manifest;
    const seen = async () => (await post('/rekaman', { kode: receiptCode, ...birth })).text();
    expect(await seen()).not.toContain('/kabari/kartu');
    expect((await ask(receiptCode)).status).toBe(409);
    await supervisor.call(officeApi.askForCard, { body: { nik: nikOf(61), ground: 'first-card' } });
    await supervisor.call(officeApi.noteCentreWordOfResident, {
      body: {
        nik: nikOf(61),
        status: 'PRINT_READY_RECORD',
        asOf: todayInKupang(),
        source: 'SIAK',
      },
    });
    expect(await seen()).toContain('href="/kabari/kartu"');
    expect(await (await fetch(`${office.url}/kabari/kartu`)).text()).toContain('Kode pada bukti perekaman');

    const answer = await ask(receiptCode.toLowerCase());
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('Kami mengirim satu pesan');
    await office.upkeep();
    await expect.poll(() => messages.length, { timeout: 20_000 }).toBe(1);
    expect(messages[0]).toMatchObject({ to: '+6281234567890' });
    expect(messages[0]!.text).not.toMatch(/WARGA|\d{16}/);
    const path = new RegExp(`${publicUrl}(/kabari/[\\w-]{22})`).exec(messages[0]!.text)![1]!;
    expect(await (await post(path, { do: 'ya' })).text()).toContain(
      'Anda akan dikabari bila KTP-el siap diambil',
    );
    const { rows } = await office.database.query("select details from fact where noun = 'notice'");
    expect(JSON.stringify(rows)).not.toMatch(/3456|5371\d{12}/);
  }, 60_000);

  it('NTC14 CTR32 a wrong date and a code of nobody are answered alike, and keep nothing', async () => {
    const { manifest } = await recorded(62);
    const stranger = await makeRecording(station, 63);
    const before = await notices();
    const [wrongDay, wrongCode] = [
      await ask(manifest.receiptCode, { tanggal: '16' }),
      await ask(stranger.manifest.receiptCode),
    ];
    expect([wrongDay.status, wrongCode.status]).toEqual([404, 404]);
    const [one, other] = [await wrongDay.text(), await wrongCode.text()];
    expect(problemIn(one)).toContain('Tidak ada rekaman dengan kode dan tanggal lahir ini');
    expect(problemIn(other)).toBe(problemIn(one));
    expect(one).toContain('value="0812 3456 7890"');
    expect((await ask('salah')).status).toBe(422);
    expect((await ask(manifest.receiptCode, { bulan: '13' })).status).toBe(422);
    expect(await notices()).toBe(before);
  }, 60_000);

  it('CTR31 asking here and for the state of the recording are one pace together', async () => {
    const { manifest } = await makeRecording(station, 64);
    const tried: number[] = [];
    for (let turn = 0; turn < 21; turn++) tried.push((await ask(manifest.receiptCode)).status);
    expect(tried.at(-1)).toBe(429);
    const there = await (await post('/rekaman', { kode: manifest.receiptCode, ...birth })).text();
    expect(there).toContain('Terlalu banyak pertanyaan');
  }, 60_000);
});
