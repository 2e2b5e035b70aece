import type { CardId, Instant, OfficerId } from '@rekam/domain';
import type { Queryable } from '../ports/database.ts';
import type { DueBefore } from './waiting.ts';

/** A card that was checked and that nobody fetched. */
export interface StoredWaiting {
  readonly cardId: CardId;
  readonly nik: string;
  readonly piece: string | null;
  readonly checkedAt: Instant;
  readonly returnedAt: Instant | null;
}

/** A card may be checked again after a misprint: the last time counts. */
const waiting = `select c.id as "cardId", c.nik, c.piece, f.at as "checkedAt", r.returned_at as "returnedAt"
  from card c
  join lateral (select max(at) as at from fact where subject_id = c.id and kind = 'card-checked') f on f.at is not null
  left join handover_return r on r.card_id = c.id and r.returned_at >= f.at
  where c.state = 'checked'`;
const due = `(("returnedAt" is null and "checkedAt" < $1) or ("returnedAt" is not null and "checkedAt" < $2)
  or exists (select from resident_death d where d.nik = w.nik and d.taken_back_at is null))`;

/** The longest wait first. @param dueBefore null: all of them */
export async function listWaiting(
  database: Queryable,
  dueBefore: DueBefore | null,
  skip: number,
  limit: number,
): Promise<StoredWaiting[]> {
  const { rows } = await database.query<StoredWaiting>(
    `select * from (${waiting}) w where $3 or ${due} order by "checkedAt", "cardId" offset $4 limit $5`,
    [dueBefore?.returning ?? null, dueBefore?.givingUp ?? null, dueBefore === null, skip, limit],
  );
  return rows;
}

export async function countWaiting(
  database: Queryable,
  { returning, givingUp }: DueBefore,
): Promise<{ readonly waiting: number; readonly due: number; readonly returned: number }> {
  const { rows } = await database.query<{ waiting: number; due: number; returned: number }>(
    `select count(*)::int as waiting, count(*) filter (where ${due})::int as due,
       count("returnedAt")::int as returned from (${waiting}) w`,
    [returning, givingUp],
  );
  return rows[0]!;
}

export async function findWaiting(tx: Queryable, cardId: CardId): Promise<StoredWaiting | undefined> {
  return (await tx.query<StoredWaiting>(`${waiting} and c.id = $1`, [cardId])).rows[0];
}

/** A return from before the card was checked was of an earlier print. @returns false when it was returned since */
export async function insertReturn(
  tx: Queryable,
  cardId: CardId,
  { at, by, checkedAt }: { readonly at: Instant; readonly by: OfficerId; readonly checkedAt: Instant },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into handover_return (card_id, returned_at, returned_by) values ($1, $2, $3)
     on conflict (card_id) do update set returned_at = excluded.returned_at, returned_by = excluded.returned_by
     where handover_return.returned_at < $4`,
    [cardId, at, by, checkedAt],
  );
  return rowCount === 1;
}
