import type { Letter, LetterId, PlainDate, VoidReason } from '@rekam/domain';
import type { Queryable } from '../ports/database.ts';
import type { LetterContent } from './letter-content.ts';
import type { EndedLetter } from './status-list.ts';

export interface StoredLetter extends Letter {
  readonly nik: string;
  readonly content: LetterContent;
  readonly code: string;
  readonly signing: 'electronic' | 'by-hand';
  readonly kekVersion: number;
  readonly wrapped: Uint8Array;
  readonly year: number;
  readonly serial: number;
}

type Row = Omit<StoredLetter, 'voided'> & {
  readonly voidedOn: PlainDate | null;
  readonly voidReason: VoidReason | null;
};

const columns = `id, year, serial, number, nik, purpose, issued_on as "issuedOn", valid_until as "validUntil", content,
  code, signing, kek_version as "kekVersion", wrapped, previous_id as "previousId",
  replaced_by_id as "replacedById", voided_on as "voidedOn", void_reason as "voidReason"`;

const letterOf = ({ voidedOn, voidReason, ...row }: Row): StoredLetter => ({
  ...row,
  voided: voidedOn && voidReason ? { on: voidedOn, reason: voidReason } : null,
});

async function select(
  database: Queryable,
  rest: string,
  values: readonly unknown[],
): Promise<StoredLetter[]> {
  const { rows } = await database.query<Row>(`select ${columns} from letter ${rest}`, values);
  return rows.map(letterOf);
}

export const findLetter = async (database: Queryable, id: string): Promise<StoredLetter | undefined> =>
  (await select(database, 'where id = $1', [id]))[0];

export const findLetterByNumber = async (
  database: Queryable,
  number: string,
): Promise<StoredLetter | undefined> => (await select(database, 'where number = $1', [number]))[0];

export const findLettersByNumber = (
  database: Queryable,
  numbers: readonly string[],
): Promise<StoredLetter[]> => select(database, 'where number = any($1)', [numbers]);

/** The letter of a resident that was issued last. */
export const findLatestLetter = async (database: Queryable, nik: string): Promise<StoredLetter | undefined> =>
  (await select(database, 'where nik = $1 order by year desc, serial desc limit 1', [nik]))[0];

/** Newest first. @param before only letters with smaller numbers */
export const listLetters = (
  database: Queryable,
  before: { readonly year: number; readonly serial: number } | null,
  limit: number,
): Promise<StoredLetter[]> =>
  select(
    database,
    `where $1::int is null or (year, serial) < ($1::int, $2::int) order by year desc, serial desc limit $3`,
    [before?.year ?? null, before?.serial ?? null, limit],
  );

/** By the first digits of a NIK, or by the whole number. */
export const searchLetters = (database: Queryable, q: string, limit: number): Promise<StoredLetter[]> =>
  select(database, 'where number = $1 or ($2 and nik like $3) order by year desc, serial desc limit $4', [
    q,
    /^\d{4,16}$/.test(q),
    `${q.replaceAll(/\D/g, '')}%`,
    limit,
  ]);

/** Letters that ended before their day and would still be valid: what checkers must know offline. */
export async function listEnded(database: Queryable, today: PlainDate): Promise<EndedLetter[]> {
  const { rows } = await database.query<EndedLetter>(
    `select l.number, coalesce(l.voided_on, n.issued_on) as "endedOn"
     from letter l left join letter n on n.id = l.replaced_by_id
     where (l.voided_on is not null or l.replaced_by_id is not null) and l.valid_until >= $1 order by l.number`,
    [today],
  );
  return rows;
}

/** A letter as the register tells it to others. */
export interface RegisterLine
  extends Pick<
    StoredLetter,
    'number' | 'nik' | 'purpose' | 'issuedOn' | 'validUntil' | 'voided' | 'replacedById'
  > {
  readonly name: string;
  readonly birthPlace: string;
  readonly birthDate: PlainDate;
  readonly kelurahan: string;
  readonly kecamatan: string;
}

/** By number. @param validOn only those valid on that day; null: all */
export async function listRegister(database: Queryable, validOn: PlainDate | null): Promise<RegisterLine[]> {
  const { rows } = await database.query<Omit<RegisterLine, 'voided'> & Pick<Row, 'voidedOn' | 'voidReason'>>(
    `select number, nik, purpose, issued_on as "issuedOn", valid_until as "validUntil",
       voided_on as "voidedOn", void_reason as "voidReason", replaced_by_id as "replacedById",
       content->'biodata'->>'name' as name, content->'biodata'->>'birthPlace' as "birthPlace",
       content->'biodata'->>'birthDate' as "birthDate", content->>'kelurahan' as kelurahan,
       content->>'kecamatan' as kecamatan
     from letter
     where $1::date is null or (voided_on is null and replaced_by_id is null and valid_until >= $1::date)
     order by year, serial`,
    [validOn],
  );
  return rows.map(({ voidedOn, voidReason, ...row }) => ({
    ...row,
    voided: voidedOn && voidReason ? { on: voidedOn, reason: voidReason } : null,
  }));
}

/** Nobody else issues to this resident until the transaction ends. */
export async function lockNik(tx: Queryable, nik: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 169))', [nik]);
}

/** LET20: the next number of a year; it is free again when the transaction is undone. */
export async function takeSerial(tx: Queryable, year: number): Promise<number> {
  const { rows } = await tx.query<{ last: number }>(
    `insert into letter_counter (year, last) values ($1, 1)
     on conflict (year) do update set last = letter_counter.last + 1 returning last`,
    [year],
  );
  return rows[0]!.last;
}

export async function insertLetter(tx: Queryable, letter: StoredLetter): Promise<void> {
  await tx.query(
    `insert into letter (id, year, serial, number, nik, purpose, issued_on, valid_until, content, code, signing,
       kek_version, wrapped, previous_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      letter.id,
      letter.year,
      letter.serial,
      letter.number,
      letter.nik,
      letter.purpose,
      letter.issuedOn,
      letter.validUntil,
      JSON.stringify(letter.content),
      letter.code,
      letter.signing,
      letter.kekVersion,
      letter.wrapped,
      letter.previousId,
    ],
  );
  if (letter.previousId)
    await tx.query('update letter set replaced_by_id = $2 where id = $1', [letter.previousId, letter.id]);
}

export async function setVoided(
  tx: Queryable,
  id: LetterId,
  voided: NonNullable<Letter['voided']>,
): Promise<void> {
  await tx.query('update letter set voided_on = $2, void_reason = $3 where id = $1', [
    id,
    voided.on,
    voided.reason,
  ]);
}
