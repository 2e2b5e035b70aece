import { join } from 'node:path';
import { printerRuns } from '@rekam/devices/printer/testing/paper-printer.ts';
import { isPrintReady, type Role } from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import { type RunningOffice, startRunningOffice } from '@rekam/testkit/running-office.ts';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { OfficeDriver } from '../../testing/office-driver.ts';
import { askWithPhoto, findResident, printCards, type Resident } from '../../testing/office-with-cards.ts';
import { findBarriers, type OpenBrowser, openBrowser } from '../../testing/open-browser.ts';

const dayMs = 86_400_000;
let browser: OpenBrowser;
let office: RunningOffice;
let page: Page;
let forgotten: Resident;
/** Of the office; read anew at each of its starts. A longer way back is more than a timer of Node can wait. */
const env = {
  REKAM_PUBLIC_URL: 'https://dukcapil.example.id',
  REKAM_MESSAGE_GATEWAY_URL: 'http://127.0.0.1:9/kirim',
  REKAM_MESSAGE_GATEWAY_TOKEN: 'rahasia',
  NODE_OPTIONS: `--import ${join(import.meta.dirname, '../../testing/shifted-clock.ts')}`,
  REKAM_TEST_CLOCK_SHIFT_MS: String(-20 * dayMs),
};

const signedIn = async (role: Role): Promise<OfficeDriver> => {
  page = await browser.newPage();
  const officer = new OfficeDriver(page, office.url);
  await officer.signIn(office.account(role));
  return officer;
};

describe.skipIf(!printerRuns)('a card that nobody fetched for twenty days', () => {
  beforeAll(async () => {
    [browser, office] = await Promise.all([
      openBrowser(),
      startRunningOffice({ errors: 'ignore', devices: false, env }),
    ]);
    const supervisor = await office.signedIn('supervisor');
    const head = await office.signedIn('head');
    const [rule] = await head.call(officeApi.handoverPolicies, {});
    const { version: _, ...terms } = rule!;
    await head.call(officeApi.addHandoverPolicy, {
      body: { ...terms, basis: '470/12/2026', returnAfterDays: 5, giveUpAfterDays: 10 },
    });
    const then = new Date(Date.now() - 20 * dayMs).toISOString().slice(0, 10);
    forgotten = await findResident(
      supervisor,
      ({ recorded }) => recorded?.asOf != null && recorded.asOf <= then && isPrintReady(recorded.status),
    );
    await askWithPhoto(supervisor, forgotten.nik);
    await printCards(office, 1);
    env.REKAM_TEST_CLOCK_SHIFT_MS = '0';
    await office.restart('stop');
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await office?.stop();
  });

  afterEach(async () => {
    await page?.context().close();
    expect(browser.complaints).toEqual([]);
  });

  it('its holder is asked at the counter whether to be told', async () => {
    const officer = await signedIn('printing-officer');
    await officer.open('/handovers/waiting');
    await page.getByRole('button', { name: `Kabari: ${forgotten.name}` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Nomor HP atau surel pemegang').fill('0812 3456 7890');
    await dialog.getByRole('button', { name: 'Kirim pertanyaan' }).click();
    await dialog.getByText('Pesan dikirim ke nomor itu; pemegang menjawabnya.').waitFor();
    await officer.look('a holder was asked');
    await dialog.getByRole('button', { name: 'Tutup' }).click();
    await page.getByText('1 belum menjawab').waitFor();
    expect(officer.barriers).toEqual({});
  }, 60_000);

  it('NTC14 anybody with a receipt asks to be told on a small phone', async () => {
    page = await browser.newPage({ widthPx: 360, heightPx: 740 });
    await page.goto(`${office.url}/kabari/kartu`);
    expect(await findBarriers(page)).toEqual([]);
    await page.getByLabel('Kode pada bukti perekaman').fill('ABCDE-FGHJK');
    for (const [part, value] of [
      ['Tanggal Day', '15'],
      ['Bulan Month', '8'],
      ['Tahun Year', '2000'],
    ] as const)
      await page.getByLabel(part, { exact: true }).fill(value);
    await page.getByLabel('Nomor HP').fill('0812 3456 7890');
    await page.getByRole('button', { name: /Kabari saya/ }).click();
    await page.getByRole('alert').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  }, 60_000);

  it('goes back to the office, and is given up by a supervisor, its piece in the book each time', async () => {
    const supervisor = await signedIn('supervisor');
    await supervisor.open('/handovers/waiting');
    await supervisor.see('Kartu yang belum diambil');
    await page.getByRole('button', { name: 'Perlu ditindak' }).click();
    await page.getByText(/boleh kembali mulai/).waitFor();
    await supervisor.look('a card that may go back');
    await page.getByRole('button', { name: `Kembali ke kantor: ${forgotten.name}` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/bernomor BAPK-001/).waitFor();
    await supervisor.look('the paper of a return');
    await dialog.getByRole('button', { name: 'Tutup' }).click();

    await page.getByRole('button', { name: `Catat hilang: ${forgotten.name}` }).click();
    await dialog.getByRole('button', { name: 'Catat kartu hilang' }).click();
    await dialog.getByText('Tulis alasan, sedikitnya lima huruf').waitFor();
    await supervisor.look('a card that is not found');
    await dialog.getByRole('button', { name: 'Batal' }).click();

    await page.getByRole('button', { name: `Lepas: ${forgotten.name}` }).click();
    await dialog.getByRole('button', { name: 'Lepas kartu' }).click();
    await dialog.getByText('Tulis alasan, sedikitnya lima huruf').waitFor();
    await supervisor.look('giving a card up');
    await dialog.getByLabel('Alasan').fill('Dua puluh hari tidak diambil, sudah dihubungi tiga kali');
    await dialog.getByRole('button', { name: 'Lepas kartu' }).click();
    await dialog.getByText(/bernomor BAK-001/).waitFor();
    const paper = await dialog.getByRole('link', { name: /BAK-001/ }).getAttribute('href');
    const pdf = await page.request.get(new URL(paper!, office.url).href);
    expect((await pdf.body()).subarray(0, 5).toString('latin1')).toBe('%PDF-');
    await dialog.getByRole('button', { name: 'Tutup' }).click();
    await page.getByText('Tidak ada yang perlu ditindak hari ini').waitFor();

    await supervisor.open('/blanks');
    await page.getByRole('row', { name: /^Rusak, menunggu dimusnahkan 1/ }).waitFor();
    await page.getByText('Seimbang', { exact: true }).waitFor();
    expect(supervisor.barriers).toEqual({});
  }, 60_000);
});
