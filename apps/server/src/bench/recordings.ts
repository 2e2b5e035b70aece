/** `bin/rekam bench recordings`: every list of recordings over the office's own API, at a million of them. */
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { type AnswerOf, officeApi, type QueryOf } from '@rekam/protocol';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import { seededRandom } from '@rekam/testkit/demo-city/seeded-random.ts';
import { compactTally } from '../packet/index.ts';
import { openTestOffice, type TestOffice } from '../testing/test-office.ts';
import { fillRecordings } from './invented-recordings.ts';

/** No list may need longer than this many times an answer that reads nothing of a recording. */
const mostTimesBare = 25;
const repeats = 40;
/** One recording every half minute: a million are not quite a year. */
const betweenMs = 30_000;

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, recordings: { type: 'string', default: '1000000' } },
});

const tell = (text: string): void => void process.stderr.write(`${text}\n`);
const rounded = (value: number): number => Math.round(value * 100) / 100;

type Query = QueryOf<typeof officeApi.listEnrolments>;
type Page = AnswerOf<typeof officeApi.listEnrolments>;

interface Timed {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly timesBare: number;
}

async function percentilesOf(ask: (turn: number) => Promise<unknown>): Promise<Omit<Timed, 'timesBare'>> {
  const times: number[] = [];
  for (let turn = 0; turn < repeats; turn++) {
    const started = performance.now();
    await ask(turn);
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => rounded(times[Math.floor(times.length * share)]!);
  return { p50Ms: at(0.5), p95Ms: at(0.95) };
}

async function bench(recordings: number): Promise<boolean> {
  const office = await openTestOffice({ jobs: false });
  try {
    const places = await office.head.call(officeApi.listPlaces, {});
    const placeIds = places.slice(0, 7).map(({ id }) => id);
    const filled = performance.now();
    const begin = Date.now() - recordings * betweenMs;
    await fillRecordings(office.database, { count: recordings, placeIds, begin, betweenMs });
    await compactTally(office.database);
    tell(`filled      ${recordings} recordings in ${rounded((performance.now() - filled) / 1000)} s`);
    const lists = await timeLists(office, placeIds, recordings, begin);
    const slowest = Math.max(...Object.values(lists).map(({ timesBare }) => timesBare));
    const medians = await percentilesOf(() =>
      office.head.call(officeApi.stepStatistics, { query: { days: 30 } }),
    );
    tell(`medians of the last 30 days              p50 ${medians.p50Ms} ms, p95 ${medians.p95Ms} ms`);
    const held = slowest <= mostTimesBare;
    if (values.json)
      process.stdout.write(`${JSON.stringify({ recordings, lists, medians, slowest, held })}\n`);
    return held;
  } finally {
    await office.close();
  }
}

async function timeLists(office: TestOffice, placeIds: readonly string[], recordings: number, begin: number) {
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
  const placeId = placeIds[3]!;
  const auditor = await office.signedInAs('pemeriksa', [{ role: 'auditor', placeId: null }]);
  const supervisor = await office.signedInAs('penyelia', [{ role: 'supervisor', placeId }]);
  const random = seededRandom(1);
  const some = () => 1 + random.below(recordings);
  const stationId = `sta_${'3'.padStart(32, '0')}`;
  const list = (query: Query, as: ApiClient = office.head) => as.call(officeApi.listEnrolments, { query });
  const search = (q: string) => office.head.call(officeApi.searchEnrolments, { body: { q } });
  const deep = await cursors(list, 40);
  const asks: Readonly<Record<string, (turn: number) => Promise<unknown>>> = {
    'newest page': () => list({}),
    'pages 2 to 41': (turn) => list({ cursor: deep[turn]! }),
    'the page in the middle': () => list({ cursor: cursorAt(begin, recordings >> 1) }),
    'largest page': () => list({ limit: 200 }),
    held: () => list({ state: 'held' }),
    'held, one place': () => list({ state: 'held', placeId }),
    'held, one station': () => list({ state: 'held', stationId }),
    'waiting to be opened (none)': () => list({ state: 'received' }),
    'one place': () => list({ placeId }),
    'one station': () => list({ stationId }),
    'a day a month ago': () => list({ from: day(31), until: day(31) }),
    'a day with none': () => list({ from: '2019-01-01', until: '2019-01-01' }),
    'forced, one place': () => list({ forced: 'yes', placeId }),
    'forced, set aside, one station (none)': () => list({ forced: 'yes', state: 'set-aside', stationId }),
    "a supervisor's place": () => list({}, supervisor),
    "held at a supervisor's place": () => list({ state: 'held' }, supervisor),
    'NIK, whole': () => search(`5371${String(some()).padStart(12, '0')}`),
    'NIK, first eight': () => search(`5371${String(some()).padStart(12, '0').slice(0, 4)}`),
    'name, whole': () => search(`SITI ${some() % 5000} RAHMAWATI`),
    'name, a common word': () => search('RAHMAWATI'),
    'receipt code': () => search('7KQ2M-XD4R8'),
    'audit, newest page': () => auditor.call(officeApi.auditTrail, { query: {} }),
  };
  const bare = await percentilesOf(() => office.head.call(officeApi.getSession, {}));
  const lists: Record<string, Timed> = {};
  tell(`bare        p50 ${bare.p50Ms} ms, p95 ${bare.p95Ms} ms: who am I, which reads no recording`);
  for (const [name, ask] of Object.entries(asks)) {
    const timed = await percentilesOf(ask);
    lists[name] = { ...timed, timesBare: rounded(timed.p50Ms / bare.p50Ms) };
    tell(`${name.padEnd(40)} p50 ${timed.p50Ms} ms, p95 ${timed.p95Ms} ms`);
  }
  return lists;
}

/** Cursors of the first pages, one after the other. */
async function cursors(list: (query: Query) => Promise<Page>, count: number): Promise<string[]> {
  const found: string[] = [];
  for (let cursor: string | null | undefined; found.length < count; ) {
    cursor = (await list(cursor ? { cursor } : {})).nextCursor;
    if (cursor === null) throw new Error('there are fewer pages than that');
    found.push(cursor);
  }
  return found;
}

const cursorAt = (begin: number, n: number): string => {
  const at = new Date(begin + n * betweenMs).toISOString();
  return Buffer.from(`${at} pkt_${n.toString(16).padStart(32, '0')}`).toString('base64url');
};

process.exitCode = (await bench(Number(values.recordings))) ? 0 : 1;
