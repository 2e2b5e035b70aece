import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeRgbJpeg } from '@rekam/biometrics/records/jpeg.ts';
import { drawFace } from '@rekam/biometrics/synthetic/face.ts';
import { defaultLetterPolicy } from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import type { BatchRow } from '@rekam/protocol/http/letter-batch-api.ts';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import { makePacket } from '@rekam/testkit/packet-maker.ts';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestOffice, type TestOffice, testPassword } from '../../testing/test-office.ts';
import { makeTrialSigner } from '../trial-signer.ts';
import { verifyPdf } from '../verify-pdf.ts';

const dayMs = 86_400_000;
const startMs = Date.parse('2026-11-25T02:00:00Z');
let nowMs = startMs;
let office: TestOffice;
let operator: ApiClient;
let supervisor: ApiClient;

/** Recorded here with a photo; the rest of the register was recorded before Rekam, or not at all. */
let recordedHere: string[];
const recordedBefore = '5371044506990010';
/** Recorded here, too, but the centre calls the record double. */
let doubted: string;
const unrecorded = '5371044506990012';

const insertResident = (nik: string, name: string, rt: string, status: string | null) =>
  office.database.query(
    `insert into resident (nik, name, search_name, birth_place, birth_date, sex, blood_group, religion,
       marital_status, occupation, nationality, address, rt, rw, kelurahan_code, recorded_status, recorded_source)
     values ($1, $2, $2, 'KUPANG', '1999-06-05', 'PEREMPUAN', 'O', 'KATHOLIK', 'BELUM KAWIN', 'PELAJAR', 'WNI',
       'JL. CONTOH 1', $3, '011', '53.71.04.1001', $4, case when $4::text is null then null else 'SIAK' end)`,
    [nik, name, rt, status],
  );

beforeAll(async () => {
  office = await openTestOffice({ clock: () => nowMs });
  const photo = encodeRgbJpeg(drawFace({ seed: 'batch', background: 'red' }));
  await insertResident(recordedBefore, 'AGUSTINA LAMA', '001', 'PRR');
  await insertResident(unrecorded, 'CAECILIA BARU', '003', null);
  const station = await office.addStation();
  for (let serial = 1; serial <= 10; serial++)
    await station.send(
      await makePacket({
        settings: station.settings,
        stationKey: station.key,
        serial,
        sampleBytes: 4000,
        photo,
      }),
    );
  await office.allOpened();
  const { rows } = await office.database.query<{ nik: string }>(
    "select nik from recording where state = 'counted' order by nik",
  );
  const niks = rows.map(({ nik }) => nik);
  [recordedHere, doubted] = [niks.slice(0, 9), niks[9]!];
  await insertResident(doubted, 'BERNADET GANDA', '002', 'DUPLICATE_RECORD');
  await office.database.query("update resident set recorded_as_of = '2030-01-01' where nik = $1", [doubted]);
  for (const [index, nik] of recordedHere.entries())
    await insertResident(nik, `DIANA CONTOH ${'ABCDEFGHI'[index]}`, `0${20 - index}`, null);
  operator = await office.signedInAs('operator', [{ role: 'operator', placeId: null }]);
  supervisor = await office.signedInAs('penyelia', [{ role: 'supervisor', placeId: null }]);
  const { version: _, ...rule } = defaultLetterPolicy;
  await office.head.call(officeApi.addLetterPolicy, {
    body: {
      ...rule,
      purposes: ['first-card', 'lost'],
      signatory: { position: 'Kepala Dinas', name: 'KEPALA CONTOH', rank: '', nip: '' },
    },
  });
}, 120_000);
afterAll(() => office.close());

const listed = (...niks: string[]) => ({
  by: 'list' as const,
  niks: niks.join('\n'),
  purpose: 'first-card' as const,
});
const make = (body: Parameters<typeof operator.call<typeof officeApi.makeLetterBatch>>[1]['body']) =>
  operator.call(officeApi.makeLetterBatch, { body });

