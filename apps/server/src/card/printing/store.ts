import type {
  AttemptState,
  CardId,
  CardPrinterId,
  CardState,
  ComponentId,
  Instant,
  OfficerId,
  PlaceId,
  PlainDate,
  PrintBatchId,
} from '@rekam/domain';
import type { Queryable } from '../../ports/database.ts';
import type { ChipMark } from './chip.ts';

export interface CardPrinter {
  readonly id: CardPrinterId;
  readonly name: string;
  /** `ipp://…`. */
  readonly url: string;
  /** Its printing desk. */
  readonly placeId: PlaceId;
  /** In the register of equipment; null: it is not there. */
  readonly componentId: ComponentId | null;
}

export interface Attempt {
  readonly cardId: CardId;
  readonly number: number;
  readonly batchId: PrintBatchId;
  readonly printerId: CardPrinterId;
  readonly line: number;
  readonly piece: string;
  readonly jobName: string;
  readonly jobId: number | null;
  readonly state: AttemptState;
}

export interface Batch {
  readonly id: PrintBatchId;
  readonly printerId: CardPrinterId;
  readonly orderedAt: Instant;
  readonly orderedBy: OfficerId;
  readonly issuedOn: PlainDate;
}

const openStates = `('ordered', 'sending', 'sent', 'in-doubt')`;
const attemptColumns = `t.card_id as "cardId", t.number, t.batch_id as "batchId", t.printer_id as "printerId", t.line,
  t.piece, t.job_name as "jobName", t.job_id as "jobId", t.state`;
const printerColumns = `id, name, url, place_id as "placeId", component_id as "componentId"`;
const batchColumns = `id, printer_id as "printerId", ordered_at as "orderedAt", ordered_by as "orderedBy",
  issued_on as "issuedOn"`;

export async function listPrinters(database: Queryable): Promise<CardPrinter[]> {
  return (await database.query<CardPrinter>(`select ${printerColumns} from card_printer order by name`)).rows;
}

export async function findPrinter(database: Queryable, id: string): Promise<CardPrinter | undefined> {
  return (await database.query<CardPrinter>(`select ${printerColumns} from card_printer where id = $1`, [id]))
    .rows[0];
}

/** @returns false when the name or the address is taken */
export async function insertPrinter(tx: Queryable, printer: CardPrinter): Promise<boolean> {
  const { id, name, url, placeId, componentId } = printer;
  const { rowCount } = await tx.query(
    `insert into card_printer (id, name, url, place_id, component_id) values ($1, $2, $3, $4, $5)
     on conflict do nothing`,
    [id, name, url, placeId, componentId],
  );
  return rowCount === 1;
}

/** @returns false when another printer has the name or the address */
export async function updatePrinter(tx: Queryable, printer: CardPrinter): Promise<boolean> {
  const { id, name, url, placeId, componentId } = printer;
  const { rowCount } = await tx.query(
    `update card_printer set name = $2, url = $3, place_id = $4, component_id = $5 where id = $1
     and not exists (select from card_printer o where o.id <> $1 and (o.name = $2 or o.url = $3))`,
    [id, name, url, placeId, componentId],
  );
  return rowCount === 1;
}

export async function insertBatch(tx: Queryable, batch: Batch): Promise<void> {
  await tx.query(
    'insert into card_batch (id, printer_id, ordered_at, ordered_by, issued_on) values ($1, $2, $3, $4, $5)',
    [batch.id, batch.printerId, batch.orderedAt, batch.orderedBy, batch.issuedOn],
  );
}

export async function findBatch(database: Queryable, id: string): Promise<Batch | undefined> {
  return (await database.query<Batch>(`select ${batchColumns} from card_batch where id = $1`, [id])).rows[0];
}

/** What became of a good print whose card is on that piece no more; null: nothing of the kind. */
const fateOfPrint = `(select case f.kind when 'card-lost' then 'lost' else 'given-up' end from fact f
  where f.subject_id = t.card_id and f.kind in ('card-lost', 'card-given-up') and f.details->>'serial' = t.piece
  order by f.seq desc limit 1)`;
