import {
  type BlankDocument,
  type BlankDocumentKind,
  type BlankFact,
  type Consumable,
  type ConsumableMovement,
  type ConsumablePlace,
  type DayMoved,
  type Holding,
  type Instant,
  isOutsidePrints,
  type LoanMovement,
  type PiecePlace,
  type PlainDate,
  placeKey,
  type SerialRange,
} from '@rekam/domain';
import type { Queryable } from '../ports/database.ts';

/** Nobody else writes in the book until the transaction ends. */
export async function lockBook(tx: Queryable): Promise<void> {
  await tx.query('lock table blank_holding in share row exclusive mode');
}

interface HoldingRow {
  readonly prefix: string;
  readonly width: number;
  readonly first: number;
  readonly last: number;
  readonly place: PiecePlace;
}

const holdingOf = ({ prefix, width, first, last, place }: HoldingRow): Holding => ({
  where: place,
  range: { prefix, width, from: first, to: last },
});

const holdingColumns = 'h.prefix, h.width, h.first, h.last, h.place';
/**
 * What overlaps the ranges asked for. Holdings do not overlap, so of those that begin before a range only the last may
 * reach into it: a book of many years is asked by its index alone.
 */
const overlapping = `jsonb_to_recordset($1::jsonb) as r (prefix text, width smallint, "from" bigint, "to" bigint)
  cross join lateral (select max(b.first) as first from blank_holding b
    where b.prefix = r.prefix and b.width = r.width and b.first <= r."from") before
  join blank_holding h on h.prefix = r.prefix and h.width = r.width
    and h.first between coalesce(before.first, r."from") and r."to" and h.last >= r."from"`;

/** What overlaps these ranges. */
export async function listOverlapping(tx: Queryable, ranges: readonly SerialRange[]): Promise<Holding[]> {
  const { rows } = await tx.query<HoldingRow>(
    `select distinct on (h.prefix, h.width, h.first) ${holdingColumns} from ${overlapping}
     order by h.prefix, h.width, h.first`,
    [JSON.stringify(ranges)],
  );
  return rows.map(holdingOf);
}

/** Puts `holdings` in the place of all that overlaps the ranges. */
export async function replaceHoldings(
  tx: Queryable,
  ranges: readonly SerialRange[],
  holdings: readonly Holding[],
): Promise<void> {
  await tx.query(
    `delete from blank_holding d where (d.prefix, d.width, d.first) in
       (select h.prefix, h.width, h.first from ${overlapping})`,
    [JSON.stringify(ranges)],
  );
  await tx.query(
    `insert into blank_holding (prefix, width, first, last, place_key, place)
     select * from jsonb_to_recordset($1::jsonb) as h (prefix text, width int, first bigint, last bigint, key text, place jsonb)`,
    [
      JSON.stringify(
        holdings.map(({ where, range: { prefix, width, from, to } }) => ({
          prefix,
          width,
          first: from,
          last: to,
          key: placeKey(where),
          place: where,
        })),
      ),
    ],
  );
}

/** What lies at these places, by serial. */
export async function listHoldingsAt(
  database: Queryable,
  ...places: readonly PiecePlace[]
): Promise<Holding[]> {
  const { rows } = await database.query<HoldingRow>(
    `select ${holdingColumns} from blank_holding h where h.place_key = any($1) order by h.prefix, h.width, h.first`,
    [places.map(placeKey)],
  );
  return rows.map(holdingOf);
}

/** What lies in the store, at desks, at other offices, on returned cards, spoiled or lost. */
export async function listHoldingsAtHand(database: Queryable): Promise<Holding[]> {
  const { rows } = await database.query<HoldingRow>(
    `select ${holdingColumns} from blank_holding h
     where h.place_key in ('store', 'spoiled', 'lost') or h.place_key like 'desk:%' or h.place_key like 'lent:%'
       or h.place_key like 'returned:%'
     order by h.prefix, h.width, h.first`,
  );
  return rows.map(holdingOf);
}

/** Pieces at a place. */
export async function countPieces(database: Queryable, where: PiecePlace): Promise<number> {
  const { rows } = await database.query<{ pieces: number }>(
    'select coalesce(sum(last - first + 1), 0)::int as pieces from blank_holding where place_key = $1',
    [placeKey(where)],
  );
  return rows[0]!.pieces;
}

