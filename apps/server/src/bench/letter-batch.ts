/** `bin/rekam bench letter-batch`: letters for many residents in one go, on an office as it really runs. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { encodeRgbJpeg } from '@rekam/biometrics/records/jpeg.ts';
import { drawFace } from '@rekam/biometrics/synthetic/face.ts';
import { defaultLetterPolicy, mostInBatch } from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import type { BatchRow } from '@rekam/protocol/http/letter-batch-api.ts';
import { type RunningProgram, startProgram } from '@rekam/protocol/process/running-program.ts';
import { ApiClient } from '@rekam/testkit/api-client.ts';
import { BareStation } from '@rekam/testkit/bare-station.ts';
import { freePort } from '@rekam/testkit/free-port.ts';
import { makePacket } from '@rekam/testkit/packet-maker.ts';
import { Unzip, UnzipPassThrough } from 'fflate';
import { makeTrialSigner } from '../letter/trial-signer.ts';
import { verifyPdf } from '../letter/verify-pdf.ts';

const { values } = parseArgs({
  options: {
    letters: { type: 'string', default: String(mostInBatch) },
    json: { type: 'boolean', default: false },
  },
});
const letters = Number(values.letters);
if (!Number.isInteger(letters) || letters < 1 || letters > mostInBatch) {
  process.stderr.write(`bin/rekam bench letter-batch [--letters 1…${mostInBatch}] [--json]\n`);
  process.exit(64);
}

const folder = mkdtempSync(join(tmpdir(), 'rekam-bench-letter-batch-'));
const data = join(folder, 'office');
const password = 'kata-sandi-uji-1';
const say = (words: string): void => void process.stderr.write(`${words}\n`);
const secondsSince = (started: number): number => Math.round((performance.now() - started) / 100) / 10;

/** What the office's process has held most since it started, MiB. */
function peakMbOf(office: RunningProgram): number {
  const status = readFileSync(`/proc/${office.child.pid}/status`, 'utf8');
  const peak = Number(/VmHWM:\s+(\d+) kB/.exec(status)![1]) / 1024;
  return Math.round(peak);
}

async function startOffice(port: number) {
  const office = startProgram(
    join(import.meta.dirname, '../main.ts'),
    ['--data', data, '--port', String(port)],
    { errors: 'ignore' },
  );
  const { setupKey } = await office.waitFor(({ event }) => event === 'listening');
  return { office, setupKey: String(setupKey) };
}

const header =
  'NIK;NO_KK;NAMA_LGKP;TMPT_LHR;TGL_LHR;JENIS_KLMIN;GOL_DRH;AGAMA;STAT_KWN;PEKERJAAN;KEWARGANEGARAAN;ALAMAT;NO_RT;NO_RW;KODE_WILAYAH;STATUS_REKAM;TGL_STATUS;SUMBER';
const lineOf = (nik: string, index: number): string =>
  `${nik};;WARGA CONTOH ${index};KUPANG;1970-01-15;LAKI-LAKI;-;KRISTEN;BELUM KAWIN;GURU;WNI;JL. CONTOH;001;001;53.71.04.1001;;;`;

