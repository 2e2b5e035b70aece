import type { Queryable } from '../ports/database.ts';

/**
 * Residents of 17 and more without a recording, by the eight characters of their kecamatan. What counts as recorded elsewhere
 * is the domain's `meansRecorded`; the words for "not recorded" are few, so they are counted apart here.
 * @param bornUntil `YYYY-MM-DD`; who was born later needs no card yet
 */
export async function countWithoutRecording(
  database: Queryable,
  bornUntil: string,
): Promise<readonly { kecamatan: string; status: string | null; count: number }[]> {
  const { rows } = await database.query<{ kecamatan: string; status: string | null; count: number }>(
    `select left(r.kelurahan_code, 8) as kecamatan, r.recorded_status as status, count(*)::int as count
     from resident r where r.birth_date <= $1
       and not exists (select from recording c where c.nik = r.nik and c.state = 'counted')
     group by 1, 2`,
    [bornUntil],
  );
  return rows;
}
