import { encodeRgbJpeg } from '@rekam/biometrics/records/jpeg.ts';
import { drawFace } from '@rekam/biometrics/synthetic/face.ts';
import { printerRuns, startPaperPrinter } from '@rekam/devices/printer/testing/paper-printer.ts';
import { isPrintReady, type Role } from '@rekam/domain';
import { type AnswerOf, counterApi, officeApi } from '@rekam/protocol';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
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
import { type OpenBrowser, openBrowser } from '../../testing/open-browser.ts';

interface Resident {
  readonly nik: string;
  readonly name: string;
}

let browser: OpenBrowser;
let office: RunningOffice;
let station: RunningStation;
/** Recorded at this counter, and before Rekam; all have a checked card. */
let recorded: Resident;
let before: Resident;
/** Whose card nobody fetches here. */
let waiting: Resident;
let page: Page;

const signedIn = async (role: Role): Promise<OfficeDriver> => {
  page = await browser.newPage();
  const officer = new OfficeDriver(page, office.url);
  await officer.signIn(office.account(role));
  return officer;
};

/** A grown-up of the register for whom it holds. */
async function findResident(
  supervisor: ApiClient,
  isWanted: (resident: AnswerOf<typeof officeApi.searchResidents>['rows'][number]) => boolean,
): Promise<Resident> {
  for (const q of ['5371', 'MARIA', 'YOHANES', 'AGUSTINUS', 'PETRUS', 'YULIANA']) {
    const { rows } = await supervisor.call(officeApi.searchResidents, { body: { q, limit: 50 } });
    const found = rows.find((resident) => resident.birthDate < '2000' && isWanted(resident));
    if (found) return found;
  }
  throw new Error('nobody in the demo city is like that');
}

/** Prints what waits in the queue on a real IPP printer, and finds the prints good. */
async function printCards(count: number): Promise<void> {
  const head = await office.signedIn('head');
  const printing = await office.signedIn('printing-officer');
  const place = (await head.call(officeApi.listPlaces, {})).find(({ kind }) => kind === 'disdukcapil')!;
  const ranges = [{ first: 'KT00001', last: 'KT00009' }];
  for (const [from, to] of [
    [{ kind: 'centre' }, { kind: 'store' }],
    [{ kind: 'store' }, { kind: 'desk', place: place.id }],
  ] as const)
    await head.call(officeApi.moveBlanks, { body: { ranges, from, to, paper: 'BAST/1' } as never });
  const paper = await startPaperPrinter('exit 0');
  try {
    const body = { name: 'Printer kartu', url: paper.url, placeId: place.id, componentId: null };
    const [printer] = await printing.call(officeApi.addCardPrinter, { body });
    const asked = { printerId: printer!.id, count };
    const { seal } = await printing.call(officeApi.chooseCards, { query: asked });
    const { batchId } = await printing.call(officeApi.printCards, { body: { ...asked, seal } });
    const params = { id: batchId };
    await vi.waitFor(
      async () => {
        const { rows } = await printing.call(officeApi.cardBatch, { params, query: {} });
        expect(rows.map(({ state }) => state)).toEqual(Array.from({ length: count }, () => 'printed'));
      },
      { timeout: 60_000, interval: 200 },
    );
    await printing.call(officeApi.checkBatch, { params });
  } finally {
    await paper.stop();
  }
}

describe.skipIf(!printerRuns)('handing a card over, from the printer into the hand', () => {
  beforeAll(async () => {
    // Grown fingers, each known again at the next touch.
    delete process.env.REKAM_PRINTS;
    [browser, office] = await Promise.all([openBrowser('red'), startRunningOffice({ errors: 'ignore' })]);
    station = await office.addStation();
    await fetch(`http://127.0.0.1:${station.devicesControlPort}/admin/person`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ seed: 'handover' }),
    });
    const supervisor = await office.signedIn('supervisor');
    const { station: own } = await station.api.call(counterApi.getState, {});
    const isHere = (kecamatan: string) => own?.place.name.toUpperCase().endsWith(kecamatan.toUpperCase());
    recorded = await findResident(
      supervisor,
      ({ kecamatan, recorded: known }) => known?.status === 'BELUM REKAM' && isHere(kecamatan) === true,
    );
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
    await recordResident(station.api, recorded.nik);
    await station.api.call(counterApi.signOut, {});
    await vi.waitFor(
      async () => {
        const { rows } = await supervisor.call(officeApi.searchEnrolments, { body: { q: recorded.nik } });
        expect(rows[0]?.state).toBe('counted');
      },
      { timeout: 60_000, interval: 200 },
    );
    const word = { status: 'PRINT_READY_RECORD', asOf: new Date().toISOString().slice(0, 10) };
    await supervisor.call(officeApi.noteCentreWordOfResident, {
      body: { ...word, nik: recorded.nik, source: 'SIAK' } as never,
    });
    // Whom the centre was heard to call print-ready waits for a card already; the others ask.
    for (const { nik } of [before, waiting]) {
      const photo = encodeRgbJpeg(drawFace({ seed: nik, background: 'red', width: 240, height: 320 }));
      const photoBase64 = Buffer.from(photo).toString('base64');
      await supervisor.call(officeApi.issueLetter, { body: { nik, purpose: 'first-card', photoBase64 } });
      await supervisor.call(officeApi.askForCard, { body: { nik, ground: 'first-card' } });
    }
    await printCards(3);
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

  it('the counter takes the finger, the office hands the card over and gives the receipt', async () => {
    const clerk = await signedIn('operator');
    await clerk.open('/handovers');
    await page.getByText('Tidak ada serah terima yang berlangsung').waitFor();
    await page.getByLabel('NIK pemegang').fill('5371');
    await page.getByRole('button', { name: 'Cari' }).click();
    await page.getByText('NIK terdiri dari 16 angka.').waitFor();
    await clerk.look('nobody sought yet');
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
});
