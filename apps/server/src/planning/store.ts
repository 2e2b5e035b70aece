import type { Queryable } from '../ports/database.ts';

/**
 * Residents of 17 and more without a recording counted here, by the eight characters of their kecamatan and by what the
 * centre last said of them (PLN17). `centre_said` is asked only of those of whom a word was noted; of all others it would
 * say what came with the register.
 * @param bornUntil `YYYY-MM-DD`; who was born later needs no card yet
 */
export async function countWithoutRecording(
  database: Queryable,
  bornUntil: string,
): Promise<readonly { kecamatan: string; status: string | null; count: number }[]> {
  const { rows } = await database.query<{ kecamatan: string; status: string | null; count: number }>(
    `select left(r.kelurahan_code, 8) as kecamatan, s.status, count(*)::int as count
     from resident r
     cross join lateral (select case
       when exists (select from centre_word w where w.nik = r.nik) then (select status from centre_said(r.nik))
       else r.recorded_status end as status) s
     where r.birth_date <= $1
       and not exists (select from recording c where c.nik = r.nik and c.state = 'counted')
     group by 1, 2`,
    [bornUntil],
  );
  return rows;
}
