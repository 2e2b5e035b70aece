import { todayInKupang } from '@rekam/testkit/demo-city/today.ts';
import { describe, expect, it } from 'vitest';
import { withDemoOffice } from '../../testing/demo-office.ts';

const office = withDemoOffice();

describe('equipment', () => {
  it('goes from a fault to its repair, and only a passed self-test ends both', async () => {
    const technician = await office.signedIn('technician');
    await office.page.getByRole('link', { name: 'Perangkat', exact: true }).click();
    await technician.see('Perangkat');
    await office.page.getByText('4 dari 6 set dapat merekam').waitFor();
    await technician.look('sets');
    await office.page.getByRole('link', { name: 'Kecamatan Oebobo, Set 1' }).click();
    await office.page.getByRole('link', { name: 'Cendana FS-442' }).click();
    await technician.see('Pemindai sidik jari');
    await office.page.getByRole('button', { name: 'Laporkan gangguan' }).click();
    const dialog = office.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Laporkan' }).click();
    await dialog.getByLabel('Gejala').selectOption('other');
    await dialog.getByLabel('Seberapa parah').selectOption('stops');
    await dialog.getByLabel('Penyebab').selectOption('unknown');
    await dialog.getByLabel('Keterangan').fill('tidak berfungsi');
    await dialog.getByRole('button', { name: 'Laporkan' }).click();
    await dialog.getByText('EQUIPMENT_FAULT_SYMPTOM_MISSING').waitFor();
    await technician.look('report of a fault');
    await dialog.getByLabel('Keterangan').fill('lampu merah berkedip');
    await dialog.getByLabel('Mulai kapan').fill(`${todayInKupang()}T00:00`);
    await dialog.getByRole('button', { name: 'Laporkan' }).click();
    await office.page.getByText('Masih terbuka').waitFor();
    // By the clock on the office's wall, whatever zone the browser is in.
    await office.page
      .getByText(/ 00:00, /)
      .first()
      .waitFor();
    await technician.look('component');
    await office.page.getByRole('button', { name: 'Mulai perbaikan' }).click();
    await technician.see(/Perbaikan: Pemindai sidik jari/);
    await office.page.getByRole('button', { name: 'Catat diagnosis' }).click();
    await dialog.getByLabel('Diperiksa oleh').fill('Teknisi Dinas');
    await dialog.getByLabel('Bukti').fill('di set lain pun tidak terbaca');
    await dialog.getByRole('button', { name: 'Simpan' }).click();
    await office.page.getByText('oleh Teknisi Dinas').waitFor();
    await office.page.getByRole('button', { name: 'Naikkan jenjang' }).click();
    await dialog.getByLabel('Alasan').fill('antrean panjang');
    await dialog.getByRole('button', { name: 'Simpan' }).click();
    const climbed = office.page.getByRole('listitem').filter({ hasText: 'Naik jenjang' });
    await climbed.getByText('Operator → Kepala bidang').waitFor();
    await climbed.filter({ hasNotText: 'undefined' }).waitFor();
    await technician.look('repair');
    await technician.open('/services');
    await office.page
      .getByRole('row', { name: /Kecamatan Oebobo.*Pemindai sidik jari.*menghentikan.*Kepala bidang/ })
      .waitFor();

    await office.page.getByRole('link', { name: 'Perangkat', exact: true }).click();
    await office.page.getByText('3 dari 6 set dapat merekam').waitFor();
    await office.page.getByRole('link', { name: 'Kecamatan Oebobo, Set 1' }).click();
    await office.page.getByRole('button', { name: 'Uji mandiri' }).click();
    await dialog
      .getByRole('radiogroup', { name: 'Pemindai sidik jari' })
      .getByRole('radio', { name: 'lulus' })
      .check();
    await technician.look('self-test');
    await dialog.getByRole('button', { name: 'Catat hasil' }).click();
    await office.page.getByText('Pemindai sidik jari lulus').waitFor();
    await office.page.getByRole('link', { name: 'Perbaikan', exact: true }).click();
    await office.page.getByText('Selesai').waitFor();
    expect(technician.barriers).toEqual({});
  });

  it('is registered, moved with its paper, and found by its serial', async () => {
    const storekeeper = await office.signedIn('storekeeper');
    await storekeeper.open('/equipment/components');
    await office.page.getByRole('button', { name: 'Daftarkan komponen' }).click();
    const dialog = office.page.getByRole('dialog');
    await dialog.getByLabel('Merek', { exact: true }).fill('Lontar');
    await dialog.getByLabel('Model', { exact: true }).fill('FX');
    await dialog.getByLabel('Nomor seri', { exact: true }).fill('baru 1');
    await storekeeper.look('register a component');
    await dialog.getByRole('button', { name: 'Daftarkan' }).click();
    await storekeeper.see('Pemindai sidik jari');
    await office.page.getByRole('button', { name: 'Pindahkan' }).click();
    await dialog.getByLabel('Ke', { exact: true }).selectOption('repair');
    await dialog.getByLabel('Kepada').fill('Ditjen Dukcapil');
    await dialog.getByRole('button', { name: 'Catat perpindahan' }).click();
    await dialog.getByText('EQUIPMENT_PAPER_MISSING').waitFor();
    await dialog.getByLabel('Nomor surat').fill('028/1/2026');
    await dialog.getByLabel('Tanggal surat').fill('2020-01-02');
    await storekeeper.look('move');
    await dialog.getByRole('button', { name: 'Catat perpindahan' }).click();
    await office.page.getByText('Surat 028/1/2026, 02-01-2020').waitFor();
    await storekeeper.open('/equipment/components?q=BARU1');
    await office.page.getByText('1 komponen').waitFor();
    await storekeeper.look('components');
    expect(storekeeper.barriers).toEqual({});
  });
});

