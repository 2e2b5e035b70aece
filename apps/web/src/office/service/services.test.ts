import { services } from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import { BareStation } from '@rekam/testkit/bare-station.ts';
import { goneDevice, soundDevice } from '@rekam/testkit/sound-heartbeat.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { withDemoOffice } from '../../testing/demo-office.ts';
import { findBarriers } from '../../testing/open-browser.ts';

const office = withDemoOffice();
let head: ApiClient;
let station: BareStation;
const allDay = { opens: '00:00', closes: '24:00' };

beforeAll(async () => {
  head = await office.apiOf('head');
  const administrator = await office.apiOf('administrator');
  await head.call(officeApi.setServiceHours, {
    body: {
      placeId: null,
      from: (await head.call(officeApi.getServiceHours, {})).today,
      week: Array(7).fill(allDay),
    },
  });
  const places = await administrator.call(officeApi.listPlaces, {});
  const { code } = await administrator.call(officeApi.makeStationCode, {
    body: { placeId: places[0]!.id, name: 'Loket 1' },
  });
  station = await BareStation.enrol(office.url, code);
  const operatorId = `ofc_${'0'.repeat(32)}`;
  await station.beat({ operatorId });
  await station.beat({ operatorId, devices: [soundDevice('finger'), goneDevice('iris')] });
}, 120_000);

describe('services at the office', () => {
  it('SVC5 the operator is reported missing in two taps, and every screen is without barriers', async () => {
    const officer = await office.signedIn('head');
    await officer.open('/services');
    await officer.see('Layanan');
    const { page } = officer;
    await page.getByRole('cell', { name: 'Disdukcapil Kota Kupang' }).first().waitFor();
    await page.getByRole('heading', { name: 'Yang rusak, dan siapa yang mengurusnya' }).waitFor();
    await page.getByText('alat tidak berfungsi (').first().waitFor();
    await officer.look('services');
    await page.getByRole('button', { name: 'Operator tidak ada: Kecamatan Oebobo' }).click();
    await officer.look('operator missing');
    await page.getByRole('button', { name: 'Ya, tidak ada' }).click();
    await page.getByRole('button', { name: 'Operator sudah ada: Kecamatan Oebobo' }).waitFor();
    await officer.open('/services/settings');
    await officer.see('Jam, libur, dan kuota');
    await page.getByLabel('Kuota sehari').first().fill('50');
    await page.getByRole('button', { name: 'Simpan Disdukcapil Kota Kupang' }).click();
    await page.getByText('Tersimpan.').first().waitFor();
    await officer.look('settings');
    await page.getByLabel('Tanggal', { exact: true }).fill('2026-12-25');
    await page.getByLabel('Nama', { exact: true }).fill('Hari Natal');
    await page.getByRole('button', { name: 'Tambah hari' }).click();
    await page.getByRole('cell', { name: 'Hari Natal', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Libur dari berkas CSV' }).click();
    await page.locator('input[type=file]').setInputFiles({
      name: 'libur.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('tanggal,nama\n2027-01-01,Tahun Baru\n2027-13-01,Salah\n'),
    });
    await page.getByRole('button', { name: 'Periksa' }).click();
    await page.getByText('1 baris tidak dapat dibaca').waitFor();
    await officer.look('holidays from a file');
    await page.getByRole('button', { name: 'Tutup', exact: true }).click();
    await page.getByRole('button', { name: /^Hapus Hari Natal/ }).click();
    await page.getByText('Belum ada hari libur yang dicatat.').waitFor();
    await page.getByLabel('Untuk', { exact: true }).selectOption({ label: 'Kecamatan Oebobo' });
    await page.getByLabel('Jam tempat ini').selectOption('own');
    await page.getByRole('button', { name: 'Simpan jam' }).click();
    await page.getByText('Tersimpan.').first().waitFor();
    await officer.look('hours of a place');
    await officer.open('/services');
    await page.getByRole('button', { name: 'Tutup lebih awal: Kecamatan Oebobo' }).click();
    await page.getByLabel('Tutup sepanjang hari').check();
    await page.getByLabel('Alasan untuk warga').fill('Kantor camat terendam');
    await officer.look('close early');
    await page.getByRole('button', { name: 'Umumkan' }).click();
    await page.getByRole('button', { name: 'Tetap buka: Kecamatan Oebobo' }).click();
    await page.getByRole('button', { name: 'Tutup lebih awal: Kecamatan Oebobo' }).waitFor();
    await officer.open('/stations');
    await page.getByRole('heading', { name: 'Yang terdeteksi sendiri' }).waitFor();
    await page.getByText('tidak terdeteksi').first().waitFor();
    await officer.look('stations');
    expect(officer.barriers).toEqual({});
    await page.context().close();
  });

  it('STS10 STS12 a statement with its source is made and withdrawn at the screen', async () => {
    const officer = await office.signedIn('head');
    await officer.open('/services');
    const { page } = officer;
    await page.getByRole('button', { name: 'Nyatakan keadaan' }).click();
    await officer.look('statement');
    await page.getByRole('button', { name: 'Nyatakan', exact: true }).click();
    await page.getByText('Sebut sumbernya').waitFor();
    await page.getByLabel(/^Sumber/).fill('471.13/3256/DUKCAPIL');
    await page.getByRole('button', { name: 'Nyatakan', exact: true }).click();
    await page.getByRole('button', { name: 'Cabut pernyataan Uji ketunggalan' }).waitFor();
    expect((await head.call(officeApi.getServiceStatus, {})).city.tunggal.condition).toBe('stopped');
    await page.getByRole('button', { name: 'Cabut pernyataan Uji ketunggalan' }).click();
    await page.getByText('Tidak ada pernyataan yang berlaku.').waitFor();
    expect(officer.barriers).toEqual({});
    await page.context().close();
  });
});

describe('the public site on a small phone', () => {
  it('PUB1 PUB5 is without barriers, fits the screen, and works without a script', async () => {
    const page = await office.newPage({ widthPx: 320, heightPx: 640 });
    const slug = 'disdukcapil-kota-kupang';
    for (const path of [
      '',
      '/antrean',
      '/ke-mana?kelurahan=53.71.04.1001',
      `/tempat/${slug}`,
      '/tempat/kecamatan-alak',
      '/syarat',
      '/en',
      '/tempat/tidak-ada',
    ]) {
      await page.goto(`${office.url}/layanan${path}`);
      expect([path, await findBarriers(page)]).toEqual([path, []]);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      expect([path, wider]).toEqual([path, false]);
    }
    await page.goto(`${office.url}/layanan`);
    await page.getByLabel(/Pilih kelurahan/).selectOption('53.71.04.1001');
    await page.getByRole('button', { name: 'Tunjukkan' }).click();
    await page.getByRole('heading', { name: /^Untuk warga/ }).waitFor();
    expect(services).toHaveLength(5);
    await page.context().close();
  });
});
