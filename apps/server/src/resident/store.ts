import {
  type Biodata,
  type DirectoryEntry,
  meansRecorded,
  type PlainDate,
  type RecordedStatus,
  recordedByRekam,
} from '@rekam/domain';
import type { Queryable } from '../ports/database.ts';
import { lockRevision } from './merge-store.ts';

interface Row {
  readonly nik: string;
  readonly familyCardNumber: string | null;
  readonly name: string;
  readonly birthPlace: string;
  readonly birthDate: PlainDate;
  readonly sex: Biodata['sex'];
  readonly bloodGroup: Biodata['bloodGroup'];
  readonly religion: Biodata['religion'];
  readonly maritalStatus: Biodata['maritalStatus'];
  readonly occupation: string;
  readonly nationality: Biodata['nationality'];
  readonly address: string;
  readonly rt: string;
  readonly rw: string;
  readonly kelurahanCode: string;
  readonly recordedStatus: string | null;
  readonly recordedSource: string | null;
  readonly recordedAsOf: PlainDate | null;
  readonly diedOn: PlainDate | null;
  /** Day of the recording that counts here, in the office's zone; null: none does. */
  readonly countedOn: PlainDate | null;
}

const biodataColumns = `r.nik, r.family_card_number as "familyCardNumber", r.name, r.birth_place as "birthPlace",
  r.birth_date as "birthDate", r.sex, r.blood_group as "bloodGroup", r.religion, r.marital_status as "maritalStatus",
  r.occupation, r.nationality, r.address, r.rt, r.rw, r.kelurahan_code as "kelurahanCode"`;

/** What the centre last said and what this office counted; a station's clock is believed where the office does. */
const recordedColumns = `d.died_on as "diedOn", s.status as "recordedStatus", s.source as "recordedSource", s.as_of as "recordedAsOf",
  ((case when c.clock_trusted then c.recorded_at else c.received_at end) at time zone
    (select case time_zone when 'WIB' then 'Asia/Jakarta' when 'WITA' then 'Asia/Makassar' else 'Asia/Jayapura' end
     from office))::date as "countedOn"`;
const counted = `left join recording c on c.nik = r.nik and c.state = 'counted'
  left join resident_death d on d.nik = r.nik and d.taken_back_at is null
  left join lateral centre_said(r.nik) s on true`;

/** A recording counted here outweighs what was said before it, and that there is none (DRS3). */
export function recordedOf(
  row: Pick<Row, 'countedOn' | 'recordedStatus' | 'recordedSource' | 'recordedAsOf'>,
): RecordedStatus | null {
  const said =
    row.recordedStatus === null || row.recordedSource === null
      ? null
      : { status: row.recordedStatus, source: row.recordedSource, asOf: row.recordedAsOf };
  if (row.countedOn === null) return said;
  const isAboutIt = said !== null && said.asOf !== null && said.asOf >= row.countedOn && meansRecorded(said);
  return isAboutIt ? said : { status: recordedByRekam, source: recordedByRekam, asOf: row.countedOn };
}

const biodataOf = (row: Row): Biodata => ({
  nik: row.nik,
  familyCardNumber: row.familyCardNumber,
  name: row.name,
  birthPlace: row.birthPlace,
  birthDate: row.birthDate,
  sex: row.sex,
  bloodGroup: row.bloodGroup,
  religion: row.religion,
  maritalStatus: row.maritalStatus,
  occupation: row.occupation,
  nationality: row.nationality,
  address: row.address,
  rt: row.rt,
  rw: row.rw,
  kelurahanCode: row.kelurahanCode,
});

const entryOf = (row: Row): DirectoryEntry => ({
  biodata: biodataOf(row),
  recorded: recordedOf(row),
  diedOn: row.diedOn,
});

