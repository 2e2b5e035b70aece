import { fileURLToPath } from 'node:url';
import { encodeRgbJpeg } from '@rekam/biometrics/records/jpeg.ts';
import { drawFace } from '@rekam/biometrics/synthetic/face.ts';
import { officeApi } from '@rekam/protocol';
import { BareStation } from '@rekam/testkit/bare-station.ts';
import { makePacket } from '@rekam/testkit/packet-maker.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { withDemoOffice } from '../../testing/demo-office.ts';
import { OfficeDriver } from '../../testing/office-driver.ts';
import { findBarriers } from '../../testing/open-browser.ts';

const sampleCsv = fileURLToPath(
  new URL('../../../../../docs/operating/resident-sample.csv', import.meta.url),
);

const office = withDemoOffice();

/** A station that has sent its packets, by the code that the administrator would give. */
async function enrolStation(name: string, kecamatan: number): Promise<BareStation> {
  const administrator = await office.apiOf('administrator');
  const places = await administrator.call(officeApi.listPlaces, {});
  const place = places.filter(({ kind }) => kind === 'kecamatan')[kecamatan];
  const body = { placeId: place?.id ?? '', name };
  const { code } = await administrator.call(officeApi.makeStationCode, { body });
  return BareStation.enrol(office.url, code);
}

