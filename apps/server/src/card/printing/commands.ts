/** Ordering, settling and checking prints. What the printer is told is done by the line (`line.ts`). */

import { createHash } from 'node:crypto';
import { decideAttempt, decideCard, type PrintOrder } from '@rekam/domain';
import { type By, byOf } from '../../audit/index.ts';
import { newId, nowOf } from '../../ports/clock.ts';
import type { Queryable } from '../../ports/database.ts';
import type { Permitted } from '../../ports/permit.ts';
import { getValue, Refused } from '../../ports/refused.ts';
import { type CardDeps, getCard } from '../commands.ts';
import { readQueue, todayOf } from '../queue.ts';
import { listCards, lockCards, type StoredCard, setCards } from '../store.ts';
import {
  type AttemptDeps,
  getBatch,
  getPrinter,
  giveBack,
  moveAttempt,
  noteCards,
  startAttempts,
} from './attempts.ts';
import {
  type Attempt,
  type Batch,
  type CardPrinter,
  findLastAttempt,
  findOpenAttempt,
  insertBatch,
  listOrdered,
  listUnchecked,
  setAttempts,
} from './store.ts';

export interface PrintingDeps extends CardDeps, AttemptDeps {
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