async function until(id: string, state: BatchRow['state']): Promise<BatchRow> {
  for (;;) {
    const batch = (await operator.call(officeApi.listLetterBatches, {})).find((row) => row.id === id)!;
    if (batch.state === state) return batch;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

/** The office's clock moves; sessions end with it. */
async function travelTo(ms: number): Promise<void> {
  nowMs = ms;
  await operator.call(officeApi.signIn, { body: { username: 'operator', password: testPassword } });
}

const refusedOf = async (id: string): Promise<string> =>
  Buffer.from(await operator.bytes(officeApi.letterBatchRefusals, { params: { id } })).toString('utf8');

describe('choosing', () => {
  it('LET51 tells what is wrong with a list before anything is made, and makes nothing of nobody', async () => {
    const body = listed('NIK;NAMA', `${recordedHere[0]};X`, recordedHere[0]!, '', '123', recordedHere[1]!);
    expect(await operator.call(officeApi.previewLetterBatch, { body })).toEqual({
      chosen: 2,
      beyond: 0,
      repeated: 1,
      unreadable: 1,
    });
    await expect(make(listed('NIK', 'bukan angka'))).rejects.toMatchObject({ code: 'LETTER_BATCH_EMPTY' });
    const long = Array.from({ length: 5001 }, (_, index) => `5371044506${String(index).padStart(6, '0')}`);
    await expect(make(listed(...long))).rejects.toMatchObject({ code: 'LETTER_BATCH_TOO_LONG' });
    await expect(make({ ...listed(recordedHere[0]!), purpose: 'damaged' })).rejects.toMatchObject({
      code: 'LETTER_PURPOSE_NOT_ALLOWED',
    });
    expect(await operator.call(officeApi.listLetterBatches, {})).toEqual([]);
  });

  it('is for those who issue letters', async () => {
    const auditor = await office.signedInAs('pemeriksa', [{ role: 'auditor', placeId: null }]);
    expect(await auditor.call(officeApi.listLetterBatches, {})).toEqual([]);
    const denied = { code: 'ACCESS_DENIED' };
    const body = listed(recordedHere[0]!);
    await expect(auditor.call(officeApi.makeLetterBatch, { body })).rejects.toMatchObject(denied);
    await expect(auditor.call(officeApi.previewLetterBatch, { body })).rejects.toMatchObject(denied);
  });
});

describe('a batch', () => {
  it('LET53 LET54 LET55 issues in order, and keeps each refusal with its reason', async () => {
    const [first, second, third] = recordedHere as [string, string, string];
    const made = await make(
      listed(third, recordedBefore, doubted, first, unrecorded, '5371044506990099', second),
    );
    const ended = await until(made.id, 'ended');
    expect(ended).toMatchObject({ total: 7, waiting: 0, issued: 0, ready: 3, refused: 4, by: 'list' });
    const { rows } = await operator.call(officeApi.listLetters, { query: {} });
    expect(rows.map(({ nik, number }) => [number.split('/')[1], nik])).toEqual([
      ['3', second],
      ['2', first],
      ['1', third],
    ]);
    const csv = (await refusedOf(made.id)).trim().split('\r\n').slice(1);
    expect(csv.map((line) => line.split(';').slice(0, 4))).toEqual([
      ['2', recordedBefore, 'AGUSTINA LAMA', 'LETTER_PHOTO_MISSING'],
      ['3', doubted, 'BERNADET GANDA', 'LETTER_SUPERVISOR_NEEDED'],
      ['5', unrecorded, 'CAECILIA BARU', 'LETTER_NOT_RECORDED'],
      ['6', '5371044506990099', '', 'LETTER_RESIDENT_UNKNOWN'],
    ]);
    const facts = await office.database.query<{ kind: string; details: object }>(
      "select kind, details from fact where noun = 'letter' and subject_id = $1 order by seq",
      [made.id],
    );
    expect(facts.rows.map(({ kind }) => kind)).toEqual([
      'letter-batch-made',
      'letter-batch-ended',
      'letter-batch-taken',
    ]);
    expect(JSON.stringify(facts.rows)).not.toMatch(/\d{16}|CONTOH/);
  });

  it('LET50 takes those of an area who are recorded here and have no letter, by their addresses', async () => {
    const choice = { by: 'area' as const, regionCode: '53.71.04', purpose: 'first-card' as const };
    expect(await operator.call(officeApi.previewLetterBatch, { body: choice })).toMatchObject({ chosen: 7 });
    expect(
      await operator.call(officeApi.previewLetterBatch, { body: { ...choice, regionCode: '53.71.0' + '1' } }),
    ).toMatchObject({ chosen: 0 });
    const made = await make(choice);
    expect(await until(made.id, 'ended')).toMatchObject({ ready: 6, refused: 1, area: 'Oebobo' });
    const { rows } = await operator.call(officeApi.listLetters, { query: {} });
    expect(rows.slice(0, 6).map(({ nik }) => nik)).toEqual(recordedHere.slice(3));
    expect(await operator.call(officeApi.previewLetterBatch, { body: choice })).toMatchObject({ chosen: 1 });
  });

  it('LET55 ends every batch: a job ordered while another works is not spent for nothing', async () => {
    for (let turn = 0; turn < 25; turn++) {
      const made = await make(listed(unrecorded));
      expect(await until(made.id, 'ended')).toMatchObject({ ready: 0, refused: 1 });
    }
  });

  it('LET50 renews those whose letters end soon, with their photos', async () => {
    await expect(make({ by: 'ending', regionCode: null })).rejects.toMatchObject({
      code: 'LETTER_BATCH_EMPTY',
    });
    await travelTo(startMs + 170 * dayMs);
    const made = await make({ by: 'ending', regionCode: '53.71' });
    expect(await until(made.id, 'ended')).toMatchObject({ ready: 9, refused: 0, purpose: null });
    const { rows } = await office.database.query(
      'select from letter where previous_id is not null and year = 2027',
    );
    expect(rows).toHaveLength(9);
  });

  it('LET53 pauses for what would hit everybody, refuses nobody, and goes on once it is mended', async () => {
    await makeTrialSigner(join(office.dataDir, 'keys'), nowMs);
    await travelTo(startMs + 3 * 365 * dayMs);
    const made = await make(listed(recordedHere[0]!, recordedHere[1]!));
    const paused = await until(made.id, 'paused');
    expect(paused).toMatchObject({ waiting: 2, refused: 0 });
    expect(paused.pausedBy?.id).toMatch(/Sertifikat tanda tangan kantor berakhir/);
    rmSync(join(office.dataDir, 'keys', 'letter-signer.pem'));
    await makeTrialSigner(join(office.dataDir, 'keys'), nowMs);
    const act = (act: 'pause' | 'resume' | 'stop') =>
      operator.call(officeApi.actOnLetterBatch, { params: { id: made.id, act } });
    expect(await act('resume')).toMatchObject({ state: 'running', pausedBy: null });
    expect(await until(made.id, 'ended')).toMatchObject({ ready: 2 });
    await expect(act('resume')).rejects.toMatchObject({ code: 'LETTER_BATCH_NOT_SO' });
    await expect(act('stop')).rejects.toMatchObject({ code: 'LETTER_BATCH_NOT_SO' });
  });
});

describe('what is handed out', () => {
  it('LET56 is one signed PDF each, and one file for the printer without voided letters', async () => {
    const newest = (await operator.call(officeApi.listLetterBatches, {}))[0]!;
    const params = { id: newest.id };
    const files = unzipSync(await operator.bytes(officeApi.letterBatchArchive, { params }));
    expect(Object.keys(files)).toEqual(['suket-2029-000001.pdf', 'suket-2029-000002.pdf']);
    for (const pdf of Object.values(files)) expect(verifyPdf(Buffer.from(pdf)).ok).toBe(true);
    const { rows } = await operator.call(officeApi.listLetters, { query: {} });
    await supervisor.call(officeApi.signIn, { body: { username: 'penyelia', password: testPassword } });
    await supervisor.call(officeApi.voidLetter, {
      params: { id: rows[1]!.id },
      body: { reason: 'spoiled', note: 'salah cetak' },
    });
    const print = Buffer.from(await operator.bytes(officeApi.letterBatchPrint, { params }));
    expect(print.subarray(0, 8).toString()).toBe('%PDF-1.7');
    expect(print.toString('latin1').trimEnd()).toMatch(/%%EOF$/);
    expect([...print.toString('latin1').matchAll(/\/Type \/Page\b/g)]).toHaveLength(1);
  });

  it.skipIf(!existsSync('/usr/bin/pdftotext'))('LET56 says on each page what its letter says', async () => {
    const newest = (await operator.call(officeApi.listLetterBatches, {}))[1]!;
    expect(newest.ready).toBe(9);
    const folder = mkdtempSync(join(tmpdir(), 'rekam-batch-'));
    const file = join(folder, 'print.pdf');
    // Replaced letters are not printed: the two that were issued above stand in their place.
    writeFileSync(file, await operator.bytes(officeApi.letterBatchPrint, { params: { id: newest.id } }));
    const pages = execFileSync('/usr/bin/pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).split(
      '\f',
    );
    expect(pages.slice(0, -1).every((page) => page.includes('SURAT KETERANGAN'))).toBe(true);
    expect(pages.slice(0, -1).map((page) => /Nomor : (\S+)/.exec(page)?.[1])).toEqual(
      Array.from({ length: 9 }, (_, index) => `471.13/${index + 1}/DISDUKCAPIL/2027`),
    );
    rmSync(folder, { recursive: true });
  });

  it('refuses a file of letters where there is none, and a batch that does not exist', async () => {
    const made = await make(listed(unrecorded));
    await until(made.id, 'ended');
    const params = { id: made.id };
    await expect(operator.bytes(officeApi.letterBatchPrint, { params })).rejects.toMatchObject({
      code: 'LETTER_BATCH_NOTHING_READY',
    });
    const nowhere = { params: { id: `ltb_${'0'.repeat(32)}` } };
    await expect(operator.bytes(officeApi.letterBatchArchive, nowhere)).rejects.toMatchObject({
      code: 'LETTER_BATCH_NOT_FOUND',
    });
    expect(await refusedOf(made.id)).toContain(unrecorded);
  });
});
