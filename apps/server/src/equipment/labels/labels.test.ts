/** Reporting by label as a phone does it: plain forms, a cookie, no account. */
import { encodeRgbJpeg } from '@rekam/biometrics';
import { equipmentApi, officeApi } from '@rekam/protocol';
import { makeComponent } from '@rekam/testkit/equipment/component.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestOffice, type TestOffice } from '../../testing/test-office.ts';
import { issueLabel } from './tokens.ts';

let office: TestOffice;
let nowMs = Date.UTC(2017, 2, 30);
let placeId: string;
const pin = '493027';
const by = { actor: { kind: 'office', id: null }, permittedBy: null } as const;

beforeAll(async () => {
  office = await openTestOffice({ clock: () => nowMs, jobs: false });
  placeId = (await office.head.call(officeApi.listPlaces, {}))[1]!.id;
});
afterAll(() => office.close());

let made = 0;
async function labelled(): Promise<{ id: string; token: string }> {
  made += 1;
  const { id } = await office.head.call(equipmentApi.registerComponent, {
    body: makeComponent({
      kind: 'fingerprint-scanner',
      model: '<b>FS</b>',
      serial: `L-${made}`,
      where: { at: 'store', placeId },
    }),
  });
  const token = await office.database.transact((tx) => issueLabel(tx, () => nowMs, id, by));
  return { id, token };
}

