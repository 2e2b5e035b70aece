import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeRgbJpeg } from '@rekam/biometrics/records/jpeg.ts';
import { drawFace } from '@rekam/biometrics/synthetic/face.ts';
import {
  type PaperPrinter,
  printerRuns,
  startPaperPrinter,
} from '@rekam/devices/printer/testing/paper-printer.ts';
import { defaultLetterPolicy, printPolicyOf2020 } from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import type { CardBatchLine } from '@rekam/protocol/http/card-printing-api.ts';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import { supplyDesk } from '@rekam/testkit/blanks.ts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type OfficeProcess, startOfficeProcess } from '../../testing/office-process.ts';

/** Cards, and the moments at which the office is killed, ms after it listens; from a seed, so that a run can be repeated. */
const cards = 12;
const seed = 19;
function killMoments(): number[] {
  let state = seed;
  return Array.from({ length: 7 }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return 60 + (state % 900);
  });
}

let office: OfficeProcess;
let printing: ApiClient;
let printerId: string;
let paper: PaperPrinter;

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const header =
  'NIK;NO_KK;NAMA_LGKP;TMPT_LHR;TGL_LHR;JENIS_KLMIN;GOL_DRH;AGAMA;STAT_KWN;PEKERJAAN;KEWARGANEGARAAN;ALAMAT;NO_RT;NO_RW;KODE_WILAYAH;STATUS_REKAM;TGL_STATUS;SUMBER';
const nikOf = (index: number) => `53710415017000${String(index + 10)}`;
const csvLine = (_: unknown, index: number) =>
  `${nikOf(index)};;WARGA UJI ${index};KUPANG;1970-01-15;LAKI-LAKI;-;KRISTEN;KAWIN;GURU;WNI;JL. CONTOH;001;001;53.71.04.1001;PRR;2026-11-01;SIAK`;

beforeAll(async () => {
  if (!printerRuns) return;
  // Each print takes a moment, so that kills fall into it, and is noted under the name of its job.
  paper = await startPaperPrinter(
    'sleep 0.2; echo "$IPP_JOB_NAME" >> $OUT/order; cp "$1" "$OUT/$IPP_JOB_NAME"',
  );
  office = await startOfficeProcess();
  const { head } = office;
  const place = (await head.call(officeApi.listPlaces, {})).find(({ kind }) => kind === 'disdukcapil')!;
  await head.upload(
    officeApi.importResidents,
    [header, ...Array.from({ length: cards }, csvLine)].join('\n'),
    { fileName: 'penduduk.csv' },
  );
  const { version: _letter, ...letters } = defaultLetterPolicy;
  const signatory = { position: 'Kepala Dinas', name: 'KEPALA CONTOH', rank: '', nip: '' };
  await head.call(officeApi.addLetterPolicy, {
    body: { ...letters, purposes: [...letters.purposes], signatory },
  });
  const { version: _print, ...order } = printPolicyOf2020;
  await head.call(officeApi.addPrintPolicy, {
    body: { ...order, groups: order.groups.map((group) => [...group]) },
  });
  await supplyDesk(head, place.id, { first: 'KT00001', last: 'KT00020' });
  printing = await office.signedInAs('printing-officer', 'supervisor');
  const photo = encodeRgbJpeg(drawFace({ seed: 'kill', background: 'red', width: 120, height: 160 }));
  const photoBase64 = Buffer.from(photo).toString('base64');
  for (let index = 0; index < cards; index++)
    await printing.call(officeApi.issueLetter, {
      body: { nik: nikOf(index), purpose: 'first-card', photoBase64 },
    });
  await printing.call(officeApi.takeUpReadyCards, {});
  const body = { name: 'Printer uji', url: paper.url, placeId: place.id, componentId: null };
  printerId = (await printing.call(officeApi.addCardPrinter, { body }))[0]!.id;
}, 180_000);
afterAll(async () => {
  await office?.stop();
  await paper?.stop();
});

const linesOf = async (id: string): Promise<CardBatchLine[]> =>
  (await printing.call(officeApi.cardBatch, { params: { id }, query: { limit: 200 } })).rows;

/** Somebody walks to the printer and says what lies there. */
async function lookAtPrinter(batch: string): Promise<void> {
  for (const { cardId, attempt, state } of await linesOf(batch).catch(() => [])) {
    if (state !== 'in-doubt') continue;
    const sight = existsSync(join(paper.folder, `${cardId}-${attempt}`)) ? 'printed' : 'untouched';
    await printing
      .call(officeApi.settleCardDoubt, { params: { id: cardId }, body: { sight, reason: '' } })
      .catch((error) => expect(error.code).toMatch(/CARD_AT_PRINTER|CARD_NOT_IN_DOUBT|PRINTER_/));
  }
}

describe.skipIf(!printerRuns)('an office that is killed while it prints', () => {
  it(`CRD35 prints every card once, on one piece (seed ${seed})`, async () => {
    const { seal } = await printing.call(officeApi.chooseCards, { query: { printerId, count: cards } });
    const order = { printerId, count: cards, seal };
    const { batchId } = await printing.call(officeApi.printCards, { body: order });
    for (const moment of killMoments()) {
      await wait(moment);
      await lookAtPrinter(batchId);
      await office.kill();
      await office.start();
    }
    await vi.waitFor(
      async () => {
        await lookAtPrinter(batchId);
        const open = (await linesOf(batchId)).filter(
          ({ state }) => state !== 'printed' && state !== 'returned',
        );
        expect(open).toEqual([]);
      },
      { timeout: 120_000, interval: 200 },
    );
    const lines = await linesOf(batchId);
    const printed = lines.filter(({ state }) => state === 'printed');
    expect(new Set(printed.map(({ cardId }) => cardId)).size).toBe(cards);
    expect(new Set(printed.map(({ piece }) => piece)).size).toBe(cards);
    const atPrinter = readFileSync(join(paper.folder, 'order'), 'utf8').trim().split('\n');
    expect(atPrinter.map((name) => name.split('-')[0]).toSorted()).toEqual(
      printed.map(({ cardId }) => cardId as string).toSorted(),
    );
    const { balance } = await office.head.call(officeApi.blankStock, {});
    expect(balance).toMatchObject({ onCards: cards, inStock: 20 - cards, spoiled: 0, balanced: true });
  }, 300_000);
});
