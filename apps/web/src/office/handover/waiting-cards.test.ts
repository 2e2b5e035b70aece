import { join } from 'node:path';
import { printerRuns } from '@rekam/devices/printer/testing/paper-printer.ts';
import { isPrintReady, type Role } from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import { type RunningOffice, startRunningOffice } from '@rekam/testkit/running-office.ts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OfficeDriver } from '../../testing/office-driver.ts';
import { askWithPhoto, findResident, printCards, type Resident } from '../../testing/office-with-cards.ts';
import { type OpenBrowser, openBrowser } from '../../testing/open-browser.ts';

const dayMs = 86_400_000;
let browser: OpenBrowser;
let office: RunningOffice;
let page: Page;
let forgotten: Resident;
/** Of the office; read anew at each of its starts. A longer way back is more than a timer of Node can wait. */
const clock = {
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
      startRunningOffice({ errors: 'ignore', devices: false, env: clock }),
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
    clock.REKAM_TEST_CLOCK_SHIFT_MS = '0';
    await office.restart('stop');
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await office?.stop();
  });

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

    await page.getByRole('button', { name: `Lepas: ${forgotten.name}` }).click();
    await dialog.getByRole('button', { name: 'Lepas kartu' }).click();
    await dialog.getByText('CARD_REASON_MISSING').waitFor();
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
    expect(browser.complaints).toEqual([]);
  }, 60_000);
});