/** Prints of an item that lie at a place. */
export async function findPrintsLeft(
  database: Queryable,
  item: Consumable,
  where: ConsumablePlace,
): Promise<number> {
  const { rows } = await database.query<{ left: number }>(
    'select left_there as left from blank_prints where item = $1 and place_key = $2',
    [item, placeKey(where)],
  );
  return rows[0]?.left ?? 0;
}

export interface PrintsAt {
  readonly item: Consumable;
  readonly where: ConsumablePlace;
  readonly left: number;
}

/** Prints left in the book, wherever there are any. */
export async function listPrints(database: Queryable): Promise<PrintsAt[]> {
  const { rows } = await database.query<PrintsAt>(
    `select item, place as "where", left_there as left from blank_prints where left_there > 0 order by item, place_key`,
  );
  return rows;
}

/** Carries prints from one place to the other; what is outside the book is not kept. */
export async function carryPrints(
  tx: Queryable,
  { item, prints, from, to }: Pick<ConsumableMovement, 'item' | 'prints' | 'from' | 'to'>,
): Promise<void> {
  if (!isOutsidePrints(from))
    await tx.query(
      'update blank_prints set left_there = left_there - $3 where item = $1 and place_key = $2',
      [item, placeKey(from), prints],
    );
  if (!isOutsidePrints(to))
    await tx.query(
      `insert into blank_prints (item, place_key, place, left_there) values ($1, $2, $3, $4)
       on conflict (item, place_key) do update set left_there = blank_prints.left_there + $4`,
      [item, placeKey(to), JSON.stringify(to), prints],
    );
}

export interface Entry {
  readonly factSeq: number;
  readonly item: 'piece' | Consumable;
  readonly at: Instant;
  readonly amount: number;
  readonly from: PiecePlace | ConsumablePlace;
  readonly to: PiecePlace | ConsumablePlace;
}

export async function insertEntries(tx: Queryable, entries: readonly Entry[]): Promise<void> {
  await tx.query(
    `insert into blank_movement (fact_seq, item, at, amount, from_key, to_key)
     select * from jsonb_to_recordset($1::jsonb)
       as e ("factSeq" bigint, item text, at timestamptz, amount bigint, "fromKey" text, "toKey" text)`,
    [
      JSON.stringify(
        entries.map(({ from, to, ...entry }) => ({ ...entry, fromKey: placeKey(from), toKey: placeKey(to) })),
      ),
    ],
  );
}

/** BLK15: the next number of a kind in a year; under the lock of the book, so free again when the transaction is undone. */
export async function nextDocument(
  tx: Queryable,
  kind: BlankDocumentKind,
  year: number,
): Promise<BlankDocument> {
  const { rows } = await tx.query<{ serial: number }>(
    'select coalesce(max(serial), 0) + 1 as serial from blank_document where kind = $1 and year = $2',
    [kind, year],
  );
  return { kind, year, serial: rows[0]!.serial };
}

export async function insertDocument(
  tx: Queryable,
  { kind, year, serial }: BlankDocument,
  factSeq: number,
): Promise<void> {
  await tx.query('insert into blank_document (kind, year, serial, fact_seq) values ($1, $2, $3, $4)', [
    kind,
    year,
    serial,
    factSeq,
  ]);
}

/** Empties every table of the book, to be made again from the facts. */
export async function emptyBook(tx: Queryable): Promise<void> {
  for (const table of ['blank_holding', 'blank_prints', 'blank_movement', 'blank_document'])
    await tx.query(`delete from ${table}`);
}

