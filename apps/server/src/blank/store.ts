import {
  type BlankDocument,
  type BlankDocumentKind,
  type BlankFact,
  type Consumable,
  type ConsumableMovement,
  type ConsumablePlace,
  type CountedPlace,
  type Holding,
  type Instant,
  isOutsidePrints,
  type PiecePlace,
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

/** What a stock-taking there compares with, by serial. */
export async function listHoldingsCounted(database: Queryable, where: CountedPlace): Promise<Holding[]> {
  if (where.kind !== 'returned' && where.kind !== 'card') return listHoldingsAt(database, where);
  const { rows } = await database.query<HoldingRow>(
    `select ${holdingColumns} from blank_holding h where h.place_key like $1 || ':%' order by h.prefix, h.width, h.first`,
    [where.kind],
  );
  return rows.map(holdingOf);
}

/** What lies in the store, at desks, at other offices, on returned cards, spoiled or lost. */
export async function listHoldingsAtHand(database: Queryable): Promise<Holding[]> {
  const { rows } = await database.query<HoldingRow>(
    `select ${holdingColumns} from blank_holding h
     where h.place_key in ('store', 'spoiled', 'lost', 'lost-unusable') or h.place_key like 'desk:%'
       or h.place_key like 'lent:%' or h.place_key like 'returned:%'
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

/** Writes entries into the journal and into its days. */
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
  await tx.query(
    `insert into blank_day (item, day, received, printed, used, spoiled, change)
     select item, day, sum(received), sum(printed), sum(used), sum(spoiled), sum(change) from blank_effect
     where (fact_seq, item) in (select * from unnest($1::bigint[], $2::text[])) group by 1, 2
     on conflict (item, day) do update set received = blank_day.received + excluded.received,
       printed = blank_day.printed + excluded.printed, used = blank_day.used + excluded.used,
       spoiled = blank_day.spoiled + excluded.spoiled, change = blank_day.change + excluded.change`,
    [entries.map(({ factSeq }) => factSeq), entries.map(({ item }) => item)],
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
  for (const table of ['blank_holding', 'blank_prints', 'blank_movement', 'blank_day', 'blank_document'])
    await tx.query(`delete from ${table}`);
}

/** Pieces in store and at desks. */
export async function sumStock(database: Queryable): Promise<number> {
  const { rows } = await database.query<{ pieces: number }>(
    `select coalesce(sum(last - first + 1), 0)::int as pieces from blank_holding
     where place_key = 'store' or place_key like 'desk:%'`,
  );
  return rows[0]!.pieces;
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
