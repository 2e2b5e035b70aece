import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { encodeRgbJpeg } from '@rekam/biometrics/records/jpeg.ts';
import { drawFace } from '@rekam/biometrics/synthetic/face.ts';
import { isDoubted, meansRecorded, type Role } from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import { ApiClient } from '@rekam/testkit/api-client.ts';
import { BareStation } from '@rekam/testkit/bare-station.ts';
import { makePacket } from '@rekam/testkit/packet-maker.ts';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type FreshOffice, startFreshOffice } from '../testing/fresh-office.ts';
import { OfficeDriver } from '../testing/office-driver.ts';
import { findBarriers, type OpenBrowser, openBrowser } from '../testing/open-browser.ts';

interface Account {
  readonly username: string;
  readonly password: string;
}

let browser: OpenBrowser;
let office: FreshOffice;
const accounts = new Map<string, Account>();
let page: Page;

const sampleCsv = fileURLToPath(new URL('../../../../docs/operating/resident-sample.csv', import.meta.url));

beforeAll(async () => {
  const built = fileURLToPath(new URL('../../dist/office.html', import.meta.url));
  if (!existsSync(built))
    throw new Error('The screens are not built: run npx vite build in apps/web, or npm test');
  [browser, office] = await Promise.all([openBrowser(), startFreshOffice()]);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await office?.stop();
});

afterEach(async () => {
  await page?.context().close();
  expect(browser.complaints).toEqual([]);
});

const usernames: Partial<Record<Role, string>> = {
  administrator: 'administrator',
  supervisor: 'supervisor',
  head: 'kepala',
  auditor: 'auditor',
  technician: 'teknisi',
  storekeeper: 'gudang',
  operator: 'operator',
};

function accountOf(role: Role): Account {
  const account = accounts.get(usernames[role] ?? '');
  if (!account) throw new Error(`the table of accounts lacks ${role}`);
  return account;
}

async function openOffice(options: { readonly widthPx?: number; readonly heightPx?: number } = {}) {
  page = await browser.newPage(options);
  return new OfficeDriver(page, office.url);
}

async function signedIn(role: Role): Promise<OfficeDriver> {
  const officer = await openOffice();
  await officer.signIn(accountOf(role));
  return officer;
}

async function apiOf(role: Role): Promise<ApiClient> {
  const api = new ApiClient(office.url);
  await api.call(officeApi.signIn, { body: accountOf(role) });
  return api;
}

/** A station that has sent its packets, by the code that the administrator would give. */
async function enrolStation(name: string, kecamatan: number): Promise<BareStation> {
  const administrator = await apiOf('administrator');
  const places = await administrator.call(officeApi.listPlaces, {});
  const place = places.filter(({ kind }) => kind === 'kecamatan')[kecamatan];
  const body = { placeId: place?.id ?? '', name };
  const { code } = await administrator.call(officeApi.makeStationCode, { body });
  return BareStation.enrol(office.url, code);
}

async function untilOpened(expected: number): Promise<void> {
  const supervisor = await apiOf('supervisor');
  for (let turn = 0; turn < 300; turn++) {
    const { counts } = await supervisor.call(officeApi.listEnrolments, { query: { limit: 1 } });
    if (counts.counted + counts.held >= expected) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the office did not open what it received');
}

describe('setting up', () => {
  it('takes the key out of the address, offers 514 regencies, and sets the sample city up by one click', async () => {
    const visitor = await openOffice();
    await visitor.open(`/?setup=${office.setUpKey}`);
    await visitor.see('Siapkan kantor ini');
    await page.getByText('Kunci penyiapan terbaca dari alamat.').waitFor();
    expect(page.url()).toBe(`${office.url}/`);

    await page.getByRole('combobox', { name: 'Kabupaten atau kota' }).fill('jayapura');
    await page.getByRole('option', { name: /Kota Jayapura/ }).click();
    await expect.poll(() => page.getByLabel('Zona waktu').inputValue()).toBe('WIT');
    await page.getByRole('button', { name: 'Siapkan kantor' }).click();
    await page.getByText('Isi nama.').waitFor();
    await visitor.look('set-up');

    await page.getByRole('button', { name: 'Coba dengan Kota Kupang' }).click();
    await visitor.see('Kota Kupang siap');
    for (const row of await page.locator('tbody tr').all()) {
      const [, username = '', password = ''] = await row.locator('td').allInnerTexts();
      accounts.set(username, { username, password });
    }
    await visitor.look('accounts');
    await page.getByRole('button', { name: 'Sudah disimpan' }).click();
    await visitor.see('Masuk ke kantor');
    await visitor.look('sign-in');
    expect(accounts.size).toBe(8);
    expect(visitor.barriers).toEqual({});
  });

  it('refuses a wrong password with a sentence, and the keyboard alone signs in', async () => {
    const officer = await openOffice();
    await officer.open('/');
    await officer.see('Masuk ke kantor');
    await page.keyboard.type('supervisor');
    await page.keyboard.press('Tab');
    await page.keyboard.type('bukan kata sandinya');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByRole('alert').innerText()).toMatch(/ACCESS_CREDENTIALS_WRONG/);
    await officer.look('sign-in refused');
    expect(officer.barriers).toEqual({});
    await page.keyboard.press('Shift+Tab');
    await officer.signIn(accountOf('supervisor'));
  });
});