/** An office with so many residents recorded, and a rule for letters. @returns their NIKs */
async function furnish(url: string, setupKey: string): Promise<{ operator: ApiClient; niks: string[] }> {
  const head = new ApiClient(url);
  await head.call(officeApi.setUp, {
    body: {
      setupKey,
      regencyCode: '53.71',
      timeZone: 'WITA',
      head: { username: 'kepala', password, name: 'Kepala' },
    },
  });
  const [place] = await head.call(officeApi.listPlaces, {});
  const { code } = await head.call(officeApi.makeStationCode, {
    body: { placeId: place!.id, name: 'Loket' },
  });
  const station = await BareStation.enrol(url, code);
  const photos = Array.from({ length: 8 }, (_, seed) =>
    encodeRgbJpeg(drawFace({ seed: `batch-${seed}`, background: 'red' })),
  );
  const { settings, key: stationKey } = station;
  for (let serial = 1; serial <= letters; serial++) {
    const photo = photos[serial % photos.length]!;
    await station.send(await makePacket({ settings, stationKey, serial, sampleBytes: 2000, photo }));
    if (serial % 1000 === 0) say(`${serial} recorded`);
  }
  for (let counted = 0; counted < letters; ) {
    counted = (await head.call(officeApi.listEnrolments, { query: { limit: 1 } })).counts.counted;
    if (counted < letters) await new Promise((resolve) => setTimeout(resolve, 500));
  }
  const niks: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const query = { limit: 200, ...(cursor === undefined ? {} : { cursor }) };
    const { rows, nextCursor } = await head.call(officeApi.listEnrolments, { query });
    niks.push(...rows.map(({ nik }) => nik!));
    if (nextCursor === null) break;
    cursor = nextCursor;
  }
  await head.upload(officeApi.importResidents, [header, ...niks.map(lineOf)].join('\n'), {
    fileName: 'penduduk.csv',
  });
  const { version: _, ...rule } = defaultLetterPolicy;
  const signatory = { position: 'Kepala Dinas', name: 'KEPALA CONTOH', rank: '', nip: '' };
  await head.call(officeApi.addLetterPolicy, { body: { ...rule, purposes: [...rule.purposes], signatory } });
  await head.call(officeApi.addOfficer, {
    body: { username: 'operator', password, name: 'Operator', roles: [{ role: 'operator', placeId: null }] },
  });
  const operator = new ApiClient(url);
  await operator.call(officeApi.signIn, { body: { username: 'operator', password } });
  return { operator, niks };
}

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

const port = await freePort();
let { office, setupKey } = await startOffice(port);
const url = `http://127.0.0.1:${port}`;
try {
  await makeTrialSigner(join(data, 'keys'), Date.now());
  const { operator, niks } = await furnish(url, setupKey);
  // What recording took is not what letters take.
  await office.stop();
  ({ office } = await startOffice(port));
  const restMb = peakMbOf(office);
  const started = performance.now();
  const batch = await runBatch(operator, niks);
  const seconds = secondsSince(started);
  const batchMb = peakMbOf(office);
  say(`${batch.ready} letters in ${seconds} s`);
  const gaps = await gapsAmong(operator);
  const params = { id: batch.id };
  const printing = performance.now();
  const print = await operator.bytes(officeApi.letterBatchPrint, { params });
  const printSeconds = secondsSince(printing);
  const packing = performance.now();
  const zip = await operator.bytes(officeApi.letterBatchArchive, { params });
  const archiveSeconds = secondsSince(packing);
  const peakMb = peakMbOf(office);
  say(
    `files taken in ${printSeconds} s and ${archiveSeconds} s; memory ${restMb} → ${batchMb} → ${peakMb} MB`,
  );
  const { files, invalid } = judgeArchive(zip);
  const figures = {
    letters,
    state: batch.state,
    ready: batch.ready,
    refused: batch.refused,
    seconds,
    perSecond: Math.round((10 * batch.ready) / seconds) / 10,
    gaps,
    print: { seconds: printSeconds, pages: pagesOf(print), mb: mbOf(print.length) },
    archive: { seconds: archiveSeconds, files, invalid, mb: mbOf(zip.length) },
    memoryMb: { atRest: restMb, batch: batchMb, withFiles: peakMb },
  };
  const held =
    batch.state === 'ended' &&
    batch.ready === letters &&
    gaps === 0 &&
    figures.print.pages === letters &&
    files === letters &&
    invalid === 0;
  say(
    `${batch.ready} letters in ${seconds} s (${figures.perSecond} /s), ${gaps} gaps; print file ${figures.print.pages} pages in ${printSeconds} s; archive ${files} files in ${archiveSeconds} s, ${invalid} invalid; memory ${restMb} → ${batchMb} → ${peakMb} MB`,
  );
  if (values.json) process.stdout.write(`${JSON.stringify({ ...figures, held })}\n`);
  process.exitCode = held ? 0 : 1;
} finally {
  await office.stop();
  rmSync(folder, { recursive: true, force: true });
}

function mbOf(bytes: number): number {
  return Math.round(bytes / 104_857.6) / 10;
}
