import type { Instant } from '@rekam/domain';
import type { Queryable } from '../ports/database.ts';

/** Who did it: an officer or a station by id, or the office itself (a job, the start, a command). */
export type Actor =
  | { readonly kind: 'officer' | 'station'; readonly id: string }
  | { readonly kind: 'office'; readonly id: null };

export const theOffice: Actor = { kind: 'office', id: null };

export interface NewFact {
  /** Office clock. */
  readonly at: Instant;
  readonly noun: string;
  readonly subjectId: string;
  /** Past tense, `station-enrolled`. */
  readonly kind: string;
  readonly actor: Actor;
  /** The rule of `domain/access` that permitted it; null where no officer acted. */
  readonly permittedBy?: string | null;
  /** Device clock and whether it is believed, for what happened away from the office. */
  readonly recordedAt?: Instant | null;
  readonly clockTrusted?: boolean | null;
  readonly details?: Readonly<Record<string, unknown>>;
}

export interface Fact extends Required<Omit<NewFact, 'actor'>> {
  readonly seq: number;
  readonly actor: { readonly kind: Actor['kind']; readonly id: string | null };
}

/** Appends facts inside the caller's transaction. @returns their numbers, in order */
export async function appendFacts(tx: Queryable, facts: readonly NewFact[]): Promise<number[]> {
  const { rows } = await tx.query<{ seq: number }>(
    `insert into fact (at, noun, subject_id, kind, actor_kind, actor_id, permitted_by, recorded_at, clock_trusted, details)
     select at, noun, subject_id, kind, actor_kind, actor_id, permitted_by, recorded_at, clock_trusted, details
     from jsonb_to_recordset($1::jsonb) as f (at timestamptz, noun text, subject_id text, kind text, actor_kind text,
       actor_id text, permitted_by text, recorded_at timestamptz, clock_trusted boolean, details jsonb)
     returning seq`,
    [
      JSON.stringify(
        facts.map((fact) => ({
          at: fact.at,
          noun: fact.noun,
          subject_id: fact.subjectId,
          kind: fact.kind,
          actor_kind: fact.actor.kind,
          actor_id: fact.actor.id,
          permitted_by: fact.permittedBy ?? null,
          recorded_at: fact.recordedAt ?? null,
          clock_trusted: fact.clockTrusted ?? null,
          details: fact.details ?? {},
        })),
      ),
    ],
    'append-facts',
  );
  return rows.map((row) => row.seq);
}

export async function appendFact(tx: Queryable, fact: NewFact): Promise<number> {
  return (await appendFacts(tx, [fact]))[0]!;
}
