import type { Instant } from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { withDemoOffice } from '../../testing/demo-office.ts';
import { findBarriers } from '../../testing/open-browser.ts';

const office = withDemoOffice();
let head: ApiClient;

const state = (condition: 'stopped' | 'limited', note: string) =>
  head.call(officeApi.makeStatement, {
    body: {
      placeId: null,
      service: 'cetak',
      condition,
      cause: 'blanks',
      note,
      reference: '471.13/3256/DUKCAPIL',
      since: new Date(Date.now() - 60_000).toISOString() as Instant,
      expectedUntil: null,
    },
  });

beforeAll(async () => {
  head = await office.apiOf('head');
  await state('stopped', '');
}, 120_000);

describe('announcements at the office', () => {
  it('ANN10 ANN11 the head reads a draft with its picture and announces it in three presses', async () => {
    const officer = await office.signedIn('head');
    const { page } = officer;
    await page.getByRole('link', { name: 'Lihat konsep' }).click();
    if (page.url().endsWith('/announcements')) {
      await officer.see('Pengumuman');
      await page.getByRole('link', { name: /^Baca dan putuskan: Pencetakan/ }).click();
    }
    await officer.see(/^Pencetakan KTP-el di Kota Kupang dihentikan sementara$/);
    const picture = page.getByRole('img', { name: /^Gambar pengumuman/ });
    await picture.evaluate((image: HTMLImageElement) => image.decode());
    expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1080);
    await officer.look('draft');
    await page.getByRole('button', { name: 'Setujui dan umumkan' }).click();
    await page.getByRole('heading', { name: 'Sudah terbit' }).waitFor();
    await officer.look('announced');
    const share = page.getByRole('link', { name: 'Bagikan lewat WhatsApp' });
    expect(decodeURIComponent((await share.getAttribute('href'))!)).toContain(`${office.url}/pengumuman/1`);
    await page.getByRole('link', { name: 'Buka halamannya' }).click();
    await page.getByText('Kabar berikutnya:').waitFor();
    expect(officer.barriers).toEqual({});
    await page.context().close();
  });

  it('ANN4 what has moved since somebody worded a draft is said, and the new draft is one press away', async () => {
    const officer = await office.signedIn('head');
    await state('limited', 'Sisa 200 keping.');
    await officer.open('/announcements');
    const { page } = officer;
    await page.getByRole('link', { name: /^Baca dan putuskan: Pencetakan/ }).click();
    await page.getByRole('button', { name: 'Ubah kata-kata' }).click();
    await officer.look('words');
    await page.getByLabel('Judul').first().fill('Cetak KTP-el dibatasi');
    await page.getByRole('button', { name: 'Simpan' }).click();
    await officer.see('Cetak KTP-el dibatasi');
    await state('limited', 'Sisa 20 keping.');
    await page.getByText('Keadaan berubah sejak konsep ini ditulis').waitFor();
    await officer.look('moved');
    await page.getByRole('button', { name: 'Setujui dan umumkan' }).click();
    await page.getByText('Keadaannya sudah lain dari yang tertulis.').waitFor();
    await page.getByRole('button', { name: 'Ambil konsep baru' }).click();
    await officer.see(/^Pencetakan KTP-el di Kota Kupang dibatasi$/);
    await page.getByText('Sisa 20 keping.').first().waitFor();
    await page.getByRole('button', { name: 'Setujui dan umumkan' }).click();
    await page.getByRole('heading', { name: 'Sudah terbit' }).waitFor();
    expect(officer.barriers).toEqual({});
    await page.context().close();
  });

  it('ANN9 ANN15 a draft is asked for and turned down, and an announcement withdrawn, at the screen', async () => {
    const officer = await office.signedIn('head');
    await officer.open('/announcements');
    const { page } = officer;
    await page.getByRole('button', { name: 'Buat konsep' }).click();
    await officer.look('ask');
    await page.getByLabel('Pelayanan').selectOption('suket');
    await page.getByRole('button', { name: 'Susun' }).click();
    await officer.see(/^Penerbitan Suket di Kota Kupang/);
    await page.getByRole('button', { name: 'Tidak diumumkan' }).click();
    await officer.see('Pengumuman');
    await officer.look('list');
    await page.getByRole('link', { name: 'Pencetakan KTP-el di Kota Kupang dibatasi' }).click();
    await page.getByRole('button', { name: 'Tarik' }).click();
    await officer.look('withdraw');
    await page.getByRole('button', { name: 'Tarik pengumuman' }).click();
    await page.getByText('Tulis alasan, sedikitnya lima huruf').waitFor();
    await page.getByLabel('Alasan').fill('Blangko sudah datang sebelum ini terbit.');
    await page.getByRole('button', { name: 'Tarik pengumuman' }).click();
    await page.getByText(/^Ditarik .*: Blangko sudah datang/).waitFor();
    await officer.look('withdrawn');
    expect(officer.barriers).toEqual({});
    await page.context().close();
  });

  it('ACC55 ACC56 the administrator sees announcements and makes none', async () => {
    await state('stopped', '');
    const officer = await office.signedIn('administrator');
    await officer.open('/announcements');
    const { page } = officer;
    await page
      .getByRole('link', { name: /^Pencetakan KTP-el/ })
      .first()
      .waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Buat konsep' }).count()).toBe(0);
    await page.context().close();
  });
});

describe('announcements on a small phone', () => {
  it('PRS4 are without barriers, fit the screen, and work without a script', async () => {
    const page = await office.newPage({ widthPx: 320, heightPx: 640 });
    for (const path of ['', '/1', '/2', '/en', '/en/1', '/99']) {
      await page.goto(`${office.url}/pengumuman${path}`);
      expect([path, await findBarriers(page)]).toEqual([path, []]);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      expect([path, wider]).toEqual([path, false]);
    }
    await page.context().close();
  });
});
