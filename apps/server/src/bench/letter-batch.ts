/** `bin/rekam bench letter-batch`: letters for many residents in one go, on an office as it really runs. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultLetterPolicy, mostInBatch } from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import type { BatchRow } from '@rekam/protocol/http/letter-batch-api.ts';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import { Unzip, UnzipPassThrough } from 'fflate';
import { verifyPdf } from '../letter/verify-pdf.ts';
import { type BatchSigning, batchSignings, prepareSigning } from './batch-signing.ts';
import { type OfficeOfMany, recordMany, startOfficeOfMany } from './office-of-many.ts';

const { values } = parseArgs({
  options: {
    letters: { type: 'string', default: String(mostInBatch) },
    signed: { type: 'string', default: 'file' },
    json: { type: 'boolean', default: false },
  },
});
const letters = Number(values.letters);
const signed = batchSignings.find((name) => name === values.signed);
if (!signed || !Number.isInteger(letters) || letters < 1 || letters > mostInBatch) {
  process.stderr.write(
    `bin/rekam bench letter-batch [--letters 1…${mostInBatch}] [--signed ${batchSignings.join('|')}] [--json]\n`,
  );
  process.exit(64);
}

const say = (words: string): void => void process.stderr.write(`${words}\n`);
const secondsSince = (started: number): number => Math.round((performance.now() - started) / 100) / 10;

/** Residents who were recorded, and a rule for letters. @returns their NIKs */
async function furnish(office: OfficeOfMany): Promise<string[]> {
  const kelurahanOf = () => '53.71.04.1001';
  const niks = await recordMany(office, { count: letters, kelurahanOf }, say);
  const { version: _, ...rule } = defaultLetterPolicy;
  const signatory = { position: 'Kepala Dinas', name: 'KEPALA CONTOH', rank: '', nip: '' };
  await office.head.call(officeApi.addLetterPolicy, {
    body: { ...rule, purposes: [...rule.purposes], signatory },
  });
  return niks;
}

/** Longer than threads wait for another order before they end. */
const untilAtRestMs = 45_000;

/** Runs the batch to its end. */
async function runBatch(operator: ApiClient, niks: readonly string[]): Promise<BatchRow> {
  await operator.call(officeApi.makeLetterBatch, {
    body: { by: 'list', niks: niks.join('\n'), purpose: 'first-card' },
  });
  for (let told = 0; ; ) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    const batch = (await operator.call(officeApi.listLetterBatches, {}))[0]!;
    if (batch.ready >= told + 1000) {
      told = batch.ready;
      say(`${told} ready`);
    }
    if (batch.state !== 'running') return batch;
  }
}

const pieceBytes = 65_536;

/** How many files an archive holds, and how many of them are not as they were signed. */
function judgeArchive(zip: Uint8Array): { readonly files: number; readonly invalid: number } {
  let files = 0;
  let invalid = 0;
  const unzip = new Unzip((file) => {
    const pieces: Uint8Array[] = [];
    file.ondata = (error, piece, last) => {
      if (error) throw error;
      pieces.push(piece);
      if (!last) return;
      files += 1;
      if (!verifyPdf(Buffer.concat(pieces)).ok) invalid += 1;
    };
    file.start();
  });
  unzip.register(UnzipPassThrough);
  // In pieces: the reader calls itself for each file that one piece holds.
  for (let at = 0; at < zip.length; at += pieceBytes)
    unzip.push(zip.subarray(at, at + pieceBytes), at + pieceBytes >= zip.length);
  return { files, invalid };
}

/** Pages by the objects that say they are one. */
const pagesOf = (pdf: Uint8Array): number =>
  Buffer.from(pdf)
    .toString('latin1')
    .match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;

/** Numbers that are missing between the first and the last. */
async function gapsAmong(operator: ApiClient): Promise<number> {
  const serials: number[] = [];
  for (let cursor: string | undefined; ; ) {
    const query = { limit: 200, ...(cursor === undefined ? {} : { cursor }) };
    const { rows, nextCursor } = await operator.call(officeApi.listLetters, { query });
    serials.push(...rows.map(({ number }) => Number(number.split('/')[1])));
    if (nextCursor === null) break;
    cursor = nextCursor;
  }
  return Math.max(0, ...serials) - new Set(serials).size;
}

const office = await startOfficeOfMany();
let signing: BatchSigning | null = null;
try {
  const niks = await furnish(office);
  const operator = await office.signedInAs('operator');
  // What recording took is not what letters take.
  signing = await prepareSigning(signed, join(office.data, 'keys'));
  await office.restart();
  const { secret } = signing;
  if (secret !== null) await office.head.call(officeApi.openLetterSigning, { body: { secret } });
  const restMb = office.peakMb();
  const started = performance.now();
  const batch = await runBatch(operator, niks);
  const seconds = secondsSince(started);
  const batchMb = office.peakMb();
  say(`${batch.ready} letters in ${seconds} s`);
  const gaps = await gapsAmong(operator);
  const params = { id: batch.id };
  const printing = performance.now();
  const print = await operator.bytes(officeApi.letterBatchPrint, { params });
  const printSeconds = secondsSince(printing);
  const packing = performance.now();
  const zip = await operator.bytes(officeApi.letterBatchArchive, { params });
  const archiveSeconds = secondsSince(packing);
  const peakMb = office.peakMb();
  say(
    `files taken in ${printSeconds} s and ${archiveSeconds} s; memory ${restMb} → ${batchMb} → ${peakMb} MB`,
  );
  const { files, invalid } = judgeArchive(zip);
  await new Promise((resolve) => setTimeout(resolve, untilAtRestMs));
  const afterMb = office.residentMb();
  const figures = {
    letters,
    signed,
    state: batch.state,
    ready: batch.ready,
    refused: batch.refused,
    seconds,
    perSecond: Math.round((10 * batch.ready) / seconds) / 10,
    gaps,
    print: { seconds: printSeconds, pages: pagesOf(print), mb: mbOf(print.length) },
    archive: { seconds: archiveSeconds, files, invalid, mb: mbOf(zip.length) },
    memoryMb: { atRest: restMb, batch: batchMb, withFiles: peakMb, atRestAgain: afterMb },
  };
  const held =
    batch.state === 'ended' &&
    batch.ready === letters &&
    gaps === 0 &&
    figures.print.pages === letters &&
    files === letters &&
    invalid === 0;
  say(
    `${batch.ready} letters in ${seconds} s (${figures.perSecond} /s), ${gaps} gaps; print file ${figures.print.pages} pages in ${printSeconds} s; archive ${files} files in ${archiveSeconds} s, ${invalid} invalid; memory ${restMb} → ${batchMb} → ${peakMb} → ${afterMb} MB`,
  );
  if (values.json) process.stdout.write(`${JSON.stringify({ ...figures, held })}\n`);
  process.exitCode = held ? 0 : 1;
} finally {
  await office.stop();
  await signing?.close();
}

function mbOf(bytes: number): number {
  return Math.round(bytes / 104_857.6) / 10;
}
