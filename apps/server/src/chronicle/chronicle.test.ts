import { officeApi } from '@rekam/protocol';
import { equipmentApi } from '@rekam/protocol/http/equipment-api.ts';
import { ApiClient } from '@rekam/testkit/api-client.ts';
import { kupang2017 } from '@rekam/testkit/demo-city/kupang-2017.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestOffice, type TestOffice } from '../testing/test-office.ts';

let office: TestOffice;
let head: ApiClient;

beforeAll(async () => {
  office = await openTestOffice({ jobs: false, setUp: false });
  head = new ApiClient(office.url);
  const { accounts } = await head.call(officeApi.setUpDemo, {
    body: { setupKey: office.setUpKey, scene: 'march-2017' },
  });
  const { username, password } = accounts.find(({ role }) => role === 'head')!;
  await head.call(officeApi.signIn, { body: { username, password } });
}, 120_000);
afterAll(() => office.close());

const get = (path: string) => fetch(`${office.url}/layanan${path}`);
/** The text between the tags. */
const read = async (path: string): Promise<string> =>
  (await (await get(path)).text())
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

describe('Kota Kupang, March 2017', () => {
  it('CHR2 CHR5 one counter is left on 29 March: an emergency, and the next fault stops the city', async () => {
    const day = await read('/hari/2017-03-29');
    expect(day).toContain('Kota pada Rabu, 29 Maret 2017');
    expect(day).toContain('DARURAT: tinggal satu loket yang merekam. 1 dari 6 set merekam.');
    expect(day).toContain('Satu gangguan lagi, pada set di Kecamatan Oebobo, menghentikan perekaman');
    expect(day).toMatch(/Kecamatan Oebobo Dibuka/);
    expect(day).toMatch(
      /Kecamatan Kelapa Lima Dihentikan sementara Tercatat sejak 31 Januari 2016. Terbakar Januari 2016/,
    );
  });

  it('CHR2 none is left on 31 March, while letters are still issued and no card is printed', async () => {
    const day = await read('/hari/2017-03-31');
    expect(day).toContain('Perekaman berhenti di seluruh wilayah. 0 dari 6 set merekam.');
    expect(day).toMatch(/Rekam Dihentikan sementara/);
    expect(day).toMatch(/Kirim Dihentikan sementara .*471\.13\/3256\/DUKCAPIL/);
    expect(day).toMatch(/Uji ketunggalan Dihentikan sementara .*471\.13\/3256\/DUKCAPIL/);
    expect(day).toMatch(/Cetak Dihentikan sementara .*Blangko KTP-el kosong/);
    expect(day).toMatch(/Suket Dibuka .*471\.13\/10231\/DUKCAPIL/);
  });

  it('CHR3 a statement whose end no source tells holds on the last day of the chronicle', async () => {
    const last = await read('/hari/2017-04-06');
    expect(last).toMatch(/Cetak Dihentikan sementara .*Blangko KTP-el kosong/);
    expect(last).toMatch(/Suket Dibuka .*471\.13\/10231\/DUKCAPIL/);
  });

  it('CHR5 in January two are left: a warning, a forecast, and no word on what sources do not tell', async () => {
    const day = await read('/hari/2017-01-16');
    expect(day).toContain('Peringatan: tinggal dua loket yang merekam.');
    expect(day).toContain('Dua gangguan lagi, satu di Kecamatan Oebobo dan satu di Kecamatan Kota Raja');
    expect(day).toMatch(
      /Kecamatan Oebobo: dalam 30 hari \d+ % \(antara \d+ dan \d+ %\).*Seluruh wilayah: dalam 30 hari kecil, kurang dari 5 %/,
    );
    expect(day).toMatch(/Uji ketunggalan Dibatasi/);
    expect(day).toMatch(/dirakit kembali dari alat yang masih baik: tidak diketahui/);
    expect(await read('/en/hari/2017-01-16')).toContain('Warning: two recording counters are left.');
  });

  it('CHR6 two sources that disagree on Kota Lama are both shown, and the worse stands', async () => {
    const day = await read('/hari/2016-05-01');
    expect(day).toContain('Dua sumber berbeda Kecamatan Kota Lama');
    expect(day).toContain('seputar-ntt.com, 30 Maret 2016');
    expect(day).toMatch(/Kecamatan Kota Lama Dihentikan sementara/);
    expect(await read('/hari/2017-03-29')).not.toContain('Dua sumber berbeda');
  });

  it('CHR1 of a day that no record tells of, nothing is said to be known', async () => {
    for (const day of ['2017-04-07', '2014-12-30', '2026-11-24']) {
      const text = await read(`/hari/${day}`);
      expect(text).toContain('tidak diketahui');
      expect(text).not.toContain('Dihentikan');
    }
    expect(await read('/hari')).toContain('Pilih satu hari.');
    expect(await read('/hari?tanggal=2017-03-31')).toContain('Kota pada Jumat, 31 Maret 2017');
  });

  it('CHR4 marks the past as past and today as what records alone tell, and names no device that no source names', async () => {
    expect(await read('/hari/2017-03-31')).toContain('menunjukkan masa lalu, bukan hari ini');
    expect(await read('')).toContain('menurut catatan yang berakhir 6 April 2017');
    const { chronicle } = await head.call(officeApi.getChronicle, {});
    expect(chronicle?.highlights).toEqual(kupang2017.highlights);
    const places = (await read('/hari/2017-03-31')).split('Tempat perekaman')[1]!;
    expect(places.split('Yang tidak diketahui')[0]).not.toMatch(/pemindai|bantalan|kamera/);
    expect(await read('')).not.toMatch(/[Pp]emindai|[Bb]antalan|[Kk]amera/);
    for (const day of kupang2017.highlights)
      expect(Buffer.byteLength(await (await get(`/hari/${day}`)).text())).toBeLessThan(30_000);
  });

  it('CHR2 one fact less changes the page: without the fault of 30 March one counter is left on 31 March', async () => {
    const components = await head.call(equipmentApi.listComponents, {});
    const broken = components.find(
      ({ place, fault }) => place?.name === 'Kecamatan Oebobo' && fault !== null,
    )!;
    await head.call(equipmentApi.closeMistakenFault, {
      params: { id: broken.fault!.id },
      body: { reason: 'catatan ini dicabut' },
    });
    const day = await read('/hari/2017-03-31');
    expect(day).toContain('DARURAT: tinggal satu loket yang merekam.');
    expect(day).toMatch(/Kecamatan Oebobo Dibuka/);
  });
});

describe('an office whose past nobody brought in', () => {
  it('CHR1 has no such pages', async () => {
    const other = await openTestOffice({ jobs: false });
    try {
      expect((await fetch(`${other.url}/layanan/hari/2017-03-31`)).status).toBe(404);
      expect((await other.head.call(officeApi.getChronicle, {})).chronicle).toBeNull();
    } finally {
      await other.close();
    }
  });
});
