import { encodeRgbJpeg } from '@rekam/biometrics/records/jpeg.ts';
import { drawFace } from '@rekam/biometrics/synthetic/face.ts';
import { printerRuns, startPaperPrinter } from '@rekam/devices/printer/testing/paper-printer.ts';
import { isPrintReady } from '@rekam/domain';
import { equipmentApi, officeApi } from '@rekam/protocol';
import { supplyDesk } from '@rekam/testkit/blanks.ts';
import { makeComponent } from '@rekam/testkit/equipment/component.ts';
import { beforeAll, expect, it } from 'vitest';
import { withDemoOffice } from '../../testing/demo-office.ts';

const office = withDemoOffice();
/** Two residents who are print-ready and have a letter, and so a photo. */
let waiting: { readonly nik: string; readonly name: string }[];

beforeAll(async () => {
  const supervisor = await office.apiOf('supervisor');
  const { rows } = await supervisor.call(officeApi.searchResidents, { body: { q: '5371', limit: 50 } });
  const ready = rows.filter(({ recorded }) => recorded?.asOf && isPrintReady(recorded.status));
  waiting = ready.slice(0, 2);
  for (const { nik } of waiting) {
    const photo = encodeRgbJpeg(drawFace({ seed: nik, background: 'red', width: 240, height: 320 }));
    const photoBase64 = Buffer.from(photo).toString('base64');
    await supervisor.call(officeApi.issueLetter, { body: { nik, purpose: 'first-card', photoBase64 } });
  }
}, 120_000);

it('the printing officer asks for a card, sees why it stands where it does, and looks at its face', async () => {
  const officer = await office.signedIn('printing-officer');
  await officer.open('/cards');
  await officer.see('Antrean cetak');
  await office.page.getByText('Antrean kosong').waitFor();
  await officer.look('an empty queue');
  const dialog = office.page.getByRole('dialog');
  for (const { nik, name } of waiting) {
    await office.page.getByRole('button', { name: 'Mohonkan kartu' }).click();
    await dialog.getByLabel('NIK').fill('5371');
    await dialog.getByRole('button', { name: 'Masukkan ke antrean' }).click();
    await dialog.getByText('NIK terdiri dari 16 angka.').waitFor();
    await officer.look('ask for a card');
    await dialog.getByLabel('NIK').fill(nik);
    await dialog.getByRole('button', { name: 'Masukkan ke antrean' }).click();
    await office.page.getByRole('row', { name: new RegExp(name) }).waitFor();
  }
  await officer.open('/cards');
  const second = office.page.getByRole('row', { name: new RegExp(waiting[1]!.name) });
  await second.getByText(/menunggu sejak/).waitFor();
  await officer.look('the queue');

  await second.getByRole('button', { name: /Muka kartu/ }).click();
  await dialog.getByTitle('Muka dan belakang kartu').waitFor();
  await officer.look('the face of a card');
  await dialog.getByRole('button', { name: 'Tutup' }).click();

  await second.getByRole('button', { name: /Dahulukan/ }).click();
  await dialog.getByRole('button', { name: 'Usulkan' }).click();
  await dialog.getByText('Tulis alasan, sedikitnya lima huruf').waitFor();
  await officer.look('propose a move');
  await dialog.getByLabel('Alasan').fill('Berangkat berobat besok');
  await dialog.getByRole('button', { name: 'Usulkan' }).click();
  await office.page.getByText('diusulkan Petugas Cetak Contoh').waitFor();
  expect(officer.barriers).toEqual({});
});

it('a supervisor agrees, the order changes and says so; the head sets the rule behind it', async () => {
  const supervisor = await office.signedIn('supervisor');
  await supervisor.open('/cards');
  await office.page.getByRole('button', { name: `Setujui: ${waiting[1]!.name}` }).waitFor();
  await supervisor.look('a proposal');
  await office.page.getByRole('button', { name: `Setujui: ${waiting[1]!.name}` }).click();
  await office.page.getByText('Didahulukan', { exact: true }).waitFor();
  await expect.poll(() => office.page.locator('tbody tr').first().innerText()).toContain(waiting[1]!.name);
  await supervisor.look('moved up');
  expect(supervisor.barriers).toEqual({});
  await office.page.context().close();

  const head = await office.signedIn('head');
  await head.open('/cards');
  await office.page.getByRole('button', { name: 'Tetapkan aturan' }).click();
  const dialog = office.page.getByRole('dialog');
  await dialog.getByLabel('Nomor edaran').fill(' ');
  await dialog.getByRole('button', { name: 'Tetapkan', exact: true }).click();
  await dialog.getByText('CARD_POLICY_INVALID').waitFor();
  await head.look('the print order');
  await dialog.getByLabel('Nomor edaran').fill('470/2026/DUKCAPIL');
  await dialog.getByLabel('Hilang').fill('1');
  await dialog.getByRole('button', { name: 'Tetapkan', exact: true }).click();
  await office.page.getByText(/Sejak .*470\/2026/).waitFor();
  expect(head.barriers).toEqual({});
});

