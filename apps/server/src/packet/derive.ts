import type { Queryable } from '../ports/database.ts';

/*
 * The table `recording` is what these statements make of the facts. The same statements serve a fact just appended and
 * a rebuild from the first fact on, so the two cannot drift apart.
 */

/** Facts to apply: their numbers, or all there are. */
type Which = readonly number[] | 'all';

const chosen = (which: Which): string => (which === 'all' ? 'true' : 'f.seq = any($1)');
const values = (which: Which): unknown[] => (which === 'all' ? [] : [which]);

/** Recordings from facts `packet-received` in a relation of facts. */
export const recordingFrom = (facts: string): string => `
  insert into recording (packet_id, id, state, station_id, place_id, sha256, bytes, via, sealed_at, received_at)
  select subject_id, subject_id, 'received', details ->> 'stationId', details ->> 'placeId', details ->> 'sha256',
    (details ->> 'bytes')::bigint, details ->> 'via', (details ->> 'sealedAt')::timestamptz, at
  from ${facts}`;

const received = (which: Which): string =>
  `${recordingFrom('fact f')} where noun = 'enrolment' and kind = 'packet-received' and ${chosen(which)}`;

/** Facts `packet-opened`, the last of each packet. */
const openedFacts = (which: Which): string => `
  select distinct on (subject_id) subject_id, at, recorded_at, clock_trusted, details from fact f
  where noun = 'enrolment' and kind = 'packet-opened' and ${chosen(which)} order by subject_id, seq desc`;

/** What opening sets, from a row `o` of them. */
const openedColumns = `
  opened_at = o.at, id = o.details ->> 'id', nik = o.details ->> 'nik', name = o.details ->> 'name',
  kelurahan_code = o.details ->> 'kelurahanCode', operator_id = o.details ->> 'operatorId',
  recorded_at = o.recorded_at, clock_trusted = o.clock_trusted, receipt_code = o.details ->> 'receiptCode',
  forced = (o.details ->> 'forced')::int, exceptions = (o.details ->> 'exceptions')::int,
  owed = (o.details ->> 'owed')::int, total_ms = (o.details ->> 'totalMs')::int, steps = o.details -> 'steps'`;

/** Facts that judge a recording, the last of each packet, with the state it leaves. */
const judgedFacts = (which: Which): string => `
  select distinct on (subject_id) subject_id, kind, details, case kind
    when 'recording-counted' then 'counted' when 'held-recording-counted' then 'counted'
    when 'recording-held' then 'held' when 'recording-set-aside' then 'set-aside' else 'received' end as state
  from fact f where noun = 'enrolment' and kind in ('recording-counted', 'held-recording-counted',
    'recording-held', 'recording-set-aside', 'recording-opened-again') and ${chosen(which)}
  order by subject_id, seq desc`;

/** What judging sets, from a row `j` of them. */
const judgedColumns = `
  state = j.state, held_reason = case when j.state = 'held' then j.details ->> 'reason' end,
  rival_packet_id = case when j.state = 'held' then j.details ->> 'rivalId' end,
  decided = j.kind = 'held-recording-counted',
  flags = case when j.kind = 'recording-counted'
    then array(select jsonb_array_elements_text(j.details -> 'flags')) else '{}' end`;

const opened = (which: Which): string =>
  `update recording r set ${openedColumns} from (${openedFacts(which)}) o where r.packet_id = o.subject_id`;

/** `counted` in a second step: two recordings of one resident never count at once, not even for a moment. */
const judged = (which: Which, countedOnes: boolean): string =>
  `update recording r set ${judgedColumns} from (${judgedFacts(which)}) j
   where r.packet_id = j.subject_id and (j.state = 'counted') = ${countedOnes}`;

/** Both at once for a packet opened and judged by the same facts, which is nearly every packet: one new row, not two. */
const openedAndJudged = (which: Which): string =>
  `update recording r set ${openedColumns}, ${judgedColumns}
   from (${openedFacts(which)}) o join (${judgedFacts(which)}) j using (subject_id) where r.packet_id = o.subject_id`;

const backedUp = (which: Which): string => `
  update recording r set backed_up_at = f.at
  from (select packet_id, min(at) as at from fact f, jsonb_array_elements_text(f.details -> 'packetIds') as packet_id
        where noun = 'backup' and kind = 'packets-backed-up' and ${chosen(which)} group by packet_id) f
  where r.packet_id = f.packet_id and r.backed_up_at is null`;

/** Brings `recording` up to date with facts just appended, in their transaction. */
export async function applyFacts(
  tx: Queryable,
  seqs: readonly number[],
  kinds: readonly string[],
): Promise<void> {
  const any = (...wanted: string[]): boolean => wanted.some((kind) => kinds.includes(kind));
  if (any('packet-received')) await tx.query(received(seqs), values(seqs), 'apply-received');
  if (kinds.length === 2 && kinds[0] === 'packet-opened' && any('recording-counted', 'recording-held')) {
    await tx.query(openedAndJudged(seqs), values(seqs), 'apply-opened-and-judged');
    return;
  }
  if (any('packet-opened')) await tx.query(opened(seqs), values(seqs), 'apply-opened');
  if (any('recording-held', 'recording-set-aside', 'recording-opened-again'))
    await tx.query(judged(seqs, false), values(seqs), 'apply-judged');
  if (any('recording-counted', 'held-recording-counted'))
    await tx.query(judged(seqs, true), values(seqs), 'apply-counted');
  if (any('packets-backed-up')) await tx.query(backedUp(seqs), values(seqs));
}

/** Makes `recording` and its tally again from all facts. Nothing may be received meanwhile. */
export async function rebuildRecordings(tx: Queryable): Promise<void> {
  await tx.query('lock table fact, recording, recording_tally in exclusive mode');
  await tx.query('truncate recording, recording_tally');
  for (const statement of [
    received('all'),
    opened('all'),
    judged('all', false),
    judged('all', true),
    backedUp('all'),
  ])
    await tx.query(statement);
  await compactTally(tx);
}

/** Folds the tally's changes into one row per place and state. */
export async function compactTally(database: Queryable): Promise<void> {
  await database.query(
    `with gone as (delete from recording_tally returning place_id, state, change)
     insert into recording_tally select place_id, state, sum(change) from gone group by place_id, state
       having sum(change) <> 0`,
  );
}