async function untilOpened(expected: number): Promise<void> {
  const supervisor = await office.apiOf('supervisor');
  for (let turn = 0; turn < 300; turn++) {
    const { counts } = await supervisor.call(officeApi.listEnrolments, { query: { limit: 1 } });
    if (counts.counted + counts.held >= expected) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the office did not open what it received');
}

describe('residents', () => {
  it('imports the sample file with counts, and says so in the history', async () => {
    const administrator = await office.signedIn('administrator');
    await administrator.open('/residents');
    await administrator.see('Penduduk');
    await office.page.getByRole('button', { name: 'Impor', exact: true }).click();
    await office.page.getByText('Pilih berkasnya dahulu.').waitFor();
    await office.page.getByLabel('Pilih berkas CSV').setInputFiles(sampleCsv);
    await office.page.getByRole('button', { name: 'Impor', exact: true }).click();
    await office.page.getByRole('alert').getByText('Selesai:').waitFor();
    const line = office.page.getByRole('row', { name: /resident-sample\.csv/ });
    await expect.poll(() => line.locator('td').nth(1).innerText()).toBe('Selesai');
    expect(Number(await line.locator('td').nth(4).innerText())).toBeGreaterThan(0);
    await administrator.look('import');

    const bad = { name: 'rusak.csv', mimeType: 'text/csv', buffer: Buffer.from('A;B\n1;2\n') };
    await office.page.getByLabel('Pilih berkas CSV').setInputFiles(bad);
    await office.page.getByRole('button', { name: 'Impor', exact: true }).click();
    await expect.poll(() => office.page.getByRole('alert').innerText()).toContain('IMPORT_COLUMNS_MISSING');
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
    const supervisor = await office.signedIn('supervisor');
    await office.page.getByText('1 rekaman ditahan').waitFor();
    await supervisor.look('home');
    await office.page.getByRole('link', { name: 'Lihat yang ditahan' }).click();
    await supervisor.see('Rekaman');
    await office.page.getByRole('row', { name: /WARGA UJI 3/ }).waitFor();
    await expect.poll(() => office.page.locator('tbody tr').count()).toBe(1);
    await office.page.getByRole('link', { name: /Semua\s*4/ }).click();
    await office.page.getByRole('row', { name: /WARGA UJI 2/ }).waitFor();
    await supervisor.look('recordings');

    await office.page.getByLabel('NIK, nama, atau kode bukti').fill('warga 2');
    await office.page.keyboard.press('Enter');
    await office.page.getByText('1 hasil').waitFor();
    expect(new URL(office.page.url()).search).toBe('');
    await supervisor.look('search');

    await supervisor.open('/enrolments?until=2020-01-01');
    await office.page.getByText('Tidak ada rekaman dengan saringan ini').waitFor();
    await supervisor.look('nothing found');
    await office.page.getByRole('button', { name: 'Hapus saringan' }).last().click();
    await office.page.getByRole('row', { name: /WARGA UJI 1/ }).waitFor();
    expect(supervisor.barriers).toEqual({});
  });

  it('that are held show their rival, and a supervisor decides with a reason', async () => {
    const supervisor = await office.signedIn('supervisor');
    await supervisor.open('/enrolments?state=held');
    await office.page.getByRole('link', { name: /WARGA UJI 3/ }).click();
    await supervisor.see('WARGA UJI 3');
    await expect
      .poll(() => office.page.getByRole('columnheader', { name: 'Yang dihitung sekarang' }).count())
      .toBe(1);
    await office.page.getByText('Loket 1 ·').waitFor();

    await office.page.getByRole('button', { name: 'Lihat gambar Wajah' }).click();
    const picture = office.page.getByAltText('Gambar Wajah');
    await office.page.waitForFunction(
      (image) => image instanceof HTMLImageElement && image.naturalWidth === 180,
      await picture.elementHandle(),
    );
    await office.page.getByRole('region', { name: 'Siapa yang melihat' }).getByText('photo.jpg').waitFor();
    await supervisor.look('held');

    await office.page.getByRole('button', { name: 'Simpan keputusan' }).click();
    await office.page.getByText('Tulis alasan').waitFor();
    await supervisor.look('decision without a reason');
    await office.page.getByLabel('Hitung rekaman ini').check();
    await office.page.getByLabel('Alasan').fill('Foto yang pertama kabur');
    await office.page.getByRole('button', { name: 'Simpan keputusan' }).click();
    await office.page.getByText('Penyelia menghitung rekaman').waitFor();
    await expect.poll(() => office.page.getByText('Rekaman ini ditahan').count()).toBe(0);
    await expect.poll(() => office.page.getByText('Foto yang pertama kabur').count()).toBeGreaterThan(0);

    const api = await office.apiOf('supervisor');
    const { rows } = await api.call(officeApi.searchEnrolments, { body: { q: 'WARGA UJI 3' } });
    expect(rows.map(({ stationName, state }) => [stationName, state]).sort()).toEqual([
      ['Loket 1', 'set-aside'],
      ['Loket 2', 'counted'],
    ]);
    expect(supervisor.barriers).toEqual({});
  });

  it('show an auditor who looked, but no pictures and no decision', async () => {
    const auditor = await office.signedIn('auditor');
    await auditor.open('/audit');
    await office.page
      .getByRole('row', { name: /Gambar dilihat/ })
      .first()
      .waitFor();
    await auditor.look('audit');
    await office.page
      .getByRole('row', { name: /Gambar dilihat/ })
      .getByRole('link')
      .first()
      .click();
    await auditor.see('WARGA UJI 3');
    await expect.poll(() => office.page.getByRole('button', { name: /Lihat gambar/ }).count()).toBe(0);
    await auditor.open('/statistics');
    await office.page
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
    const supervisor = await office.signedIn('supervisor');
    await supervisor.open('/enrolments');
    await office.page.getByRole('link', { name: /WARGA UJI 1/ }).click();
    await office.page.getByText('Pusat belum didengar tentang rekaman ini.').waitFor();
    const dialog = office.page.getByRole('dialog');
    const note = async (status: string) => {
      await office.page.getByRole('button', { name: 'Catat keterangan pusat' }).click();
      await dialog.getByLabel('Status di pusat').selectOption(status);
      await dialog.getByRole('button', { name: 'Catat', exact: true }).click();
    };
    await note('PRINT_READY_RECORD');
    await office.page.getByText('Tunggal, siap cetak').first().waitFor();
    await note('DUPLICATE_RECORD');
    await dialog.getByText('CENTRE_CONTRADICTS').waitFor();
    await supervisor.look('note what the centre says');
    await dialog.getByLabel('Keputusan penyelia').fill('Ditjen menelepon');
    await dialog.getByRole('button', { name: 'Catat', exact: true }).click();
    await office.page.getByText('Keputusan penyelia: Ditjen menelepon').waitFor();
    await office.page.getByText('Keterangan sebelumnya').click();
    await supervisor.look('what the centre says');
    expect(supervisor.barriers).toEqual({});
  });

  it('is read from a file that is shown first, under names that the head gives', async () => {
    const head = await office.signedIn('head');
    await head.open('/policy');
    await office.page.getByRole('button', { name: 'Ubah sebutan' }).click();
    const dialog = office.page.getByRole('dialog');
    await dialog.getByLabel('CARD_ISSUED').fill('Sudah diambil');
    await head.look('names of statuses');
    await dialog.getByRole('button', { name: 'Simpan' }).click();
    await office.page.getByText('Sudah diambil').waitFor();
    expect(head.barriers).toEqual({});
    await office.page.context().close();

    const api = await office.apiOf('supervisor');
    const { rows } = await api.call(officeApi.searchEnrolments, { body: { q: 'WARGA UJI 2' } });
    const csv = ['NIK;STATUS;TANGGAL', `${rows[0]!.nik};SUDAH DIAMBIL;2026-01-02`, '5371;PRR;2026-01-02'];
    const supervisor = await office.signedIn('supervisor');
    await supervisor.open('/residents');
    await office.page.getByRole('button', { name: 'Baca berkas pusat' }).click();
    const file = office.page.getByRole('dialog');
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
    const supervisor = await office.signedIn('supervisor');
    await supervisor.open('/residents');
    await office.page.getByLabel('NIK atau nama').fill('TAEBESI');
    await office.page.keyboard.press('Enter');
    await office.page
      .getByRole('button', { name: /Keterangan pusat tentang/ })
      .first()
      .click();
    const dialog = office.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Catat keterangan pusat' }).waitFor();
    await supervisor.look('what the centre said of a resident');
    await dialog.getByRole('button', { name: 'Catat keterangan pusat' }).click();
    await dialog.getByLabel('Status di pusat').selectOption('PRINT_READY_RECORD');
    await dialog.getByRole('button', { name: 'Catat', exact: true }).click();
    await dialog.getByText('Tunggal, siap cetak').waitFor();
    expect(supervisor.barriers).toEqual({});
  });

  it('hears of recordings by an export, and somebody notes that it was sent', async () => {
    const supervisor = await office.signedIn('supervisor');
    await supervisor.open('/enrolments');
    await office.page.getByRole('button', { name: 'Kirim ke pusat' }).click();
    await supervisor.see('Kirim ke pusat');
    await office.page.getByRole('button', { name: 'Buat ekspor' }).click();
    const dialog = office.page.getByRole('dialog');
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
      office.page.waitForEvent('download'),
      dialog.getByRole('button', { name: 'Unduh ekspor' }).click(),
    ]);
    expect(kept.suggestedFilename()).toMatch(/^rekam-.*\.zip$/);
    await dialog.waitFor({ state: 'detached' });
    await office.page.getByRole('button', { name: 'Catat terkirim' }).click();
    await dialog.getByLabel('Dengan apa').fill('Aplikasi pusat');
    await supervisor.look('a sending');
    await dialog.getByRole('button', { name: 'Catat terkirim' }).click();
    await office.page.getByText(/Terkirim \d/).waitFor();
    await supervisor.look('exports to the centre');
    expect(supervisor.barriers).toEqual({});
  });

  it('is told to a resident without JavaScript, on a small phone', async () => {
    await office.newPage({ widthPx: 360, heightPx: 740 });
    const anybody = new OfficeDriver(office.page, office.url);
    await anybody.open('/rekaman');
    expect(await findBarriers(office.page)).toEqual([]);
    await office.page.getByLabel(/Kode pada bukti/).fill('AAAAA-AAAAB');
    for (const [part, typed] of Object.entries({ Tanggal: '1', Bulan: '2', Tahun: '2000' }))
      await office.page.getByLabel(new RegExp(`^${part} (Day|Month|Year)`)).fill(typed);
    await office.page.getByRole('button', { name: /Tanyakan/ }).click();
    await office.page.getByText('Kode salah ketik').waitFor();
    expect(await findBarriers(office.page)).toEqual([]);
    const wide = await office.page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(360);
  });
});
