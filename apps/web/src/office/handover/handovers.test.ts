import { printerRuns } from '@rekam/devices/printer/testing/paper-printer.ts';
import { isPrintReady, type Role } from '@rekam/domain';
import { counterApi, officeApi } from '@rekam/protocol';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import { todayInKupang } from '@rekam/testkit/demo-city/today.ts';
import { recordResident } from '@rekam/testkit/recording.ts';
import {
  type RunningOffice,
  type RunningStation,
  startRunningOffice,
} from '@rekam/testkit/running-office.ts';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { CounterDriver } from '../../testing/counter-driver.ts';
import { OfficeDriver } from '../../testing/office-driver.ts';
import {
  askWithPhoto,
  findResident,
  printCards,
  type Resident,
  residentHeader,
} from '../../testing/office-with-cards.ts';
import { type OpenBrowser, openBrowser } from '../../testing/open-browser.ts';

let browser: OpenBrowser;
let office: RunningOffice;
let station: RunningStation;
/** Recorded at this counter, the second with fingers that will not be known again; and before Rekam. All have a checked card. */
let recorded: Resident;
let worn: Resident;
let before: Resident;
/** Whose card nobody fetches here. */
let waiting: Resident;
/** Of one family card, both recorded before Rekam; the first has a checked card. */
const holder: Resident = { nik: '5371044506990011', name: 'YULIANA CONTOH' };
const son: Resident = { nik: '5371040506990012', name: 'PETRUS CONTOH' };
let page: Page;

const signedIn = async (role: Role): Promise<OfficeDriver> => {
  page = await browser.newPage();
  const officer = new OfficeDriver(page, office.url);
  await officer.signIn(office.account(role));
  return officer;
};

const familyCard = '5371041501150009';
const lineOf = ({ nik, name }: Resident, sex: string): string =>
  `${nik};${familyCard};${name};KUPANG;1999-06-05;${sex};O;KATHOLIK;KAWIN;GURU;WNI;JL. CONTOH 1;004;011;53.71.04.1001;PRR;2026-01-05;SIAK`;
const importFamily = (administrator: ApiClient) =>
  administrator.upload(
    officeApi.importResidents,
    [residentHeader, lineOf(holder, 'PEREMPUAN'), lineOf(son, 'LAKI-LAKI')].join('\n'),
    { fileName: 'keluarga.csv' },
  );

