/** One try to print a card: begun, moved on with its card and its piece, given back. */
import {
  type AttemptCommand,
  type CardCommand,
  decideAttempt,
  decideCard,
  endingOf,
  type PlaceId,
  type PrintBatchId,
  printJobName,
} from '@rekam/domain';
import { appendFacts, type By } from '../../audit/index.ts';
import type { CardPieces } from '../../blank/index.ts';
import { nowOf } from '../../ports/clock.ts';
import type { Queryable } from '../../ports/database.ts';
import { getValue, Refused } from '../../ports/refused.ts';
import { type CardDeps, getCard } from '../commands.ts';
import { listCards, type StoredCard, setCards } from '../store.ts';
import { chipLeft, type MarkedChip } from './chip.ts';
import {
  type Attempt,
  type Batch,
  type CardPrinter,
  findBatch,
  findPrinter,
  insertAttempts,
  setAttempts,
} from './store.ts';

export interface AttemptDeps extends Pick<CardDeps, 'clock'> {
  readonly pieces: CardPieces;
}

/** @param line place in the printer's line; null: behind all others, in the order of the cards */
export async function startAttempts(
  tx: Queryable,
  deps: AttemptDeps,
  by: By,
  cards: readonly StoredCard[],
  printer: CardPrinter,
  batchId: PrintBatchId,
  line: number | null,
): Promise<void> {
  const ids = cards.map(({ id }) => id);
  const pieces = await deps.pieces.takeNext(tx, ids, printer.placeId, by);
  const attempts = cards.map((card, nth) => {
    const piece = pieces[nth]!;
    const { card: started } = getValue(decideCard(card, { kind: 'start', piece }));
    return {
      card: started,
      cardId: card.id,
      number: started.attempts,
      piece,
      jobName: printJobName(started),
    };
  });
  await setCards(
    tx,
    attempts.map(({ card }) => card),
  );
  await insertAttempts(tx, { batchId, printerId: printer.id, line }, attempts, nowOf(deps.clock));
  await noteCards(
    tx,
    deps,
    by,
    'card-printing-ordered',
    attempts.map(({ cardId, number, piece }) => ({
      subjectId: cardId,
      details: { serial: piece, attempt: number },
    })),
  );
}

/** What is known beside the command itself. */
export interface Told {
  readonly jobId?: number | null;
  /** Of a misprint. */
  readonly why?: string;
  /** Of a print that ended well; left to the official application unless told. */
  readonly chip?: MarkedChip;
}

/** Carries a command out on an attempt, its card and its piece. */
export async function moveAttempt(
  tx: Queryable,
  deps: AttemptDeps,
  by: By,
  { attempt, desk }: { readonly attempt: Attempt; readonly desk: PlaceId },
  command: AttemptCommand,
  told: Told = {},
): Promise<void> {
  const { cardId, number, piece } = attempt;
  const state = getValue(decideAttempt(attempt.state, command));
  const ending = endingOf(state);
  const { chip, refused } = told.chip ?? chipLeft;
  const change = { state, jobId: told.jobId ?? null, chip: ending === 'finish' ? chip : null };
  await setAttempts(tx, [attempt], change, nowOf(deps.clock));
  const tried = { serial: piece, attempt: number };
  const noteCard = (kind: string, details: object = {}) =>
    noteCards(tx, deps, by, kind, [{ subjectId: cardId, details: { ...tried, ...details } }]);
  if (ending === 'fail') return giveBack(tx, deps, by, [attempt], desk);
  if (ending === null) return state === 'in-doubt' ? noteCard('card-printing-doubted') : undefined;
  const reason = told.why?.trim() ?? '';
  const ended: CardCommand = ending === 'misprint' ? { kind: ending, reason } : { kind: ending };
  const { card } = getValue(decideCard(await getCard(tx, cardId), ended));
  await setCards(tx, [card]);
  await deps.pieces.usedUp(tx, cardId, desk, by);
  const why = reason === '' ? {} : { reason };
  if (ending === 'misprint') {
    await deps.pieces.spoil(tx, cardId, { reason, photos: [] }, by);
    return noteCard('card-misprinted', why);
  }
  return noteCard('card-printed', { ...why, chip, ...(refused === null ? {} : { chipRefused: refused }) });
}

/** Attempts that ended before they touched their pieces: those lie at the desk again, the people stand where they stood. */
export async function giveBack(
  tx: Queryable,
  deps: AttemptDeps,
  by: By,
  attempts: readonly Attempt[],
  desk: PlaceId,
): Promise<void> {
  const ids = attempts.map(({ cardId }) => cardId);
  const cards = await listCards(tx, ids);
  await setCards(
    tx,
    cards.map((card) => getValue(decideCard(card, { kind: 'fail' })).card),
  );
  await deps.pieces.giveBack(tx, ids, desk, by);
  const told = attempts.map(({ cardId, piece, number }) => ({
    subjectId: cardId,
    details: { serial: piece, attempt: number },
  }));
  await noteCards(tx, deps, by, 'card-not-printed', told);
}

/** @throws Refused CARD_PRINTER_NOT_FOUND */
export async function getPrinter(database: Queryable, id: string): Promise<CardPrinter> {
  const printer = await findPrinter(database, id);
  if (!printer) throw new Refused('CARD_PRINTER_NOT_FOUND');
  return printer;
}

/** @throws Refused CARD_BATCH_NOT_FOUND */
export async function getBatch(database: Queryable, id: string): Promise<Batch> {
  const batch = await findBatch(database, id);
  if (!batch) throw new Refused('CARD_BATCH_NOT_FOUND');
  return batch;
}

/** Facts about cards, never whose they are. */
export async function noteCards(
  tx: Queryable,
  { clock }: Pick<CardDeps, 'clock'>,
  by: By,
  kind: string,
  told: readonly { readonly subjectId: string; readonly details: Readonly<Record<string, unknown>> }[],
): Promise<void> {
  const at = nowOf(clock);
  await appendFacts(
    tx,
    told.map((one) => ({ at, noun: 'card', kind, ...by, ...one })),
  );
}
