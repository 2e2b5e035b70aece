/** `bin/rekam bench people`: a hundred people at the office's screens at once, and two and a half times as many for a while. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { defaultLetterPolicy } from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import { ApiClient } from '@rekam/testkit/api-client.ts';
import { writeResidentCsv } from '@rekam/testkit/demo-city/resident-csv.ts';
import { openPool } from '../shell/database.ts';
import { startEmbeddedPostgres } from '../shell/embedded-postgres.ts';
import { getPostgresPrograms } from '../shell/postgres-programs.ts';
import { processPassword } from '../testing/office-process.ts';
import { fillRecordings } from './invented-recordings.ts';
import { type OfficeOfMany, startOfficeOfMany } from './office-of-many.ts';
import { makeWork, type Outcome, type Work } from './people-at-work.ts';

/** What OpenCRVS 2.0 asks of itself (p50, p95, p99 in ms; its performance test pattern), on hardware four times as large. */
const limits = { read: [50, 150, 300], write: [100, 300, 500] } as const;

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    people: { type: 'string', default: '100' },
    residents: { type: 'string', default: '435000' },
    recordings: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '60' },
  },
});

const say = (words: string): void => void process.stderr.write(`${words}\n`);
const one = (value: number): number => Math.round(value * 10) / 10;

/** An officer's pause between two acts, ms on the average. */
const pauseMs = 2_000;
/** One recording every half minute: a million are not quite a year. */
const betweenMs = 30_000;

