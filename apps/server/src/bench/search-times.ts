import { seededRandom } from '@rekam/testkit/demo-city/seeded-random.ts';
import type { Database } from '../ports/database.ts';
import { searchResidents } from '../resident/index.ts';

export interface Percentiles {
  readonly p50Ms: number;
  readonly p95Ms: number;
}

const searches = 400;

/** Searches of residents that exist: by whole NIK, and by beginnings of one or two words of a name. */
export async function timeSearches(
  database: Database,
  seed: number,
): Promise<{ nik: Percentiles; name: Percentiles }> {
  const random = seededRandom(seed);
  const { rows } = await database.query<{ nik: string; name: string }>(
    'select nik, search_name as name from resident tablesample system (1) repeatable (7) limit 4000',
  );
  const someone = () => random.pick(rows);
  const beginning = (word: string) =>
    word.slice(0, Math.max(3, 2 + random.below(Math.max(1, word.length - 1))));
  const nameQuery = () => {
    const words = someone().name.split(' ');
    const chosen = random.chance(0.3) ? [random.pick(words)] : [words[0]!, words.at(-1)!];
    return chosen.map(beginning).join(' ');
  };
  return {
    nik: await percentilesOf(database, () => someone().nik),
    name: await percentilesOf(database, nameQuery),
  };
}

async function percentilesOf(database: Database, query: () => string): Promise<Percentiles> {
  const times: number[] = [];
  for (let i = 0; i < searches; i++) {
    const q = query();
    const started = performance.now();
    await searchResidents(database, q, 'all', 20);
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => Math.round(times[Math.floor(times.length * share)]! * 100) / 100;
  return { p50Ms: at(0.5), p95Ms: at(0.95) };
}
