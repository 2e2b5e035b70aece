/*
 * The waiting rows into `resident`, set by set in one transaction: new ones are added, different ones changed, nobody
 * is deleted, and only what was added or changed gets a new revision.
 */
import type { Death, PlainDate } from '@rekam/domain';
import type { Queryable } from '../ports/database.ts';
import type { Column } from './csv/columns.ts';
import { residentColumns } from './csv/resident-parser.ts';

export interface Merged {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

type Staged = (typeof residentColumns)[number];

/** Columns a file may lack: what is known of them then stays. */
const optional: Partial<Record<Staged, Column>> = {
  family_card_number: 'NO_KK',
  birth_place: 'TMPT_LHR',
  blood_group: 'GOL_DRH',
  occupation: 'PEKERJAAN',
  nationality: 'KEWARGANEGARAAN',
};
const recordedColumns: readonly Staged[] = ['recorded_status', 'recorded_source', 'recorded_as_of'];
const compared = residentColumns.filter((column) => column !== 'nik');

/** What a column becomes; a file that says nothing of a recording takes nothing back that was said of one. */
function newValue(column: Staged, present: ReadonlySet<Column>): string {
  const needs = optional[column];
  if (needs && !present.has(needs)) return `r.${column}`;
  if (recordedColumns.includes(column))
    return `case when i.recorded_status is null then r.${column} else i.${column} end`;
  return `i.${column}`;
}

export async function mergeIncoming(tx: Queryable, columns: readonly Column[]): Promise<Merged> {
  await tx.query("set local work_mem = '128MB'");
  await tx.query("set local maintenance_work_mem = '256MB'");
  const base = await lockRevision(tx);
  const { rows } = await tx.query<{ empty: boolean }>('select not exists (select from resident) as empty');
  const merged = rows[0]!.empty ? await addAll(tx, base) : await mergeInto(tx, base, new Set(columns));
  await tx.query('update resident_revision set last = last + $1', [merged.added + merged.changed]);
  return merged;
}

/** Last number given; nobody else gives numbers until this transaction ends. */
export async function lockRevision(tx: Queryable): Promise<number> {
  const { rows } = await tx.query<{ last: number }>('select last from resident_revision for update');
  return rows[0]!.last;
}

/** Into an empty table, in the order of the file: indexes built over all rows at once cost a third of growing ones. */
async function addAll(tx: Queryable, base: number): Promise<Merged> {
  const { rows: indexes } = await tx.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
     from pg_index where indrelid = 'resident'::regclass and not indisprimary`,
  );
  for (const { name } of indexes) await tx.query(`drop index ${name}`);
  await tx.query('alter table resident drop constraint resident_pkey');
  const { rowCount } = await tx.query(
    `insert into resident (nik, revision, ${compared.join(', ')})
     select nik, $1 + row_number() over (), ${compared.join(', ')} from resident_incoming`,
    [base],
  );
  await tx.query('alter table resident add primary key (nik)');
  for (const { definition } of indexes) await tx.query(definition);
  return { added: rowCount, changed: 0, unchanged: 0 };
}

async function mergeInto(tx: Queryable, base: number, present: ReadonlySet<Column>): Promise<Merged> {
  await tx.query('analyze resident_incoming');
  const values = compared.map((column) => newValue(column, present));
  const olds = compared.map((column) => `r.${column}`);
  const { rows } = await tx.query<{ known: number }>(
    'select count(*) as known from resident_incoming i join resident r using (nik)',
  );
  await tx.query(
    `create temporary table resident_changed on commit drop as
     select nik, ${base}::bigint + row_number() over (order by nik) as revision,
       left(r.kelurahan_code, 8) as left_kecamatan, left(i.kelurahan_code, 8) as kecamatan
     from resident_incoming i join resident r using (nik)
     where (${olds.join(', ')}) is distinct from (${values.join(', ')})`,
  );
  await tx.query('analyze resident_changed');
  await noteMoves(tx);
  const { rowCount: changed } = await tx.query(
    `update resident r set revision = c.revision,
       ${compared.map((column, index) => `${column} = ${values[index]}`).join(', ')}
     from resident_changed c join resident_incoming i using (nik) where r.nik = c.nik`,
  );
  const { rowCount: added } = await tx.query(
    `insert into resident (nik, revision, ${compared.join(', ')})
     select nik, $1 + row_number() over (order by nik), ${compared.join(', ')} from resident_incoming i
     where not exists (select from resident r where r.nik = i.nik) order by nik`,
    [base + changed],
  );
  return { added, changed, unchanged: rows[0]!.known - changed };
}

/** Deaths the file tells that are not written down; one that was taken back is not told again by the same words. */
export async function listNewDeaths(
  tx: Queryable,
): Promise<(Death & { readonly nik: string; readonly birthDate: PlainDate })[]> {
  const { rows } = await tx.query<Death & { nik: string; birthDate: PlainDate }>(
    `select i.nik, i.died_on as "diedOn", i.death_paper as paper, i.birth_date as "birthDate"
     from resident_incoming i where i.died_on is not null and not exists (
       select from resident_death d where d.nik = i.nik
         and (d.taken_back_at is null or (d.died_on = i.died_on and d.paper = i.death_paper)))
     order by i.nik`,
  );
  return rows;
}

async function noteMoves(tx: Queryable): Promise<void> {
  await tx.query(
    `insert into resident_departure (nik, kecamatan_code, revision)
     select nik, left_kecamatan, revision from resident_changed where left_kecamatan <> kecamatan
     on conflict (nik, kecamatan_code) do update set revision = excluded.revision`,
  );
  await tx.query(
    `delete from resident_departure d using resident_changed c
     where d.nik = c.nik and d.kecamatan_code = c.kecamatan`,
  );
}
