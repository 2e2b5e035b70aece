import type { LetterId, PlainDate } from '@rekam/domain';
import type { Queryable } from '../../ports/database.ts';

export interface EndingLetter {
  readonly id: LetterId;
  readonly year: number;
  readonly serial: number;
  readonly number: string;
  readonly name: string;
  readonly kelurahan: string;
  readonly kecamatan: string;
  readonly rt: string;
  readonly rw: string;
  readonly validUntil: PlainDate;
}

/** Letters whose last day lies between two days, both included, and that nothing ended before. */
export interface Span {
  readonly from: PlainDate;
  readonly until: PlainDate;
}

/** The place of a letter in the list. */
export type Place = Pick<EndingLetter, 'validUntil' | 'year' | 'serial'>;

const within = `voided_on is null and replaced_by_id is null and valid_until between $1 and $2`;
const kelurahanCode = `content->'biodata'->>'kelurahanCode'`;

/** The first to end first. @param region null: of wherever; @param after null: from the beginning */
export async function listEndingLetters(
  database: Queryable,
  { from, until }: Span,
  region: string | null,
  after: Place | null,
  limit: number,
): Promise<EndingLetter[]> {
  const { rows } = await database.query<EndingLetter>(
    `select id, year, serial, number, content->'biodata'->>'name' as name, content->>'kelurahan' as kelurahan,
       content->>'kecamatan' as kecamatan, content->'biodata'->>'rt' as rt, content->'biodata'->>'rw' as rw,
       valid_until as "validUntil"
     from letter where ${within}
       and ($3::text is null or ${kelurahanCode} = $3 or ${kelurahanCode} like $3 || '.%')
       and ($4::date is null or (valid_until, year, serial) > ($4::date, $5::int, $6::int))
     order by valid_until, year, serial limit $7`,
    [from, until, region, after?.validUntil ?? null, after?.year ?? null, after?.serial ?? null, limit],
  );
  return rows;
}

export interface EndingArea {
  readonly kelurahanCode: string;
  readonly kelurahan: string;
  readonly kecamatan: string;
  readonly letters: number;
}

/** How many letters end where, by name. */
export async function countEndingByArea(database: Queryable, { from, until }: Span): Promise<EndingArea[]> {
  const { rows } = await database.query<EndingArea>(
    `select ${kelurahanCode} as "kelurahanCode", max(content->>'kelurahan') as kelurahan,
       max(content->>'kecamatan') as kecamatan, count(*)::int as letters
     from letter where ${within} group by 1 order by 3, 2, 1`,
    [from, until],
  );
  return rows;
}
