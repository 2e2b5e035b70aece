/** Residents of the demo city whose cards are printed, for whoever hands cards over. */

import { encodeRgbJpeg } from '@rekam/biometrics/records/jpeg.ts';
import { drawFace } from '@rekam/biometrics/synthetic/face.ts';
import { startPaperPrinter } from '@rekam/devices/printer/testing/paper-printer.ts';
import { type AnswerOf, officeApi } from '@rekam/protocol';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import { supplyDesk } from '@rekam/testkit/blanks.ts';
import type { RunningOffice } from '@rekam/testkit/running-office.ts';
import { expect, vi } from 'vitest';

export interface Resident {
  readonly nik: string;
  readonly name: string;
}

export const residentHeader =
  'NIK;NO_KK;NAMA_LGKP;TMPT_LHR;TGL_LHR;JENIS_KLMIN;GOL_DRH;AGAMA;STAT_KWN;PEKERJAAN;KEWARGANEGARAAN;ALAMAT;NO_RT;NO_RW;KODE_WILAYAH;STATUS_REKAM;TGL_STATUS;SUMBER';

/** A card for somebody recorded before Rekam: the photo comes with a letter. */
export async function askWithPhoto(supervisor: ApiClient, nik: string): Promise<void> {
  const photo = encodeRgbJpeg(drawFace({ seed: nik, background: 'red', width: 240, height: 320 }));
  const photoBase64 = Buffer.from(photo).toString('base64');
  await supervisor.call(officeApi.issueLetter, { body: { nik, purpose: 'first-card', photoBase64 } });
  await supervisor.call(officeApi.askForCard, { body: { nik, ground: 'first-card' } });
}

/** A grown-up of the register for whom it holds. */
export async function findResident(
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
export async function printCards(office: RunningOffice, count: number): Promise<void> {
  const head = await office.signedIn('head');
  const printing = await office.signedIn('printing-officer');
  const place = (await head.call(officeApi.listPlaces, {})).find(({ kind }) => kind === 'disdukcapil')!;
  await supplyDesk(head, place.id, { first: 'KT00001', last: 'KT00009' });
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
