/** Ordering, settling and checking prints. What the printer is told is done by the line (`line.ts`). */
import { createHash } from 'node:crypto';
import {
  type AttemptCommand,
  type CardCommand,
  decideAttempt,
  decideCard,
  endingOf,
  type PlaceId,
  type PrintBatchId,
  type PrintOrder,
  printJobName,
} from '@rekam/domain';
import { appendFacts } from '../../audit/index.ts';
import type { By, CardPieces } from '../../blank/index.ts';
import { newId, nowOf } from '../../ports/clock.ts';
import type { Queryable } from '../../ports/database.ts';
import type { Permitted } from '../../ports/permit.ts';
import { getValue, Refused } from '../../ports/refused.ts';
import { type CardDeps, getCard } from '../commands.ts';
import { readQueue, todayOf } from '../queue.ts';
import { listCards, lockCards, type StoredCard, setCards } from '../store.ts';
import { chipLeft, type MarkedChip } from './chip.ts';
import {
  type Attempt,
  type Batch,
  type CardPrinter,
  findBatch,
  findLastAttempt,
  findOpenAttempt,
  findPrinter,
  insertAttempts,
  insertBatch,
  listOrdered,
  listUnchecked,
  setAttempts,
} from './store.ts';

export interface PrintingDeps extends CardDeps {
  readonly pieces: CardPieces;
  /** Something new is in the line of a printer. */
  readonly wake: (printerId: string) => void;
  /**
   * Whether the printer surely has no open job of that name.
   * @throws Refused when it does not answer
   */
  readonly refuseOpenJob: (printer: CardPrinter, attempt: Attempt) => Promise<void>;
}

/** Stands for the head of a queue as it was shown: another head, or another length of it, has another seal. */
export const sealOf = ({ queue }: PrintOrder, count: number): string =>
  createHash('sha256')
    .update(
      queue
        .slice(0, count)
        .map(({ cardId }) => cardId)
        .join('\n'),
    )
    .digest('hex');

export interface PrintingOrder {
  readonly printerId: string;
  /** From 1. */
  readonly count: number;
  /** Of the choice that was shown. */
  readonly seal: string;
}

/** CRD37: puts the first of the queue into the line of a printer, each on its piece. @throws Refused */
export async function orderPrinting(
  deps: PrintingDeps,
  by: Permitted,
  { printerId, count, seal }: PrintingOrder,
): Promise<Batch> {
  const issuedOn = await todayOf(deps);
  const printer = await getPrinter(deps.database, printerId);
  const batch = await deps.database.transact(async (tx) => {
    await lockCards(tx);
    const { order, cards, policy } = await readQueue(deps, tx);
    if (!policy) throw new Refused('CARD_NO_POLICY', { today: issuedOn });
    if (order.queue.length < count) throw new Refused('CARD_QUEUE_SHORT', { waiting: order.queue.length });
    if (sealOf(order, count) !== seal) throw new Refused('CARD_ORDER_STALE');
    const orderedAt = nowOf(deps.clock);
    const ordered: Batch = {
      id: newId('print-batch', deps.clock),
      printerId: printer.id,
      orderedAt,
      orderedBy: by.officer.id,
      issuedOn,
    };
    await insertBatch(tx, ordered);
    const { basis } = policy;
    const details = { printer: printer.name, cards: count, basis };
    await noteCards(tx, deps, byOf(by), 'cards-ordered', [{ subjectId: ordered.id, details }]);
    const first = order.queue.slice(0, count).map(({ cardId }) => cards.get(cardId)!.card);
    await startAttempts(tx, deps, byOf(by), first, printer, ordered.id, null);
    return ordered;
  });
  deps.wake(printer.id);
  return batch;
}

