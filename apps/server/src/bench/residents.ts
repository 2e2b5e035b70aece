/** `bin/rekam bench residents`: the import beside PostgreSQL's own COPY, the search, and the rebuild from a million facts. */
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { RegionCode } from '@rekam/domain';
import { writeResidentCsv } from '@rekam/testkit/demo-city/resident-csv.ts';
import { systemClock } from '../ports/clock.ts';
import { type ImportDeps, importResidents } from '../resident/index.ts';
import { bulkLoadOn } from '../shell/bulk-load.ts';
import { openPool, type Pool, waitUntilReady } from '../shell/database.ts';
import { startEmbeddedPostgres } from '../shell/embedded-postgres.ts';
import { migrate } from '../shell/migrations.ts';
import { getPostgresPrograms } from '../shell/postgres-programs.ts';
import { timeCopy } from './copy-baseline.ts';
import { appendInventedFacts, applyAsTheyCome, digestOfDerived, timeRebuild } from './derived-tables.ts';
import { timeSearches } from './search-times.ts';

/** Floor of the project: a fifth of COPY into the same columns and indexes. */
const leastRatio = 0.2;

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    residents: { type: 'string', default: '435000' },
    facts: { type: 'string', default: '1000000' },
  },
});

const tell = (text: string): void => void process.stderr.write(`${text}\n`);
const rounded = (value: number): number => Math.round(value * 100) / 100;

async function bench(residents: number, facts: number): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-bench-'));
  const postgres = await startEmbeddedPostgres(folder, getPostgresPrograms(process.env), tell);
  let pool: Pool | undefined;
  try {
    await waitUntilReady(postgres.connection, 30_000);
    await migrate(postgres.connection);
    pool = openPool(postgres.connection, tell);
    const imported = await benchImport(pool, folder, residents);
    const search = await timeSearches(pool, 1);
    tell(`search      by NIK p95 ${search.nik.p95Ms} ms, by name p95 ${search.name.p95Ms} ms`);
    const rebuilt = await benchRebuild(pool, facts);
    const held = imported.ratioToCopy >= leastRatio && rebuilt.rebuiltEqualsLive;
    if (values.json)
      process.stdout.write(`${JSON.stringify({ residents, ...imported, search, ...rebuilt, held })}\n`);
    return held;
  } finally {
    await pool?.close();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function benchImport(pool: Pool, folder: string, residents: number) {
  const file = join(folder, 'residents.csv');
  await writeResidentCsv(createWriteStream(file), { seed: 1, count: residents });
  const bulkLoad = bulkLoadOn(pool.pool);
  const deps: ImportDeps = {
    database: pool,
    bulkLoad,
    clock: systemClock,
    office: async () => ({ regionCode: '53.71' as RegionCode, timeZone: 'WITA' }),
    deaths: () => {
      throw new Error('nobody died in these files');
    },
    running: new Map(),
  };
  const bytes = statSync(file).size;
  const importOnce = async () => {
    await pool.query('checkpoint');
    const started = performance.now();
    const stream = createReadStream(file, { highWaterMark: 1 << 19 });
    const wish = {
      file: stream,
      fileName: 'bench.csv',
      bytesTotal: bytes,
      by: null,
    };
    const { added, changed } = await importResidents(deps, wish);
    return { seconds: (performance.now() - started) / 1000, added, changed };
  };
  const plain = await timeCopy(bulkLoad, file, false);
  const indexed = await timeCopy(bulkLoad, file, true);
  const first = await importOnce();
  if (first.added !== residents) throw new Error(`${first.added} of ${residents} residents were taken in`);
  const second = await importOnce();
  if (second.added + second.changed !== 0)
    throw new Error('the second import of the same file changed something');
  const perSecond = (seconds: number) => Math.round(residents / seconds);
  const result = {
    bytes,
    linesPerSecond: perSecond(first.seconds),
    copyLinesPerSecond: perSecond(indexed),
    ratioToCopy: rounded(indexed / first.seconds),
    copyWithoutIndexesLinesPerSecond: perSecond(plain),
    ratioToCopyWithoutIndexes: rounded(plain / first.seconds),
    unchangedLinesPerSecond: perSecond(second.seconds),
  };
  tell(
    `import      ${result.linesPerSecond} lines/s; again, unchanged: ${result.unchangedLinesPerSecond} lines/s`,
  );
  tell(`COPY        ${result.copyLinesPerSecond} lines/s with the same indexes: ratio ${result.ratioToCopy}`);
  tell(
    `            ${result.copyWithoutIndexesLinesPerSecond} lines/s without any: ratio ${result.ratioToCopyWithoutIndexes}`,
  );
  return result;
}

async function benchRebuild(pool: Pool, wanted: number) {
  const facts = await appendInventedFacts(pool, wanted);
  await applyAsTheyCome(pool);
  const live = await digestOfDerived(pool);
  const rebuildSeconds = rounded(await timeRebuild(pool));
  const rebuiltEqualsLive = (await digestOfDerived(pool)) === live;
  tell(
    `rebuild     from ${facts} facts in ${rebuildSeconds} s; equals the live tables: ${rebuiltEqualsLive}`,
  );
  return { facts, rebuildSeconds, rebuiltEqualsLive };
}

process.exitCode = (await bench(Number(values.residents), Number(values.facts))) ? 0 : 1;
