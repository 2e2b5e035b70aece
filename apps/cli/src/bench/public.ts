/** `bin/rekam bench public`: what a first visit costs a resident, and what many visits cost the office. */
import { writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { startProgram } from '@rekam/protocol/process/running-program.ts';
import { startRunningOffice } from '@rekam/testkit/running-office.ts';
import { readOptions } from '../options.ts';
import { root } from '../programs.ts';
import { tell } from '../start/words.ts';

/** Floors of the project. */
const mostFirstLoadBytes = 30_000;
const leastRatio = 0.5;
/** Readers at once, and seconds each round reads; rounds alternate so that both meet the same machine. */
const readers = 16;
const roundMs = 2_500;
const rounds = 3;

interface Load {
  readonly pages: number;
  readonly ms: number;
  readonly latencies: readonly number[];
}

export async function benchPublic(argv: string[]): Promise<number> {
  const { values } = readOptions(argv, { json: { type: 'boolean' } });
  tell('Menyiapkan kantor …', 'Preparing an office …');
  const office = await startRunningOffice({ errors: 'ignore', devices: false });
  const page = `${office.url}/layanan`;
  const packed = await readOnce(page, 'gzip');
  const file = join(office.folder, 'page.gz');
  writeFileSync(file, packed.body);
  const bare = startProgram(join(root, 'apps/cli/src/bench/bare-pages.ts'), [file]);
  try {
    const bareUrl = String((await bare.waitFor((event) => event.event === 'listening')).url);
    // Uncompressed, headers and all: a browser that cannot unpack must be able to load it, too.
    const plain = await readOnce(page, 'identity');
    const firstLoadBytes = plain.headerBytes + plain.body.length;
    const own: Load[] = [];
    const static_: Load[] = [];
    await load(page, 500);
    await load(bareUrl, 500);
    for (let round = 0; round < rounds; round++) {
      static_.push(await load(bareUrl, roundMs));
      own.push(await load(page, roundMs));
    }
    const pagesPerSecond = rateOf(own);
    const staticPerSecond = rateOf(static_);
    const result = {
      firstLoadBytes,
      compressedBytes: packed.headerBytes + packed.body.length,
      pagesPerSecond: Math.round(pagesPerSecond),
      staticPerSecond: Math.round(staticPerSecond),
      p95Ms: round2(
        percentile(
          own.flatMap(({ latencies }) => latencies),
          0.95,
        ),
      ),
      ratioToStatic: round2(pagesPerSecond / staticPerSecond),
    };
    const holds = firstLoadBytes <= mostFirstLoadBytes && result.ratioToStatic >= leastRatio;
    process.stderr.write(
      `${holds ? '✓' : '✗'} muat pertama ${firstLoadBytes} bita (terkompresi ${result.compressedBytes}), ${result.pagesPerSecond} halaman/detik, p95 ${result.p95Ms} ms, ${result.ratioToStatic} dari Node polos\n` +
        `  first load ${firstLoadBytes} bytes (compressed ${result.compressedBytes}), ${result.pagesPerSecond} pages/s, p95 ${result.p95Ms} ms, ${result.ratioToStatic} of plain Node\n`,
    );
    if (values.json) process.stdout.write(`${JSON.stringify({ ...result, holds })}\n`);
    return holds ? 0 : 1;
  } finally {
    await bare.stop();
    await office.stop();
  }
}

interface Read {
  readonly body: Buffer;
  readonly headerBytes: number;
}

function readOnce(url: string, encoding: string, agent?: Agent): Promise<Read> {
  return new Promise((resolve, reject) => {
    const call = request(url, { agent, headers: { 'accept-encoding': encoding } }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.on('end', () => {
        if (answer.statusCode !== 200) return reject(new Error(`${url}: ${answer.statusCode}`));
        const headerBytes = answer.rawHeaders.join('  ').length + 'HTTP/1.1 200 OK'.length + 4;
        resolve({ body: Buffer.concat(pieces), headerBytes });
      });
      answer.on('error', reject);
    });
    call.on('error', reject);
    call.end();
  });
}

/** So many readers, one page after the other, for so long. */
async function load(url: string, ms: number): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: readers });
  const latencies: number[] = [];
  const started = performance.now();
  await Promise.all(
    Array.from({ length: readers }, async () => {
      while (performance.now() - started < ms) {
        const asked = performance.now();
        await readOnce(url, 'gzip', agent);
        latencies.push(performance.now() - asked);
      }
    }),
  );
  agent.destroy();
  return { pages: latencies.length, ms: performance.now() - started, latencies };
}

/** The middle round, so that one disturbed round decides nothing. */
const rateOf = (loads: readonly Load[]): number =>
  percentile(
    loads.map(({ pages, ms }) => (pages * 1000) / ms),
    0.5,
  );

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

const round2 = (value: number): number => Math.round(value * 100) / 100;
