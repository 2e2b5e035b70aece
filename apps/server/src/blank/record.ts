import {
  type BlankFact,
  blankDocumentNumber,
  type CardId,
  evolveLedger,
  type Instant,
  joinRanges,
  type PieceMovement,
  piecesInAll,
  placeAfter,
  tellRange,
} from '@rekam/domain';
import { appendFacts, type By, type NewFact } from '../audit/index.ts';
import type { Queryable } from '../ports/database.ts';
import {
  carryPrints,
  type Entry,
  emptyBook,
  insertDocument,
  insertEntries,
  listOverlapping,
  lockBook,
  replaceHoldings,
} from './store.ts';

/**
 * Appends a fact that was decided on and carries it into the tables, in the caller's transaction, which holds the book.
 * @param subjectId the card it is about, or the number of the paper
 */
export async function recordBlank(
  tx: Queryable,
  at: Instant,
  subjectId: string,
  fact: BlankFact,
  by: By,
): Promise<void> {
  const [seq] = await appendFacts(tx, [factOf(at, subjectId, fact, by)]);
  await carryIn(tx, seq!, at, fact);
}

/** The same for cards that move at once, each with its own piece: as many facts, written together. */
export async function recordMoves(
  tx: Queryable,
  at: Instant,
  moves: readonly { readonly cardId: CardId; readonly movement: PieceMovement }[],
  by: By,
): Promise<void> {
  const seqs = await appendFacts(
    tx,
    moves.map(({ cardId, movement }) =>
      factOf(at, cardId, { kind: 'pieces-moved', movement, document: null }, by),
    ),
  );
  await carryPieces(
    tx,
    moves.map(({ movement }, nth) => ({ factSeq: seqs[nth]!, at, movement })),
  );
}

function factOf(at: Instant, subjectId: string, fact: BlankFact, by: By): NewFact {
  const { kind, ...details } = fact;
  return { at, noun: 'blank', subjectId, kind, ...by, details: { ...inWords(fact), ...details } };
}

/** What a reader of the trail sees of a fact; the tables do without. */
function inWords(fact: BlankFact): Readonly<Record<string, unknown>> {
  const number = 'document' in fact && fact.document ? { number: blankDocumentNumber(fact.document) } : {};
  if (fact.kind === 'prints-used') return {};
  if (fact.kind === 'pieces-counted')
    return { ...number, book: fact.count.book, counted: fact.count.counted };
  if (fact.kind === 'prints-counted')
    return { ...number, item: fact.item, book: fact.count.book, counted: fact.count.counted };
  if (fact.kind === 'blanks-requested') return { ...number, pieces: fact.request.pieces };
  const { reason } = fact.movement;
  const what =
    fact.kind === 'pieces-moved'
      ? { serials: fact.movement.ranges.map(tellRange) }
      : { item: fact.movement.item, prints: fact.movement.prints };
  return { ...number, ...what, ...(reason === null ? {} : { reason }) };
}

/** Makes the tables again from the facts alone. Belongs into a transaction. */
export async function rebuildBlanks(tx: Queryable): Promise<void> {
  await lockBook(tx);
  await emptyBook(tx);
  const { rows } = await tx.query<{ seq: number; at: Instant; kind: string; details: object }>(
    `select seq, at, kind, details from fact where noun = 'blank' order by seq`,
  );
  for (const { seq, at, kind, details } of rows)
    await carryIn(tx, seq, at, { kind, ...details } as unknown as BlankFact);
}

async function carryIn(tx: Queryable, factSeq: number, at: Instant, fact: BlankFact): Promise<void> {
  const enter = (entry: Omit<Entry, 'factSeq' | 'at'>) => insertEntries(tx, [{ factSeq, at, ...entry }]);
  if ('document' in fact && fact.document) await insertDocument(tx, fact.document, factSeq);
  if (fact.kind === 'pieces-moved') await carryPieces(tx, [{ factSeq, at, movement: fact.movement }]);
  if (fact.kind === 'prints-moved') {
    const { item, prints, from, to } = fact.movement;
    await carryPrints(tx, fact.movement);
    await enter({ item, amount: prints, from, to });
  }
  if (fact.kind === 'prints-used') {
    const from = { kind: 'desk', place: fact.desk } as const;
    const to = { kind: 'used' } as const;
    for (const item of fact.items) {
      await carryPrints(tx, { item, prints: 1, from, to });
      await enter({ item, amount: 1, from, to });
    }
  }
}

/** Movements of different pieces, carried into the tables together. */
async function carryPieces(
  tx: Queryable,
  moved: readonly { readonly factSeq: number; readonly at: Instant; readonly movement: PieceMovement }[],
): Promise<void> {
  const movements = moved.map(({ movement }) => movement);
  const ranges = joinRanges(movements.flatMap((movement) => movement.ranges));
  await replaceHoldings(tx, ranges, evolveLedger(await listOverlapping(tx, ranges), ...movements));
  await insertEntries(
    tx,
    moved.map(({ movement, ...entry }) => ({
      ...entry,
      item: 'piece',
      amount: piecesInAll(movement.ranges),
      from: movement.from,
      to: placeAfter(movement),
    })),
  );
}
