import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PlaceId, Service } from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import type { BareStation } from '@rekam/testkit/bare-station.ts';
import { goneDevice, soundDevice } from '@rekam/testkit/sound-heartbeat.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestOffice, type TestOffice } from '../testing/test-office.ts';

/** Tuesday 24 November 2026, ten in the morning in Kupang. */
let nowMs = Date.parse('2026-11-24T10:00:00+08:00');
let office: TestOffice;
let head: ApiClient;
let stations: BareStation[];
/** Takes what the office sends to residents. */
let gateway: Server;
const messages: { readonly text: string }[] = [];
const publicUrl = 'https://dukcapil.example.id';
const operatorId = `ofc_${'0'.repeat(32)}`;
const sound = [soundDevice('finger'), soundDevice('iris')];
const broken = [goneDevice('finger'), soundDevice('iris')];

beforeAll(async () => {
  gateway = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    messages.push(JSON.parse(body));
    response.writeHead(202).end();
  });
  await new Promise<void>((listening) => gateway.listen(0, '127.0.0.1', listening));
  const { port } = gateway.address() as AddressInfo;
  office = await openTestOffice({
    clock: () => nowMs,
    jobs: false,
    publicUrl,
    notices: { publicUrl, mail: null, gateway: { url: `http://127.0.0.1:${port}/`, token: 'rahasia' } },
  });
  head = await office.signedInAs('kepala.dinas', [{ role: 'head', placeId: null }]);
  const allDay = { opens: '00:00', closes: '24:00' };
  await head.call(officeApi.setServiceHours, {
    body: { placeId: null, from: '2026-11-24', week: Array(7).fill(allDay) },
  });
  stations = [];
  for (let place = 1; place <= 4; place++) stations.push(await office.addStation(place));
  await beat();
});
afterAll(async () => {
  await office.close();
  await new Promise((closed) => gateway.close(closed));
});

/** A minute later every station speaks, the first with a broken scanner or without. */
async function beat(isBroken = false): Promise<void> {
  nowMs += 60_000;
  for (const [index, station] of stations.entries())
    await station.beat({ operatorId, devices: index === 0 && isBroken ? broken : sound });
  await office.upkeep();
}
/** A minute later the head says that nobody can be recorded at a place, as its room cannot be used. */
async function stop(index: number): Promise<void> {
  await beat();
  const statement = {
    placeId: stations[index]!.settings.place.id,
    service: 'rekam' as const,
    condition: 'stopped' as const,
    cause: 'room' as const,
    note: '',
    reference: 'Kepala Dinas',
    since: new Date(nowMs).toISOString(),
    expectedUntil: null,
  };
  await head.call(officeApi.makeStatement, { body: statement });
}
/** A minute later it is over. */
async function resume(index: number): Promise<void> {
  await beat();
  const { statements } = await head.call(officeApi.getServiceStatus, {});
  const placeId = stations[index]!.settings.place.id;
  const { id } = statements.find((one) => one.placeId === placeId)!;
  await head.call(officeApi.withdrawStatement, { params: { id } });
}
const overview = () => head.call(officeApi.listAnnouncements, {});
const drafts = async () => (await overview()).drafts;
const nameOf = (index: number) => stations[index]!.settings.place.name;
const draftAt = async (index: number) =>
  (await drafts()).find(({ placeName }) => placeName === nameOf(index))!;
