import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { counterApi, officeApi } from '@rekam/protocol';
import {
  type RunningOffice,
  type RunningStation,
  startRunningOffice,
} from '@rekam/testkit/running-office.ts';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CounterDriver } from '../testing/counter-driver.ts';
import { type OpenBrowser, openBrowser } from '../testing/open-browser.ts';

let browser: OpenBrowser;
let office: RunningOffice;
let station: RunningStation;
let niks: string[];
let page: Page;

const receiptCode = /^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/;

beforeAll(async () => {
  const built = fileURLToPath(new URL('../../dist/counter.html', import.meta.url));
  if (!existsSync(built))
    throw new Error('The screens are not built: run npx vite build in apps/web, or npm test');
  // Grown fingers, each known again at the next touch: of real prints some are not, as at a real counter.
  delete process.env.REKAM_PRINTS;
  [browser, office] = await Promise.all([openBrowser('red'), startRunningOffice({ errors: 'ignore' })]);
  station = await office.addStation();
  niks = await findUnrecorded(station);
  // One person stays in front of the devices: growing the prints of another takes seconds.
  await orderDevices('person', { seed: 'counter' });
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await office?.stop();
});

afterEach(async () => {
  await page?.context().close();
  expect(browser.complaints).toEqual([]);
});

/** Grown-ups of the station's place whom nobody has recorded. */
async function findUnrecorded({ api }: RunningStation): Promise<string[]> {
  const state = await api.call(counterApi.getState, {});
  const supervisor = await office.signedIn('supervisor');
  const found: string[] = [];
  for (const q of [
    'MARIA',
    'YOHANES',
    'AGUSTINUS',
    'MARTHA',
    'PETRUS',
    'ANTONIUS',
    'YULIANA',
    'FRANSISKUS',
    'THERESIA',
  ]) {
    const { rows } = await supervisor.call(officeApi.searchResidents, { body: { q, limit: 50 } });
    for (const { nik, birthDate, kecamatan, recorded } of rows) {
      const here = state.station?.place.name.toUpperCase().endsWith(kecamatan.toUpperCase());
      if (here && birthDate < '2000' && recorded?.status === 'BELUM REKAM') found.push(nik);
    }
  }
  return found;
}

async function openCounter(options: { readonly looksWithAxe?: boolean } = {}): Promise<CounterDriver> {
  page = await browser.newPage();
  await page.goto(station.url);
  return new CounterDriver(page, options);
}