/** A print that was found to be bad later is told as a misprint: its piece is the card's no more, with no other fate. */
const judgedState = `case when t.state = 'printed' and c.piece is distinct from t.piece and ${fateOfPrint} is null
  then 'misprint' else t.state end`;

/** The newest first, with how many of its attempts stand how. */
export async function listBatches(
  database: Queryable,
  limit: number,
): Promise<
  (Batch & { readonly counts: Partial<Record<AttemptState, number>>; readonly unchecked: number })[]
> {
  const { rows } = await database.query<
    Batch & { counts: Partial<Record<AttemptState, number>>; unchecked: number }
  >(
    `select ${batchColumns}, a.counts, a.unchecked from (select * from card_batch order by ordered_at desc limit $1) b
     cross join lateral (
       select coalesce(jsonb_object_agg(s.state, s.attempts), '{}') as counts, coalesce(sum(s.unchecked), 0)::int as unchecked
       from (select ${judgedState} as state, count(*)::int as attempts,
               count(*) filter (where t.state = 'printed' and c.state = 'printed' and c.attempts = t.number) as unchecked
             from card_attempt t join card c on c.id = t.card_id where t.batch_id = b.id group by 1) s) a
     order by ordered_at desc`,
    [limit],
  );
  return rows;
}

/** @param where a `line` of null: behind all others, in this order */
export async function insertAttempts(
  tx: Queryable,
  where: Pick<Attempt, 'batchId' | 'printerId'> & { readonly line: number | null },
  attempts: readonly Pick<Attempt, 'cardId' | 'number' | 'piece' | 'jobName'>[],
  at: Instant,
): Promise<void> {
  await tx.query(
    `insert into card_attempt (card_id, number, batch_id, printer_id, piece, job_name, state, changed_at, line)
     select card_id, number, $1, $2, piece, job_name, 'ordered', $3,
       coalesce($4, nextval(pg_get_serial_sequence('card_attempt', 'line')))
     from (select * from unnest($5::text[], $6::int[], $7::text[], $8::text[]) with ordinality
       as t (card_id, number, piece, job_name, nth) order by nth) a`,
    [
      where.batchId,
      where.printerId,
      at,
      where.line,
      attempts.map(({ cardId }) => cardId),
      attempts.map(({ number }) => number),
      attempts.map(({ piece }) => piece),
      attempts.map(({ jobName }) => jobName),
    ],
  );
}

/** @param change a `jobId` of null leaves it as it is */
export async function setAttempts(
  tx: Queryable,
  attempts: readonly Pick<Attempt, 'cardId' | 'number'>[],
  { state, jobId, chip }: Pick<Attempt, 'state' | 'jobId'> & { readonly chip: ChipMark | null },
  at: Instant,
): Promise<void> {
  await tx.query(
    `update card_attempt set state = $3, job_id = coalesce($4, job_id), changed_at = $5, chip = $6
     where (card_id, number) in (select * from unnest($1::text[], $2::int[]))`,
    [attempts.map(({ cardId }) => cardId), attempts.map(({ number }) => number), state, jobId, at, chip],
  );
}

const selectAttempts = async (
  database: Queryable,
  rest: string,
  values: readonly unknown[],
): Promise<Attempt[]> =>
  (await database.query<Attempt>(`select ${attemptColumns} from card_attempt t ${rest}`, values)).rows;

/** The next attempt in the line of a printer that has not ended. */
export const findNextAttempt = async (database: Queryable, printerId: string): Promise<Attempt | undefined> =>
  (
    await selectAttempts(
      database,
      `where printer_id = $1 and state in ${openStates} order by line, number limit 1`,
      [printerId],
    )
  )[0];

export const findOpenAttempt = async (database: Queryable, cardId: string): Promise<Attempt | undefined> =>
  (await selectAttempts(database, `where card_id = $1 and state in ${openStates}`, [cardId]))[0];

/** Of a card's tries the last. */
export const findLastAttempt = async (database: Queryable, cardId: string): Promise<Attempt | undefined> =>
  (await selectAttempts(database, 'where card_id = $1 order by number desc limit 1', [cardId]))[0];

