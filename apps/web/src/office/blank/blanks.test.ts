import { encodeRgbJpeg } from '@rekam/biometrics';
import type { Locator } from 'playwright-core';
import { expect, it } from 'vitest';
import { withDemoOffice } from '../../testing/demo-office.ts';
import { findBarriers } from '../../testing/open-browser.ts';

const office = withDemoOffice();

const act = (name: string) => office.page.getByRole('button', { name, exact: true });
const dialog = (): Locator => office.page.getByRole('dialog');
const fillRange = async (first: string, last: string) => {
  await dialog().getByLabel('Pertama').last().fill(first);
  await dialog().getByLabel('Terakhir').last().fill(last);
};
/** Sends the dialog, reads the number of the paper, and closes it. */
async function enter(name: string): Promise<string> {
  await dialog().getByRole('button', { name, exact: true }).click();
  const said = await dialog().getByRole('status').innerText();
  await dialog().getByRole('button', { name: 'Tutup' }).click();
  return /bernomor (\S+)\.$/.exec(said)![1]!;
}
const photo = {
  name: 'rusak.jpg',
  mimeType: 'image/jpeg',
  buffer: Buffer.from(encodeRgbJpeg({ width: 8, height: 8, rgb: new Uint8Array(192).fill(90) })),
};

it('the storekeeper receives, moves, spoils, lends, destroys and counts, without barriers', async () => {
  const keeper = await office.signedIn('storekeeper');
  await keeper.open('/blanks');
  await keeper.see('Blangko');
  await office.page.getByText('Buku blangko belum dimulai').waitFor();
  await keeper.look('no book yet');

  await act('Terima kiriman').click();
  await fillRange('KT00001', 'KT00500');
  await dialog().getByRole('button', { name: 'Terima kiriman' }).click();
  await dialog().getByText('BLANK_PAPER_MISSING').waitFor();
  await keeper.look('receive');
  await dialog().getByLabel('Nomor berita acara atau faktur mereka').fill('027/BAST/PUSAT/2026');
  expect(await enter('Terima kiriman')).toMatch(/^BAST-001\/BLANGKO\/DISDUKCAPIL\/\d{4}$/);

  await act('Terima kiriman').click();
  await fillRange('KT00400', 'KT00600');
  await dialog().getByLabel('Nomor berita acara atau faktur mereka').fill('028/BAST/PUSAT/2026');
  await dialog().getByRole('button', { name: 'Terima kiriman' }).click();
  await dialog()
    .getByText(/Nomor seri KT00400–KT00500 sudah tercatat/)
    .waitFor();
  await keeper.look('overlap');
  await dialog().getByLabel('Barang').selectOption('ribbon');
  await dialog().getByLabel('Jumlah cetak').fill('1000');
  await enter('Terima kiriman');

  await act('Pindahkan').click();
  await dialog()
    .getByLabel('Ke', { exact: true })
    .selectOption({ label: 'Meja cetak: Disdukcapil Kota Kupang' });
  await fillRange('KT00001', 'KT00100');
  await keeper.look('move');
  await enter('Pindahkan');
  const desk = office.page.getByRole('row', { name: /Meja cetak: Disdukcapil Kota Kupang/ }).first();
  await desk.getByText('KT00001–KT00100').waitFor();

  await act('Catat rusak').click();
  await dialog().getByLabel('Dari').selectOption('store');
  await fillRange('KT00101', 'KT00103');
  await dialog().getByLabel('Alasan').fill('warna bergaris dari pabrik');
  await dialog().getByRole('button', { name: 'Catat rusak' }).click();
  await dialog().getByText('BLANK_PHOTO_MISSING').waitFor();
  await dialog()
    .getByLabel(/Foto keping/)
    .setInputFiles(photo);
  await dialog().getByText('✓ rusak.jpg').waitFor();
  await keeper.look('spoil');
  await enter('Catat rusak');

  await act('Pinjamkan').click();
  await dialog().getByLabel('Nama kantor lain').fill('Kab. Belu');
  await fillRange('KT00491', 'KT00500');
  await dialog().getByLabel('Kembali paling lambat').fill('2099-01-31');
  await keeper.look('lend');
  await enter('Pinjamkan');
  await office.page.getByText('Dipinjamkan kepada Kab. Belu').waitFor();

  await act('Musnahkan').click();
  await dialog().getByRole('button', { name: 'Pakai semua yang ada di sana' }).click();
  await dialog().getByLabel('Alasan').fill('rusak cetak');
  await dialog().getByRole('button', { name: 'Musnahkan' }).click();
  await dialog().getByText('BLANK_WITNESSES_MISSING').waitFor();
  await dialog().getByLabel('Nama', { exact: true }).first().fill('Yohanes Saksi');
  await dialog().getByLabel('Instansi dan jabatan').first().fill('Satpol PP, anggota');
  await dialog().getByLabel('Nama', { exact: true }).last().fill('Maria Saksi');
  await dialog().getByLabel('Instansi dan jabatan').last().fill('Inspektorat, auditor');
  await keeper.look('destroy');
  expect(await enter('Musnahkan')).toMatch(/^BAP-001/);

  await act('Stok opname').click();
  await dialog().getByLabel('Tempat yang dihitung').selectOption({ label: 'Kartu yang kembali ke kantor' });
  await dialog().getByLabel('Tempat yang dihitung').selectOption({ label: 'Gudang' });
  await fillRange('KT00104', 'KT00491');
  await dialog().getByRole('button', { name: 'Stok opname' }).click();
  await dialog()
    .getByText(/Hitungan 388, buku 387: KT00491 tidak tercatat/)
    .waitFor();
  await fillRange('KT00104', 'KT00488');
  await dialog().getByLabel('Penjelasan selisih').fill('dua keping dicari petugas');
  await keeper.look('count');
  expect(await enter('Stok opname')).toMatch(/^BASO-001/);

  const destinations = () => dialog().getByLabel('Ke', { exact: true });
  await act('Ditemukan').click();
  await destinations().selectOption({ label: 'Gudang' });
  await keeper.look('found');
  await dialog().getByLabel('Dari').selectOption({ label: 'Hilang, tercetak atau rusak' });
  await destinations().waitFor({ state: 'detached' });
  await dialog().getByLabel('Dari').selectOption({ label: 'Hilang' });
  await destinations().waitFor();
  await dialog().getByLabel('Barang').selectOption('ribbon');
  await destinations().waitFor({ state: 'detached' });
  await dialog().getByRole('button', { name: 'Batal' }).click();

  await act('Minta ke pusat').click();
  await dialog().getByRole('button', { name: 'Minta ke pusat' }).click();
  await dialog().getByText('BLANK_PACE_UNKNOWN').waitFor();
  await dialog().getByLabel('Kemampuan cetak sehari').fill('200');
  await keeper.look('request');
  await dialog().getByRole('button', { name: 'Minta ke pusat' }).click();
  await dialog()
    .getByText(/mencukupi kebutuhan/)
    .waitFor();
  await dialog().getByRole('button', { name: 'Batal' }).click();
  await office.page.getByText('Seimbang', { exact: true }).waitFor();
  await office.page.getByText('buku 387, dihitung 385').waitFor();
  await keeper.look('blanks');
  expect(keeper.barriers).toEqual({});
}, 180_000);

it('the printing officer sees the stock, and reports what is spoiled', async () => {
  const printer = await office.signedIn('printing-officer');
  await printer.open('/blanks');
  await printer.see('Blangko');
  await act('Catat rusak').waitFor();
  await expect.poll(() => act('Terima kiriman').count()).toBe(0);
  await expect.poll(() => act('Musnahkan').count()).toBe(0);
  await printer.open('/audit');
  await printer.see('Halaman ini tidak ada');
});

it('PUB20 anybody reads the stock on a small phone', async () => {
  await office.newPage({ widthPx: 360, heightPx: 740 });
  await office.page.goto(`${office.url}/layanan`);
  await office.page.getByRole('link', { name: 'Blangko', exact: true }).click();
  await office.page.getByText('487 keping').waitFor();
  await office.page.getByRole('row', { name: /Hari ini/ }).waitFor();
  expect(await findBarriers(office.page)).toEqual([]);
});