/** @param line place in the printer's line; null: behind all others, in the order of the cards */
async function startAttempts(
  tx: Queryable,
  deps: PrintingDeps,
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
  deps: Pick<PrintingDeps, 'pieces' | 'clock'>,
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
async function giveBack(
  tx: Queryable,
  deps: Pick<PrintingDeps, 'pieces' | 'clock'>,
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

/** What somebody saw who looked at the printer. `untouched` is printed anew on the same piece. */
export type Sight = 'printed' | 'misprint' | 'untouched';

/** CRD36. @throws Refused */
export async function settleDoubt(
  deps: PrintingDeps,
  by: Permitted,
  cardId: string,
  { sight, reason }: { readonly sight: Sight; readonly reason: string },
): Promise<void> {
  const { attempt, printer } = await getOpen(deps, cardId);
  if (attempt.state === 'in-doubt' && sight === 'untouched') await deps.refuseOpenJob(printer, attempt);
  await deps.database.transact(async (tx) => {
    await lockCards(tx);
    const open = await findOpenAttempt(tx, cardId);
    if (!open) throw new Refused('CARD_ATTEMPT_ENDED');
    if (sight === 'misprint' && reason.trim().length < 5) throw new Refused('CARD_REASON_MISSING');
    const at = { attempt: open, desk: printer.placeId };
    await moveAttempt(tx, deps, byOf(by), at, `say-${sight}`, { why: reason });
    if (sight === 'untouched')
      await startAttempts(tx, deps, byOf(by), [await getCard(tx, cardId)], printer, open.batchId, open.line);
  });
  deps.wake(printer.id);
}

/** Takes back what the printer was not told yet; the people stand where they stood. @returns how many */
export async function takeBack(deps: PrintingDeps, by: Permitted, batchId: string): Promise<number> {
  const { printerId } = await getBatch(deps.database, batchId);
  const printer = await getPrinter(deps.database, printerId);
  return deps.database.transact(async (tx) => {
    await lockCards(tx);
    const ordered = await listOrdered(tx, batchId);
    for (const { state } of ordered) getValue(decideAttempt(state, 'take-back'));
    const change = { state: 'returned', jobId: null, chip: null } as const;
    await setAttempts(tx, ordered, change, nowOf(deps.clock));
    await giveBack(tx, deps, byOf(by), ordered, printer.placeId);
    return ordered.length;
  });
}

/** A printed card was looked at: good, or spoiled with a reason. @throws Refused */
export async function checkCard(
  deps: PrintingDeps,
  by: Permitted,
  cardId: string,
  { good, reason }: { readonly good: boolean; readonly reason: string },
): Promise<void> {
  await deps.database.transact(async (tx) => {
    await lockCards(tx);
    const card = await getCard(tx, cardId);
    if (good) return callGood(tx, deps, byOf(by), [card]);
    // A print that is under way is settled where it is watched.
    if (card.state === 'printing') throw new Refused('CARD_AT_PRINTER');
    const { card: spoiled } = getValue(decideCard(card, { kind: 'misprint', reason }));
    await setCards(tx, [spoiled]);
    await deps.pieces.spoil(tx, spoiled.id, { reason: reason.trim(), photos: [] }, byOf(by));
    const details = { serial: card.piece, attempt: card.attempts, reason: reason.trim() };
    await noteCards(tx, deps, byOf(by), 'card-misprinted', [{ subjectId: card.id, details }]);
  });
}

/** All of a batch that was printed and not set aside is good. @returns how many */
export const checkBatch = (deps: PrintingDeps, by: Permitted, batchId: string): Promise<number> =>
  deps.database.transact(async (tx) => {
    await lockCards(tx);
    await getBatch(tx, batchId);
    const unchecked = await listUnchecked(tx, batchId);
    await callGood(tx, deps, byOf(by), await listCards(tx, unchecked));
    return unchecked.length;
  });

async function callGood(
  tx: Queryable,
  deps: PrintingDeps,
  by: By,
  cards: readonly StoredCard[],
): Promise<void> {
  const checked = cards.map((card) => getValue(decideCard(card, { kind: 'check' })).card);
  await setCards(tx, checked);
  const told = cards.map(({ id, piece }) => ({ subjectId: id, details: { serial: piece } }));
  await noteCards(tx, deps, by, 'card-checked', told);
}

async function getOpen(
  deps: PrintingDeps,
  cardId: string,
): Promise<{ attempt: Attempt; printer: CardPrinter }> {
  const attempt =
    (await findOpenAttempt(deps.database, cardId)) ?? (await findLastAttempt(deps.database, cardId));
  if (!attempt) throw new Refused('CARD_NOT_PRINTING');
  return { attempt, printer: await getPrinter(deps.database, attempt.printerId) };
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

export const byOf = ({ officer, permittedBy }: Permitted): By => ({
  actor: { kind: 'officer', id: officer.id },
  permittedBy,
});

/** Facts about cards, never whose they are. */
async function noteCards(
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
