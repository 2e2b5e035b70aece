/** A million invented facts, what the office makes of them as they come, and what it makes of them all at once. */
import { applyFacts, compactTally, rebuildRecordings } from '../packet/index.ts';
import type { Database, Queryable } from '../ports/database.ts';

/** Packets to `facts` facts: three each, and one more for every tenth. */
const packetsFor = (facts: number): number => Math.ceil(facts / 3.1);

/**
 * Appends facts of recordings in the order in which an office would: received, opened, counted; every twentieth is a
 * second recording of somebody, held; decisions about some of them come thousands of facts later.
 * Needs residents to name. @returns how many there are
 */
export async function appendInventedFacts(database: Database, facts: number): Promise<number> {
  const packets = packetsFor(facts);
  await database.query(
    `insert into fact (at, noun, subject_id, kind, recorded_at, clock_trusted, actor_kind, actor_id, details)
     select timestamptz '2026-01-01 00:00Z' + (n * 20 + stage) * interval '1 second', 'enrolment',
       'pkt_' || lpad(to_hex(n), 32, '0'), kind,
       case stage when 1 then timestamptz '2025-12-31 20:00Z' + n * interval '20 seconds' end,
       case stage when 1 then n % 30 <> 0 end, case stage when 0 then 'station' else 'office' end,
       case stage when 0 then 'sta_' || n % 30 end, details
     from (select n, r.nik, r.name, r.kelurahan_code from generate_series(1, $1::int) n
           join (select row_number() over (order by nik) as i, * from resident) r
             on r.i = 1 + (case when n % 20 = 0 then n - 1 else n end) % (select count(*) from resident)) p
     cross join lateral (values
       (0, 'packet-received', jsonb_build_object('stationId', 'sta_' || n % 30, 'placeId', 'plc_' || n % 7,
          'sha256', md5(n::text), 'bytes', 400000 + n, 'via', case when n % 11 = 0 then 'stick' else 'network' end,
          'sealedAt', '2026-01-01T00:00:00Z')),
       (1, 'packet-opened', jsonb_build_object('id', 'enr_' || lpad(to_hex(n), 32, '0'), 'nik', nik, 'name', name,
          'kelurahanCode', kelurahan_code, 'operatorId', 'ofc_' || n % 40, 'receiptCode', 'R' || n,
          'forced', n % 3, 'exceptions', n % 2, 'owed', 0, 'totalMs', 200000 + n % 90000,
          'steps', jsonb_build_array(jsonb_build_array('photo', 20000 + n % 5000, 1, 'done')))),
       (2, case when n % 20 = 0 then 'recording-held' else 'recording-counted' end,
          case when n % 20 = 0
            then jsonb_build_object('reason', 'HELD_SECOND_RECORDING', 'rivalId', 'pkt_' || lpad(to_hex(n - 1), 32, '0'))
            else jsonb_build_object('flags', jsonb_build_array('clock-untrusted')) end),
       (3, case when n % 20 = 0 or n % 50 = 7 then 'recording-set-aside' else 'recording-opened-again' end, '{}'::jsonb)
     ) as s (stage, kind, details)
     where stage < 3 or n % 20 = 0 or n % 50 in (7, 13) or n % 100 = 33
     order by case stage when 3 then n + 3000 else n end, n, stage`,
    [packets],
  );
  const { rows } = await database.query<{ count: number }>('select count(*) as count from fact');
  return rows[0]!.count;
}

/** Facts applied in one transaction: enough for a bench, few enough that they differ from a rebuild. */
const batch = 10_000;

/** Brings the derived tables up to date fact by fact in their order, as they are when packets arrive. */
export async function applyAsTheyCome(database: Database): Promise<void> {
  for (let after = 0; ; ) {
    const { rows } = await database.query<{ seq: number; kind: string }>(
      'select seq, kind from fact where seq > $1 order by seq limit $2',
      [after, batch],
    );
    const last = rows.at(-1);
    if (!last) break;
    await database.transact((tx) =>
      applyFacts(
        tx,
        rows.map(({ seq }) => seq),
        [...new Set(rows.map(({ kind }) => kind))],
      ),
    );
    after = last.seq;
  }
  await compactTally(database);
}

/** A digest of every derived row. */
export async function digestOfDerived(database: Queryable): Promise<string> {
  const { rows } = await database.query<{ digest: string }>(
    `select md5(string_agg(md5(r::text), '' order by packet_id)) || ' ' ||
       (select string_agg(place_id || state || total, ',' order by place_id, state) from
         (select place_id, state, sum(change) as total from recording_tally group by place_id, state
          having sum(change) <> 0) t) as digest
     from recording r`,
  );
  return rows[0]!.digest;
}

/** Makes all derived tables again. @returns seconds it took */
export async function timeRebuild(database: Database): Promise<number> {
  const started = performance.now();
  await database.transact(rebuildRecordings);
  return (performance.now() - started) / 1000;
}
