/** What follows from the journal of all movements: since when, how much a day, what balances, which loans are open. SQL only. */
import type { Consumable, DayMoved, Instant, LoanMovement, PlainDate } from '@rekam/domain';
import type { Queryable } from '../ports/database.ts';

/** When the last entry was made, its number, and on which day the first; null: the book is empty. */
export async function findBegun(database: Queryable): Promise<{
  readonly asOf: Instant | null;
  readonly seq: number | null;
  readonly begunOn: PlainDate | null;
}> {
  const { rows } = await database.query<{
    asOf: Instant | null;
    seq: number | null;
    begunOn: PlainDate | null;
  }>(
    `select (select at from fact where seq = last.seq) as "asOf", last.seq,
       (select min(day) from blank_day where item = 'piece') as "begunOn"
     from (select greatest((select max(fact_seq) from blank_movement), (select max(fact_seq) from blank_document)) as seq) last`,
  );
  return rows[0]!;
}

/** Whether the book has any piece in its past. */
export async function isBegun(database: Queryable): Promise<boolean> {
  const { rows } = await database.query(`select 1 from blank_movement where item = 'piece' limit 1`);
  return rows.length > 0;
}

/** When a piece last left store or desks, and when one was last put on a card. */
export async function findLastMoves(
  database: Queryable,
): Promise<{ readonly leftAt: Instant | null; readonly printedAt: Instant | null }> {
  const { rows } = await database.query<{ leftAt: Instant | null; printedAt: Instant | null }>(
    `select (select at from blank_movement where item = 'piece' and (from_key = 'store' or from_key like 'desk:%')
         order by fact_seq desc limit 1) as "leftAt",
       (select at from blank_movement where item = 'piece' and to_key like 'card:%'
         order by fact_seq desc limit 1) as "printedAt"`,
  );
  return rows[0]!;
}

/** What moved in and out of store and desks, by day, oldest first. */
export async function listDaysMoved(database: Queryable): Promise<DayMoved[]> {
  const { rows } = await database.query<DayMoved>(
    `select day, received::int, printed::int, spoiled::int, change::int from blank_day where item = 'piece' order by day`,
  );
  return rows;
}

/** What the journal says of all pieces, by where they came from, and where those lie that are no stock. */
export async function balanceOf(database: Queryable) {
  const { rows } = await database.query<{
    received: number;
    givenBack: number;
    issued: number;
    onCards: number;
    spoiled: number;
    destroyed: number;
    lent: number;
    lost: number;
  }>(
    `select received::int, "givenBack"::int, issued::int, "onCards"::int, spoiled::int, destroyed::int, lent::int, lost::int
     from (select coalesce(sum(amount) filter (where from_key = 'centre' or from_key like 'borrowed:%'), 0) as received,
         coalesce(sum(amount) filter (where to_key = 'centre' or to_key like 'borrowed:%'), 0) as "givenBack"
       from blank_movement where item = 'piece' and (from_key = 'centre' or from_key like 'borrowed:%'
         or to_key = 'centre' or to_key like 'borrowed:%')) journal,
     (select coalesce(sum(n) filter (where place_key like 'resident:%'), 0) as issued,
         coalesce(sum(n) filter (where place_key like 'card:%' or place_key like 'returned:%'), 0) as "onCards",
         coalesce(sum(n) filter (where place_key = 'spoiled'), 0) as spoiled,
         coalesce(sum(n) filter (where place_key = 'destroyed'), 0) as destroyed,
         coalesce(sum(n) filter (where place_key like 'lent:%'), 0) as lent,
         coalesce(sum(n) filter (where place_key in ('lost', 'lost-unusable')), 0) as lost
       from (select place_key, last - first + 1 as n from blank_holding) h) lying`,
  );
  return rows[0]!;
}

/** What printing used on each of the `days` days before today, oldest first, by their number. */
export async function usedPerDay(
  database: Queryable,
  item: 'piece' | Consumable,
  days: number,
  today: PlainDate,
): Promise<Readonly<Record<number, number>>> {
  const { rows } = await database.query<{ nth: number; used: number }>(
    `select ($3::int - ($2::date - day))::int as nth, greatest(0, used)::int as used from blank_day
     where item = $1 and day >= $2::date - $3::int and day < $2::date`,
    [item, today, days],
  );
  return Object.fromEntries(rows.map(({ nth, used }) => [nth, used]));
}

/** Loans and what came back from them, in order. */
export async function listLoanMovements(
  database: Queryable,
  item: 'piece' | Consumable,
): Promise<LoanMovement[]> {
  const { rows } = await database.query<LoanMovement>(
    `select coalesce(f.details #>> '{movement,from,office}', f.details #>> '{movement,to,office}') as office,
       case when m.from_key like 'lent:%' or m.to_key like 'lent:%' then 'lent' else 'borrowed' end as direction,
       (case when m.to_key like 'lent:%' or m.from_key like 'borrowed:%' then m.amount else -m.amount end)::int as amount,
       f.details #>> '{movement,dueOn}' as "dueOn"
     from blank_movement m join fact f on f.seq = m.fact_seq
     where m.item = $1 and (m.from_key like 'lent:%' or m.to_key like 'lent:%'
       or m.from_key like 'borrowed:%' or m.to_key like 'borrowed:%') order by m.fact_seq`,
    [item],
  );
  return rows;
}
