import type { BatchState, Instant, LetterBatchId, LetterId, LetterPurpose, PlainDate } from '@rekam/domain';
import type { Queryable } from '../../ports/database.ts';

/** A refusal as it is kept: its code, and what its sentence needs. */
export interface KeptRefusal {
  readonly code: string;
  readonly details: Readonly<Record<string, string | number>>;
}

export interface Batch {
  readonly id: LetterBatchId;
  readonly madeAt: Instant;
  readonly madeBy: string;
  readonly permittedBy: string;
  readonly chosen: { readonly by: 'list' | 'area' | 'ending'; readonly regionCode: string | null };
  readonly purpose: LetterPurpose | null;
  readonly checkUrl: string;
  readonly state: BatchState;
  readonly pausedBy: KeptRefusal | null;
  readonly endedAt: Instant | null;
}

export interface ChosenResident {
  readonly nik: string;
  readonly renewsId: LetterId | null;
}

export interface BatchLine extends ChosenResident {
  readonly position: number;
  readonly state: 'waiting' | 'issued';
  readonly letterId: LetterId | null;
  readonly tries: number;
}

export type LineCounts = Readonly<Record<'waiting' | 'issued' | 'ready' | 'refused', number>>;

const columns = `b.id, b.made_at as "madeAt", b.made_by as "madeBy", b.permitted_by as "permittedBy", b.chosen,
  b.purpose, b.check_url as "checkUrl", b.state, b.paused_by as "pausedBy", b.ended_at as "endedAt"`;

/** Orders the work on a batch; ordered twice it is done once. */
export async function orderBatch(tx: Queryable, id: string): Promise<void> {
  await tx.query(
    `select graphile_worker.add_job('letter-batch', json_build_object('batchId', $1::text), job_key := $1::text)`,
    [id],
  );
}

/** Orders whatever runs: after a start nobody else will. */
export async function orderRunningBatches(database: Queryable): Promise<void> {
  const { rows } = await database.query<{ id: string }>(
    "select id from letter_batch where state = 'running'",
  );
  for (const { id } of rows) await orderBatch(database, id);
}

export async function insertBatch(
  tx: Queryable,
  batch: Batch,
  residents: readonly ChosenResident[],
): Promise<void> {
  const { id, madeAt, madeBy, permittedBy, chosen, purpose, checkUrl, state } = batch;
  await tx.query(
    `insert into letter_batch (id, made_at, made_by, permitted_by, chosen, purpose, check_url, state)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, madeAt, madeBy, permittedBy, JSON.stringify(chosen), purpose, checkUrl, state],
  );
  await tx.query(
    `insert into letter_batch_line (batch_id, position, nik, renews_id)
     select $1, position, nik, renews_id
     from unnest($2::text[], $3::text[]) with ordinality as r (nik, renews_id, position)`,
    [id, residents.map(({ nik }) => nik), residents.map(({ renewsId }) => renewsId)],
  );
}

export async function findBatch(database: Queryable, id: string): Promise<Batch | undefined> {
  return (await database.query<Batch>(`select ${columns} from letter_batch b where id = $1`, [id])).rows[0];
}

/** The same, kept from moving until the transaction ends. */
export async function lockBatch(tx: Queryable, id: string): Promise<Batch | undefined> {
  return (await tx.query<Batch>(`select ${columns} from letter_batch b where id = $1 for update`, [id]))
    .rows[0];
}

/** A batch with the name of who made it and how far it is. */
export type BatchProgress = Batch & { readonly maker: string; readonly counts: LineCounts };

/** Newest first. @param id only this one; null: all */
export async function listBatches(
  database: Queryable,
  id: string | null,
  limit: number,
): Promise<BatchProgress[]> {
  const { rows } = await database.query<BatchProgress>(
    `select ${columns}, o.name as maker, l.counts
     from letter_batch b join officer o on o.id = b.made_by
     cross join lateral (
       select json_build_object('waiting', count(*) filter (where state = 'waiting'),
         'issued', count(*) filter (where state = 'issued'), 'ready', count(*) filter (where state = 'ready'),
         'refused', count(*) filter (where state = 'refused')) as counts
       from letter_batch_line where batch_id = b.id) l
     where $1::text is null or b.id = $1 order by b.made_at desc, b.id desc limit $2`,
    [id, limit],
  );
  return rows;
}

export async function setBatchState(
  tx: Queryable,
  id: string,
  state: BatchState,
  { pausedBy = null, endedAt = null }: { pausedBy?: KeptRefusal | null; endedAt?: Instant | null } = {},
): Promise<void> {
  await tx.query('update letter_batch set state = $2, paused_by = $3, ended_at = $4 where id = $1', [
    id,
    state,
    pausedBy === null ? null : JSON.stringify(pausedBy),
    endedAt,
  ]);
}

/** Lines with something left to do, in the order of the batch. */
export async function listOpenLines(database: Queryable, id: string, limit: number): Promise<BatchLine[]> {
  const { rows } = await database.query<BatchLine>(
    `select position, nik, renews_id as "renewsId", state, letter_id as "letterId", tries
     from letter_batch_line where batch_id = $1 and state in ('waiting', 'issued') order by position limit $2`,
    [id, limit],
  );
  return rows;
}

/** LET55. @returns false where the batch does not run any more, or the line has its letter */
export async function setIssued(
  tx: Queryable,
  id: string,
  position: number,
  letterId: LetterId,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update letter_batch_line set state = 'issued', letter_id = $3
     where batch_id = $1 and position = $2 and state = 'waiting'
       and (select state from letter_batch where id = $1 for share) = 'running'`,
    [id, position, letterId],
  );
  return rowCount === 1;
}