describe('sets', () => {
  it('are renamed, moved with a paper, emptied, and retired with a reason; their history stays', async () => {
    const storekeeper = await office.signedIn('storekeeper');
    await storekeeper.open('/equipment');
    await office.page.getByRole('button', { name: 'Tambah set' }).click();
    const dialog = office.page.getByRole('dialog');
    await dialog.getByLabel('Tempat').selectOption({ label: 'Kecamatan Maulafa' });
    await dialog.getByLabel('Nama set').fill('Set Uji');
    await dialog.getByRole('button', { name: 'Tambah set' }).click();
    await office.page.getByRole('link', { name: 'Kecamatan Maulafa, Set Uji' }).click();
    await office.page.getByRole('button', { name: 'Pasang kamera' }).click();
    await storekeeper.look('install');
    await office.page.keyboard.press('Escape');

    await office.page.getByRole('button', { name: 'Ubah set' }).click();
    await dialog.getByLabel('Nama set').fill('Set Pindah');
    await dialog.getByLabel('Tempat').selectOption({ label: 'Kecamatan Alak' });
    await storekeeper.look('change a set');
    await dialog.getByRole('button', { name: 'Simpan' }).click();
    await dialog.getByText('EQUIPMENT_PAPER_MISSING').waitFor();
    await dialog.getByLabel('Nomor surat').fill('028/2/2026');
    await dialog.getByLabel('Tanggal surat').fill('2020-01-02');
    await dialog.getByRole('button', { name: 'Simpan' }).click();
    await storekeeper.see('Kecamatan Alak, Set Pindah');
    await office.page.getByText('tempat: Kecamatan Alak · nama: Set Pindah').waitFor();
    await office.page.getByText('Surat 028/2/2026').waitFor();

    await office.page.getByRole('button', { name: 'Hentikan set' }).click();
    await dialog.getByRole('button', { name: 'Hentikan set' }).click();
    await dialog.getByText('Tulis alasan, sedikitnya lima huruf').waitFor();
    await storekeeper.look('retire a set');
    await dialog.getByLabel('Alasan').fill('Sudah usang');
    await dialog.getByRole('button', { name: 'Hentikan set' }).click();
    await office.page.getByText('sudah dihentikan').waitFor();
    await storekeeper.look('a retired set');
    await storekeeper.open('/equipment');
    await office.page.getByText('Set yang sudah dihentikan (1)').click();
    await storekeeper.look('sets with a retired one');

    await office.page.getByRole('link', { name: 'Kecamatan Alak, Set 1' }).click();
    await office.page.getByRole('button', { name: 'Hentikan set' }).click();
    await dialog.getByText('Masih ada').waitFor();
    await expect.poll(() => dialog.getByRole('button', { name: 'Hentikan set' }).isDisabled()).toBe(true);
    await storekeeper.look('a set that is not empty');
    expect(storekeeper.barriers).toEqual({});
  });
});

describe('places', () => {
  it('are put on the map and retired once nothing stands there', async () => {
    const administrator = await office.signedIn('administrator');
    await administrator.open('/equipment');
    await office.page.getByRole('link', { name: 'Daftar tempat' }).click();
    await administrator.see('Tempat');
    await office.page.getByRole('button', { name: 'Ubah Kecamatan Alak' }).click();
    const dialog = office.page.getByRole('dialog');
    await dialog.getByLabel('Koordinat').fill('di samping pasar');
    await dialog.getByRole('button', { name: 'Simpan' }).click();
    await dialog.getByText('salin koordinatnya, misalnya').last().waitFor();
    await administrator.look('change a place');
    await dialog.getByLabel('Koordinat').fill('-10.1901, 123.5402');
    await dialog.getByRole('button', { name: 'Simpan' }).click();
    await office.page.getByText('-10.1901, 123.5402').waitFor();
    await office.page.getByRole('button', { name: 'Hentikan Kecamatan Alak' }).click();
    await dialog.getByLabel('Alasan').fill('digabung');
    await dialog.getByRole('button', { name: 'Hentikan' }).click();
    await dialog.getByText('PLACE_IN_USE').waitFor();
    await administrator.look('retire a place');
    await office.page.keyboard.press('Escape');
    await administrator.look('places');
    expect(administrator.barriers).toEqual({});
  });
});
