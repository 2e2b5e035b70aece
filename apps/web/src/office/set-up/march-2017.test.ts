import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type FreshOffice, startFreshOffice } from '../../testing/fresh-office.ts';
import { OfficeDriver } from '../../testing/office-driver.ts';
import { findBarriers, type OpenBrowser, openBrowser } from '../../testing/open-browser.ts';

let browser: OpenBrowser;
let office: FreshOffice;

beforeAll(async () => {
  [browser, office] = await Promise.all([openBrowser(), startFreshOffice()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await office?.stop();
});
afterEach(() => expect(browser.complaints).toEqual([]));

describe('Kota Kupang, March 2017', () => {
  it('is one press away, leads to the days that tell the story, and has no barriers', async () => {
    const newcomer = new OfficeDriver(await browser.newPage(), office.url);
    await newcomer.open(`/?setup=${office.setUpKey}`);
    const { page } = newcomer;
    await newcomer.see('Siapkan kantor ini');
    await page.getByRole('button', { name: 'Kota Kupang, Maret 2017' }).click();
    await page.getByRole('heading', { name: 'Kota Kupang siap' }).waitFor({ timeout: 60_000 });
    await newcomer.look('accounts');
    await page.getByRole('link', { name: '29 Maret 2017' }).click();
    await newcomer.see('Kota pada Rabu, 29 Maret 2017');
    await page.getByText('DARURAT: tinggal satu loket yang merekam.').waitFor();
    await page.getByRole('link', { name: '31 Maret 2017' }).click();
    await page.getByText('Perekaman berhenti di seluruh wilayah.').waitFor();
    await page.getByLabel('Lihat hari lain').fill('2017-01-16');
    await page.getByRole('button', { name: 'Tunjukkan' }).click();
    await page.getByText('Peringatan: tinggal dua loket yang merekam.').waitFor();
    expect(newcomer.barriers).toEqual({});
    await page.context().close();
  });

  it('its pages of the past are without barriers and fit a small phone', async () => {
    const page = await browser.newPage({ widthPx: 320, heightPx: 640 });
    for (const path of ['', '/hari', '/hari/2017-03-29', '/en/hari/2016-05-01', '/hari/2017-05-01']) {
      await page.goto(`${office.url}/layanan${path}`);
      expect([path, await findBarriers(page)]).toEqual([path, []]);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      expect([path, wider]).toEqual([path, false]);
    }
    await page.context().close();
  });
});
