/** LET55: an office as it really runs, killed in the middle of a batch again and again. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { encodeRgbJpeg } from '@rekam/biometrics/records/jpeg.ts';
import { drawFace } from '@rekam/biometrics/synthetic/face.ts';
import { defaultLetterPolicy } from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import type { BatchRow } from '@rekam/protocol/http/letter-batch-api.ts';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import { BareStation } from '@rekam/testkit/bare-station.ts';
import { makePacket } from '@rekam/testkit/packet-maker.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OfficeProcess, startOfficeProcess } from '../../testing/office-process.ts';
import { makeTrialSigner } from '../trial-signer.ts';
import { verifyPdf } from '../verify-pdf.ts';

const residents = 36;
/** Letters after which the office is killed, each time anew. */
const killedAfter = fc
  .sample(fc.integer({ min: 1, max: residents - 3 }), { seed: 540, numRuns: 3 })
  .toSorted((a, b) => a - b);

let office: OfficeProcess;
let operator: ApiClient;
const niks: string[] = [];

const csvLine = (nik: string, index: number) =>
  [
    nik,
    '',
    `WARGA UJI ${index}`,
    'KUPANG',
    '1970-01-15',
    'LAKI-LAKI',
    '-',
    'KRISTEN',
    'BELUM KAWIN',
    'GURU',
    'WNI',
    'JL. CONTOH',
    '001',
    '001',
    '53.71.04.1001',
    '',
    '',
    '',
  ].join(';');

beforeAll(async () => {
  office = await startOfficeProcess();
  const { head, url } = office;
  await makeTrialSigner(join(office.data, 'keys'), Date.now());
  const [place] = await head.call(officeApi.listPlaces, {});
  const { code } = await head.call(officeApi.makeStationCode, {
    body: { placeId: place!.id, name: 'Loket' },
  });
  const station = await BareStation.enrol(url, code);
  const photo = encodeRgbJpeg(drawFace({ seed: 'kill', background: 'red' }));
  for (let serial = 1; serial <= residents; serial++)
    await station.send(
      await makePacket({
        settings: station.settings,
        stationKey: station.key,
        serial,
        sampleBytes: 2000,
        photo,
      }),
    );
  for (let counted = 0; counted < residents; )
    counted = (await head.call(officeApi.listEnrolments, { query: { limit: 1 } })).counts.counted;
  const listed = await head.call(officeApi.listEnrolments, { query: { limit: 200 } });
  niks.push(...listed.rows.map(({ nik }) => nik!));
  const header =
    'NIK;NO_KK;NAMA_LGKP;TMPT_LHR;TGL_LHR;JENIS_KLMIN;GOL_DRH;AGAMA;STAT_KWN;PEKERJAAN;KEWARGANEGARAAN;ALAMAT;NO_RT;NO_RW;KODE_WILAYAH;STATUS_REKAM;TGL_STATUS;SUMBER';
  await head.upload(officeApi.importResidents, [header, ...niks.map(csvLine)].join('\n'), {
    fileName: 'penduduk.csv',
  });
  const { version: _, ...rule } = defaultLetterPolicy;
  await head.call(officeApi.addLetterPolicy, {
    body: {
      ...rule,
      purposes: [...rule.purposes],
      signatory: { position: 'Kepala Dinas', name: 'KEPALA CONTOH', rank: '', nip: '' },
    },
  });
  operator = await office.signedInAs('operator');
}, 180_000);
afterAll(() => office?.stop());

const look = async (): Promise<BatchRow | undefined> =>
  (await operator.call(officeApi.listLetterBatches, {}).catch(() => []))[0];
const until = async (enough: (batch: BatchRow) => boolean): Promise<BatchRow> => {
  for (;;) {
    const batch = await look();
    if (batch && enough(batch)) return batch;
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
};
const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

it('LET55 killed at any moment and started again: one letter each, no gap, the same bytes as before', async () => {
  await operator.call(officeApi.makeLetterBatch, {
    body: { by: 'list', niks: niks.join('\n'), purpose: 'first-card' },
  });
  const before = new Map<string, string>();
  for (const letters of killedAfter) {
    await until(({ issued, ready }) => issued + ready >= letters);
    if (before.size === 0) {
      const { rows } = await operator.call(officeApi.listLetters, { query: {} });
      const [first] = rows.slice(-1);
      const content = await operator.bytes(officeApi.letterDocument, { params: { id: first!.id } });
      before.set(first!.id, digest(content));
    }
    await office.kill();
    await office.start();
  }
  const ended = await until(({ state }) => state === 'ended');
  expect(ended).toMatchObject({ total: residents, ready: residents, refused: 0, issued: 0, waiting: 0 });
  const { rows } = await operator.call(officeApi.listLetters, { query: { limit: 200 } });
  expect(rows.map(({ number }) => Number(number.split('/')[1])).reverse()).toEqual(
    Array.from({ length: residents }, (_, index) => index + 1),
  );
  expect(rows.map(({ nik }) => nik).reverse()).toEqual(niks);
  for (const { id, state } of rows) {
    expect(state).toBe('valid');
    const content = await operator.bytes(officeApi.letterDocument, { params: { id } });
    expect(verifyPdf(Buffer.from(content)).ok).toBe(true);
    if (before.has(id)) expect(digest(content)).toBe(before.get(id));
  }
  expect(before.size).toBe(1);
}, 300_000);