const orderDevices = (path: string, body: object) =>
  fetch(`http://127.0.0.1:${station.devicesControlPort}/admin/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** What the office has under a receipt's code, once it has opened what it received. */
async function findReceived(code: string): Promise<readonly { readonly state: string }[]> {
  const supervisor = await office.signedIn('supervisor');
  return (await supervisor.call(officeApi.searchEnrolments, { body: { q: code } })).rows;
}

/** A refusal nobody sees is none: the notice stands on the screen, above the acts. */
async function expectInSight(notice: Locator): Promise<void> {
  const [seen, acts] = await Promise.all([notice.boundingBox(), page.locator('.acts').boundingBox()]);
  expect(seen && acts && seen.y >= 0 && seen.y + seen.height <= acts.y).toBe(true);
}

/** On 1366 × 768, the least screen of a counter, the six acts of a step stand side by side. */
async function expectActsOnOneLine(): Promise<void> {
  const heights = await page
    .locator('.acts .button')
    .evaluateAll((acts) => acts.map((act) => act.clientHeight));
  const bar = await page.locator('.acts').boundingBox();
  expect(heights).toHaveLength(6);
  expect(bar?.height).toBeLessThan(2 * Math.max(...heights));
}

/** A second window of the same browser sets the open recording aside. */
async function setAsideElsewhere(reason: string): Promise<void> {
  const status = await page.evaluate(async (why) => {
    const state = await (await fetch('/api/state')).json();
    const answer = await fetch(`/api/enrolments/${state.openEnrolmentId}/set-aside`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ reason: why }),
    });
    return answer.status;
  }, reason);
  expect(status).toBe(200);
}

/** From now on irises may be owed at this station, and a second operator signs in to it. */
async function allowOwedIrises(): Promise<{ readonly username: string; readonly password: string }> {
  const [head, administrator] = await Promise.all([
    office.signedIn('head'),
    office.signedIn('administrator'),
  ]);
  const policy = (await head.call(officeApi.getPolicy, {}))[0]!;
  await head.call(officeApi.addPolicy, {
    body: {
      ...policy,
      steps: [...policy.steps],
      effectiveFrom: '2014-01-02',
      withoutDevice: { ...policy.withoutDevice, iris: 'owed' },
    },
  });
  const placeId = (await station.api.call(counterApi.getState, {})).station?.place.id ?? null;
  const colleague = { username: 'rekan.loket', password: 'sandi rekan yang panjang' };
  await administrator.call(officeApi.addOfficer, {
    body: { ...colleague, name: 'Rekan Loket', roles: [{ role: 'operator', placeId }] },
  });
  station = await office.restartStation(station);
  return colleague;
}

const nextNik = (): string => {
  const nik = niks.shift();
  if (!nik) throw new Error('the demo city has too few unrecorded residents here');
  return nik;
};

describe('a resident is recorded at the counter', () => {
  it('from sign-in to receipt by keyboard alone, every screen free of barriers, and the office has it', async () => {
    const counter = await openCounter({ looksWithAxe: true });
    await counter.signIn(office.account('operator'));
    await counter.begin(nextNik());
    await counter.press('F4', 'Space', 'ArrowRight', 'Space');
    await expect.poll(() => page.locator('.biodata :checked').count()).toBe(2);
    await counter.look('Biodata, marking');
    await counter.press('F4');
    await counter.untilFingers();

    await counter.press('F4', 'Space', 'ArrowRight');
    const dialog = page.getByRole('dialog');
    await expect
      .poll(() => dialog.getByRole('checkbox', { checked: true }).getAttribute('aria-label'))
      .toBe('Kelingking kiri');
    await counter.look('Tidak dapat direkam');
    await counter.approve(office.account('supervisor'));
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(() => page.locator('.bars').innerText()).toContain('dikecualikan');

    await counter.untilStatement();
    await counter.press('Enter');
    await expect.poll(() => page.getByRole('alert').innerText()).toContain('Belum ada tanda tangan');
    const code = await counter.seal(async () => {
      await page.waitForFunction(() => document.querySelector('.picture-waiting') === null);
      await expect.poll(() => page.locator('.review-pictures img').count()).toBe(16);
    });
    expect(code).toMatch(receiptCode);
    const pdf = await page.getByRole('link', { name: /Cetak bukti/ }).getAttribute('href');
    const printed = await page.evaluate(
      async (href) => (await fetch(href)).headers.get('content-type'),
      pdf ?? '',
    );
    expect(printed).toContain('application/pdf');

    await counter.goOn(/Penduduk berikutnya/);
    await counter.see('Siapa yang direkam?');
    await counter.press('F9');
    await counter.see('Loket ini');
    await page.getByText('Diterima kantor').waitFor();
    await counter.press('Escape', 'F8');
    await counter.see('Perekaman yang belum selesai');
    expect(counter.foundBarriers).toEqual({});
    expect(counter.barriers.size).toBeGreaterThanOrEqual(16);
    await expect.poll(() => findReceived(code)).toMatchObject([{ state: 'counted', exceptions: 1 }]);
  }, 240_000);

  it('a device that dies at the irises loses nothing: set aside, taken up again, sealed', async () => {
    const counter = await openCounter({ looksWithAxe: true });
    await counter.signIn(office.account('operator'));
    await counter.begin(nextNik());
    await counter.untilFingers();
    await counter.goOn(/Rekam/);
    await page.locator('.taken img').first().waitFor();
    await expectActsOnOneLine();
    await counter.press('F6');
    await page.getByRole('dialog').getByText('Untuk tangan atau orang yang salah').waitFor();
    await counter.look('Mulai langkah ini dari awal?');
    await page.getByRole('button', { name: 'Buang hasil langkah ini' }).and(page.locator(':focus')).waitFor();
    await counter.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await counter.primary(/^Rekam/);
    await expect.poll(() => page.locator('.taken').count()).toBe(0);
    for (const step of ['Empat jari kiri', 'Empat jari kanan', 'Kedua ibu jari'])
      await counter.captureStep(step);
    await counter.see('Kedua iris mata');
    await orderDevices('fault', { type: 'Iris', fault: 'not-ready' });
    await counter.goOn(/Rekam/);
    await page.getByRole('heading', { name: 'Iris tidak dapat dipakai' }).waitFor();
    await counter.look('Iris tidak dapat dipakai');
    await expect.poll(() => page.locator('.advice li').count()).toBeGreaterThan(0);
    await counter.press('F8');
    await counter.type('Pemindai iris tidak siap');
    await counter.look('Sisihkan perekaman ini');
    await counter.press('Enter');
    await page.getByText('Perekaman disisihkan dan tersimpan').waitFor();

    await page.getByRole('button', { name: 'Keluar' }).click();
    await orderDevices('clear', { type: 'Iris' });
    await counter.signIn(office.account('operator'));
    await counter.press('F8');
    await counter.see('Perekaman yang belum selesai');
    await page.getByText('Pemindai iris tidak siap').waitFor();
    await counter.look('Perekaman yang belum selesai, satu');
    await page.locator('.card .button-primary:focus').waitFor();
    await counter.press('Enter');
    await counter.see('Kedua iris mata');
    await expect.poll(() => page.locator('.rail-done').count()).toBe(6);
    await counter.untilStatement();
    expect(await counter.seal()).toMatch(receiptCode);
    expect(counter.foundBarriers).toEqual({});
  }, 240_000);

  it('without the office from sign-in to receipt, and sent when the office is back', async () => {
    await office.stopOffice();
    const counter = await openCounter();
    await counter.signIn(office.account('operator'));
    await counter.begin(nextNik());
    await counter.untilFingers();
    await counter.untilStatement();
    const code = await counter.seal();
    await page.getByText(/1 menunggu/).waitFor();
    await office.restart('stop');
    await counter.goOn(/Penduduk berikutnya/);
    await counter.press('F9');
    await counter.see('Loket ini');
    await counter.goOn(/Kirim sekarang/);
    await page.getByText('Semua terkirim').waitFor({ timeout: 60_000 });
    await expect.poll(() => findReceived(code)).toMatchObject([{ state: 'counted', exceptions: 0 }]);
  }, 240_000);
});

describe('around a recording', () => {
  it('enrols a station with the code of the office, and says what is wrong with a false one', async () => {
    const fresh = await office.addStation({ enrolled: false, devices: false });
    page = await browser.newPage();
    await page.goto(fresh.url);
    const counter = new CounterDriver(page, { looksWithAxe: true });
    await counter.see('Daftarkan loket ini');
    await counter.press('Enter');
    await expect.poll(() => page.getByRole('alert').innerText()).toContain('Isi alamat kantor');
    await counter.type(office.url);
    await counter.press('Tab');
    await counter.type('00000000000000000000');
    await counter.press('Enter');
    await page.locator('.notice-code').waitFor();
    await counter.look('Daftarkan loket ini, ditolak');
    await page.getByLabel('Kode pendaftaran').fill('');
    await page.getByLabel('Kode pendaftaran').focus();
    await counter.type(fresh.enrolmentCode.replaceAll('-', '').toLowerCase());
    await expect.poll(() => page.getByLabel('Kode pendaftaran').inputValue()).toBe(fresh.enrolmentCode);
    await counter.press('Enter');
    await counter.see('Masuk');
    expect(counter.foundBarriers).toEqual({});
  }, 120_000);

  it('types in a resident nobody knows, stops for a data change, and keeps the draft in the list', async () => {
    const counter = await openCounter({ looksWithAxe: true });
    await counter.signIn(office.account('operator'));
    await counter.type('5371014108070009');
    await page.getByText('Menurut angkanya: perempuan').waitFor();
    await counter.press('Enter');
    await counter.see('Tidak ditemukan di loket ini');
    await counter.goOn(/Ketik biodata/);
    await counter.see('Ketik biodata');
    await counter.press('Enter');
    await expect.poll(() => page.locator(':focus').getAttribute('aria-invalid')).toBe('true');
    await counter.look('Ketik biodata, kurang');
    for (const [label, text] of [
      ['Nama lengkap', 'yuliana'],
      ['Tempat lahir', 'Kupang'],
      ['Tanggal lahir', '1-8-2007'],
      ['RT', '3'],
      ['RW', '12'],
    ] as const) {
      await page.getByLabel(label, { exact: true }).fill(text);
    }
    for (const label of ['Jenis kelamin', 'Agama', 'Status perkawinan', 'Kelurahan / desa']) {
      await page.getByLabel(label, { exact: true }).focus();
      await counter.press('ArrowDown');
    }
    await counter.press('Enter');
    await page.getByLabel('RW').focus();
    await counter.press('Enter');
    await counter.see('Biodata');
    await page.getByText('Jenis kelamin berbeda dengan angka NIK').waitFor();
    await counter.press('F4', 'Space', 'Enter');
    await counter.see('Data perlu diketik ulang');
    await counter.goOn(/Perbaiki data/);
    await counter.see('Perbaiki data yang salah');
    await expect.poll(() => page.locator(':focus').inputValue()).toBe('YULIANA');
    await page.locator(':focus').fill('yuliana bako');
    await counter.press('Enter');
    await counter.see('Biodata');
    await page.getByText('YULIANA BAKO').first().waitFor();
    await counter.press('F4', 'ArrowRight', 'Space', 'Enter');
    await counter.see('NIK salah: cari lagi penduduknya');
    await counter.goOn(/Cari penduduk lagi/);
    await counter.press('F8');
    await page.getByText('menunggu perubahan data').waitFor();
    await page.getByRole('button', { name: 'Buang: YULIANA BAKO' }).click();
    await page.getByRole('dialog').getByLabel('Alasan').fill('salah orang di loket');
    await counter.approve(office.account('supervisor'));
    await page.getByText('Tidak ada perekaman yang belum selesai.').waitFor();
    expect(counter.foundBarriers).toEqual({});
  }, 120_000);

  it('no dialog and no refusal has barriers, in either language', async () => {
    const counter = await openCounter({ looksWithAxe: true });
    const { username } = office.account('operator');
    await counter.see('Masuk');
    await counter.press('Enter');
    await counter.look('Masuk, kosong');
    await counter.type(username);
    await counter.press('Tab');
    await counter.type('bukan sandinya');
    await counter.press('Enter');
    await page.locator('.notice-code').waitFor();
    await counter.look('Masuk, ditolak');
    await page.reload();
    await counter.signIn(office.account('operator'));

    const supervisor = await office.signedIn('supervisor');
    const { rows } = await supervisor.call(officeApi.searchResidents, { body: { q: 'MARIA', limit: 50 } });
    const place = (await station.api.call(counterApi.getState, {})).station?.place.name.toUpperCase() ?? '';
    const recorded = rows.find(
      (row) =>
        row.recorded && row.recorded.status !== 'BELUM REKAM' && place.endsWith(row.kecamatan.toUpperCase()),
    );
    await counter.type(recorded?.nik ?? '');
    await counter.press('Enter');
    await page
      .getByText(/menurut/)
      .first()
      .waitFor();
    await counter.look('Ditemukan, sudah direkam');
    await counter.press('F4');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await counter.press('Enter');
    await dialog.getByText('Tulis alasan sedikitnya').waitFor();
    await counter.look('Rekam ulang, tanpa alasan');
    await counter.type('sidik jari dulu tidak terbaca');
    await counter.approve({ username: office.account('supervisor').username, pin: '000000' });
    await dialog.locator('.notice-code').waitFor();
    await counter.look('Rekam ulang, PIN salah');
    await counter.press('Escape', 'Escape');

    await counter.begin(nextNik());
    await counter.press('Escape');
    await page.getByRole('button', { name: 'Tetap merekam' }).and(page.locator(':focus')).waitFor();
    await counter.look('Berhenti merekam penduduk ini?');
    await dialog.getByRole('button', { name: 'Buang perekaman' }).click();
    await dialog.getByText('Semua yang sudah direkam').waitFor();
    await counter.look('Buang perekaman ini');
    await counter.press('Escape');
    await counter.press('F4', 'Enter');
    await page.getByText('Tandai sedikitnya satu').waitFor();
    await counter.look('Biodata, tidak ada yang ditandai');
    await counter.press('ArrowDown', 'ArrowDown', 'Space', 'Enter');
    await counter.see('Perubahan data dahulu');
    await counter.press('F2');
    await counter.goOn(/Benar semua/);

    await counter.see('Foto');
    await page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));
    });
    await counter.press('F4');
    await page.getByText('Peramban tidak mengizinkan kamera').waitFor();
    await counter.look('Foto, tanpa kamera');
    await counter.press('F2');
    await dialog.waitFor();
    await counter.look('Lanjut tanpa alat');
    await counter.press('Escape', 'F4');
    await counter.takePhoto();
    await counter.see('Tanda tangan');
    await counter.press('F2');
    await counter.goOn(/Simpan tanda tangan/);
    await counter.see('Empat jari kiri');
    await orderDevices('fault', { type: 'Finger', fault: 'quality-drift', perCapture: 100 });
    await counter.captureStep('Empat jari kiri', /Rekam|Ulangi|Lanjut|Simpan/);
    await orderDevices('clear', { type: 'Finger' });
    await counter.press('F8');
    await dialog.waitFor();
    await counter.type('dilanjutkan nanti');
    await counter.press('Enter');
    await page.getByText('Perekaman disisihkan dan tersimpan').waitFor();
    expect(counter.foundBarriers).toEqual({});
  }, 180_000);

  it("what is owed, set aside elsewhere, half sealed or another operator's is said without barriers", async () => {
    const colleague = await allowOwedIrises();
    const counter = await openCounter({ looksWithAxe: true });
    const dialog = page.getByRole('dialog');
    await counter.signIn(office.account('operator'));
    await counter.begin(nextNik());
    await counter.untilFingers();
    for (const step of ['Empat jari kiri', 'Empat jari kanan', 'Kedua ibu jari'])
      await counter.captureStep(step);
    await counter.see('Kedua iris mata');
    await orderDevices('fault', { type: 'Iris', fault: 'not-ready' });
    await counter.goOn(/Rekam/);
    await page.getByRole('heading', { name: 'Iris tidak dapat dipakai' }).waitFor();
    await counter.press('F2');
    await dialog.waitFor();
    await counter.look('Lanjut tanpa iris');
    await counter.approve({ username: office.account('supervisor').username, pin: '000000' });
    await dialog.locator('.notice-code').waitFor();
    await counter.look('Lanjut tanpa iris, PIN salah');
    await counter.press('Escape', 'F2');
    await counter.approve(office.account('supervisor'));
    await dialog.waitFor({ state: 'hidden' });
    await orderDevices('clear', { type: 'Iris' });
    await counter.untilStatement();

    await setAsideElsewhere('dari jendela lain');
    await counter.press('F2');
    await counter.primary(/Simpan pernyataan/);
    await counter.press('Enter');
    await page.locator('.notice-code').waitFor();
    await expectInSight(page.getByRole('alert').last());
    await counter.look('Disisihkan dari jendela lain');
    await page.reload();
    await counter.see('Siapa yang direkam?');
    await counter.press('F8');
    await counter.see('Perekaman yang belum selesai');
    await page.locator('.card', { hasText: 'dari jendela lain' }).locator('.button-primary').focus();
    await counter.press('Enter');

    // A full or broken disk: the packet cannot be written, so nobody is told that it is done.
    const outbox = join(station.folder, 'spool', 'outbox');
    renameSync(outbox, `${outbox}-away`);
    writeFileSync(outbox, '');
    await counter.see('Pernyataan');
    await counter.press('F2');
    await counter.goOn(/Simpan pernyataan/);
    await counter.see('Periksa dan segel');
    await page.getByText('Kedua iris mata').first().waitFor();
    await counter.goOn(/Segel perekaman/);
    await page.locator('.notice-code').waitFor();
    await counter.look('Periksa dan segel, tidak tertulis');
    rmSync(outbox);
    renameSync(`${outbox}-away`, outbox);
    await page.reload();
    await counter.see('Periksa dan segel');
    await page.getByText('Penyegelan belum selesai').waitFor();
    await counter.look('Periksa dan segel, terputus');
    await page.getByRole('button', { name: 'Keluar' }).click();

    await counter.signIn(colleague);
    await counter.press('F8');
    await page.locator('.card').getByText('Milik operator lain').first().waitFor();
    await counter.look('Perekaman yang belum selesai, terkunci');
    await page.getByRole('button', { name: 'Keluar' }).click();
    await counter.signIn(office.account('operator'));
    await counter.press('F8');
    await page.locator('.card', { hasText: 'penyegelan belum selesai' }).locator('.button-primary').focus();
    await counter.press('Enter');
    await counter.see('Periksa dan segel');
    await counter.goOn(/Segel perekaman/);
    await counter.see('Perekaman tersimpan');
    expect(counter.foundBarriers).toEqual({});
  }, 240_000);

  it('needs no sideways scrolling at 200 % of a 1366 × 768 screen, in both languages', async () => {
    page = await browser.newPage({ widthPx: 683, heightPx: 384 });
    await page.goto(station.url);
    const counter = new CounterDriver(page);
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    await counter.signIn(office.account('operator'));
    expect(await overflow()).toBeLessThanOrEqual(0);
    await counter.begin(nextNik());
    expect(await overflow()).toBeLessThanOrEqual(0);
    await counter.untilFingers();
    expect(await overflow()).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: /English/ }).click();
    await counter.see('Left four fingers');
    await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('en');
    expect(await overflow()).toBeLessThanOrEqual(0);
    await page.reload();
    await counter.see('Left four fingers');
    await counter.press('F9');
    await counter.see('This station');
    expect(await overflow()).toBeLessThanOrEqual(0);
  }, 120_000);
});