async function main(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-bench-people-'));
  const postgres = await startEmbeddedPostgres(folder, getPostgresPrograms(process.env), say);
  const { host, user, database } = postgres.connection;
  const databaseUrl = `postgresql://${user}@/${database}?host=${encodeURIComponent(host)}`;
  let office: OfficeOfMany | undefined;
  try {
    office = await startOfficeOfMany({ databaseUrl });
    const niks = await furnish(office, postgres.connection);
    return await measure(office, niks);
  } finally {
    await office?.stop();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A register, a year of recordings and a rule for letters. @returns NIKs of residents recorded before Rekam, to be served */
async function furnish(
  { head }: OfficeOfMany,
  connection: Parameters<typeof openPool>[0],
): Promise<readonly string[]> {
  const csv = new PassThrough();
  const [content] = await Promise.all([
    text(csv),
    writeResidentCsv(csv, { seed: 1, count: Number(values.residents) }),
  ]);
  await head.upload(officeApi.importResidents, content, { fileName: 'penduduk.csv' });
  const { version: _, ...rule } = defaultLetterPolicy;
  const signatory = { position: 'Kepala Dinas', name: 'KEPALA CONTOH', rank: '', nip: '' };
  await head.call(officeApi.addLetterPolicy, {
    body: { ...rule, purposes: [...rule.purposes], signatory },
  });
  const placeIds = (await head.call(officeApi.listPlaces, {})).slice(0, 7).map(({ id }) => id);
  const count = Number(values.recordings);
  const pool = openPool(connection, say);
  try {
    await fillRecordings(pool, { count, placeIds, begin: Date.now() - count * betweenMs, betweenMs });
    const { rows } = await pool.query<{ nik: string }>(
      "select nik from resident where recorded_status = 'SUDAH REKAM' order by md5(nik) limit 60000",
    );
    say(`${values.residents} residents, ${values.recordings} recordings`);
    return rows.map(({ nik }) => nik);
  } finally {
    await pool.close();
  }
}

interface Phase {
  readonly name: string;
  readonly people: number;
  readonly seconds: number;
}

async function measure(office: OfficeOfMany, niks: readonly string[]): Promise<boolean> {
  const people = Number(values.people);
  const seconds = Number(values.seconds);
  const phases: readonly Phase[] = [
    { name: 'warm-up', people, seconds: 10 },
    { name: 'measured', people, seconds },
    { name: 'spike', people: Math.round(people * 2.5), seconds: seconds / 3 },
    { name: 'after', people, seconds: seconds / 3 },
  ];
  const most = Math.max(...phases.map((phase) => phase.people));
  const work = makeWork(await signIn(office, most), niks);
  const figures: Record<string, PhaseFigures> = {};
  for (const phase of phases) {
    const outcomes = await play(work, phase);
    figures[phase.name] = figuresOf(outcomes, phase);
    const { bare, read, write, perSecond, failed } = figures[phase.name]!;
    say(
      `${phase.name.padEnd(10)} ${phase.people} people, ${perSecond} answers/s: bare ${bare.join(' / ')} ms, read ${read.join(' / ')} ms, write ${write.join(' / ')} ms (p50 / p95 / p99), ${failed} failed`,
    );
  }
  const { measured } = figures;
  const within = (found: readonly number[], most: readonly number[]) =>
    found.every((ms, index) => ms <= most[index]!);
  const failed = Object.values(figures).reduce((sum, phase) => sum + phase.failed, 0);
  const held = within(measured!.read, limits.read) && within(measured!.write, limits.write) && failed === 0;
  const memoryMb = office.peakMb();
  say(`the office's process held ${memoryMb} MB at most`);
  if (values.json) process.stdout.write(`${JSON.stringify({ ...figures, limits, memoryMb, held })}\n`);
  return held;
}

/** Sessions of so many people; they share one account, as no account is asked for its name. */
async function signIn({ url, head }: OfficeOfMany, people: number): Promise<readonly ApiClient[]> {
  await head.call(officeApi.addOfficer, {
    body: {
      username: 'penyelia',
      password: processPassword,
      name: 'Penyelia',
      roles: [{ role: 'supervisor', placeId: null }],
    },
  });
  const sessions: ApiClient[] = [];
  while (sessions.length < people) {
    const client = new ApiClient(url);
    await client.call(officeApi.signIn, { body: { username: 'penyelia', password: processPassword } });
    sessions.push(client);
  }
  return sessions;
}

async function play(work: Work, { people, seconds }: Phase): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const until = performance.now() + seconds * 1000;
  const person = async (index: number): Promise<void> => {
    for (;;) {
      const pause = -Math.log(1 - Math.random()) * pauseMs;
      if (performance.now() + pause >= until) return;
      await new Promise((resolve) => setTimeout(resolve, pause));
      outcomes.push(await work.act(index));
    }
  };
  await Promise.all(Array.from({ length: people }, (_, index) => person(index)));
  return outcomes;
}

type Percentiles = readonly [p50: number, p95: number, p99: number];

interface PhaseFigures {
  readonly people: number;
  readonly perSecond: number;
  /** Beside what is measured: an answer that reads nothing but the session, ms. */
  readonly bare: Percentiles;
  /** ms */
  readonly read: Percentiles;
  /** ms */
  readonly write: Percentiles;
  readonly failed: number;
  /** The 95th percentile of each act, ms. */
  readonly acts: Readonly<Record<string, number>>;
}

function figuresOf(outcomes: readonly Outcome[], { people, seconds }: Phase): PhaseFigures {
  const good = outcomes.filter(({ failed }) => !failed);
  const of = (kind: Outcome['kind']) => percentiles(good.filter((outcome) => outcome.kind === kind));
  const names = [...new Set(good.map(({ act }) => act))].sort();
  return {
    people,
    perSecond: one(outcomes.length / seconds),
    bare: of('bare'),
    read: of('read'),
    write: of('write'),
    failed: outcomes.length - good.length,
    acts: Object.fromEntries(
      names.map((name) => [name, percentiles(good.filter(({ act }) => act === name))[1]]),
    ),
  };
}

function percentiles(outcomes: readonly Outcome[]): Percentiles {
  const sorted = outcomes.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (share: number) => one(sorted[Math.floor(sorted.length * share)] ?? 0);
  return [at(0.5), at(0.95), at(0.99)];
}

process.exitCode = (await main()) ? 0 : 1;