/** The office's entry of a NIK. */
export async function findResident(database: Queryable, nik: string): Promise<DirectoryEntry | undefined> {
  const { rows } = await database.query<Row>(
    `select ${biodataColumns}, ${recordedColumns} from resident r ${counted} where r.nik = $1`,
    [nik],
    'resident',
  );
  return rows[0] && entryOf(rows[0]);
}

/** Residents of a region whose recording counts here, in the order of their addresses. */
export async function listCounted(
  database: Queryable,
  region: string,
): Promise<{ readonly nik: string; readonly recorded: RecordedStatus | null }[]> {
  const { rows } = await database.query<Row>(
    `select r.nik, ${recordedColumns} from resident r ${counted}
     where c.nik is not null and (r.kelurahan_code = $1 or r.kelurahan_code like $1 || '.%')
     order by r.kelurahan_code, r.rw, r.rt, r.address, r.name, r.nik`,
    [region],
  );
  return rows.map((row) => ({ nik: row.nik, recorded: recordedOf(row) }));
}

/** The office's entries of those of these NIKs that it knows. */
export async function listResidents(database: Queryable, niks: readonly string[]): Promise<DirectoryEntry[]> {
  const { rows } = await database.query<Row>(
    `select ${biodataColumns}, ${recordedColumns} from resident r ${counted} where r.nik = any($1)`,
    [niks],
  );
  return rows.map(entryOf);
}

/** Every NIK whose entry came with one of these words about its recording. */
export async function listWithStatus(
  database: Queryable,
  isWanted: (status: string) => boolean,
): Promise<string[]> {
  const words = await database.query<{ status: string }>(
    'select distinct recorded_status as status from resident where recorded_status is not null',
  );
  const wanted = words.rows.map(({ status }) => status).filter(isWanted);
  const { rows } = await database.query<{ nik: string }>(
    'select nik from resident where recorded_status = any($1)',
    [wanted],
  );
  return rows.map(({ nik }) => nik);
}

/** What is known of recordings of these NIKs has changed: their entries are due for new revisions. */
export async function markChanged(tx: Queryable, niks: readonly string[]): Promise<void> {
  await tx.query('update resident set revision = null where nik = any($1)', [niks], 'resident-changed');
}

/**
 * RES19: until the transaction ends nobody writes a death of these residents down; one that is just being written is
 * waited for. Asked before any other lock, and before their entries are read.
 */
export async function holdAlive(tx: Queryable, niks: readonly string[]): Promise<void> {
  await tx.query('select from resident where nik = any($1) order by nik for key share', [niks]);
}

/** RES19, the other side: whoever gives these residents something now is waited for, or waits. */
export async function holdForDeath(tx: Queryable, niks: readonly string[]): Promise<void> {
  await tx.query('select from resident where nik = any($1) order by nik for update', [niks]);
}

/**
 * Numbers the entries that changed since. Apart from the change itself, so that packets opened side by side do not
 * wait for one another. Belongs into a transaction of its own.
 */
export async function numberChanges(tx: Queryable): Promise<void> {
  const { rows } = await tx.query<{ due: boolean }>(
    'select exists (select from resident where revision is null) as due',
  );
  if (!rows[0]!.due) return;
  const base = await lockRevision(tx);
  const { rowCount } = await tx.query(
    `update resident r set revision = d.revision
     from (select nik, $1 + row_number() over (order by nik) as revision from resident where revision is null) d
     where r.nik = d.nik and r.revision is null`,
    [base],
  );
  await tx.query('update resident_revision set last = last + $1', [rowCount]);
}

export async function lastRevision(database: Queryable): Promise<number> {
  return (await database.query<{ last: number }>('select last from resident_revision')).rows[0]!.last;
}

export interface ChangedEntry extends DirectoryEntry {
  readonly revision: number;
}

