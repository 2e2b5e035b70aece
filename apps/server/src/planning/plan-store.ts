import type { Instant, PlanId } from '@rekam/domain';
import type { PlanJob, PlanView } from '@rekam/protocol';
import type { Queryable } from '../ports/database.ts';

/** Plans older than so many are thrown away: they speak of a register that is gone. */
const keptPlans = 20;

/** Nouns whose facts a plan rests on. */
const nouns = ['component', 'set', 'fault', 'place', 'planning', 'equipment-policy'];

/** Writes down that a plan is wanted and orders it, to be done beside the requests. */
export async function orderPlan(tx: Queryable, id: PlanId, at: Instant, officerId: string): Promise<void> {
  await tx.query(`insert into plan (id, asked_at, asked_by, state) values ($1, $2, $3, 'waiting')`, [
    id,
    at,
    officerId,
  ]);
  await tx.query(
    `delete from plan where id not in (select id from plan order by asked_at desc, id desc limit ${keptPlans})`,
  );
  await tx.query(
    `select graphile_worker.add_job('find-plan', json_build_object('planId', $1::text), job_key := $1::text,
       max_attempts := 3)`,
    [id],
  );
}

const columns = `p.id, p.asked_at as "askedAt", o.name as "askedBy", p.state, p.solved, p.questions,
  p.as_of as "asOf", p.body as result,
  p.as_of_seq is not null and exists (
    select from fact f where f.seq > p.as_of_seq and f.noun = any($1)) as outdated
  from plan p join officer o on o.id = p.asked_by`;

export async function findPlan(database: Queryable, id: string): Promise<PlanJob | undefined> {
  return (await database.query<PlanJob>(`select ${columns} where p.id = $2`, [nouns, id])).rows[0];
}

export async function findLastPlan(database: Queryable): Promise<PlanJob | undefined> {
  return (
    await database.query<PlanJob>(`select ${columns} order by p.asked_at desc, p.id desc limit 1`, [nouns])
  ).rows[0];
}

/** The last fact there is, whatever it is about. */
export async function lastFact(database: Queryable): Promise<number> {
  const { rows } = await database.query<{ seq: number }>(
    'select coalesce(max(seq), 0)::float8 as seq from fact',
  );
  return rows[0]!.seq;
}

export async function beginPlan(
  database: Queryable,
  id: string,
  { seq, at, questions }: { seq: number; at: Instant; questions: number },
): Promise<void> {
  await database.query(
    `update plan set state = 'solving', solved = 0, questions = $4, as_of_seq = $2, as_of = $3 where id = $1`,
    [id, seq, at, questions],
  );
}

export async function notePlanProgress(database: Queryable, id: string, solved: number): Promise<void> {
  await database.query('update plan set solved = $2 where id = $1', [id, solved]);
}

export async function endPlan(database: Queryable, id: string, result: PlanView | null): Promise<void> {
  await database.query('update plan set state = $2, body = $3 where id = $1', [
    id,
    result === null ? 'failed' : 'solved',
    result === null ? null : JSON.stringify(result),
  ]);
}