describe('what each role may see', () => {
  it.each([
    [
      'administrator',
      [
        'Beranda',
        'Penduduk',
        'Layanan',
        'Pengumuman',
        'Loket',
        'Perangkat',
        'Perbaikan',
        'Petugas',
        'Kebijakan',
        'Statistik',
      ],
    ],
    [
      'operator',
      [
        'Beranda',
        'Rekaman',
        'Penduduk',
        'Surat keterangan',
        'Antrean cetak',
        'Serah terima',
        'Layanan',
        'Loket',
        'Perangkat',
        'Perbaikan',
        'Kebijakan',
      ],
    ],
    ['technician', ['Beranda', 'Layanan', 'Loket', 'Perangkat', 'Perbaikan', 'Kebijakan']],
    ['storekeeper', ['Beranda', 'Blangko', 'Layanan', 'Perangkat', 'Perbaikan', 'Kebijakan']],
    [
      'head',
      [
        'Beranda',
        'Rekaman',
        'Penduduk',
        'Surat keterangan',
        'Blangko',
        'Antrean cetak',
        'Serah terima',
        'Layanan',
        'Pengumuman',
        'Loket',
        'Perangkat',
        'Perbaikan',
        'Petugas',
        'Kebijakan',
        'Statistik',
        'Jejak audit',
      ],
    ],
  ] as const)('%s', async (role, menu) => {
    const officer = await signedIn(role);
    expect(await officer.menu()).toEqual(menu);
    await officer.open('/audit');
    await officer.see(role === 'head' ? 'Jejak audit' : 'Halaman ini tidak ada');
    if (role === 'technician') {
      await officer.look('not there');
      await officer.open('/stations');
      await officer.see('Loket');
      await officer.look('stations of a technician');
      await officer.open('/policy');
      await officer.see(/Kebijakan/);
      await officer.look('policy of a technician');
    }
    expect(officer.barriers).toEqual({});
  });
});

describe('stations', () => {
  it('gets a code with the command to run, and revokes only with a reason', async () => {
    const administrator = await signedIn('administrator');
    await page.getByRole('link', { name: 'Loket', exact: true }).click();
    await administrator.see('Loket');
    await page.getByRole('button', { name: 'Buat kode loket' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Buat kode' }).click();
    await dialog.getByText('Pilih tempat loket.').waitFor();
    await dialog.getByLabel('Tempat', { exact: true }).selectOption({ label: 'Kecamatan Alak' });
    await dialog.getByLabel('Nama loket').fill('Loket Uji');
    await administrator.look('code form');
    await dialog.getByText('Tambah mobil keliling atau sekolah').click();
    await dialog.getByRole('button', { name: 'Tambah tempat' }).waitFor();
    await administrator.look('new place');
    await dialog.getByLabel('Nama loket').press('Enter');
    await dialog.getByText('Kode tidak ditampilkan lagi').waitFor();
    const code = await dialog.locator('.code-big').innerText();
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$/);
    await expect
      .poll(() => dialog.locator('.command').innerText())
      .toBe(`bin/rekam station --office ${office.url} --code ${code}`);
    await administrator.look('code');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });

    (await BareStation.enrol(office.url, code)).close();
    await page.getByRole('button', { name: 'Cabut loket Loket Uji' }).click();
    await dialog.getByRole('button', { name: 'Cabut loket' }).click();
    await dialog.getByText('Tulis alasan').waitFor();
    await dialog.getByLabel('Alasan').fill('Laptop hilang di jalan');
    await administrator.look('revoke');
    await dialog.getByRole('button', { name: 'Cabut loket' }).click();
    await page.getByText('Dicabut').waitFor();
    expect(administrator.barriers).toEqual({});
  });
});