it.skipIf(!printerRuns)('the printing officer prints, settles a doubt, checks and boxes', async () => {
  const head = await office.apiOf('head');
  const desk = (await head.call(officeApi.listPlaces, {})).find(({ kind }) => kind === 'disdukcapil')!;
  await supplyDesk(head, desk.id, { first: 'KT00001', last: 'KT00009' });
  const technician = await office.apiOf('technician');
  await technician.call(equipmentApi.registerComponent, {
    body: makeComponent({
      kind: 'card-printer',
      make: 'HID',
      model: 'DTC1250e',
      serial: 'C0001',
      where: { at: 'store', placeId: desk.id },
    }),
  });
  // The first print breaks off, those after it do not.
  const paper = await startPaperPrinter('if [ -e $OUT/tried ]; then exit 0; fi; touch $OUT/tried; exit 1');
  try {
    const officer = await office.signedIn('printing-officer');
    await officer.open('/cards');
    await office.page.getByRole('link', { name: 'Ke pencetakan' }).click();
    await officer.see('Pencetakan kartu');
    await office.page.getByText('Belum ada printer').waitFor();
    await officer.look('no printer');
    await office.page.getByRole('button', { name: 'Tambah printer' }).click();
    const dialog = office.page.getByRole('dialog');
    await dialog.getByLabel('Nama printer').fill('Printer loket');
    await officer.look('add a printer');
    await dialog.getByLabel('Alamat IPP').fill(paper.url);
    await dialog.getByLabel('Perangkat').selectOption({ label: 'HID DTC1250e · C0001' });
    await dialog.getByRole('button', { name: 'Simpan printer' }).click();
    await office.page.getByText('Siap', { exact: true }).waitFor();
    await office.page.getByText('HID DTC1250e · C0001').waitFor();

    await office.page.getByRole('button', { name: 'Cetak: Printer loket' }).click();
    await dialog.getByLabel('Berapa kartu').fill('0');
    await dialog.getByRole('button', { name: 'Lihat pilihan' }).click();
    await dialog.getByText('Isi angka 1 sampai 20000.').waitFor();
    await dialog.getByLabel('Berapa kartu').fill('2');
    await dialog.getByRole('button', { name: 'Lihat pilihan' }).click();
    await dialog.getByText(/2 kartu, dari/).waitFor();
    await officer.look('the choice');
    await dialog.getByRole('button', { name: 'Cetak 2 kartu' }).click();

    await office.page.getByRole('button', { name: /Hasil di printer/ }).click();
    await dialog.getByText('Keping masih kosong: cetak lagi').waitFor();
    await officer.look('a doubt');
    await dialog.getByText('Keping masih kosong: cetak lagi').click();
    await dialog.getByRole('button', { name: 'Simpan' }).click();
    await office.page.getByText('2 belum diperiksa').waitFor();
    await office.page.getByText('chip oleh aplikasi resmi').first().waitFor();
    await officer.look('printed');

    await office.page
      .getByRole('button', { name: /^Salah cetak/ })
      .first()
      .click();
    await dialog.getByRole('button', { name: 'Catat salah cetak' }).click();
    await dialog.getByText('Tulis alasan, sedikitnya lima huruf').waitFor();
    await officer.look('a misprint');
    await dialog.getByLabel('Alasan').fill('Warna bergaris');
    await dialog.getByRole('button', { name: 'Catat salah cetak' }).click();
    await office.page.getByRole('button', { name: 'Sisanya baik (1)' }).click();
    await office.page.getByRole('button', { name: /^Daftar isi/ }).waitFor();
    await officer.look('boxes');
    expect(officer.barriers).toEqual({});
    await office.page.context().close();

    const supervisor = await office.signedIn('supervisor');
    await supervisor.open('/cards/printing');
    const asked = office.page.getByRole('dialog');
    await office.page.getByRole('button', { name: /^Catat hilang: / }).click();
    await asked.getByLabel('Alasan').fill('Tidak ada di kotak kecamatan');
    await supervisor.look('a card that is not found');
    await asked.getByRole('button', { name: 'Catat kartu hilang' }).click();
    await asked.getByText(/bernomor BAH-001/).waitFor();
    await supervisor.look('the paper of a lost card');
    await asked.getByRole('button', { name: 'Tutup' }).click();
    await office.page.getByRole('button', { name: /^Catat hilang: / }).waitFor({ state: 'detached' });
    await office.page.getByText('Tercetak, lalu hilang').waitFor();
    await supervisor.open('/blanks');
    await office.page.getByRole('row', { name: /^Hilang, tercetak atau rusak 1/ }).waitFor();
    await office.page.getByText('Seimbang', { exact: true }).waitFor();
    expect(supervisor.barriers).toEqual({});
  } finally {
    await paper.stop();
  }
});
