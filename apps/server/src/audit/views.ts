import type { Queryable } from '../ports/database.ts';

/** A fact as the screens show it; the names of people and stations stand in place of their ids. */
export interface FactView {
  readonly seq: number;
  readonly at: string;
  readonly recordedAt: string | null;
  readonly clockTrusted: boolean | null;
  readonly noun: string;
  readonly subjectId: string;
  readonly kind: string;
  readonly actor: string | null;
  readonly permittedBy: string | null;
  readonly details: Record<string, unknown>;
}

const view = `select f.seq, f.at, f.recorded_at as "recordedAt", f.clock_trusted as "clockTrusted", f.noun,
    f.subject_id as "subjectId", f.kind, coalesce(o.name, s.name, f.actor_id) as actor,
    f.permitted_by as "permittedBy", f.details
  from fact f
  left join officer o on f.actor_kind = 'officer' and o.id = f.actor_id
  left join station s on f.actor_kind = 'station' and s.id = f.actor_id`;

/** Kinds that only say that somebody looked. */
export const lookKinds = [
  'recording-viewed',
  'sample-viewed',
  'residents-searched',
  'recordings-searched',
] as const;

/** Facts about these subjects, oldest first. */
export async function listFactsOf(database: Queryable, ...subjectIds: string[]): Promise<FactView[]> {
  return (
    await database.query<FactView>(`${view} where f.subject_id = any($1) order by f.seq limit 2000`, [
      subjectIds,
    ])
  ).rows;
}

/** All facts, newest first, before the cursor. */
export async function listTrail(
  database: Queryable,
  before: number | null,
  limit: number,
): Promise<FactView[]> {
  return (
    await database.query<FactView>(
      `${view} where f.seq < coalesce($1::bigint, 9223372036854775807) order by f.seq desc limit $2`,
      [before, limit],
    )
  ).rows;
}

/** The newest fact of a kind. */
export async function findLastFact(
  database: Queryable,
  noun: string,
  kind: string,
): Promise<FactView | undefined> {
  const { rows } = await database.query<FactView>(
    `${view} where f.noun = $1 and f.kind = $2 order by f.seq desc limit 1`,
    [noun, kind],
  );
  return rows[0];
}