describe.skipIf(!printerRuns)('handing a card over, from the printer into the hand', () => {
  beforeAll(async () => {
    // Grown fingers, each known again at the next touch.
    delete process.env.REKAM_PRINTS;
    [browser, office] = await Promise.all([openBrowser('red'), startRunningOffice({ errors: 'ignore' })]);
    station = await office.addStation();
    await station.orderDevices('person', { seed: 'handover' });
    const supervisor = await office.signedIn('supervisor');
    const { station: own } = await station.api.call(counterApi.getState, {});
    const isHere = (kecamatan: string) => own?.place.name.toUpperCase().endsWith(kecamatan.toUpperCase());
    const findUnrecorded = (other?: Resident) =>
      findResident(
        supervisor,
        ({ nik, kecamatan, recorded: known }) =>
          nik !== other?.nik && known?.status === 'BELUM REKAM' && isHere(kecamatan) === true,
      );
    recorded = await findUnrecorded();
    worn = await findUnrecorded(recorded);
    const isReady = (known: { status: string; asOf: string | null } | null) =>
      known !== null && known.asOf !== null && isPrintReady(known.status);
    before = await findResident(supervisor, ({ recorded: known }) => isReady(known));
    waiting = await findResident(
      supervisor,
      ({ nik, recorded: known }) => isReady(known) && nik !== before.nik,
    );
    const operator = office.account('operator');
    await station.api.call(counterApi.signIn, { body: operator });
    await vi.waitFor(
      async () => {
        const { directory } = await station.api.call(counterApi.getState, {});
        expect(directory.expired || directory.syncing).toBe(false);
      },
      { timeout: 60_000, interval: 100 },
    );
    for (const { nik } of [recorded, worn]) await recordResident(station.api, nik);
    await station.api.call(counterApi.signOut, {});
    const word = { status: 'PRINT_READY_RECORD', asOf: todayInKupang() } as const;
    for (const { nik } of [recorded, worn]) {
      await vi.waitFor(
        async () => {
          const { rows } = await supervisor.call(officeApi.searchEnrolments, { body: { q: nik } });
          expect(rows[0]?.state).toBe('counted');
        },
        { timeout: 60_000, interval: 200 },
      );
      await supervisor.call(officeApi.noteCentreWordOfResident, { body: { ...word, nik, source: 'SIAK' } });
    }
    // Whom the centre was heard to call print-ready waits for a card already; the others ask.
    await importFamily(await office.signedIn('administrator'));
    for (const { nik } of [before, waiting, holder]) await askWithPhoto(supervisor, nik);
    await printCards(office, 5);
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await office?.stop();
  });

  afterEach(async () => {
    await page?.context().close();
    expect(browser.complaints).toEqual([]);
  });

  /** Opens the hand-over of a resident at the office. @returns its code */
  async function begin(officer: OfficeDriver, { nik, name }: Resident): Promise<string> {
    await officer.open('/handovers');
    await officer.see('Serah terima kartu');
    await page.getByLabel('NIK pemegang').fill(nik);
    await page.getByRole('button', { name: 'Cari' }).click();
    await page.getByRole('button', { name: `Serahkan kartu ${name}` }).click();
    await officer.see(`Serahkan kartu ${name}`);
    return page.locator('.handover-code').innerText();
  }

  /** One finger at the counter, as its screen takes it. */
  async function touch(code: string): Promise<string | null | undefined> {
    await station.api.call(counterApi.signIn, { body: office.account('operator') });
    const { id } = await station.api.call(counterApi.findHandover, { body: { code } });
    const body = { code, finger: 'R2' } as const;
    const taken = await station.api.call(counterApi.captureHandoverFinger, { params: { id }, body });
    await station.api.call(counterApi.signOut, {});
    return taken.captured ? taken.handover.tries.at(-1)?.verdict : null;
  }

  it('where no finger is the same, two officers decide, and the card is handed over', async () => {
    const clerk = await signedIn('operator');
    const code = await begin(clerk, worn);
    await station.orderDevices('person', { seed: 'a stranger' });
    expect(await touch(code)).toBe('different');
    await station.orderDevices('person', { seed: 'handover' });
    await station.orderDevices('fault', { type: 'Finger', fault: 'quality-drift', pointsPerCapture: 100 });
    expect(await touch(code)).toBe('inconclusive');
    await station.orderDevices('clear', { type: 'Finger' });
    await page.getByText('Tidak pasti').waitFor();
    await page.getByText('Berbeda').waitFor();
    await clerk.look('two tries that failed');
    await station.orderDevices('person', { seed: 'a stranger' });
    expect(await touch(code)).toBe('different');
    await station.orderDevices('person', { seed: 'handover' });
    const reason = page.getByLabel('Alasan');
    await page.getByText('Tulis alasannya').first().waitFor();
    await reason.fill('Jari terluka, wajah sesuai dengan foto');
    await page.getByRole('button', { name: 'Simpan keterangan' }).click();
    await page.getByText('Perlu persetujuan penyelia lain').waitFor();
    await clerk.look('a second officer is needed without a finger');
    const clerkPage = page;

    const supervisor = await signedIn('supervisor');
    await supervisor.open('/handovers');
    await page.getByRole('link', { name: `Buka: ${worn.name}` }).click();
    await page.getByRole('button', { name: 'Setujui sebagai petugas kedua' }).waitFor();
    await supervisor.look('what the second officer reads');
    await page.getByRole('button', { name: 'Setujui sebagai petugas kedua' }).click();
    await page.getByText('Disetujui').waitFor();
    expect(supervisor.barriers).toEqual({});
    await page.context().close();

    page = clerkPage;
    await page.getByText('Disetujui').waitFor();
    await clerk.look('agreed');
    await page.getByRole('radio', { name: 'Tidak ada' }).check();
    await page.getByRole('button', { name: 'Tanda silang' }).click();
    await page.getByRole('button', { name: 'Serahkan kartu' }).click();
    await page.getByText('Kartu sudah diserahkan.').waitFor();
    await page.getByRole('link', { name: 'Tanda terima (PDF)' }).waitFor();
    await clerk.look('handed over by two officers');
    expect(clerk.barriers).toEqual({});
  }, 120_000);

  it('what was begun is broken off and begun anew: the counter takes the finger, the office hands over and gives the receipt', async () => {
    const clerk = await signedIn('operator');
    await clerk.open('/handovers');
    await page.getByText('Tidak ada serah terima yang berlangsung').waitFor();
    await page.getByLabel('NIK pemegang').fill('5371');
    await page.getByRole('button', { name: 'Cari' }).click();
    await page.getByText('NIK terdiri dari 16 angka.').waitFor();
    await clerk.look('nobody sought yet');
    await begin(clerk, recorded);
    await page.getByRole('button', { name: 'Batalkan' }).click();
    await page.getByRole('dialog').getByLabel('Alasan').fill('Pemegang mengambil antrean lagi');
    await clerk.look('breaking off');
    await page.getByRole('dialog').getByRole('button', { name: 'Batalkan serah terima' }).click();
    await page.getByText('Serah terima ini dibatalkan').waitFor();
    const code = await begin(clerk, recorded);
    await clerk.look('before the finger');

    const counterPage = await browser.newPage();
    await counterPage.goto(station.url);
    const counter = new CounterDriver(counterPage, { looksWithAxe: true });
    await counter.signIn(office.account('operator'));
    await counter.press('F6');
    await counter.see('Serah terima kartu');
    await counter.type('12');
    await counter.press('Enter');
    await counterPage.getByText('Kodenya enam angka.').waitFor();
    await counter.look('a code that is none');
    await counterPage.getByLabel('Kode serah terima').fill(code);
    await counter.press('Enter');
    await counter.see(`Jari ${recorded.name}`);
    await counter.goOn(/Ambil jari/);
    await counterPage.getByText('sama dengan rekamannya').waitFor();
    await counter.look('the same finger');
    expect(counter.foundBarriers).toEqual({});
    await counterPage.context().close();

    await page.getByText('Jarinya sama.').waitFor();
    await page.getByRole('button', { name: 'Serahkan kartu' }).click();
    await page.getByText('Minta penerima menandatangani.').waitFor();
    await clerk.look('what was not said');
    await page.getByRole('radio', { name: 'Tidak ada' }).check();
    await page.getByRole('button', { name: 'Tanda silang' }).click();
    await page.getByRole('button', { name: 'Serahkan kartu' }).click();
    await page.getByText('Kartu sudah diserahkan.').waitFor();
    await clerk.look('handed over');
    const href = await page.getByRole('link', { name: 'Tanda terima (PDF)' }).getAttribute('href');
    const receipt = await page.request.get(new URL(href!, office.url).href);
    expect((await receipt.body()).subarray(0, 5).toString('latin1')).toBe('%PDF-');
    expect(clerk.barriers).toEqual({});
  }, 120_000);

  it('who was recorded before Rekam is known by questions, a finger that is kept and a second officer', async () => {
    const clerk = await signedIn('operator');
    const code = await begin(clerk, before);
    await page.getByText('Kantor ini tidak menyimpan sidik jari penerima:').waitFor();
    await clerk.look('without prints');
    await page.getByRole('checkbox', { name: /Tempat lahir/ }).check();
    await page.getByRole('checkbox', { name: /Alamat/ }).check();
    await page.getByRole('button', { name: 'Simpan keterangan' }).click();
    await page.getByText('Ambil satu jari di loket untuk disimpan').waitFor();
    await station.api.call(counterApi.signIn, { body: office.account('operator') });
    const { id } = await station.api.call(counterApi.findHandover, { body: { code } });
    const body = { code, finger: 'R2' } as const;
    const taken = await station.api.call(counterApi.captureHandoverFinger, { params: { id }, body });
    expect(taken).toMatchObject({ captured: true, handover: { printTaken: true } });
    await page.getByText('Telunjuk kanan diambil di').waitFor();
    await page.getByText('Perlu persetujuan penyelia lain').waitFor();
    await clerk.look('a second officer is needed');
    const clerkPage = page;

    const supervisor = await signedIn('supervisor');
    await supervisor.open('/handovers');
    await page.getByText('Menunggu petugas kedua').waitFor();
    await supervisor.look('the list');
    await page.getByRole('link', { name: `Buka: ${before.name}` }).click();
    await page.getByRole('button', { name: 'Setujui sebagai petugas kedua' }).click();
    await page.getByText('Disetujui').waitFor();
    expect(supervisor.barriers).toEqual({});
    await page.context().close();

    page = clerkPage;
    await page.getByText('Disetujui').waitFor();
    await page.getByRole('radiogroup', { name: /Suket/ }).getByRole('radio', { name: 'Ditarik' }).check();
    await page.getByRole('radiogroup', { name: 'Kartu lama' }).getByRole('radio', { name: 'Hilang' }).check();
    await page.getByRole('button', { name: 'Tanda silang' }).click();
    await page.getByRole('button', { name: 'Serahkan kartu' }).click();
    await page.getByText(/Suket .* tidak berlaku lagi/).waitFor();
    expect(clerk.barriers).toEqual({});
  }, 120_000);

  it('a card that waits is listed with its days; the holder can be told only where messages leave', async () => {
    const officer = await signedIn('printing-officer');
    await officer.open('/handovers');
    await page.getByRole('link', { name: 'Kartu yang belum diambil' }).click();
    await officer.see('Kartu yang belum diambil');
    const row = page.getByRole('row', { name: new RegExp(waiting.name) });
    await row.getByText(/boleh kembali mulai/).waitFor();
    await page.getByText('Kabar belum dapat dikirim').waitFor();
    await officer.look('cards that wait');
    await page.getByRole('button', { name: 'Perlu ditindak' }).click();
    await page.getByText('Tidak ada yang perlu ditindak hari ini').waitFor();
    await officer.open('/cards');
    await page.getByLabel('NIK').fill(waiting.nik);
    await page.getByRole('button', { name: 'Cari' }).click();
    await page.getByRole('button', { name: `Kabari: ${waiting.name}` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Nomor HP atau surel pemegang').fill('0812 3456 7890');
    await dialog.getByRole('button', { name: 'Kirim pertanyaan' }).click();
    await dialog.getByText('NOTICE_CHANNEL_CLOSED').waitFor();
    await officer.look('telling a holder');
    expect(officer.barriers).toEqual({});
  }, 60_000);

  it('the head sets the rule', async () => {
    const head = await signedIn('head');
    await head.open('/handovers');
    await page.getByRole('button', { name: 'Tetapkan aturan' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Nomor surat').fill(' ');
    await dialog.getByRole('button', { name: 'Tetapkan', exact: true }).click();
    await dialog.getByText('HANDOVER_POLICY_INVALID').waitFor();
    await head.look('the rule');
    await dialog.getByLabel('Nomor surat').fill('470/99/2026');
    await dialog.getByLabel('Yang satu kartu keluarga boleh mengambil').check();
    await dialog.getByRole('button', { name: 'Tetapkan', exact: true }).click();
    await page.getByText('Keluarga boleh mengambil.').waitFor();
    expect(head.barriers).toEqual({});
  }, 60_000);

  it('somebody of the family fetches a card where the rule allows it', async () => {
    const clerk = await signedIn('operator');
    await clerk.open('/handovers');
    await page.getByLabel('NIK pemegang').fill(holder.nik);
    await page.getByRole('button', { name: 'Cari' }).click();
    await page.getByRole('button', { name: `Diambil keluarga: ${holder.name}` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('NIK').fill(before.nik);
    await clerk.look('who of the family');
    await dialog.getByRole('button', { name: 'Buka serah terima' }).click();
    await dialog.getByText('HANDOVER_NOT_SAME_FAMILY').waitFor();
    await dialog.getByLabel('NIK').fill(son.nik);
    await dialog.getByRole('button', { name: 'Buka serah terima' }).click();
    await clerk.see(`Serahkan kartu ${holder.name}`);
    await page.getByText(son.name).first().waitFor();
    await clerk.look('the family of the holder');
    expect(clerk.barriers).toEqual({});
  }, 60_000);
});
