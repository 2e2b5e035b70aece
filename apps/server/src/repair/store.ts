import {
  countedInLetter,
  type Instant,
  type PlaceId,
  type Repair,
  type Service,
  type TurnedAwayCause,
} from '@rekam/domain';
import type { Queryable } from '../ports/database.ts';

export async function findRepair(database: Queryable, id: string): Promise<Repair | undefined> {
  return (await database.query<{ body: Repair }>('select body from repair where id = $1', [id])).rows[0]
    ?.body;
}

export async function findOpenRepairOf(database: Queryable, faultId: string): Promise<Repair | undefined> {
  return (
    await database.query<{ body: Repair }>(
      'select body from repair where fault_id = $1 and closed_at is null',
      [faultId],
    )
  ).rows[0]?.body;
}

/** Open ones, and those closed since; oldest first. */
export async function listRepairs(database: Queryable, closedSince: Instant): Promise<Repair[]> {
  const { rows } = await database.query<{ body: Repair }>(
    'select body from repair where closed_at is null or closed_at >= $1 order by id',
    [closedSince],
  );
  return rows.map(({ body }) => body);
}

export async function listOpenRepairs(database: Queryable): Promise<Repair[]> {
  const { rows } = await database.query<{ body: Repair }>(
    'select body from repair where closed_at is null order by id',
  );
  return rows.map(({ body }) => body);
}

/** The last repair of each fault, by the fault's id. */
export async function repairIdsOf(
  database: Queryable,
  faultIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await database.query<{ id: string; faultId: string }>(
    'select id, fault_id as "faultId" from repair where fault_id = any($1) order by id',
    [faultIds],
  );
  return new Map(rows.map(({ id, faultId }) => [faultId, id]));
}

export async function putRepair(tx: Queryable, repair: Repair): Promise<void> {
  await tx.query(
    `insert into repair (id, fault_id, component_id, closed_at, body) values ($1, $2, $3, $4, $5)
     on conflict (id) do update set closed_at = $4, body = $5`,
    [repair.id, repair.faultId, repair.componentId, repair.closedAt, JSON.stringify(repair)],
  );
}

/** One resident turned away. */
export interface Tap {
  readonly placeId: PlaceId;
  readonly at: Instant;
  readonly officerId: string;
  /** What a counter names; null for a tap at the office screen. */
  readonly named: {
    readonly noteId: string;
    readonly service: Service;
    readonly cause: TurnedAwayCause;
  } | null;
}

export async function insertTap(tx: Queryable, tap: Tap & { readonly seq: number }): Promise<void> {
  await tx.query(
    `insert into turned_away (fact_seq, place_id, at, officer_id, service, cause, note_id)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [tap.seq, tap.placeId, tap.at, tap.officerId, tap.named?.service, tap.named?.cause, tap.named?.noteId],
  );
}

/** Takes a tap back. @returns its place; undefined when it is not this officer's, too old, or taken back already */
export async function withdrawTap(
  tx: Queryable,
  tap: { readonly seq: number } | { readonly noteId: string },
  officerId: string,
  since: Instant,
): Promise<PlaceId | undefined> {
  const { rows } = await tx.query<{ placeId: PlaceId }>(
    `update turned_away set withdrawn = true
     where (fact_seq = $1 or note_id = $2) and officer_id = $3 and at >= $4 and not withdrawn
     returning place_id as "placeId"`,
    ['seq' in tap ? tap.seq : null, 'noteId' in tap ? tap.noteId : null, officerId, since],
  );
  return rows[0]?.placeId;
}

/** Taps that hold, by place and day of the office's zone. @param asked.letter only what a letter may count (RPR22) */
export async function countTaps(
  database: Queryable,
  asked: { places: readonly PlaceId[] | 'all'; since: Instant; zone: string; letter: boolean },
): Promise<{ placeId: PlaceId; on: string; residents: number }[]> {
  return (
    await database.query<{ placeId: PlaceId; on: string; residents: number }>(
      `select place_id as "placeId", to_char(at at time zone $3, 'YYYY-MM-DD') as on, count(*) as residents
       from turned_away
       where not withdrawn and at >= $2 and ($1::text[] is null or place_id = any($1))
         and (not $4::boolean or service is null or (service = $5 and cause = any($6)))
       group by 1, 2 order by 2 desc, 1`,
      [
        asked.places === 'all' ? null : asked.places,
        asked.since,
        asked.zone,
        asked.letter,
        countedInLetter.service,
        countedInLetter.causes,
      ],
    )
  ).rows;
}