const inTwoHours = () => new Date(nowMs + 7_200_000).toISOString();
const approve = async (index: number) => {
  const { id, revision } = await draftAt(index);
  const params = { id };
  return head.call(officeApi.approveAnnouncementDraft, {
    params,
    body: { revision, nextNewsAt: inTwoHours() },
  });
};
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${office.url}${path}`, { headers: { 'accept-encoding': 'identity', ...headers } });
const textOf = async (path: string) => (await get(path)).text();
/** Width and height, as the first chunk of a PNG has them. */
const sizeIn = (png: Uint8Array): number[] => {
  expect(String.fromCharCode(...png.subarray(1, 4), ...png.subarray(12, 16))).toBe('PNGIHDR');
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
};
const factsOf = async (kind: string) =>
  (await office.database.query<{ subject_id: string }>('select subject_id from fact where kind = $1', [kind]))
    .rows;

describe('announcements', () => {
  it('ANN2 ANN3 are drafted once from what changed, in plain words of both languages', async () => {
    await beat(true);
    await beat(true);
    const all = await drafts();
    expect(all).toHaveLength(1);
    const { words, causes, condition } = all[0]!;
    expect([condition, causes]).toEqual(['stopped', ['device-missing']]);
    expect(words.id.title).toBe(`Perekaman KTP-el di ${nameOf(0)} dihentikan sementara`);
    expect(words.id.what).toBe(
      'Sejak 10.01 WITA, Selasa 24 November 2026. Saat ini pelayanan berjalan di 3 dari 4 tempat.',
    );
    expect(words.id.why).toBe('Sebab: pemindai sidik jari tidak berfungsi. Belum diketahui sampai kapan.');
    expect(words.id.instead).toMatch(/^Silakan ke .+, .+, atau .+ \(Senin–Minggu 00\.00–24\.00\)\.$/);
    expect(words.en.title).toBe(`e-KTP recording at ${nameOf(0)} is suspended`);
    expect(await factsOf('announcement-drafted')).toHaveLength(1);
  });

  it('ANN3 ANN5 a counter that flaps makes one draft, which says when it is overtaken', async () => {
    // The scanner is well again.
    for (let minute = 0; minute < 4; minute++) await beat();
    const { id, overtaken } = await draftAt(0);
    expect(overtaken).toBe('works-again');
    await expect(approve(0)).rejects.toMatchObject({ code: 'ANNOUNCEMENT_OVERTAKEN' });
    for (let flap = 0; flap < 10; flap++) {
      await stop(0);
      expect((await drafts()).map((draft) => [draft.id, draft.overtaken])).toEqual([[id, null]]);
      await resume(0);
    }
    expect(await factsOf('announcement-drafted')).toHaveLength(1);
    await stop(0);
  });

  it('ANN4 ANN10 words of a person stay, and what has moved since is said before anybody approves', async () => {
    const { id, revision, words } = await draftAt(0);
    const own = { ...words, id: { ...words.id, title: 'Loket di Disdukcapil berhenti merekam' } };
    await head.call(officeApi.wordAnnouncementDraft, { params: { id }, body: { revision, words: own } });
    await stop(1);
    const moved = await draftAt(0);
    expect(moved).toMatchObject({ worded: true, changes: ['instead'] });
    expect(moved.words.id.title).toBe('Loket di Disdukcapil berhenti merekam');
    expect(moved.proposal!.id.instead).not.toContain(nameOf(1));
    await expect(approve(0)).rejects.toMatchObject({ code: 'ANNOUNCEMENT_OVERTAKEN' });
    await head.call(officeApi.redraftAnnouncement, { params: { id } });
    expect(await draftAt(0)).toMatchObject({ worded: false, changes: [] });
  });

  it('ANN10 ANN11 only what was seen is approved, with the next news', async () => {
    const { id, revision } = await draftAt(0);
    const ask = (body: { revision: number; nextNewsAt: string | null }) =>
      head.call(officeApi.approveAnnouncementDraft, { params: { id }, body });
    await expect(ask({ revision, nextNewsAt: null })).rejects.toMatchObject({
      code: 'ANNOUNCEMENT_NEXT_NEWS_MISSING',
    });
    await expect(ask({ revision: revision - 1, nextNewsAt: inTwoHours() })).rejects.toMatchObject({
      code: 'ANNOUNCEMENT_MOVED',
    });
    const past = new Date(nowMs - 1).toISOString();
    await expect(ask({ revision, nextNewsAt: past })).rejects.toMatchObject({
      code: 'ANNOUNCEMENT_NEXT_NEWS_TIME',
    });
    expect((await overview()).announcements).toEqual([]);
  });

  it('ACC55 ACC56 ACC57 supervisors of the office draft, the head approves, operators see nothing', async () => {
    const operator = await office.signedInAs('operator.uji', [{ role: 'operator', placeId: null }]);
    await expect(operator.call(officeApi.listAnnouncements, {})).rejects.toMatchObject({
      code: 'ACCESS_DENIED',
    });
    const supervisor = await office.signedInAs('penyelia.uji', [{ role: 'supervisor', placeId: null }]);
    const { id, revision } = await draftAt(0);
    const body = { revision, nextNewsAt: inTwoHours() };
    const asked = supervisor.call(officeApi.approveAnnouncementDraft, { params: { id }, body });
    await expect(asked).rejects.toMatchObject({ code: 'ACCESS_DENIED' });
    await supervisor.call(officeApi.redraftAnnouncement, { params: { id } });
  });

  it('ANN13 PRS4 PRS7 an approved one is on its page, in the list and on the first page, small and without a script', async () => {
    expect(await approve(0)).toEqual({ number: 1 });
    const title = `Perekaman KTP-el di ${nameOf(0)} dihentikan sementara`;
    expect(await textOf('/layanan')).toContain(`<a href="/pengumuman/1">${title}</a>`);
    for (const path of ['/pengumuman', '/pengumuman/1', '/pengumuman/en', '/pengumuman/en/1']) {
      const text = await textOf(path);
      expect(Buffer.byteLength(text)).toBeLessThan(30_000);
      expect(text).not.toMatch(/<script|<img|<link|url\(|@import| src=/);
    }
    const page = await textOf('/pengumuman/1');
    expect(page).toContain(`<meta property="og:title" content="${title}">`);
    expect(page).toContain(
      '<meta property="og:image" content="https://dukcapil.example.id/pengumuman/1/lebar.png">',
    );
    expect(page).toContain('Kabar berikutnya:');
    expect(await textOf('/pengumuman/pengumuman.atom')).toContain('Kabar berikutnya:');
    expect(page).toContain('Keadaan sekarang');
    expect(page).not.toContain('Petugas');
    expect((await get('/pengumuman/2')).status).toBe(404);
    expect((await get('/pengumuman/<script>')).status).toBe(404);
    for (const path of ['/pengumuman', '/pengumuman/1', '/pengumuman/pengumuman.atom'])
      expect(await textOf(path)).not.toMatch(/kepala\.dinas|ofc_/);
  });

  it('PRS5 has pictures in two sizes, the same bytes at the second asking', async () => {
    for (const [name, width, height] of [
      ['persegi', 1080, 1080],
      ['lebar', 1200, 630],
    ] as const) {
      const answer = await get(`/pengumuman/1/${name}.png`, { 'accept-encoding': 'gzip' });
      expect(answer.headers.get('content-type')).toBe('image/png');
      const bytes = new Uint8Array(await answer.arrayBuffer());
      expect(sizeIn(bytes)).toEqual([width, height]);
      // What a messenger takes as the preview of a link.
      expect(bytes.length).toBeLessThan(300_000);
      const etag = answer.headers.get('etag')!;
      expect((await get(`/pengumuman/1/${name}.png`, { 'if-none-match': etag })).status).toBe(304);
    }
    const { id } = await draftAt(1);
    const preview = await head.bytes(officeApi.announcementDraftPicture, {
      params: { id },
      query: { shape: 'wide' },
    });
    expect(sizeIn(preview)).toEqual([1200, 630]);
  });

  it('ANN7 ANN14 the end is drafted, follows what was announced, and the status never waited', async () => {
    await resume(0);
    expect(await textOf('/pengumuman/1')).toContain('<span class="tag open">Dibuka</span>');
    const { words, condition } = await draftAt(0);
    expect([condition, words.id.title]).toEqual(['open', `Perekaman KTP-el di ${nameOf(0)} berjalan`]);
    await approve(0);
    const { announcements } = await overview();
    expect(announcements.map(({ number, standing, replacedBy }) => [number, standing, replacedBy])).toEqual([
      [2, 'current', null],
      [1, 'followed', 2],
    ]);
    expect(await textOf('/pengumuman/1')).toContain('Ada kabar yang lebih baru.');
    expect(await textOf('/layanan')).not.toContain('/pengumuman/1"');
  });

  it('ANN15 PRS6 a withdrawn one stays to be read with its reason, in pages and feeds, once', async () => {
    const before = await textOf('/pengumuman/pengumuman.atom');
    const body = { reason: 'Loketnya masih rusak; kami keliru membaca laporan.' };
    await head.call(officeApi.withdrawAnnouncement, { params: { number: 2 }, body });
    const again = head.call(officeApi.withdrawAnnouncement, { params: { number: 2 }, body });
    await expect(again).rejects.toMatchObject({ code: 'ANNOUNCEMENT_ENDED' });
    expect(await textOf('/pengumuman/2')).toContain(body.reason);
    expect(await textOf('/pengumuman')).toContain('ditarik');
    const feed = await textOf('/pengumuman/pengumuman.atom');
    expect(feed).toContain('[DITARIK]');
    const ids = (text: string) => text.match(/(?<=<entry><id>)[^<]+/g);
    expect(ids(feed)).toEqual(ids(before));
    expect(new Set(ids(feed)).size).toBe(2);
    const json = JSON.parse(await textOf('/pengumuman/pengumuman.json'));
    expect(json.announcements[0]).toMatchObject({
      number: 2,
      standing: 'withdrawn',
      withdrawnBecause: body.reason,
    });
    const csv = await textOf('/pengumuman/pengumuman.csv');
    expect(csv.split('\r\n')).toHaveLength(4);
    expect(csv).toContain(body.reason);
  });

  it('ANN16 a correction names what it corrects, and both stay', async () => {
    const { id } = await head.call(officeApi.correctAnnouncement, { params: { number: 1 } });
    const draft = (await drafts()).find((one) => one.id === id)!;
    expect(draft).toMatchObject({ corrects: 1, worded: true });
    const { revision, words } = draft;
    const right = { ...words, id: { ...words.id, why: 'Sebab: listrik padam.' } };
    await head.call(officeApi.wordAnnouncementDraft, { params: { id }, body: { revision, words: right } });
    const { number } = await head.call(officeApi.approveAnnouncementDraft, {
      params: { id },
      body: { revision: revision + 1, nextNewsAt: inTwoHours() },
    });
    expect(await textOf('/pengumuman/1')).toContain(`Diralat. Baca <a href="/pengumuman/${number}">`);
    expect(await textOf(`/pengumuman/${number}`)).toContain('Meralat <a href="/pengumuman/1">');
    expect(await textOf('/pengumuman/pengumuman.atom')).toContain('[DIRALAT]');
  });

  it('ANN8 ANN9 what was turned down is not drafted again; a draft can be asked for at any time', async () => {
    await stop(3);
    const { id } = await draftAt(3);
    await head.call(officeApi.dismissAnnouncementDraft, { params: { id } });
    await beat();
    expect(await draftAt(3)).toBeUndefined();
    const placeId = stations[3]!.settings.place.id as PlaceId;
    const asked = await head.call(officeApi.askAnnouncementDraft, {
      body: { service: 'rekam' as Service, placeId },
    });
    expect((await draftAt(3)).id).toBe(asked.id);
    const twice = await head.call(officeApi.askAnnouncementDraft, {
      body: { service: 'rekam' as Service, placeId },
    });
    expect(twice).toEqual(asked);
    const city = await head.call(officeApi.askAnnouncementDraft, {
      body: { service: 'suket', placeId: null },
    });
    expect((await drafts()).find((one) => one.id === city.id)!.placeName).toBeNull();
  });

  it('ANN12 words that nobody could read are refused, and nothing is changed', async () => {
    const { id, revision, words } = await draftAt(3);
    const ask = (id_: typeof words.id) =>
      head.call(officeApi.wordAnnouncementDraft, {
        params: { id },
        body: { revision, words: { ...words, id: id_ } },
      });
    await expect(ask({ ...words.id, title: ' ' })).rejects.toMatchObject({
      code: 'ANNOUNCEMENT_TEXT_MISSING',
    });
    await expect(ask({ ...words.id, what: 'x'.repeat(601) })).rejects.toMatchObject({
      code: 'ANNOUNCEMENT_TEXT_LONG',
    });
    expect((await draftAt(3)).revision).toBe(revision);
  });

  it('PRS2 two who approve at once make one announcement', async () => {
    const { id, revision } = await draftAt(3);
    const before = (await overview()).announcements.length;
    const call = () =>
      head.call(officeApi.approveAnnouncementDraft, {
        params: { id },
        body: { revision, nextNewsAt: inTwoHours() },
      });
    const ends = await Promise.allSettled([call(), call()]);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const numbers = (await overview()).announcements.map(({ number }) => number);
    expect(numbers).toEqual(Array.from({ length: before + 1 }, (_, index) => before + 1 - index));
  });

  it('PRS8 who asked to be told is told once, by the status and not by what is announced', async () => {
    const told = async () => {
      await office.upkeep();
      await expect.poll(async () => unsent()).toBe(0);
      return messages.length;
    };
    const unsent = async () =>
      (await office.database.query('select from notice_message where sent_at is null')).rowCount;
    const fields = { tempat: stations[3]!.settings.place.id, alamat: '0812 3456 7890' };
    await fetch(`${office.url}/kabari`, { method: 'POST', body: new URLSearchParams(fields) });
    expect(await told()).toBe(1);
    const link = /\/kabari\/\S+/.exec(messages[0]!.text)![0];
    await fetch(office.url + link, { method: 'POST', body: new URLSearchParams({ do: 'ya' }) });
    expect(await told()).toBe(1);
    await resume(3);
    expect(await told()).toBe(2);
    await approve(3);
    await stop(3);
    await approve(3);
    await resume(3);
    await approve(3);
    expect(await told()).toBe(2);
    await stop(3);
  });

  it('PRS1 PUB4 an announcement that cannot be drafted leaves the status alone', async () => {
    await office.database.query('alter table announcement_draft rename to announcement_draft_away');
    await stop(2);
    expect(await textOf('/layanan')).toContain('Perekaman berjalan di 1 dari 6 tempat');
    expect(office.events).toContainEqual(
      expect.objectContaining({ event: 'job-failed', task: 'announcement' }),
    );
    await office.database.query('alter table announcement_draft_away rename to announcement_draft');
    await beat();
    expect(await draftAt(2)).toMatchObject({ condition: 'stopped' });
  });

  it('PRS3 the status is derived anew first: counters that fell silent since then stop the approval', async () => {
    expect((await draftAt(3)).words.id.instead).toContain(nameOf(0));
    nowMs += 45 * 60_000;
    await expect(approve(3)).rejects.toMatchObject({ code: 'ANNOUNCEMENT_MOVED' });
  });
});
