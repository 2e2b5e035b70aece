import { gunzipSync } from 'node:zlib';
import { usualWeek } from '@rekam/domain';
import { equipmentApi, officeApi, repairApi } from '@rekam/protocol';
import type { BareStation } from '@rekam/testkit/bare-station.ts';
import { goneDevice, soundDevice } from '@rekam/testkit/sound-heartbeat.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestOffice, type TestOffice } from '../testing/test-office.ts';

/** Tuesday 24 November 2026, ten in the morning in Kupang. */
let nowMs = Date.parse('2026-11-24T10:00:00+08:00');
let office: TestOffice;
let stations: BareStation[];
const operatorId = `ofc_${'0'.repeat(32)}`;

beforeAll(async () => {
  office = await openTestOffice({ clock: () => nowMs, jobs: false });
  stations = [];
  for (let place = 1; place <= 6; place++) stations.push(await office.addStation(place));
  for (const station of stations) await station.beat({ operatorId });
  await derived();
});
afterAll(() => office.close());

/** Waits until everything said so far is in the status: an act of the office does. */
const derived = () =>
  office.head.call(officeApi.setServiceHours, {
    body: { placeId: null, from: '2026-11-24', week: [...usualWeek] },
  });
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${office.url}/layanan${path}`, { headers: { 'accept-encoding': 'identity', ...headers } });
const textOf = async (path: string) => (await get(path)).text();
const slug = (name: string) => name.toLowerCase().replaceAll(' ', '-');

describe('the public site', () => {
  it('PUB1 is whole in less than 30,000 bytes, loads nothing and runs nothing', async () => {
    const place = slug(stations[0]!.settings.place.name);
    for (const root of ['', '/en'])
      for (const path of [
        '',
        '/ke-mana',
        `/tempat/${place}`,
        '/syarat',
        '/blangko',
        '/antrean',
        '/ke-mana?kelurahan=53.71.04.1001',
      ]) {
        const answer = await get(root + path);
        expect([path, answer.status]).toEqual([path, 200]);
        const text = await answer.text();
        expect(Buffer.byteLength(text)).toBeLessThan(30_000);
        expect(text).not.toMatch(/<p[^>]*>\s*<\/p>/);
        expect(text).not.toMatch(/<script|<img|<link|url\(|@import| src=/);
        expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
      }
  });

  it('PUB2 comes compressed, and is not sent twice to who has it', async () => {
    const first = await get('', { 'accept-encoding': 'gzip' });
    expect(first.headers.get('content-encoding')).toBe('gzip');
    const etag = first.headers.get('etag')!;
    expect((await get('', { 'if-none-match': etag })).status).toBe(304);
    nowMs += 60_000;
    await derived();
    expect((await get('', { 'if-none-match': etag })).status).toBe(200);
    // Read without the client that unpacks by itself.
    expect(gunzipSync(Buffer.from(await (await rawGet('/layanan')).arrayBuffer())).toString()).toContain(
      '</html>',
    );
  });

  it('PUB3 PUB5 says as of when, and for what is broken the fact, cause, since and alternatives', async () => {
    expect(await textOf('')).toContain('Keadaan per 10.01 WITA, Selasa 24 November 2026');
    expect(await textOf('')).toContain('Perekaman berjalan di 6 dari 6 tempat');
    nowMs += 30_000;
    for (const station of stations.slice(1)) await station.beat({ operatorId });
    await stations[0]!.beat({ operatorId, devices: [goneDevice('finger'), soundDevice('iris')] });
    await derived();
    expect(await textOf('')).toContain('Perekaman berjalan di 5 dari 6 tempat');
    const place = await textOf(`/tempat/${slug(stations[0]!.settings.place.name)}`);
    expect(place).toContain('Dihentikan sementara');
    expect(place).toContain('Pemindai sidik jari tidak berfungsi.');
    expect(place).toContain('Sejak 10.01 WITA, Selasa 24 November 2026');
    expect(place).toContain('Yang masih dapat dilakukan');
    expect(place).toContain(stations[1]!.settings.place.name);
    expect(await textOf(`/en/tempat/${slug(stations[0]!.settings.place.name)}`)).toContain(
      'Not working: fingerprint scanner.',
    );
  });

  it('STS18 tells a resident of a kelurahan where to go, the own kecamatan first', async () => {
    const { kelurahan } = stations[1]!.settings;
    const own = kelurahan.find(
      ({ kecamatanCode }) => kecamatanCode === stations[1]!.settings.place.regionCode,
    )!;
    const text = await textOf(`/ke-mana?kelurahan=${own.code}`);
    expect(text).toContain(`Untuk warga ${own.name}`);
    expect(text.slice(text.indexOf('<ol'))).toMatch(
      new RegExp(`^<ol class="go"><li><a [^>]*>${stations[1]!.settings.place.name}`),
    );
    expect(text.slice(text.indexOf('<ol'))).not.toContain(`>${stations[0]!.settings.place.name}<`);
  });

  it('PUB6 a wrong address leads on, and nothing typed comes back', async () => {
    const answer = await get('/tempat/<script>alert(1)</script>');
    expect(answer.status).toBe(404);
    const text = await answer.text();
    expect(text).toContain('href="/layanan"');
    expect(text).not.toContain('alert(1)');
    expect((await get('/ke-mana?kelurahan=%3Cb%3E')).status).toBe(200);
  });

  it('PUB7 what a person writes is escaped', async () => {
    const statement = {
      placeId: null,
      service: 'cetak' as const,
      condition: 'stopped' as const,
      cause: 'blanks' as const,
      note: '<img src=x onerror=alert(1)>',
      reference: 'Surat "470/1"',
      since: new Date(nowMs).toISOString(),
      expectedUntil: null,
    };
    await office.head.call(officeApi.makeStatement, { body: statement });
    const text = await textOf('');
    expect(text).toContain('&lt;img src=x');
    expect(text).not.toContain('<img');
    expect(text).toContain('Blangko KTP-el kosong.');
  });

  it('PUB8 the same facts as JSON and CSV', async () => {
    const json = (await (await get('/status.json')).json()) as {
      places: unknown[];
      city: { cetak: { cause: string } };
    };
    expect(json.places).toHaveLength(7);
    expect(json.city.cetak.cause).toBe('blanks');
    const csv = await textOf('/status.csv');
    expect(csv.split('\r\n')).toHaveLength(1 + 5 * 8 + 1);
    expect(csv).toContain('device-missing');
  });

  it('PUB24 RPR30 what is broken at a place, who has the repair in hand, and by which letter', async () => {
    const places = await office.head.call(officeApi.listPlaces, {});
    const { id: placeId, name } = places.find((place) => place.name === stations[2]!.settings.place.name)!;
    const page = () => textOf(`/tempat/${slug(name)}`);
    expect(await page()).not.toContain('Yang rusak');
    const set = await office.head.call(equipmentApi.addSet, {
      body: { placeId, name: 'Set 1', stationId: null },
    });
    const component = await office.head.call(equipmentApi.registerComponent, {
      body: {
        kind: 'fingerprint-scanner',
        make: 'Contoh',
        model: 'FS-4',
        serial: 'PUB-24',
        firmware: null,
        boughtOn: null,
        funding: 'apbn',
        priceIdr: null,
        owner: { kind: 'bmn' },
        warrantyUntil: null,
        where: { at: 'set', setId: set.id },
        paper: null,
      },
    });
    const { fault } = await office.head.call(equipmentApi.reportFault, {
      params: { id: component.id },
      body: { symptom: 'not-detected', cause: 'lightning', effect: 'stops', note: 'kata <Maria>' },
    });
    await derived();
    expect(await page()).toContain('<strong>Pemindai sidik jari</strong>: rusak sejak 10.01 WITA');
    expect(await page()).toContain('Sebab: petir. Belum ada perbaikan yang tercatat.');
    const { id } = await office.head.call(repairApi.openRepair, { params: { id: fault!.id } });
    const paper = { number: '470/12', date: '2026-11-24', fileId: null };
    await office.head.call(repairApi.noteLetter, {
      params: { id },
      body: { paper, addressee: 'Direktur Jenderal', to: 'ditjen' },
    });
    await derived();
    expect(await page()).toContain(
      'Diminta kepada pusat (Ditjen Dukcapil) dengan surat 470/12 tanggal 24 November 2026, belum dijawab. Belum ada janji kapan selesai.',
    );
    expect(await textOf(`/en/tempat/${slug(name)}`)).toContain('by letter 470/12 of 24 November 2026');
    const json = JSON.parse(await textOf('/status.json')) as {
      places: { name: string; repairs: object[] }[];
    };
    expect(json.places.find((place) => place.name === name)?.repairs).toMatchObject([
      { kind: 'fingerprint-scanner', repair: { rung: 'operator', letter: { number: '470/12' } } },
    ]);
    const csv = await textOf('/perbaikan.csv');
    expect(csv).toContain(`${name},fingerprint-scanner,stops,lightning,`);
    for (const text of [await page(), csv, JSON.stringify(json)]) expect(text).not.toMatch(/Maria|PUB-24/);
    nowMs += 1000;
    await office.head.call(equipmentApi.recordSelfTest, {
      params: { id: set.id },
      body: {
        occasion: 'after-repair',
        parts: [{ kind: 'fingerprint-scanner', outcome: 'passed', detail: '' }],
      },
    });
    await office.head.call(equipmentApi.emptySet, { params: { id: set.id } });
    await office.head.call(equipmentApi.retireSet, { params: { id: set.id }, body: { reason: 'selesai' } });
    await derived();
    expect(await page()).not.toContain('Yang rusak');
  });

  it('PUB9 what changed as a feed, newest first, each change once and for ever the same', async () => {
    const answer = await get('/perubahan.atom');
    expect(answer.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
    const feed = await answer.text();
    const { name } = stations[0]!.settings.place;
    const entries = feed.split('<entry>').slice(1);
    const stopped = entries.find((entry) => entry.includes(`Rekam, ${name}: Dihentikan sementara`))!;
    expect(stopped).toContain('Sejak 10.01 WITA, Selasa 24 November 2026.');
    expect(stopped).toContain(`href="/layanan/tempat/${slug(name)}"`);
    const times = entries.map((entry) => /<updated>(.*?)</.exec(entry)![1]!);
    expect(times).toEqual([...times].sort().reverse());
    expect(feed).toContain(`<updated>${times[0]}</updated><author>`);
    const ids = feed.match(/urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=<)/g)!;
    expect(new Set(ids).size).toBe(entries.length + 1);
    expect(await textOf('/en/perubahan.atom')).toContain(`${name}: Suspended`);
    // A minute in which nothing happened sends nobody the feed again.
    nowMs += 60_000;
    await derived();
    const again = await get('/perubahan.atom', { 'if-none-match': answer.headers.get('etag')! });
    expect(again.status).toBe(304);
  });

  it('STS2 STS24 a place that closes early is closed and says why, and at night everybody is', async () => {
    const { id, name } = stations[1]!.settings.place;
    const close = (closing: { closes: string | null; reason: string } | null) =>
      office.head.call(officeApi.closeEarly, { params: { id }, body: { closing } });
    await close({ closes: '10:00', reason: 'Listrik padam di kantor camat' });
    const page = await textOf(`/tempat/${slug(name)}`);
    expect(page).toContain(
      'Listrik padam di kantor camat. Tutup sekarang; buka Rabu 25 November 2026, 08.00',
    );
    expect(page).toContain('<span class="tag unknown">Tutup</span>');
    expect(page).toContain('Yang masih dapat dilakukan');
    await close(null);
    expect(await textOf(`/tempat/${slug(name)}`)).not.toContain('Listrik padam');
    await office.head.call(officeApi.makeStatement, {
      body: {
        placeId: null,
        service: 'suket',
        condition: 'open',
        cause: null,
        note: '',
        reference: 'Piket',
        since: new Date(nowMs).toISOString(),
        expectedUntil: null,
      },
    });
    expect(await textOf('')).toContain('<h3>Suket</h3><span class="tag open">Dibuka</span>');
    const morning = Array(7).fill({ opens: '08:00', closes: '09:00' });
    await office.head.call(officeApi.setServiceHours, {
      body: { placeId: null, from: '2026-11-24', week: morning },
    });
    const atNight = await textOf('');
    expect(atNight).toMatch(
      /Semua tempat tutup sekarang\. Yang pertama buka lagi: [^,]+, Rabu 25 November 2026, 08\.00/,
    );
    for (const name of ['Rekam', 'Suket'])
      expect(atNight).toContain(`<h3>${name}</h3><span class="tag unknown">Tutup</span>`);
    expect(await textOf('')).not.toContain('Dihentikan sementara</span></div><p class="soft">foto');
    await derived();
  });

  it('PUB10 the feed of one place and one service, by its address; what is unknown narrows nothing', async () => {
    const place = slug(stations[0]!.settings.place.name);
    const narrowed = await textOf(`/perubahan.atom?tempat=${place}&layanan=rekam`);
    const entries = narrowed.split('<entry>').slice(1);
    expect(entries.length).toBeGreaterThan(0);
    for (const entry of entries) {
      expect(entry).toContain(`<title>Rekam, ${stations[0]!.settings.place.name}:`);
      expect(entry).toContain(`/layanan/tempat/${place}`);
    }
    const city = await textOf('/perubahan.atom?tempat=kota&layanan=cetak');
    expect(
      city
        .split('<entry>')
        .slice(1)
        .every((entry) => entry.includes('Cetak, Seluruh wilayah:')),
    ).toBe(true);
    expect(await textOf('/perubahan.atom?tempat=%3Cscript%3E&layanan=semua')).toBe(
      await textOf('/perubahan.atom'),
    );
  });

  it('PUB3 the pages stay when nothing new is known, with their time', async () => {
    const before = await textOf('');
    nowMs += 6 * 3_600_000;
    expect(await textOf('')).toBe(before);
  });

  it('PUB22 tells how many wait for a card once the office keeps its queue here, in figures alone', async () => {
    const waiting = async () => {
      await office.upkeep();
      return {
        city: await textOf(''),
        stock: await textOf('/en/blangko'),
        facts: [await textOf('/status.json'), await textOf('/blangko.json')].map(
          (text) => JSON.parse(text).waitingForCards,
        ),
      };
    };
    const before = await waiting();
    expect(before.facts).toEqual([null, null]);
    expect(before.city).not.toContain('menunggu kart');
    const states = ['queued', 'printing', 'queued', 'handed-over'];
    for (const [index, state] of states.entries()) {
      const nik = `537104450699001${index}`;
      await office.database.query(
        `insert into resident (nik, name, search_name, birth_place, birth_date, sex, blood_group, religion,
           marital_status, occupation, nationality, address, rt, rw, kelurahan_code)
         values ($1, 'MARIA CONTOH', 'MARIA CONTOH', 'KUPANG', '1999-06-05', 'PEREMPUAN', 'O', 'KATHOLIK', 'KAWIN', 'GURU',
           'WNI', 'JL. CONTOH 1', '004', '011', '53.71.04.1001')`,
        [nik],
      );
      await office.database.query(
        `insert into card (id, nik, ground, requested_on, state) values ($1, $2, 'first-card', '2026-11-01', $3)`,
        [`crd_${index}`, nik, state],
      );
    }
    // The queue is worked out anew once a minute.
    nowMs += 60_000;
    const after = await waiting();
    expect(after.facts).toEqual([3, 3]);
    expect(after.city).toContain('3 orang menunggu kartunya dicetak.');
    expect(after.stock).toContain('3 people wait for their card to be printed.');
    const queue = await textOf('/antrean');
    expect(queue).toContain('2 belum dapat dicetak');
    expect(queue).toContain('1 sedang di alat cetak.');
    for (const text of [after.city, queue]) expect(text).not.toContain('5371044506990');
    await office.database.query("delete from card where id like 'crd_%'");
  });
});

/** A page as its bytes came, still packed. */
const rawGet = async (path: string): Promise<Response> => {
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    request(`${office.url}${path}`, { headers: { 'accept-encoding': 'gzip' } }, async (answer) => {
      const pieces: Buffer[] = [];
      for await (const piece of answer) pieces.push(piece as Buffer);
      resolve(new Response(Buffer.concat(pieces)));
    })
      .on('error', reject)
      .end();
  });
};