/** Not told to the printer yet, the last of the line first. */
export const listOrdered = (tx: Queryable, batchId: string): Promise<Attempt[]> =>
  selectAttempts(tx, `where batch_id = $1 and state = 'ordered' order by line desc`, [batchId]);

export async function countOpen(database: Queryable): Promise<ReadonlyMap<string, number>> {
  const { rows } = await database.query<{ printerId: string; open: number }>(
    `select printer_id as "printerId", count(*)::int as open from card_attempt where state in ${openStates} group by 1`,
  );
  return new Map(rows.map(({ printerId, open }) => [printerId, open]));
}

export interface BatchLine extends Attempt {
  readonly nik: string;
  readonly cardState: CardState;
  /** What became of the printed card before it was handed over. */
  readonly fate: 'lost' | 'given-up' | null;
  /** Null: not printed. */
  readonly chip: ChipMark | null;
  /** Whether no later attempt of the card was made. */
  readonly last: boolean;
}

/** The attempts of a batch in the order of their pieces. */
export async function listBatchLines(
  database: Queryable,
  batchId: string,
  from: number,
  limit: number,
): Promise<BatchLine[]> {
  const { rows } = await database.query<BatchLine>(
    `select ${attemptColumns}, ${judgedState} as state, ${fateOfPrint} as fate, t.chip, c.nik, c.state as "cardState", c.attempts = t.number as last
     from card_attempt t join card c on c.id = t.card_id
     where t.batch_id = $1 order by t.line, t.number offset $2 limit $3`,
    [batchId, from - 1, limit],
  );
  return rows;
}

/** Cards of a batch whose last attempt was printed and that nobody has checked. */
export async function listUnchecked(tx: Queryable, batchId: string): Promise<CardId[]> {
  const { rows } = await tx.query<{ id: CardId }>(
    `select c.id from card c join card_attempt t on t.card_id = c.id and t.number = c.attempts
     where t.batch_id = $1 and t.state = 'printed' and c.state = 'printed' order by t.line`,
    [batchId],
  );
  return rows.map(({ id }) => id);
}

/** Where the holder of a card lives, first eight characters of the code; empty for who left the register. */
const kecamatanOfCard = `coalesce(left(r.kelurahan_code, 8), '')`;

/** How many cards that were checked wait to be handed over, by the kecamatan of their holders. */
export async function countBoxed(
  database: Queryable,
): Promise<{ readonly code: string; readonly cards: number }[]> {
  const { rows } = await database.query<{ code: string; cards: number }>(
    `select ${kecamatanOfCard} as code, count(*)::int as cards from card c left join resident r on r.nik = c.nik
     where c.state = 'checked' group by 1 order by 1`,
  );
  return rows;
}

/** Those of one kecamatan, by their pieces. */
export async function listBoxed(
  database: Queryable,
  kecamatan: string,
): Promise<{ readonly piece: string; readonly nik: string; readonly name: string }[]> {
  const { rows } = await database.query<{ piece: string; nik: string; name: string }>(
    `select c.piece, c.nik, coalesce(r.name, '–') as name from card c left join resident r on r.nik = c.nik
     where c.state = 'checked' and ${kecamatanOfCard} = $1 order by c.piece`,
    [kecamatan],
  );
  return rows;
}

/** Cards printed on each day since then, in local days. @param iana time zone, `Asia/Makassar` */
export async function countPrintedByDay(
  database: Queryable,
  from: PlainDate,
  iana: string,
): Promise<ReadonlyMap<PlainDate, number>> {
  const { rows } = await database.query<{ day: PlainDate; cards: number }>(
    `select to_char(changed_at at time zone $2, 'YYYY-MM-DD') as day, count(*)::int as cards from card_attempt
     where state = 'printed' and changed_at >= ($1::date::timestamp at time zone $2) group by 1`,
    [from, iana],
  );
  return new Map(rows.map(({ day, cards }) => [day, cards]));
}
