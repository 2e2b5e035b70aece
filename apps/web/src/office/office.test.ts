import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { encodeRgbJpeg } from '@rekam/biometrics/records/jpeg.ts';
import { drawFace } from '@rekam/biometrics/synthetic/face.ts';
import { isDoubted, meansRecorded, type Role } from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import { ApiClient } from '@rekam/testkit/api-client.ts';
import { BareStation } from '@rekam/testkit/bare-station.ts';
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

describe('on a slow line', () => {
  it('brings little before the sign-in, packed, and each screen when it is opened', async () => {
    const officer = await openOffice();
    const scripts: Promise<{ readonly url: string; readonly packed: boolean; readonly bytes: number }>[] = [];
    page.on('requestfinished', (request) => {
      if (!/\/assets\/.*\.(js|css)$/.test(request.url())) return;
      scripts.push(
        Promise.all([request.response(), request.sizes()]).then(([response, sizes]) => ({
          url: request.url(),
          packed: response?.headers()['content-encoding'] === 'gzip',
          bytes: sizes.responseBodySize,
        })),
      );
    });
    await officer.signIn(accountOf('administrator'));
    const first = await Promise.all(scripts);
    expect(first.filter(({ packed }) => !packed)).toEqual([]);
    const bytes = first.reduce((sum, script) => sum + script.bytes, 0);
    expect(bytes).toBeGreaterThan(50_000);
    // Half a minute at 64 kbit/s; with all screens in one piece it was a megabyte.
    expect(bytes).toBeLessThan(260_000);
    await page.getByRole('link', { name: 'Petugas' }).click();
    await officer.see('Petugas');
    expect((await Promise.all(scripts)).length).toBeGreaterThan(first.length);
  });

  it('says when a screen could not come, and brings it when the line is back', async () => {
    const officer = await signedIn('administrator');
    const cut = /\/assets\/officers-/;
    await page.route(cut, (route) => route.abort());
    await page.getByRole('link', { name: 'Petugas' }).click();
    await page.getByRole('alert').getByText('tidak dapat dimuat').waitFor();
    await officer.look('a screen that did not come');
    await page.unroute(cut);
    await page.getByRole('button', { name: 'Muat ulang' }).click();
    await officer.see('Petugas');
    expect(officer.barriers).toEqual({});
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
    await dialog.getByRole('img', { name: 'Foto yang dipilih' }).waitFor();
    await dialog.getByText('foto.jpg').waitFor();
    // A better one, with the camera at this computer.
    await dialog.getByRole('button', { name: 'Ambil dengan kamera' }).click();
    await dialog.getByRole('button', { name: 'Ambil foto' }).waitFor();
    await supervisor.look('a portrait for a letter');
    await dialog.getByRole('button', { name: 'Ambil foto' }).click();
    await dialog.getByText('dari kamera.jpg').waitFor();
    await dialog.getByRole('img', { name: 'Foto yang dipilih' }).waitFor();
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
    await page.getByRole('button', { name: 'Tetapkan lama menunggu' }).click();
    const waits = page.getByRole('dialog');
    await waits.getByLabel('Nomor surat atau keputusan').fill('Keputusan 6/2026');
    await waits.getByLabel('Hari menunggu yang masih wajar').fill('90');
    await waits.getByRole('button', { name: 'Simpan' }).click();
    await waits.getByText('SERVICE_WAITS_INVALID').waitFor();
    await head.look('waiting for the centre');
    await waits.getByLabel('Hari menunggu yang masih wajar').fill('30');
    await waits.getByRole('button', { name: 'Simpan' }).click();
    await page.getByText('sampai 30 hari wajar').waitFor();
    await head.look('policy');
    expect(head.barriers).toEqual({});
  });

  it('sees what still works, computes the moves and asks for the forecast', async () => {
    const head = await signedIn('head');
    await head.open('/equipment');
    await page.getByRole('link', { name: 'Apa yang masih jalan' }).click();
    await head.see('Apa yang masih jalan');
    await page.getByRole('cell', { name: 'Seluruh wilayah' }).first().waitFor();
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
