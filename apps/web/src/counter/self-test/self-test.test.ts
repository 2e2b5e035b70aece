import { counterApi, equipmentApi, repairApi } from '@rekam/protocol';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { withDemoCounter } from '../../testing/demo-counter.ts';
import { OfficeDriver } from '../../testing/office-driver.ts';

const demo = withDemoCounter();
let setId: string;

beforeAll(async () => {
  const { station: self } = await demo.station.api.call(counterApi.getState, {});
  const administrator = await demo.office.signedIn('administrator');
  const body = { placeId: self!.place.id, name: 'Set uji', stationId: self!.id };
  setId = (await administrator.call(equipmentApi.addSet, { body })).id;
});

/** The pad is tried with a pen, here the mouse; everything else by keyboard. */
async function drawLine(page: Page): Promise<void> {
  const box = (await page.locator('.pad canvas').boundingBox())!;
  await page.mouse.move(box.x + 40, box.y + 40);
  await page.mouse.down();
  for (let i = 1; i <= 12; i++) await page.mouse.move(box.x + 40 + i * 20, box.y + 40 + i * 5);
  await page.mouse.up();
}

describe('the self-test at the counter', () => {
  it('takes each device in turn, says what failed and what to try, and the office shows it at the set', async () => {
    const counter = await demo.open({ looksWithAxe: true });
    const { page } = counter;
    await counter.signIn(demo.office.account('operator'));
    await counter.press('F9');
    await counter.see('Loket ini');
    await counter.press('F4');
    await counter.see('Uji mandiri');
    await page.getByText('Yang diuji: Kamera, Tanda tangan, Sidik jari, Iris, Jaringan, UPS.').waitFor();
    await counter.goOn(/Mulai uji/);

    await counter.see('Uji Kamera');
    await counter.goOn(/Ambil gambar/);
    await page.getByText(/Kamera lulus, mutu \d+ dari 100/).waitFor();
    await counter.look('Kamera lulus');
    await counter.goOn(/Lanjut/);

    await counter.see('Uji Tanda tangan');
    await counter.goOn(/Periksa garisnya/);
    await page.getByText('Pena tidak menghasilkan garis').waitFor();
    await counter.look('Tanda tangan gagal');
    await counter.goOn(/Coba lagi/);
    await counter.primary(/Periksa garisnya/);
    await drawLine(page);
    await counter.press('Enter');
    await page.getByText('Tanda tangan lulus.').waitFor();
    await counter.goOn(/Lanjut/);

    await counter.see('Uji Sidik jari');
    await counter.press('F4');
    await page.getByRole('dialog').waitFor();
    await counter.look('Lewati Sidik jari');
    await counter.type('Kacanya sedang dipinjam');
    await counter.press('Enter');

    await counter.see('Uji Iris');
    await demo.station.orderDevices('fault', { type: 'Iris', fault: 'not-ready' });
    await counter.goOn(/Ambil gambar/);
    const alert = page.getByRole('alert').filter({ hasText: 'Iris gagal' });
    await alert.getByText('sbi-110').waitFor();
    await expect.poll(() => alert.innerText()).toContain('Periksa kabel dan daya');
    await counter.look('Iris gagal');
    await counter.press('F2');

    await counter.see('Uji Jaringan');
    await counter.goOn(/Sapa kantor/);
    await page.getByText(/Jaringan lulus: kantor menjawab dalam \d+ ms\./).waitFor();
    await counter.look('Jaringan lulus');
    await counter.goOn(/Lanjut/);

    await counter.see('Uji UPS');
    await counter.look('Uji UPS');
    await counter.goOn(/Steker sudah dicabut/);
    const unseen = page.getByText('tidak dapat melihat UPS-nya');
    // A computer that sees its own supply says that the plug is still in.
    await unseen.or(page.getByText('masih memakai listrik PLN')).waitFor();
    await counter.look('UPS ditanyakan');
    if (await unseen.isVisible()) {
      await counter.goOn(/Komputer tetap menyala/);
      await page.getByText('UPS lulus. (menurut petugas)').waitFor();
      await counter.goOn(/Lanjut/);
    } else await counter.press('F2');

    await counter.see('Hasil uji mandiri');
    await counter.goOn(/Kirim hasil/);
    await page.getByText('Kantor sudah menerima hasilnya').waitFor();
    await expect
      .poll(() => page.getByRole('listitem').filter({ hasText: 'Sidik jari' }).last().innerText())
      .toContain('Kacanya sedang dipinjam');
    await counter.look('Hasil uji mandiri, diterima');
    await counter.goOn(/Selesai/);
    await counter.see('Loket ini');
    expect(counter.foundBarriers).toEqual({});
    expect(counter.barriers.size).toBeGreaterThanOrEqual(20);

    const officePage = await demo.newPage();
    const head = new OfficeDriver(officePage, demo.office.url);
    await head.signIn(demo.office.account('head'));
    await head.open(`/equipment/sets/${setId}`);
    await officePage.getByText('sewaktu-waktu').or(officePage.getByText(', pagi')).first().waitFor();
    await officePage.getByText(/Pemindai iris gagal \(sbi-110\)/i).waitFor();
    await officePage.getByText(/dilewati \(Kacanya sedang dipinjam\)/).waitFor();
  }, 240_000);
});

describe('a resident is turned away at the counter', () => {
  it('by two keys, without the office too; taken back; and the office counts it once', async () => {
    const counter = await demo.open({ looksWithAxe: true });
    const { page } = counter;
    await counter.signIn(demo.office.account('operator'));
    await counter.press('F7');
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: 'Hitung satu' }).and(page.locator(':focus')).waitFor();
    await counter.press('Enter');
    await dialog.getByText('Tercatat. Hari ini 1 penduduk.').waitFor();
    await counter.look('Tidak terlayani');

    await demo.office.stopOffice();
    await counter.press('Enter');
    await dialog.getByText('Tercatat. Hari ini 2 penduduk.').waitFor();
    await counter.press('Enter');
    await dialog.getByText('Tercatat. Hari ini 3 penduduk.').waitFor();
    await counter.press('Shift+Tab', 'Enter');
    await dialog.getByText('Dibatalkan. Hari ini 2 penduduk.').waitFor();
    await counter.press('Escape');
    await page.getByRole('button', { name: /Tidak terlayani \(2\)/ }).waitFor();
    expect(counter.foundBarriers).toEqual({});

    await demo.office.restart('stop');
    await counter.press('F9');
    await counter.see('Loket ini');
    const head = await demo.office.signedIn('head');
    const counted = async () =>
      (await head.call(repairApi.listTurnedAway, { query: { days: 2 } })).map(({ residents }) => residents);
    for (let turn = 0; turn < 60 && String(await counted()) !== '2'; turn++) {
      await counter.press('Enter');
      await page.waitForTimeout(500);
    }
    expect(await counted()).toEqual([2]);
  }, 240_000);
});
