import { type DirectoryEntry, nameMatches, normaliseName, type PlainDate } from '@rekam/domain';
import type { Database, Queryable } from '../ports/database.ts';
import {
  type Candidate,
  type ChangedEntry,
  type FoundResident,
  findByNik,
  findByWords,
  lastRevision,
  listChanged,
  listDepartures,
  numberChanges,
  type Regions,
  readFound,
} from './store.ts';

/** Entries looked at before they are sorted: who has more of them typed too little to want an order. */
const mostCandidates = 400;

/**
 * Residents by NIK (its first digits or all) or by name: every word asked for begins a word of the name, in any order
 * (RES13); the name that begins as asked comes first.
 */
export async function searchResidents(
  database: Queryable,
  q: string,
  regions: Regions,
  limit: number,
): Promise<FoundResident[]> {
  const found = await findCandidates(database, q, regions, limit);
  return found.length === 0 ? [] : readFound(database, found);
}

/** NIKs in the order in which they are shown. */
async function findCandidates(
  database: Queryable,
  q: string,
  regions: Regions,
  limit: number,
): Promise<string[]> {
  const digits = q.replace(/[\s.-]/g, '');
  if (/^\d+$/.test(digits)) {
    if (digits.length > 16) return [];
    return (await findByNik(database, digits, regions, limit)).map(({ nik }) => nik);
  }
  const asked = normaliseName(q);
  if (asked.replaceAll(' ', '').length < 2) return [];
  const candidates = await findByWords(database, tsqueryOf(asked), regions, mostCandidates);
  const rankOf = ({ name }: Candidate): number => (normaliseName(name).startsWith(asked) ? 0 : 1);
  return candidates
    .filter(({ name }) => nameMatches(asked, name))
    .map((candidate) => ({ ...candidate, rank: rankOf(candidate) }))
    .sort((a, b) => a.rank - b.rank || compare(a.name, b.name) || compare(a.nik, b.nik))
    .slice(0, limit)
    .map(({ nik }) => nik);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The words as beginnings; beside them the same letters in one word or parted in two, since the division into words
 * does not matter. Normalised words hold letters and digits only, so quoting them is enough. Nothing is asked twice:
 * PostgreSQL would take it for twice as common, and read the register from its first line instead of the index.
 */
function tsqueryOf(asked: string): string {
  const words = asked.split(' ');
  const joined = words.join('');
  const beginnings = words.map((word) => `'${word}':*`).join(' & ');
  const parted = [...joined].length > 3 && words.length <= 2 ? partings(joined) : [];
  return [`(${beginnings})`, ...(words.length > 1 ? [`'${joined}':*`] : []), ...parted].join(' | ');
}

const partings = (joined: string): string[] => {
  const letters = [...joined];
  return letters
    .slice(2, -1)
    .map(
      (_, index) => `('${letters.slice(0, index + 2).join('')}' & '${letters.slice(index + 2).join('')}':*)`,
    );
};

export interface DirectoryPage {
  readonly rows: readonly (ChangedEntry & { readonly removed: boolean })[];
  readonly lastRevision: number;
  readonly more: boolean;
}

/** The next page of a region's changes. `lastRevision` is what to ask after next time. */
export async function readDirectory(
  database: Database,
  { region, after, limit }: { region: string; after: number; limit: number },
): Promise<DirectoryPage> {
  await database.transact(numberChanges);
  const { entries, last } = await listChanged(database, region, after, limit);
  const departures = await listDepartures(database, region, after, limit);
  const rows = [
    ...entries.map((entry) => ({ ...entry, removed: false })),
    ...departures
      .filter(({ revision }) => revision <= last)
      .map(({ nik, revision }) => ({ revision, ...forgotten(nik), removed: true })),
  ].sort((a, b) => a.revision - b.revision);
  const more = rows.length >= limit;
  const page = rows.slice(0, limit);
  return { rows: page, more, lastRevision: more ? page.at(-1)!.revision : Math.max(after, last) };
}

/** Someone who moved away: nothing but the number, so that the station can forget the rest. */
const forgotten = (nik: string): DirectoryEntry => ({
  biodata: {
    nik,
    familyCardNumber: null,
    name: '-',
    birthPlace: '',
    birthDate: '1900-01-01' as PlainDate,
    sex: 'LAKI-LAKI',
    bloodGroup: '-',
    religion: 'ISLAM',
    maritalStatus: 'BELUM KAWIN',
    occupation: '',
    nationality: 'WNI',
    address: '',
    rt: '000',
    rw: '000',
    kelurahanCode: '',
  },
  recorded: null,
  diedOn: null,
});

/** Number of the last change of any resident, those just made included. */
export async function currentRevision(database: Database): Promise<number> {
  await database.transact(numberChanges);
  return lastRevision(database);
}