describe('equipment', () => {
  it('goes from a fault to its repair, and only a passed self-test ends both', async () => {
    const technician = await signedIn('technician');
    await page.getByRole('link', { name: 'Perangkat', exact: true }).click();
    await technician.see('Perangkat');
    await page.getByText('4 dari 6 set dapat merekam').waitFor();
    await technician.look('sets');
    await page.getByRole('link', { name: 'Kecamatan Oebobo, Set 1' }).click();
    await page.getByRole('link', { name: 'Cendana FS-442' }).click();
    await technician.see('Pemindai sidik jari');
    await page.getByRole('button', { name: 'Laporkan gangguan' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Laporkan' }).click();
    await dialog.getByLabel('Gejala').selectOption('other');
    await dialog.getByLabel('Seberapa parah').selectOption('stops');
    await dialog.getByLabel('Penyebab').selectOption('unknown');
    await dialog.getByLabel('Keterangan').fill('tidak berfungsi');
    await dialog.getByRole('button', { name: 'Laporkan' }).click();
    await dialog.getByText('EQUIPMENT_FAULT_SYMPTOM_MISSING').waitFor();
    await technician.look('report of a fault');
    await dialog.getByLabel('Keterangan').fill('lampu merah berkedip');
    await dialog.getByRole('button', { name: 'Laporkan' }).click();
    await page.getByText('Masih terbuka').waitFor();
    await technician.look('component');
    await page.getByRole('button', { name: 'Mulai perbaikan' }).click();
    await technician.see(/Perbaikan: Pemindai sidik jari/);
    await page.getByRole('button', { name: 'Catat diagnosis' }).click();
    await dialog.getByLabel('Diperiksa oleh').fill('Teknisi Dinas');
    await dialog.getByLabel('Bukti').fill('di set lain pun tidak terbaca');
    await dialog.getByRole('button', { name: 'Simpan' }).click();
    await page.getByText('oleh Teknisi Dinas').waitFor();
    await technician.look('repair');

    await page.getByRole('link', { name: 'Perangkat', exact: true }).click();
    await page.getByText('3 dari 6 set dapat merekam').waitFor();
    await page.getByRole('link', { name: 'Kecamatan Oebobo, Set 1' }).click();
    await page.getByRole('button', { name: 'Uji mandiri' }).click();
    await dialog
      .getByRole('radiogroup', { name: 'Pemindai sidik jari' })
      .getByRole('radio', { name: 'lulus' })
      .check();
    await technician.look('self-test');
    await dialog.getByRole('button', { name: 'Catat hasil' }).click();
    await page.getByText('Pemindai sidik jari lulus').waitFor();
    await page.getByRole('link', { name: 'Perbaikan', exact: true }).click();
    await page.getByText('Selesai').waitFor();
    expect(technician.barriers).toEqual({});
  });

  it('is registered, moved with its paper, and found by its serial', async () => {
    const storekeeper = await signedIn('storekeeper');
    await storekeeper.open('/equipment/components');
    await page.getByRole('button', { name: 'Daftarkan komponen' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Merek', { exact: true }).fill('Lontar');
    await dialog.getByLabel('Model', { exact: true }).fill('FX');
    await dialog.getByLabel('Nomor seri', { exact: true }).fill('baru 1');
    await storekeeper.look('register a component');
    await dialog.getByRole('button', { name: 'Daftarkan' }).click();
    await storekeeper.see('Pemindai sidik jari');
    await page.getByRole('button', { name: 'Pindahkan' }).click();
    await dialog.getByLabel('Ke', { exact: true }).selectOption('repair');
    await dialog.getByLabel('Kepada').fill('Ditjen Dukcapil');
    await dialog.getByRole('button', { name: 'Catat perpindahan' }).click();
    await dialog.getByText('EQUIPMENT_PAPER_MISSING').waitFor();
    await dialog.getByLabel('Nomor surat').fill('028/1/2026');
    await dialog.getByLabel('Tanggal surat').fill('2020-01-02');
    await storekeeper.look('move');
    await dialog.getByRole('button', { name: 'Catat perpindahan' }).click();
    await page.getByText('Surat 028/1/2026, 02-01-2020').waitFor();
    await storekeeper.open('/equipment/components?q=BARU1');
    await page.getByText('1 komponen').waitFor();
    await storekeeper.look('components');
    expect(storekeeper.barriers).toEqual({});
  });
});

describe('sets', () => {
  it('are renamed, moved with a paper, emptied, and retired with a reason; their history stays', async () => {
    const storekeeper = await signedIn('storekeeper');
    await storekeeper.open('/equipment');
    await page.getByRole('button', { name: 'Tambah set' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Tempat').selectOption({ label: 'Kecamatan Maulafa' });
    await dialog.getByLabel('Nama set').fill('Set Uji');
    await dialog.getByRole('button', { name: 'Tambah set' }).click();
    await page.getByRole('link', { name: 'Kecamatan Maulafa, Set Uji' }).click();
    await page.getByRole('button', { name: 'Pasang kamera' }).click();
    await storekeeper.look('install');
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Ubah set' }).click();
    await dialog.getByLabel('Nama set').fill('Set Pindah');
    await dialog.getByLabel('Tempat').selectOption({ label: 'Kecamatan Alak' });
    await storekeeper.look('change a set');
    await dialog.getByRole('button', { name: 'Simpan' }).click();
    await dialog.getByText('EQUIPMENT_PAPER_MISSING').waitFor();
    await dialog.getByLabel('Nomor surat').fill('028/2/2026');
    await dialog.getByLabel('Tanggal surat').fill('2020-01-02');
    await dialog.getByRole('button', { name: 'Simpan' }).click();
    await storekeeper.see('Kecamatan Alak, Set Pindah');
    await page.getByText('tempat: Kecamatan Alak · nama: Set Pindah').waitFor();
    await page.getByText('Surat 028/2/2026').waitFor();

    await page.getByRole('button', { name: 'Hentikan set' }).click();
    await dialog.getByRole('button', { name: 'Hentikan set' }).click();
    await dialog.getByText('Tulis alasannya').waitFor();
    await storekeeper.look('retire a set');
    await dialog.getByLabel('Alasan').fill('Sudah usang');
    await dialog.getByRole('button', { name: 'Hentikan set' }).click();
    await page.getByText('sudah dihentikan').waitFor();
    await storekeeper.look('a retired set');
    await storekeeper.open('/equipment');
    await page.getByText('Set yang sudah dihentikan (1)').click();
    await storekeeper.look('sets with a retired one');

    await page.getByRole('link', { name: 'Kecamatan Alak, Set 1' }).click();
    await page.getByRole('button', { name: 'Hentikan set' }).click();
    await dialog.getByText('Masih ada').waitFor();
    await expect.poll(() => dialog.getByRole('button', { name: 'Hentikan set' }).isDisabled()).toBe(true);
    await storekeeper.look('a set that is not empty');
    expect(storekeeper.barriers).toEqual({});
  });
});

describe('places', () => {
  it('are put on the map and retired once nothing stands there', async () => {
    const administrator = await signedIn('administrator');
    await administrator.open('/equipment');
    await page.getByRole('link', { name: 'Daftar tempat' }).click();
    await administrator.see('Tempat');
    await page.getByRole('button', { name: 'Ubah Kecamatan Alak' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Koordinat').fill('di samping pasar');
    await dialog.getByRole('button', { name: 'Simpan' }).click();
    await dialog.getByText('salin koordinatnya, misalnya').last().waitFor();
    await administrator.look('change a place');
    await dialog.getByLabel('Koordinat').fill('-10.1901, 123.5402');
    await dialog.getByRole('button', { name: 'Simpan' }).click();
    await page.getByText('-10.1901, 123.5402').waitFor();
    await page.getByRole('button', { name: 'Hentikan Kecamatan Alak' }).click();
    await dialog.getByLabel('Alasan').fill('digabung');
    await dialog.getByRole('button', { name: 'Hentikan' }).click();
    await dialog.getByText('PLACE_IN_USE').waitFor();
    await administrator.look('retire a place');
    await page.keyboard.press('Escape');
    await administrator.look('places');
    expect(administrator.barriers).toEqual({});
  });
});

describe('residents', () => {
  it('imports the sample file with counts, and says so in the history', async () => {
    const administrator = await signedIn('administrator');
    await administrator.open('/residents');
    await administrator.see('Penduduk');
    await page.getByRole('button', { name: 'Impor', exact: true }).click();
    await page.getByText('Pilih berkasnya dahulu.').waitFor();
    await page.getByLabel('Pilih berkas CSV').setInputFiles(sampleCsv);
    await page.getByRole('button', { name: 'Impor', exact: true }).click();
    await page.getByRole('alert').getByText('Selesai:').waitFor();
    const line = page.getByRole('row', { name: /resident-sample\.csv/ });
    await expect.poll(() => line.locator('td').nth(1).innerText()).toBe('Selesai');
    expect(Number(await line.locator('td').nth(4).innerText())).toBeGreaterThan(0);
    await administrator.look('import');

    const bad = { name: 'rusak.csv', mimeType: 'text/csv', buffer: Buffer.from('A;B\n1;2\n') };
    await page.getByLabel('Pilih berkas CSV').setInputFiles(bad);
    await page.getByRole('button', { name: 'Impor', exact: true }).click();
    await expect.poll(() => page.getByRole('alert').innerText()).toContain('IMPORT_COLUMNS_MISSING');
    await administrator.look('import refused');
    expect(administrator.barriers).toEqual({});
  });
});

describe('recordings', () => {
  beforeAll(async () => {
    const photo = encodeRgbJpeg(drawFace({ seed: 'office', background: 'red', width: 180, height: 240 }));
    const [first, second] = [await enrolStation('Loket 1', 0), await enrolStation('Loket 2', 1)];
    const send = async ({ settings, key: stationKey }: BareStation, by: BareStation, serial: number) =>
      by.send(await makePacket({ settings, stationKey, serial, sampleBytes: 2000, photo }));
    for (const serial of [1, 2, 3]) await send(first, first, serial);
    await send(second, second, 3);
    first.close();
    second.close();
    await untilOpened(4);
  }, 60_000);

  it('are found by name and by state, paged and filtered through the address', async () => {
    const supervisor = await signedIn('supervisor');
    await page.getByText('1 rekaman ditahan').waitFor();
    await supervisor.look('home');
    await page.getByRole('link', { name: 'Lihat yang ditahan' }).click();
    await supervisor.see('Rekaman');
    await page.getByRole('row', { name: /WARGA UJI 3/ }).waitFor();
    await expect.poll(() => page.locator('tbody tr').count()).toBe(1);
    await page.getByRole('link', { name: /Semua\s*4/ }).click();
    await page.getByRole('row', { name: /WARGA UJI 2/ }).waitFor();
    await supervisor.look('recordings');

    await page.getByLabel('NIK, nama, atau kode bukti').fill('warga 2');
    await page.keyboard.press('Enter');
    await page.getByText('1 hasil').waitFor();
    expect(new URL(page.url()).search).toBe('');
    await supervisor.look('search');

    await supervisor.open('/enrolments?until=2020-01-01');
    await page.getByText('Tidak ada rekaman dengan saringan ini').waitFor();
    await supervisor.look('nothing found');
    await page.getByRole('button', { name: 'Hapus saringan' }).last().click();
    await page.getByRole('row', { name: /WARGA UJI 1/ }).waitFor();
    expect(supervisor.barriers).toEqual({});
  });

  it('that are held show their rival, and a supervisor decides with a reason', async () => {
    const supervisor = await signedIn('supervisor');
    await supervisor.open('/enrolments?state=held');
    await page.getByRole('link', { name: /WARGA UJI 3/ }).click();
    await supervisor.see('WARGA UJI 3');
    await expect
      .poll(() => page.getByRole('columnheader', { name: 'Yang dihitung sekarang' }).count())
      .toBe(1);
    await page.getByText('Loket 1 ·').waitFor();

    await page.getByRole('button', { name: 'Lihat gambar Wajah' }).click();
    const picture = page.getByAltText('Gambar Wajah');
    await page.waitForFunction(
      (image) => image instanceof HTMLImageElement && image.naturalWidth === 180,
      await picture.elementHandle(),
    );
    await page.getByRole('region', { name: 'Siapa yang melihat' }).getByText('photo.jpg').waitFor();
    await supervisor.look('held');

    await page.getByRole('button', { name: 'Simpan keputusan' }).click();
    await page.getByText('Tulis alasan').waitFor();
    await supervisor.look('decision without a reason');
    await page.getByLabel('Hitung rekaman ini').check();
    await page.getByLabel('Alasan').fill('Foto yang pertama kabur');
    await page.getByRole('button', { name: 'Simpan keputusan' }).click();
    await page.getByText('Penyelia menghitung rekaman').waitFor();
    await expect.poll(() => page.getByText('Rekaman ini ditahan').count()).toBe(0);
    await expect.poll(() => page.getByText('Foto yang pertama kabur').count()).toBeGreaterThan(0);

    const api = await apiOf('supervisor');
    const { rows } = await api.call(officeApi.searchEnrolments, { body: { q: 'WARGA UJI 3' } });
    expect(rows.map(({ stationName, state }) => [stationName, state]).sort()).toEqual([
      ['Loket 1', 'set-aside'],
      ['Loket 2', 'counted'],
    ]);
    expect(supervisor.barriers).toEqual({});
  });

  it('show an auditor who looked, but no pictures and no decision', async () => {
    const auditor = await signedIn('auditor');
    await auditor.open('/audit');
    await page
      .getByRole('row', { name: /Gambar dilihat/ })
      .first()
      .waitFor();
    await auditor.look('audit');
    await page
      .getByRole('row', { name: /Gambar dilihat/ })
      .getByRole('link')
      .first()
      .click();
    await auditor.see('WARGA UJI 3');
    await expect.poll(() => page.getByRole('button', { name: /Lihat gambar/ }).count()).toBe(0);
    await auditor.open('/statistics');
    await page
      .getByRole('row', { name: /Loket 2/ })
      .getByText('0:42')
      .first()
      .waitFor();
    await auditor.look('statistics');
    expect(auditor.barriers).toEqual({});
  });
});

describe('what the centre says', () => {
  it('is noted by hand on a recording, and a step back is a supervisor’s with a reason', async () => {
    const supervisor = await signedIn('supervisor');
    await supervisor.open('/enrolments');
    await page.getByRole('link', { name: /WARGA UJI 1/ }).click();
    await page.getByText('Pusat belum didengar tentang rekaman ini.').waitFor();
    const dialog = page.getByRole('dialog');
    const note = async (status: string) => {
      await page.getByRole('button', { name: 'Catat keterangan pusat' }).click();
      await dialog.getByLabel('Status di pusat').selectOption(status);
      await dialog.getByRole('button', { name: 'Catat', exact: true }).click();
    };
    await note('PRINT_READY_RECORD');
    await page.getByText('Tunggal, siap cetak').first().waitFor();
    await note('DUPLICATE_RECORD');
    await dialog.getByText('CENTRE_CONTRADICTS').waitFor();
    await supervisor.look('note what the centre says');
    await dialog.getByLabel('Keputusan penyelia').fill('Ditjen menelepon');
    await dialog.getByRole('button', { name: 'Catat', exact: true }).click();
    await page.getByText('Keputusan penyelia: Ditjen menelepon').waitFor();
    await page.getByText('Keterangan sebelumnya').click();
    await supervisor.look('what the centre says');
    expect(supervisor.barriers).toEqual({});
  });

  it('is read from a file that is shown first, under names that the head gives', async () => {
    const head = await signedIn('head');
    await head.open('/policy');
    await page.getByRole('button', { name: 'Ubah sebutan' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('CARD_ISSUED').fill('Sudah diambil');
    await head.look('names of statuses');
    await dialog.getByRole('button', { name: 'Simpan' }).click();
    await page.getByText('Sudah diambil').waitFor();
    expect(head.barriers).toEqual({});
    await page.context().close();

    const api = await apiOf('supervisor');
    const { rows } = await api.call(officeApi.searchEnrolments, { body: { q: 'WARGA UJI 2' } });
    const csv = ['NIK;STATUS;TANGGAL', `${rows[0]!.nik};SUDAH DIAMBIL;2026-01-02`, '5371;PRR;2026-01-02'];
    const supervisor = await signedIn('supervisor');
    await supervisor.open('/residents');
    await page.getByRole('button', { name: 'Baca berkas pusat' }).click();
    const file = page.getByRole('dialog');
    await file
      .locator('input[type=file]')
      .setInputFiles({ name: 'pusat.csv', mimeType: 'text/csv', buffer: Buffer.from(csv.join('\n')) });
    await file.getByRole('button', { name: 'Lihat dahulu' }).click();
    await file.getByText('NIK tidak terbaca').first().waitFor();
    await supervisor.look('file of the centre');
    await file.getByRole('button', { name: 'Catat 1 keterangan' }).click();
    await file.getByText('1 keterangan dicatat.').waitFor();
    expect(supervisor.barriers).toEqual({});
  });

  it('is noted by NIK of a resident who was recorded before Rekam', async () => {
    const supervisor = await signedIn('supervisor');
    await supervisor.open('/residents');
    await page.getByLabel('NIK atau nama').fill('TAEBESI');
    await page.keyboard.press('Enter');
    await page
      .getByRole('button', { name: /Keterangan pusat tentang/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Catat keterangan pusat' }).waitFor();
    await supervisor.look('what the centre said of a resident');
    await dialog.getByRole('button', { name: 'Catat keterangan pusat' }).click();
    await dialog.getByLabel('Status di pusat').selectOption('PRINT_READY_RECORD');
    await dialog.getByRole('button', { name: 'Catat', exact: true }).click();
    await dialog.getByText('Tunggal, siap cetak').waitFor();
    expect(supervisor.barriers).toEqual({});
  });

  it('hears of recordings by an export, and somebody notes that it was sent', async () => {
    const supervisor = await signedIn('supervisor');
    await supervisor.open('/enrolments');
    await page.getByRole('button', { name: 'Kirim ke pusat' }).click();
    await supervisor.see('Kirim ke pusat');
    await page.getByRole('button', { name: 'Buat ekspor' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Unduh ekspor' }).click();
    await dialog.getByText('CENTRE_EXPORT_UNSEALED').waitFor();
    await supervisor.look('an export without a key');
    await dialog.getByLabel('Paket MOSIP').check();
    await supervisor.look('an export of MOSIP packets');
    await dialog.getByLabel('Folder rekaman').check();
    await dialog.getByLabel('Tidak tersandi').check();
    await dialog.getByText('Siapa pun yang menemukan berkas ini').waitFor();
    await supervisor.look('an open export');
    const [kept] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: 'Unduh ekspor' }).click(),
    ]);
    expect(kept.suggestedFilename()).toMatch(/^rekam-.*\.zip$/);
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Catat terkirim' }).click();
    await dialog.getByLabel('Dengan apa').fill('Aplikasi pusat');
    await supervisor.look('a sending');
    await dialog.getByRole('button', { name: 'Catat terkirim' }).click();
    await page.getByText(/Terkirim \d/).waitFor();
    await supervisor.look('exports to the centre');
    expect(supervisor.barriers).toEqual({});
  });

  it('is told to a resident without JavaScript, on a small phone', async () => {
    const anybody = await openOffice({ widthPx: 360, heightPx: 740 });
    await anybody.open('/rekaman');
    expect(await findBarriers(page)).toEqual([]);
    await page.getByLabel(/Kode pada bukti/).fill('AAAAA-AAAAB');
    for (const [part, typed] of Object.entries({ Tanggal: '1', Bulan: '2', Tahun: '2000' }))
      await page.getByLabel(new RegExp(`^${part} (Day|Month|Year)`)).fill(typed);
    await page.getByRole('button', { name: /Tanyakan/ }).click();
    await page.getByText('Kode salah ketik').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(360);
  });
});

describe('letters', () => {
  it('are issued with a photo, checked by anybody, and voided for good', async () => {
    const supervisor = await signedIn('supervisor');
    const { rows } = await (await apiOf('supervisor')).call(officeApi.searchResidents, {
      body: { q: '5371', limit: 50 },
    });
    const { nik } = rows.find(({ recorded }) => recorded && meansRecorded(recorded) && !isDoubted(recorded))!;
    await supervisor.open('/letters');
    await supervisor.see('Surat keterangan');
    await supervisor.look('no letters');
    await page.getByRole('button', { name: 'Terbitkan surat' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Terbitkan' }).click();
    await dialog.getByText('NIK terdiri dari 16 angka.').waitFor();
    await dialog.getByLabel('NIK').fill(nik);
    await dialog.getByRole('button', { name: 'Terbitkan' }).click();
    await dialog.getByText('LETTER_PHOTO_MISSING').waitFor();
    await supervisor.look('issue a letter');
    const photo = encodeRgbJpeg(drawFace({ seed: 'office', background: 'red', width: 180, height: 240 }));
    await dialog
      .getByLabel(/Foto pemegang/)
      .setInputFiles({ name: 'foto.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(photo) });
    await dialog.getByRole('button', { name: 'Terbitkan' }).click();
    const issued = await dialog.getByRole('status').innerText();
    const number = /Nomor (\S+),/.exec(issued)![1]!;
    const download = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Buka PDF' }).click();
    expect((await download).suggestedFilename()).toContain('DISDUKCAPIL');
    await dialog.getByRole('button', { name: 'Tutup' }).click();
    const row = page.getByRole('row', { name: new RegExp(number) });
    await row.getByText('Berlaku', { exact: true }).waitFor();
    await supervisor.look('letters');
    await page.getByRole('button', { name: 'Serahkan buku surat' }).click();
    await dialog.getByRole('button', { name: 'Unduh' }).click();
    await dialog.getByText('LETTER_RECIPIENT_MISSING').waitFor();
    await supervisor.look('hand out the register');
    await dialog.getByLabel('Untuk siapa').fill('KPU Kota Kupang');
    const handedOut = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Unduh' }).click();
    expect((await handedOut).suggestedFilename()).toBe('buku-suket.xlsx');
    await row.getByRole('button', { name: /Batalkan/ }).click();
    await dialog.getByLabel('Sebab').selectOption('spoiled');
    await dialog.getByRole('button', { name: 'Batalkan surat' }).click();
    await dialog.getByText('LETTER_REASON_MISSING').waitFor();
    await supervisor.look('void a letter');
    await dialog.getByLabel('Keterangan').fill('kertas macet');
    await dialog.getByRole('button', { name: 'Batalkan surat' }).click();
    await row.getByText('Batal', { exact: true }).waitFor();
    expect(supervisor.barriers).toEqual({});
    await page.context().close();
    const anybody = await openOffice({ widthPx: 360, heightPx: 740 });
    await anybody.open('/surat');
    await page.getByLabel(/Nomor surat/).fill(number);
    await page.getByRole('button', { name: /Periksa/ }).click();
    await page.getByText('Sudah dibatalkan').waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });

  it('are issued to many at once, counted first, with every refusal told', async () => {
    const supervisor = await signedIn('supervisor');
    const { rows } = await (await apiOf('supervisor')).call(officeApi.searchResidents, {
      body: { q: '5371', limit: 3 },
    });
    await supervisor.open('/letters');
    await page.getByRole('link', { name: 'Terbitkan banyak' }).click();
    await supervisor.see('Terbitkan banyak surat');
    await page.getByText('Belum ada penerbitan massal').waitFor();
    await page.getByRole('radio', { name: 'Daftar NIK' }).check();
    await page
      .getByLabel('NIK, satu per baris')
      .fill(['NIK', ...rows.map(({ nik }) => nik), '12'].join('\n'));
    await page.getByRole('button', { name: 'Hitung dahulu' }).click();
    await page.getByText('1 baris tidak berisi NIK').waitFor();
    await supervisor.look('choosing for many');
    await page.getByRole('button', { name: `Terbitkan ${rows.length} surat` }).click();
    await page.getByText('Selesai', { exact: true }).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Yang ditolak (CSV)' }).click();
    expect((await download).suggestedFilename()).toMatch(/^suket-ditolak-.*\.csv$/);
    await supervisor.look('batches of letters');
    expect(supervisor.barriers).toEqual({});
  });

  it('have rules that the head sets with the circular’s number', async () => {
    const head = await signedIn('head');
    await head.open('/letters');
    await page.getByRole('button', { name: 'Tetapkan aturan baru' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Nomor surat edaran').fill('471.13/6153/DUKCAPIL');
    await dialog.getByLabel('Berlaku sejak').fill('2019-08-26');
    await dialog.getByLabel('Pola nomor').fill('tanpa nomor');
    await dialog.getByRole('button', { name: 'Tetapkan', exact: true }).click();
    await dialog.getByText('LETTER_POLICY_INVALID').waitFor();
    await head.look('rule of letters');
    await dialog.getByLabel('Pola nomor').fill('471.13/{number}/DISDUKCAPIL/{year}');
    await dialog.getByRole('button', { name: 'Tetapkan', exact: true }).click();
    await page.getByText('Sejak 26-08-2019, dasar 471.13/6153/DUKCAPIL').waitFor();
    expect(head.barriers).toEqual({});
  });
});

describe('the head', () => {
  it('adds an operator, who then signs in', async () => {
    const head = await signedIn('head');
    await head.open('/officers');
    await page.getByRole('button', { name: 'Tambah petugas' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Nama', { exact: true }).fill('Maria Contoh');
    await dialog.getByLabel('Nama pengguna').fill('maria.contoh');
    await dialog.getByLabel('Kata sandi pertama').fill('pendek');
    await dialog.getByRole('button', { name: 'Simpan' }).click();
    await dialog.getByText('Sedikitnya 10 huruf.', { exact: true }).waitFor();
    await head.look('new officer');
    await dialog.getByLabel('Kata sandi pertama').fill('kelapa sagu laut');
    await dialog.getByRole('button', { name: 'Simpan' }).click();
    await page.getByRole('row', { name: /Maria Contoh/ }).waitFor();
    await head.look('officers');
    await page.getByRole('button', { name: 'Ubah Maria Contoh' }).click();
    await dialog.getByRole('button', { name: 'Simpan' }).waitFor();
    await head.look('change of an officer');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await head.open('/account');
    await head.see('Akun saya');
    await head.look('account');
    expect(head.barriers).toEqual({});
    await page.context().close();
    const operator = await openOffice();
    await operator.signIn({ username: 'maria.contoh', password: 'kelapa sagu laut' });
    expect(await operator.menu()).toContain('Rekaman');
  });

  it('adds a version of the policy as a form', async () => {
    const head = await signedIn('head');
    await head.open('/policy');
    await page.getByRole('button', { name: 'Kebijakan baru' }).click();
    await page.getByLabel('Berlaku sejak').fill('2030-01-01');
    await page.getByRole('button', { name: 'Tambahkan kebijakan' }).click();
    await page.getByText('Isi nomor surat atau keputusan.').waitFor();
    await page.getByLabel('Nomor surat atau keputusan').fill('SE 470/1/2030');
    await page.getByLabel('Percobaan sebelum dipaksakan').fill('2');
    await head.look('policy form');
    await page.getByRole('button', { name: 'Tambahkan kebijakan' }).click();
    await page.getByRole('heading', { name: /Versi 2 · SE 470\/1\/2030/ }).waitFor();
    await expect.poll(() => page.getByText('Akan berlaku').count()).toBe(1);
    await page.getByRole('button', { name: 'Ubah aturan perangkat' }).click();
    await page.getByLabel('Nomor surat atau keputusan').fill('Keputusan 5/2026');
    await page.getByLabel('Naik dari Operator sesudah').fill('3');
    await head.look('equipment rules');
    await page.getByRole('button', { name: 'Simpan' }).click();
    await page.getByText(/Keputusan 5\/2026, berlaku sejak/).waitFor();
    await page.getByText('3 hari').waitFor();
    await head.look('policy');
    expect(head.barriers).toEqual({});
  });

  it('sees what still works, computes the moves and asks for the forecast', async () => {
    const head = await signedIn('head');
    await head.open('/equipment');
    await page.getByRole('link', { name: 'Apa yang masih jalan' }).click();
    await head.see('Apa yang masih jalan');
    await page.getByRole('cell', { name: 'Seluruh kota' }).first().waitFor();
    await page.getByRole('button', { name: 'Hitung rencana' }).click();
    await page.getByText('Terbukti: tidak ada rencana yang lebih baik').first().waitFor();
    await page.getByRole('button', { name: 'Anggaran, harga, pinjaman' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Anggaran belanja alat').fill('seribu');
    await dialog.getByRole('button', { name: 'Tambah tawaran' }).click();
    await dialog.getByRole('button', { name: 'Simpan' }).click();
    await dialog.getByText('Tulis bilangan bulat').waitFor();
    await head.look('budget, prices and offers');
    await dialog.getByLabel('Anggaran belanja alat').fill('100.000.000');
    await dialog.getByRole('button', { name: 'Simpan' }).click();
    await dialog.getByText('PLAN_OFFER_UNNAMED').waitFor();
    await dialog.getByLabel('Alat dan siapa yang dihubungi').fill('Pemindai cadangan, Pak Contoh');
    await dialog.getByRole('button', { name: 'Simpan' }).click();
    await page.getByText('Hitung lagi sebelum berangkat').waitFor();
    await page.getByRole('button', { name: 'Hitung lagi' }).click();
    await page.getByText('Dengan pinjaman tetangga').waitFor();
    await page.getByRole('button', { name: 'Hitung perkiraan' }).click();
    await page.getByRole('columnheader', { name: 'Dalam 90 hari' }).waitFor();
    await head.look('planning');
    expect(head.barriers).toEqual({});
  });

  it('sees everything on a phone, without sideways scrolling of the page', async () => {
    const phone = await openOffice({ widthPx: 390, heightPx: 844 });
    await phone.signIn(accountOf('head'));
    for (const path of [
      '/',
      '/enrolments',
      '/letters',
      '/letters/batches',
      '/letters/ending',
      '/letters/signing',
      '/stations',
      '/equipment',
      '/equipment/components',
      '/planning',
      '/repairs',
      '/officers',
      '/policy',
      '/audit',
    ]) {
      await phone.open(path);
      await page.locator('.page').waitFor();
      const overflow = () =>
        page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect([path, await overflow()]).toEqual([path, 0]);
    }
    await page.getByRole('button', { name: 'Menu' }).click();
    await phone.look('phone');
    expect(phone.barriers).toEqual({});
  });
});