/** A phone: keeps the cookie that it got, follows where it is sent. */
class Phone {
  #cookie = '';
  readonly #origin: string;
  constructor(origin = office.url) {
    this.#origin = origin;
  }
  async open(token: string) {
    const answer = await fetch(`${office.url}/l/${token}`, { headers: { cookie: this.#cookie } });
    return { status: answer.status, html: await answer.text() };
  }
  async send(token: string, fields: Record<string, string | Blob>) {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    const answer = await fetch(`${office.url}/l/${token}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: this.#cookie, origin: this.#origin },
      body,
    });
    for (const cookie of answer.headers.getSetCookie()) this.#cookie = cookie.split(';')[0] ?? '';
    return { status: answer.status, html: await answer.text() };
  }
  enter = (token: string, said = pin) => this.send(token, { do: 'enter', pin: said });
}

const photo = () =>
  new Blob([Uint8Array.from(encodeRgbJpeg({ width: 8, height: 8, rgb: new Uint8Array(192).fill(90) }))], {
    type: 'image/jpeg',
  });
const report = {
  do: 'report',
  name: 'Maria',
  symptom: 'not-detected',
  cause: 'unknown',
  effect: 'stops',
  note: 'lampu mati',
};
const setPin = (said: string) =>
  office.head.call(equipmentApi.setPlacePin, { params: { id: placeId }, body: { pin: said } });

describe('a label', () => {
  it('EQS11 opens nothing where the place has no PIN, and says what to do', async () => {
    const { token } = await labelled();
    const answer = await new Phone().enter(token);
    expect(answer.status).toBe(400);
    expect(answer.html).toContain('belum punya PIN');
    await expect(setPin('123456')).rejects.toMatchObject({ code: 'OFFICER_PIN_WEAK' });
    await setPin(pin);
  });

  it('EQS13, EQS14 takes a report with a photo from a phone with the PIN, in a page without a script', async () => {
    const { id, token } = await labelled();
    const phone = new Phone();
    const first = await phone.open(token);
    expect(first.html).not.toContain('<script');
    expect(first.html).toContain('&lt;b&gt;FS&lt;/b&gt;');
    expect(first.html.length).toBeLessThan(8000);
    expect(first.html).not.toContain('name="symptom"');
    expect((await phone.enter(token)).status).toBe(303);
    expect((await phone.open(token)).html).toContain('name="symptom"');
    const sent = await phone.send(token, { ...report, photo: photo() });
    expect(sent).toMatchObject({ status: 200, html: expect.stringContaining('Terlapor') });
    const one = await office.head.call(equipmentApi.getComponent, { params: { id } });
    expect(one).toMatchObject({
      condition: 'broken',
      faults: [{ reports: [{ sourceKind: 'label', source: 'Maria', note: 'lampu mati' }] }],
    });
    expect(one.faults[0]!.reports[0]!.fileIds).toHaveLength(1);
    const again = await phone.open(token);
    expect(again.html).toContain('sudah dilaporkan');
  });

  it('EQS13 keeps what was typed when it refuses: no symptom, no picture', async () => {
    const { id, token } = await labelled();
    const phone = new Phone();
    await phone.enter(token);
    const vague = await phone.send(token, { ...report, symptom: 'other', note: 'rusak berat' });
    expect(vague.status).toBe(400);
    expect(vague.html).toContain('rusak berat</textarea>');
    expect(vague.html).toContain('value="Maria"');
    const script = new Blob(['<script>alert(1)</script>'], { type: 'image/jpeg' });
    const wrong = await phone.send(token, { ...report, photo: script });
    expect(wrong).toMatchObject({ status: 415, html: expect.stringContaining('bukan foto JPEG') });
    const nameless = await phone.send(token, { ...report, name: ' ' });
    expect(nameless.status).toBe(400);
    const one = await office.head.call(equipmentApi.getComponent, { params: { id } });
    expect(one.faults).toEqual([]);
  });

  it('EQS10 that was replaced, revoked or invented opens nothing', async () => {
    const { id, token } = await labelled();
    const phone = new Phone();
    await phone.enter(token);
    const next = await office.database.transact((tx) => issueLabel(tx, () => nowMs, id, by));
    for (const dead of [token, 'x'.repeat(27), '..%2f']) expect((await phone.open(dead)).status).toBe(404);
    expect((await phone.send(token, report)).status).toBe(404);
    expect((await phone.open(next)).status).toBe(200);
    await office.head.call(equipmentApi.revokeLabel, { params: { id } });
    expect((await phone.open(next)).html).toContain('tidak berlaku');
    const { rows } = await office.database.query('select * from label where token_hash like $1', [
      `%${token}%`,
    ]);
    expect(rows).toEqual([]);
  });

  it('EQS12 needs the PIN anew after half an hour, for another label, and after a new PIN', async () => {
    const [one, other] = [await labelled(), await labelled()];
    const phone = new Phone();
    await phone.enter(one.token);
    expect((await phone.send(other.token, report)).status).toBe(401);
    nowMs += 31 * 60_000;
    expect((await phone.send(one.token, report)).status).toBe(401);
    await phone.enter(one.token);
    await setPin('849302');
    expect((await phone.send(one.token, report)).status).toBe(401);
    await setPin(pin);
  });

  it('EQS11 slows down whoever guesses PINs', async () => {
    const { token } = await labelled();
    const phone = new Phone();
    const answers = [];
    for (let guess = 0; guess < 12; guess++)
      answers.push((await phone.enter(token, `77${1000 + guess}`)).status);
    expect(answers).toContain(400);
    expect(answers.at(-1)).toBe(429);
    expect((await phone.enter(token)).status).toBe(429);
    nowMs += 61 * 60_000;
    expect((await phone.enter(token)).status).toBe(303);
  });

  it('refuses a form that another site sends', async () => {
    const { token } = await labelled();
    expect((await new Phone('https://example.org').enter(token)).status).toBe(400);
  });

  it('EQS10 sheets hold 24 labels a page and end the labels before', async () => {
    const { id, token } = await labelled();
    const sheet = async (componentIds: string[], firstCell = 0) =>
      Buffer.from(
        await office.head.bytes(equipmentApi.printLabels, { body: { componentIds, firstCell } }),
      ).toString('latin1');
    const pages = (pdf: string) => pdf.match(/\/Type \/Page\b/g)?.length;
    expect(pages(await sheet(Array(24).fill(id)))).toBe(1);
    expect(pages(await sheet([id, id], 23))).toBe(2);
    expect((await new Phone().open(token)).status).toBe(404);
  });
});
