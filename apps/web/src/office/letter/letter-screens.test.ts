import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeRgbJpeg } from '@rekam/biometrics/records/jpeg.ts';
import { drawFace } from '@rekam/biometrics/synthetic/face.ts';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { OfficeDriver } from '../../testing/office-driver.ts';
import {
  type OfficeWithLetters,
  startOfficeWithLetters,
  supervisorAccount,
} from '../../testing/office-with-letters.ts';
import { findBarriers, type OpenBrowser, openBrowser } from '../../testing/open-browser.ts';

let browser: OpenBrowser;
let office: OfficeWithLetters;
let page: Page;

beforeAll(async () => {
  const env = {
    REKAM_PUBLIC_URL: 'https://dukcapil.example.id',
    // Nobody listens there: messages wait.
    REKAM_MESSAGE_GATEWAY_URL: 'http://127.0.0.1:9/kirim',
    REKAM_MESSAGE_GATEWAY_TOKEN: 'rahasia',
  };
  [browser, office] = await Promise.all([
    openBrowser(),
    startOfficeWithLetters(['MARIA CONTOH', 'YOSEF CONTOH'], { validMonths: 1, env }),
  ]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await office?.stop();
});
afterEach(async () => {
  await page?.context().close();
  expect(browser.complaints).toEqual([]);
});

it('shows whose letters end next, and asks a holder at the counter whether to be reminded', async () => {
  page = await browser.newPage();
  const supervisor = new OfficeDriver(page, office.url);
  await supervisor.signIn(supervisorAccount);
  await supervisor.open('/letters');
  await page.getByRole('link', { name: 'Segera habis' }).click();
  await supervisor.see('Surat yang segera habis');
  await page.getByText('diingatkan 14 dan 3 hari sebelum habis').waitFor();
  await page.getByLabel('Habis dalam').selectOption('7');
  await page.getByText('Tidak ada surat yang habis dalam waktu ini').waitFor();
  await supervisor.look('no letter ends');
  await page.getByLabel('Habis dalam').selectOption('60');
  const { number } = office.letters[1]!;
  const row = page.getByRole('row', { name: new RegExp(number) });
  await row.getByText('Tidak diminta').waitFor();
  await page.getByLabel('Wilayah').selectOption('53.71.04.1001');
  await row.getByText('YOSEF CONTOH').waitFor();
  await supervisor.look('letters that end soon');
  await row.getByRole('button', { name: /Ingatkan/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Nomor HP atau surel pemegang').fill('bukan alamat');
  await dialog.getByRole('button', { name: 'Kirim konfirmasi' }).click();
  await dialog.getByText('NOTICE_CONTACT_INVALID').waitFor();
  await supervisor.look('remind a holder');
  await dialog.getByLabel('Nomor HP atau surel pemegang').fill('0812 3456 7890');
  await dialog.getByRole('button', { name: 'Kirim konfirmasi' }).click();
  await dialog.getByText('Pesan konfirmasi dikirim ke nomor itu.').waitFor();
  await dialog.getByRole('button', { name: 'Tutup' }).click();
  await row.getByText('Menunggu konfirmasi pemegang').waitFor();
  expect(supervisor.barriers).toEqual({});
});

it('lets a holder ask on a small phone, from the page that checks the letter', async () => {
  page = await browser.newPage({ widthPx: 360, heightPx: 740 });
  await page.goto(`${office.url}/surat?nomor=${encodeURIComponent(office.letters[0]!.number)}`);
  await page.getByRole('link', { name: /ingatkan sebelum habis/ }).click();
  await page.getByRole('heading', { name: /Ingatkan saya/ }).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.getByLabel(/Nomor HP/).fill('123');
  await page.getByRole('button', { name: /Ingatkan saya/ }).click();
  await page.getByRole('alert').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.getByLabel(/Nomor HP/).fill('0812 3456 7891');
  await page.getByRole('button', { name: /Ingatkan saya/ }).click();
  await page.getByText('Periksa pesan Anda').waitFor();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(360);
});

it('explains the ways of signing, asks for the PIN of a token, and says why it does not open', async () => {
  page = await browser.newPage();
  const supervisor = new OfficeDriver(page, office.url);
  await supervisor.signIn(supervisorAccount);
  await supervisor.open('/letters');
  await page.getByText('surat ditandatangani basah dan dicap').waitFor();
  await page.getByRole('link', { name: 'Tanda tangan' }).click();
  await supervisor.see('Tanda tangan surat');
  await page.getByText('Token atau HSM').waitFor();
  await supervisor.look('ways of signing');
  const file = join(office.dataDir, 'keys', 'letter-token.json');
  writeFileSync(file, JSON.stringify({ module: '/usr/lib/tidak-ada.so', token: 'Contoh' }));
  try {
    await supervisor.open('/letters/signing');
    await page.getByText('Token tanda tangan belum dibuka').waitFor();
    await page.getByRole('button', { name: 'Buka token' }).click();
    await page.getByText('Ketik PIN token.').waitFor();
    await supervisor.look('a token that is closed');
    await page.getByLabel('PIN token').fill('123456');
    await page.getByRole('button', { name: 'Buka token' }).click();
    await page.getByText('Modul PKCS#11 di letter-token.json tidak dapat dimuat').first().waitFor();
    await supervisor.look('a token that does not open');
    expect(supervisor.barriers).toEqual({});
  } finally {
    rmSync(file);
  }
});

it('says beforehand what a death ends, ends it, and takes a wrong one back with a reason', async () => {
  page = await browser.newPage();
  const supervisor = new OfficeDriver(page, office.url);
  const { nik, name, number } = office.letters[0]!;
  await supervisor.signIn(supervisorAccount);
  await supervisor.open('/residents');
  await page.getByRole('searchbox').fill(nik);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: `Catat kematian ${name}` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(`Suket ${number} batal`).waitFor();
  await supervisor.look('note a death');
  await dialog.getByRole('button', { name: 'Catat kematian' }).click();
  await dialog.getByText('Tulis surat yang menyatakan kematian').waitFor();
  await dialog.getByLabel('Surat dan nomornya').fill('Akta kematian 5371-KM-26112026-0001');
  await dialog.getByLabel('Foto atau pindaian surat itu').setInputFiles({
    name: 'akta.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.from(encodeRgbJpeg(drawFace({ seed: 'akta', background: 'red' }))),
  });
  await dialog.getByText('✓ akta.jpg').waitFor();
  await dialog.getByRole('button', { name: 'Catat kematian' }).click();
  await dialog.getByText(`Suket ${number} sudah batal`).waitFor();
  await supervisor.look('a death was noted');
  await dialog.getByRole('button', { name: 'Tutup' }).click();
  await page.getByText(/^Meninggal/).waitFor();
  await page.getByRole('button', { name: `Catatan kematian ${name}` }).click();
  await dialog.getByLabel('Alasan menarik catatan ini').fill('orang lain yang senama');
  await dialog.getByRole('link', { name: 'Lihat suratnya' }).waitFor();
  await supervisor.look('take a death back');
  await dialog.getByRole('button', { name: 'Tarik catatan kematian' }).click();
  await page.getByRole('button', { name: `Catat kematian ${name}` }).waitFor();
  expect(supervisor.barriers).toEqual({});
});

it('takes the photo of a phone at the counter, ten times too large, for a letter after the last one ended', async () => {
  page = await browser.newPage();
  const supervisor = new OfficeDriver(page, office.url);
  await supervisor.signIn(supervisorAccount);
  await supervisor.open('/letters');
  await page.getByRole('button', { name: 'Terbitkan surat' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('NIK').fill(office.letters[0]!.nik);
  const large = Buffer.from(encodeRgbJpeg(noise(2400, 3200)));
  expect(large.length).toBeGreaterThan(1_000_000);
  await dialog
    .getByLabel('Foto pemegang')
    .setInputFiles({ name: 'hp.jpg', mimeType: 'image/jpeg', buffer: large });
  await dialog.getByText('hp.jpg').waitFor();
  await dialog.getByRole('button', { name: 'Terbitkan' }).click();
  await dialog.getByText('berlaku sampai').waitFor();
});

/** Grain as of a small sensor in a dark room. */
function noise(width: number, height: number) {
  const rgb = new Uint8Array(width * height * 3);
  let seed = 17;
  for (let at = 0; at < rgb.length; at++) {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
    rgb[at] = 112 + ((seed >> 16) & 31);
  }
  return { width, height, rgb };
}
