import type { Queryable } from '../ports/database.ts';

/**
 * Fills the table of recordings as work of years would: from thirty stations, one of
 * forty held and one of two hundred set aside, a tenth forced.
 */
export async function fillRecordings(
  database: Queryable,
  wanted: { count: number; placeIds: readonly string[]; begin: number; betweenMs: number },
): Promise<void> {
  await database.query(
    `insert into recording (packet_id, id, state, held_reason, station_id, place_id, sha256, bytes, via, sealed_at,
       received_at, opened_at, nik, name, kelurahan_code, operator_id, recorded_at, clock_trusted, receipt_code,
       forced, exceptions, owed, total_ms, steps)
     select 'pkt_' || lpad(to_hex(n), 32, '0'), 'enr_' || lpad(to_hex(n), 32, '0'),
       case when n % 40 = 0 then 'held' when n % 200 = 1 then 'set-aside' else 'counted' end,
       case when n % 40 = 0 then 'HELD_SAME_RESIDENT' end,
       'sta_' || lpad(to_hex(n % 30), 32, '0'), ($2::text[])[1 + n % 7], md5(n::text), 400000 + n % 90000, 'network',
       at, at, at + interval '2 seconds', '5371' || lpad(n::text, 12, '0'), 'SITI ' || n % 5000 || ' RAHMAWATI',
       '53.71.01.1001', 'ofc_' || lpad(to_hex(n % 40), 32, '0'), at, n % 30 <> 0, 'R' || n,
       case when n % 10 = 0 then 1 else 0 end, n % 2, 0, 200000 + n % 90000,
       '[["photo", 20000, 1, "done"], ["left-four", 41000, 2, "done"], ["irises", 30000, 1, "done"]]'
     from (select n, $3::timestamptz + n * ($4::int * interval '1 ms') as at
           from generate_series(1, $1::int) n) p`,
    [wanted.count, wanted.placeIds, new Date(wanted.begin), wanted.betweenMs],
  );
  await database.query('vacuum analyze recording');
}