/** When the last entry was made, its number, and on which day the first; null: the book is empty. */
export async function findBegun(
  database: Queryable,
  iana: string,
): Promise<{
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
       (select to_char(at at time zone $1, 'YYYY-MM-DD') from blank_movement where item = 'piece'
        order by fact_seq limit 1) as "begunOn"
     from (select greatest((select max(fact_seq) from blank_movement), (select max(fact_seq) from blank_document)) as seq) last`,
    [iana],
  );
  return rows[0]!;
}

/** Whether the book has any piece in its past. */
export async function isBegun(database: Queryable): Promise<boolean> {
  const { rows } = await database.query(`select 1 from blank_movement where item = 'piece' limit 1`);
  return rows.length > 0;
}

/** Pieces in store and at desks. */
export async function sumStock(database: Queryable): Promise<number> {
  const { rows } = await database.query<{ pieces: number }>(
    `select coalesce(sum(last - first + 1), 0)::int as pieces from blank_holding
     where place_key = 'store' or place_key like 'desk:%'`,
  );
  return rows[0]!.pieces;
}

/** When a piece last left store or desks, and when one was last put on a card. */
export async function findLastMoves(
  database: Queryable,
): Promise<{ readonly leftAt: Instant | null; readonly printedAt: Instant | null }> {
  const { rows } = await database.query<{ leftAt: Instant | null; printedAt: Instant | null }>(
    `select max(at) filter (where from_key = 'store' or from_key like 'desk:%') as "leftAt",
       max(at) filter (where to_key like 'card:%') as "printedAt" from blank_movement where item = 'piece'`,
  );
  return rows[0]!;
}

/** What moved in and out of store and desks, by day of the office's zone, oldest first. */
export async function listDaysMoved(database: Queryable, iana: string): Promise<DayMoved[]> {
  const { rows } = await database.query<DayMoved>(
    `select to_char(at at time zone $1, 'YYYY-MM-DD') as day,
       coalesce(sum(amount) filter (where from_key = 'centre' or from_key like 'borrowed:%'), 0)::int as received,
       coalesce(sum(case when to_key like 'card:%' then amount
         when from_key like 'card:%' and to_key like 'desk:%' then -amount end), 0)::int as printed,
       coalesce(sum(amount) filter (where to_key = 'spoiled' and from_key not like 'resident:%'), 0)::int as spoiled,
       sum((case when to_key = 'store' or to_key like 'desk:%' then amount else 0 end)
         - (case when from_key = 'store' or from_key like 'desk:%' then amount else 0 end))::int as change
     from blank_movement where item = 'piece' group by 1 order by 1`,
    [iana],
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
         coalesce(sum(n) filter (where place_key = 'lost'), 0) as lost
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
  iana: string,
): Promise<Readonly<Record<number, number>>> {
  const { rows } = await database.query<{ day: number; used: number }>(
    `select ($4::int - ($3::date - (at at time zone $2)::date))::int as day, sum(
         case when to_key = 'used' or to_key like 'card:%' then amount
           when from_key like 'card:%' and to_key like 'desk:%' then -amount
           when to_key = 'spoiled' and (from_key = 'store' or from_key like 'desk:%') then amount
           else 0 end)::int as used
     from blank_movement
     where item = $1 and at >= (($3::date - $4::int)::timestamp at time zone $2)
       and at < ($3::date::timestamp at time zone $2)
     group by 1`,
    [item, iana, today, days],
  );
  return Object.fromEntries(rows.map(({ day, used }) => [day, Math.max(0, used)]));
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

export interface StoredEntry {
  readonly seq: number;
  readonly at: Instant;
  readonly actorId: string | null;
  readonly by: string;
  readonly fact: Extract<BlankFact, { readonly document: BlankDocument | null }> & {
    readonly document: BlankDocument;
  };
}

type EntryRow = Omit<StoredEntry, 'fact'> & { readonly kind: string; readonly details: object };

const entryColumns = `f.seq, f.at, f.actor_id as "actorId", coalesce(o.name, 'Kantor') as by, f.kind, f.details
  from blank_document d join fact f on f.seq = d.fact_seq left join officer o on o.id = f.actor_id`;

const entryOf = ({ kind, details, ...row }: EntryRow): StoredEntry => ({
  ...row,
  fact: { kind, ...details } as unknown as StoredEntry['fact'],
});

/** Acts with papers, newest first. @param before only those before this one */
export async function listEntries(
  database: Queryable,
  before: number | null,
  limit: number,
): Promise<StoredEntry[]> {
  const { rows } = await database.query<EntryRow>(
    `select ${entryColumns} where $1::bigint is null or f.seq < $1 order by f.seq desc limit $2`,
    [before, limit],
  );
  return rows.map(entryOf);
}

export async function findEntry(
  database: Queryable,
  { kind, year, serial }: BlankDocument,
): Promise<StoredEntry | undefined> {
  const { rows } = await database.query<EntryRow>(
    `select ${entryColumns} where d.kind = $1 and d.year = $2 and d.serial = $3`,
    [kind, year, serial],
  );
  return rows.map(entryOf)[0];
}
