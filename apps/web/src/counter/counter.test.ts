import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { counterApi, officeApi } from '@rekam/protocol';
import type { RunningStation } from '@rekam/testkit/running-office.ts';
import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { CounterDriver } from '../testing/counter-driver.ts';
import { withDemoCounter } from '../testing/demo-counter.ts';

const demo = withDemoCounter();

/** A refusal nobody sees is none: the notice stands on the screen, above the acts. */
async function expectInSight(notice: Locator): Promise<void> {
  const [seen, acts] = await Promise.all([notice.boundingBox(), demo.page.locator('.acts').boundingBox()]);
  expect(seen && acts && seen.y >= 0 && seen.y + seen.height <= acts.y).toBe(true);
}

/** A second window of the same browser sets the open recording aside. */
async function setAsideElsewhere(reason: string): Promise<void> {
  const status = await demo.page.evaluate(async (why) => {
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
    demo.office.signedIn('head'),
    demo.office.signedIn('administrator'),
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
  const placeId = (await demo.station.api.call(counterApi.getState, {})).station?.place.id ?? null;
  const colleague = { username: 'rekan.loket', password: 'sandi rekan yang panjang' };
  await administrator.call(officeApi.addOfficer, {
    body: { ...colleague, name: 'Rekan Loket', roles: [{ role: 'operator', placeId }] },
  });
  await demo.restartStation();
  return colleague;
}

/** Revoked, a station is enrolled again with its new code alone: it knows its office. */
async function comesBack(station: RunningStation, counter: CounterDriver): Promise<void> {
  const administrator = await demo.office.signedIn('administrator');
  const { id, name, place } = (await station.api.call(counterApi.getState, {})).station!;
  const reason = 'layar hilang sehari';
  await administrator.call(officeApi.revokeStation, { params: { id }, body: { reason } });
  await demo.office.restartStation(station);
  await counter.see('Daftarkan loket ini');
  await demo.page.getByText('Loket ini dicabut oleh kantor').waitFor();
  await expect.poll(() => demo.page.getByLabel('Alamat kantor').inputValue()).toBe(demo.office.url);
  await demo.page.getByLabel('Kode pendaftaran').and(demo.page.locator(':focus')).waitFor();
  const body = { placeId: place.id, name };
  const { code } = await administrator.call(officeApi.makeStationCode, { body });
  await counter.type(code);
  await counter.press('Enter');
  await counter.see('Masuk');
}

describe('around a recording', () => {
  it('enrols a station with the code of the office, and says what is wrong with a false one', async () => {
    const fresh = await demo.office.addStation({ enrolled: false, devices: false });
    await demo.newPage();
    await demo.page.goto(fresh.url);
    const counter = new CounterDriver(demo.page, { looksWithAxe: true });
    await counter.see('Daftarkan loket ini');
    await counter.press('Enter');
    await expect.poll(() => demo.page.getByRole('alert').innerText()).toContain('Isi alamat kantor');
    await counter.type(demo.office.url);
    await counter.press('Tab');
    await counter.type('00000000000000000000');
    await counter.press('Enter');
    await demo.page.locator('.notice-code').waitFor();
    await counter.look('Daftarkan loket ini, ditolak');
    await demo.page.getByLabel('Kode pendaftaran').fill('');
    await demo.page.getByLabel('Kode pendaftaran').focus();
    await counter.type(fresh.enrolmentCode.replaceAll('-', '').toLowerCase());
    await expect.poll(() => demo.page.getByLabel('Kode pendaftaran').inputValue()).toBe(fresh.enrolmentCode);
    await counter.press('Enter');
    await counter.see('Masuk');
    expect(counter.foundBarriers).toEqual({});
    await comesBack(fresh, counter);
  }, 180_000);

  it('types in a resident nobody knows, stops for a data change, and keeps the draft in the list', async () => {
    const counter = await demo.open({ looksWithAxe: true });
    await counter.signIn(demo.office.account('operator'));
    await demo.page.getByText(/penduduk di loket ini, diperbarui/).waitFor();
    await counter.type('5371014108070009');
    await demo.page.getByText('Menurut angkanya: perempuan').waitFor();
    await counter.press('Enter');
    await counter.see('Tidak ditemukan di loket ini');
    await counter.goOn(/Ketik biodata/);
    await counter.see('Ketik biodata');
    await counter.press('Enter');
    await expect.poll(() => demo.page.locator(':focus').getAttribute('aria-invalid')).toBe('true');
    await counter.look('Ketik biodata, kurang');
    for (const [label, text] of [
      ['Nama lengkap', 'yuliana'],
      ['Tempat lahir', 'Kupang'],
      ['Tanggal lahir', '1-8-2007'],
      ['RT', '3'],
      ['RW', '12'],
    ] as const) {
      await demo.page.getByLabel(label, { exact: true }).fill(text);
    }
    for (const label of ['Jenis kelamin', 'Agama', 'Status perkawinan', 'Kelurahan / desa']) {
      await demo.page.getByLabel(label, { exact: true }).focus();
      await counter.press('ArrowDown');
    }
    await counter.press('Enter');
    await demo.page.getByLabel('RW').focus();
    await counter.press('Enter');
    await counter.see('Biodata');
    await demo.page.getByText('Jenis kelamin berbeda dengan angka NIK').waitFor();
    await counter.press('F4', 'Space', 'Enter');
    await counter.see('Data perlu diketik ulang');
    await counter.goOn(/Perbaiki data/);
    await counter.see('Perbaiki data yang salah');
    await expect.poll(() => demo.page.locator(':focus').inputValue()).toBe('YULIANA');
    await demo.page.locator(':focus').fill('yuliana bako');
    await counter.press('Enter');
    await counter.see('Biodata');
    await demo.page.getByText('YULIANA BAKO').first().waitFor();
    await counter.press('F4', 'ArrowRight', 'Space', 'Enter');
    await counter.see('NIK salah: cari lagi penduduknya');
    await counter.goOn(/Cari penduduk lagi/);
    await counter.press('F8');
    await demo.page.getByText('menunggu perubahan data').waitFor();
    await demo.page.getByRole('button', { name: 'Buang: YULIANA BAKO' }).click();
    await demo.page.getByRole('dialog').getByLabel('Alasan').fill('salah orang di loket');
    await counter.approve(demo.office.account('supervisor'));
    await demo.page.getByText('Tidak ada perekaman yang belum selesai.').waitFor();
    expect(counter.foundBarriers).toEqual({});
  }, 120_000);

  it('no dialog and no refusal has barriers, in either language', async () => {
    const counter = await demo.open({ looksWithAxe: true });
    const { username } = demo.office.account('operator');
    await counter.see('Masuk');
    await counter.press('Enter');
    await counter.look('Masuk, kosong');
    await counter.type(username);
    await counter.press('Tab');
    await counter.type('bukan sandinya');
    await counter.press('Enter');
    await demo.page.locator('.notice-code').waitFor();
    await counter.look('Masuk, ditolak');
    await demo.page.reload();
    await counter.signIn(demo.office.account('operator'));

    const supervisor = await demo.office.signedIn('supervisor');
    const { rows } = await supervisor.call(officeApi.searchResidents, { body: { q: 'MARIA', limit: 50 } });
    const place =
      (await demo.station.api.call(counterApi.getState, {})).station?.place.name.toUpperCase() ?? '';
    const recorded = rows.find(
      (row) =>
        row.recorded && row.recorded.status !== 'BELUM REKAM' && place.endsWith(row.kecamatan.toUpperCase()),
    );
    await counter.type(recorded?.nik ?? '');
    await counter.press('Enter');
    await demo.page
      .getByText(/menurut/)
      .first()
      .waitFor();
    await counter.look('Ditemukan, sudah direkam');
    await counter.press('F4');
    const dialog = demo.page.getByRole('dialog');
    await dialog.waitFor();
    await counter.press('Enter');
    await dialog.getByText('Tulis alasan sedikitnya').waitFor();
    await counter.look('Rekam ulang, tanpa alasan');
    await counter.type('sidik jari dulu tidak terbaca');
    await counter.approve({ username: demo.office.account('supervisor').username, pin: '000000' });
    await dialog.locator('.notice-code').waitFor();
    await counter.look('Rekam ulang, PIN salah');
    await counter.press('Escape', 'Escape');

    await counter.begin(demo.nextNik());
    await counter.press('Escape');
    await demo.page.getByRole('button', { name: 'Tetap merekam' }).and(demo.page.locator(':focus')).waitFor();
    await counter.look('Berhenti merekam penduduk ini?');
    await dialog.getByRole('button', { name: 'Buang perekaman' }).click();
    await dialog.getByText('Semua yang sudah direkam').waitFor();
    await counter.look('Buang perekaman ini');
    await counter.press('Escape');
    await counter.press('F4', 'Enter');
    await demo.page.getByText('Tandai sedikitnya satu').waitFor();
    await counter.look('Biodata, tidak ada yang ditandai');
    await counter.press('ArrowDown', 'ArrowDown', 'Space', 'Enter');
    await counter.see('Perubahan data dahulu');
    await counter.press('F2');
    await counter.goOn(/Benar semua/);

    await counter.see('Foto');
    await demo.page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));
    });
    await counter.press('F4');
    await demo.page.getByText('Peramban tidak mengizinkan kamera').waitFor();
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
    await demo.station.orderDevices('fault', {
      type: 'Finger',
      fault: 'quality-drift',
      pointsPerCapture: 100,
    });
    await counter.captureStep('Empat jari kiri', /Rekam|Ulangi|Lanjut|Simpan/);
    await demo.station.orderDevices('clear', { type: 'Finger' });
    await counter.press('F8');
    await dialog.waitFor();
    await counter.type('dilanjutkan nanti');
    await counter.press('Enter');
    await demo.page.getByText('Perekaman disisihkan dan tersimpan').waitFor();
    expect(counter.foundBarriers).toEqual({});
  }, 180_000);

  it("what is owed, set aside elsewhere, half sealed or another operator's is said without barriers", async () => {
    const colleague = await allowOwedIrises();
    const counter = await demo.open({ looksWithAxe: true });
    const dialog = demo.page.getByRole('dialog');
    await counter.signIn(demo.office.account('operator'));
    await counter.begin(demo.nextNik());
    await counter.untilFingers();
    for (const step of ['Empat jari kiri', 'Empat jari kanan', 'Kedua ibu jari'])
      await counter.captureStep(step);
    await counter.see('Kedua iris mata');
    await demo.station.orderDevices('fault', { type: 'Iris', fault: 'not-ready' });
    await counter.goOn(/Rekam/);
    await demo.page.getByRole('heading', { name: 'Iris tidak dapat dipakai' }).waitFor();
    await counter.press('F2');
    await dialog.waitFor();
    await counter.look('Lanjut tanpa iris');
    await counter.approve({ username: demo.office.account('supervisor').username, pin: '000000' });
    await dialog.locator('.notice-code').waitFor();
    await counter.look('Lanjut tanpa iris, PIN salah');
    await counter.press('Escape', 'F2');
    await counter.approve(demo.office.account('supervisor'));
    await dialog.waitFor({ state: 'hidden' });
    await demo.station.orderDevices('clear', { type: 'Iris' });
    await counter.untilStatement();

    await setAsideElsewhere('dari jendela lain');
    await counter.press('F2');
    await counter.primary(/Simpan pernyataan/);
    await counter.press('Enter');
    await demo.page.locator('.notice-code').waitFor();
    await expectInSight(demo.page.getByRole('alert').last());
    await counter.look('Disisihkan dari jendela lain');
    await demo.page.reload();
    await counter.see('Siapa yang direkam?');
    await counter.press('F8');
    await counter.see('Perekaman yang belum selesai');
    await demo.page.locator('.card', { hasText: 'dari jendela lain' }).locator('.button-primary').focus();
    await counter.press('Enter');

    // A full or broken disk: the packet cannot be written, so nobody is told that it is done.
    const outbox = join(demo.station.folder, 'spool', 'outbox');
    renameSync(outbox, `${outbox}-away`);
    writeFileSync(outbox, '');
    await counter.see('Pernyataan');
    await counter.press('F2');
    await counter.goOn(/Simpan pernyataan/);
    await counter.see('Periksa dan segel');
    await demo.page.getByText('Kedua iris mata').first().waitFor();
    await counter.goOn(/Segel perekaman/);
    await demo.page.locator('.notice-code').waitFor();
    await counter.look('Periksa dan segel, tidak tertulis');
    rmSync(outbox);
    renameSync(`${outbox}-away`, outbox);
    await demo.page.reload();
    await counter.see('Periksa dan segel');
    await demo.page.getByText('Penyegelan belum selesai').waitFor();
    await counter.look('Periksa dan segel, terputus');
    await demo.page.getByRole('button', { name: 'Keluar' }).click();

    await counter.signIn(colleague);
    await counter.press('F8');
    await demo.page.locator('.card').getByText('Milik operator lain').first().waitFor();
    await counter.look('Perekaman yang belum selesai, terkunci');
    await demo.page.getByRole('button', { name: 'Keluar' }).click();
    await counter.signIn(demo.office.account('operator'));
    await counter.press('F8');
    await demo.page
      .locator('.card', { hasText: 'penyegelan belum selesai' })
      .locator('.button-primary')
      .focus();
    await counter.press('Enter');
    await counter.see('Periksa dan segel');
    await counter.goOn(/Segel perekaman/);
    await counter.see('Perekaman tersimpan');
    expect(counter.foundBarriers).toEqual({});
  }, 240_000);

  it('needs no sideways scrolling at 200 % of a 1366 × 768 screen, in both languages', async () => {
    await demo.newPage({ widthPx: 683, heightPx: 384 });
    await demo.page.goto(demo.station.url);
    const counter = new CounterDriver(demo.page);
    const overflow = () => demo.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    await counter.signIn(demo.office.account('operator'));
    expect(await overflow()).toBeLessThanOrEqual(0);
    await counter.begin(demo.nextNik());
    expect(await overflow()).toBeLessThanOrEqual(0);
    await counter.untilFingers();
    expect(await overflow()).toBeLessThanOrEqual(0);
    await demo.page.getByRole('button', { name: /English/ }).click();
    await counter.see('Left four fingers');
    await expect.poll(() => demo.page.locator('html').getAttribute('lang')).toBe('en');
    expect(await overflow()).toBeLessThanOrEqual(0);
    await demo.page.reload();
    await counter.see('Left four fingers');
    await counter.press('F9');
    await counter.see('This station');
    expect(await overflow()).toBeLessThanOrEqual(0);
  }, 120_000);
});