export async function setReady(database: Queryable, id: string, position: number): Promise<void> {
  await database.query(
    "update letter_batch_line set state = 'ready' where batch_id = $1 and position = $2 and state = 'issued'",
    [id, position],
  );
}

export async function setRefused(
  database: Queryable,
  id: string,
  position: number,
  refusal: KeptRefusal,
): Promise<void> {
  await database.query(
    `update letter_batch_line set state = 'refused', refusal = $3
     where batch_id = $1 and position = $2 and state in ('waiting', 'issued')`,
    [id, position, JSON.stringify(refusal)],
  );
}

export async function countTry(database: Queryable, id: string, position: number): Promise<void> {
  await database.query(
    'update letter_batch_line set tries = tries + 1 where batch_id = $1 and position = $2',
    [id, position],
  );
}

/** Letters that are ready, nothing ended since, after a position and in order. */
export async function listReady(
  database: Queryable,
  id: string,
  after: number,
  limit: number,
): Promise<{ readonly position: number; readonly letterId: LetterId }[]> {
  const { rows } = await database.query<{ position: number; letterId: LetterId }>(
    `select l.position, l.letter_id as "letterId" from letter_batch_line l join letter t on t.id = l.letter_id
     where l.batch_id = $1 and l.position > $2 and l.state = 'ready' and t.voided_on is null
       and t.replaced_by_id is null order by l.position limit $3`,
    [id, after, limit],
  );
  return rows;
}

export async function listRefused(
  database: Queryable,
  id: string,
): Promise<{ readonly position: number; readonly nik: string; readonly refusal: KeptRefusal }[]> {
  const { rows } = await database.query<{ position: number; nik: string; refusal: KeptRefusal }>(
    `select position, nik, refusal from letter_batch_line
     where batch_id = $1 and state = 'refused' order by position`,
    [id],
  );
  return rows;
}

/** Of these NIKs, those that have a letter which is valid on a day. */
export async function listHolding(
  database: Queryable,
  niks: readonly string[],
  today: PlainDate,
): Promise<Set<string>> {
  const { rows } = await database.query<{ nik: string }>(
    `select distinct nik from letter where nik = any($1) and voided_on is null and replaced_by_id is null
       and valid_until >= $2`,
    [niks, today],
  );
  return new Set(rows.map(({ nik }) => nik));
}

/** Letters valid on `today` and ending by `until`, the first to end first. @param region null: of wherever */
export async function listEnding(
  database: Queryable,
  { today, until, region }: { today: PlainDate; until: PlainDate; region: string | null },
): Promise<ChosenResident[]> {
  const { rows } = await database.query<ChosenResident>(
    `select nik, id as "renewsId" from letter
     where voided_on is null and replaced_by_id is null and valid_until between $1 and $2
       and ($3::text is null or content->'biodata'->>'kelurahanCode' = $3
         or content->'biodata'->>'kelurahanCode' like $3 || '.%')
     order by valid_until, year, serial`,
    [today, until, region],
  );
  return rows;
}