/** Entries of a region changed after a revision, in their order, and the office's last revision of the same moment. */
export async function listChanged(
  database: Queryable,
  region: string,
  after: number,
  limit: number,
): Promise<{ entries: ChangedEntry[]; last: number }> {
  const { rows } = await database.query<Partial<Row> & { revision: number | null; last: number }>(
    `select n.last, e.* from resident_revision n left join lateral (
       select r.revision, ${biodataColumns}, ${recordedColumns} from resident r ${counted}
       where r.revision > $2 and r.kelurahan_code >= $1 || '.' and r.kelurahan_code < $1 || '/'
       order by r.revision limit $3) e on true order by e.revision`,
    [region, after, limit],
  );
  const found = rows.filter((row): row is Row & { revision: number; last: number } => row.revision !== null);
  return {
    entries: found.map((row) => ({ revision: row.revision, ...entryOf(row) })),
    last: rows[0]!.last,
  };
}

/** Residents who left a kecamatan after a revision, in its order. */
export async function listDepartures(
  database: Queryable,
  kecamatanCode: string,
  after: number,
  limit: number,
): Promise<{ nik: string; revision: number }[]> {
  return (
    await database.query<{ nik: string; revision: number }>(
      `select nik, revision from resident_departure where kecamatan_code = $1 and revision > $2
       order by revision limit $3`,
      [kecamatanCode, after, limit],
    )
  ).rows;
}

export interface FoundResident extends Pick<Row, 'nik' | 'name' | 'birthDate' | 'sex' | 'diedOn'> {
  readonly kelurahan: string;
  readonly kecamatan: string;
  readonly recorded: RecordedStatus | null;
}

type FoundRow = Omit<FoundResident, 'recorded'> &
  Pick<Row, 'countedOn' | 'recordedStatus' | 'recordedSource' | 'recordedAsOf'>;

/** Regions whose residents may be found; `'all'`: of wherever. */
export type Regions = 'all' | readonly string[];

const within = (regions: Regions): string | null =>
  regions === 'all' ? null : `^(${regions.map((region) => region.replaceAll('.', '\\.')).join('|')})\\.`;

export interface Candidate {
  readonly nik: string;
  readonly name: string;
}

const candidates = (condition: string): string => `
  select nik, name from resident where ${condition} and ($2::text is null or kelurahan_code ~ $2)`;

/** @param digits the first digits of a NIK, or all 16 */
export async function findByNik(
  database: Queryable,
  digits: string,
  regions: Regions,
  limit: number,
): Promise<Candidate[]> {
  const { rows } = await database.query<Candidate>(
    `${candidates("nik >= $1 and nik < $1 || ':'")} order by nik limit $3`,
    [digits, within(regions), limit],
  );
  return rows;
}

/** Any `limit` of those who fit. @param words a tsquery over the words of the name */
export async function findByWords(
  database: Queryable,
  words: string,
  regions: Regions,
  limit: number,
): Promise<Candidate[]> {
  const { rows } = await database.query<Candidate>(
    `${candidates("array_to_tsvector(string_to_array(search_name, ' ')) @@ $1::tsquery")} limit $3`,
    [words, within(regions), limit],
  );
  return rows;
}

/** What a search shows of residents, in the order of their NIKs as given. */
export async function readFound(database: Queryable, niks: readonly string[]): Promise<FoundResident[]> {
  const { rows } = await database.query<FoundRow>(
    `select r.nik, r.name, r.birth_date as "birthDate", r.sex, coalesce(k.name, r.kelurahan_code) as kelurahan,
       coalesce(k.kecamatan_name, left(r.kelurahan_code, 8)) as kecamatan, ${recordedColumns}
     from resident r ${counted} left join kelurahan k on k.code = r.kelurahan_code
     where r.nik = any($1) order by array_position($1, r.nik)`,
    [niks],
  );
  return rows.map(({ nik, name, birthDate, sex, diedOn, kelurahan, kecamatan, ...recorded }) => ({
    nik,
    name,
    birthDate,
    sex,
    diedOn,
    kelurahan,
    kecamatan,
    recorded: recordedOf(recorded),
  }));
}
