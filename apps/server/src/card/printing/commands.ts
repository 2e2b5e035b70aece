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
import { appendFact } from '../../audit/index.ts';
import { newId, nowOf } from '../../ports/clock.ts';
import type { Queryable } from '../../ports/database.ts';
import type { Permitted } from '../../ports/permit.ts';
import { getValue, Refused } from '../../ports/refused.ts';
import { type CardDeps, getCard } from '../commands.ts';
import { readQueue, todayOf } from '../queue.ts';
import { lockCards, type StoredCard, setCard } from '../store.ts';
import { chipLeft, type MarkedChip } from './chip.ts';
import type { By, Pieces } from './pieces.ts';
import {
  type Attempt,
  type Batch,
  type CardPrinter,
  findBatch,
  findLastAttempt,
  findOpenAttempt,
  findPrinter,
  insertAttempt,
  insertBatch,
  listOrdered,
  listUnchecked,
  setAttempt,
} from './store.ts';

export interface PrintingDeps extends CardDeps {
  readonly pieces: Pieces;
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
    await noteCard(tx, deps, byOf(by), ordered.id, 'cards-ordered', {
      printer: printer.name,
      cards: count,
      basis,
    });
    for (const { cardId } of order.queue.slice(0, count))
      await startAttempt(tx, deps, byOf(by), cards.get(cardId)!.card, printer, ordered.id, null);
    return ordered;
  });
  deps.wake(printer.id);
  return batch;
}

/** @param line place in the printer's line; null: behind all others */
async function startAttempt(
  tx: Queryable,
  deps: PrintingDeps,
  by: By,
  card: StoredCard,
  printer: CardPrinter,
  batchId: PrintBatchId,
  line: number | null,
): Promise<void> {
  const piece = await deps.pieces.takeNext(tx, card.id, printer.placeId, by);
  const { card: started } = getValue(decideCard(card, { kind: 'start', piece }));
  await setCard(tx, started);
  const number = started.attempts;
  const jobName = printJobName(started);
  const attempt = { cardId: card.id, number, batchId, printerId: printer.id, piece, jobName, line };
  await insertAttempt(tx, attempt, nowOf(deps.clock));
  await noteCard(tx, deps, by, card.id, 'card-printing-ordered', { serial: piece, attempt: number });
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
  await setAttempt(tx, attempt, change, nowOf(deps.clock));
  if (ending === null) {
    if (state === 'in-doubt')
      await noteCard(tx, deps, by, cardId, 'card-printing-doubted', { serial: piece, attempt: number });
    return;
  }
  const reason = told.why?.trim() ?? '';
  const ended: CardCommand = ending === 'misprint' ? { kind: ending, reason } : { kind: ending };
  const { card } = getValue(decideCard(await getCard(tx, cardId), ended));
  await setCard(tx, card);
  if (ending !== 'fail') await deps.pieces.usedUp(tx, cardId, desk, by);
  if (ending === 'fail') await deps.pieces.giveBack(tx, cardId, desk, by);
  if (ending === 'misprint') await deps.pieces.spoil(tx, cardId, { reason, photos: [] }, by);
  const kinds = { finish: 'card-printed', misprint: 'card-misprinted', fail: 'card-not-printed' } as const;
  const details = {
    serial: piece,
    attempt: number,
    ...(reason === '' ? {} : { reason }),
    ...(ending === 'finish' ? { chip } : {}),
    ...(ending === 'finish' && refused !== null ? { chipRefused: refused } : {}),
  };
  await noteCard(tx, deps, by, cardId, kinds[ending], details);
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
      await startAttempt(tx, deps, byOf(by), await getCard(tx, cardId), printer, open.batchId, open.line);
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
    for (const attempt of ordered)
      await moveAttempt(tx, deps, byOf(by), { attempt, desk: printer.placeId }, 'take-back');
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
    if (good) return checkOne(tx, deps, byOf(by), card);
    // A print that is under way is settled where it is watched.
    if (card.state === 'printing') throw new Refused('CARD_AT_PRINTER');
    const { card: spoiled } = getValue(decideCard(card, { kind: 'misprint', reason }));
    await setCard(tx, spoiled);
    await deps.pieces.spoil(tx, spoiled.id, { reason: reason.trim(), photos: [] }, byOf(by));
    const details = { serial: card.piece, attempt: card.attempts, reason: reason.trim() };
    await noteCard(tx, deps, byOf(by), card.id, 'card-misprinted', details);
  });
}

/** All of a batch that was printed and not set aside is good. @returns how many */
export const checkBatch = (deps: PrintingDeps, by: Permitted, batchId: string): Promise<number> =>
  deps.database.transact(async (tx) => {
    await lockCards(tx);
    await getBatch(tx, batchId);
    const unchecked = await listUnchecked(tx, batchId);
    for (const id of unchecked) await checkOne(tx, deps, byOf(by), await getCard(tx, id));
    return unchecked.length;
  });

async function checkOne(tx: Queryable, deps: PrintingDeps, by: By, card: StoredCard): Promise<void> {
  const { card: checked } = getValue(decideCard(card, { kind: 'check' }));
  await setCard(tx, checked);
  await noteCard(tx, deps, by, card.id, 'card-checked', { serial: card.piece });
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

/** A fact about a card, never whose it is. */
const noteCard = (
  tx: Queryable,
  { clock }: Pick<CardDeps, 'clock'>,
  { actor, permittedBy }: By,
  subjectId: string,
  kind: string,
  details: Readonly<Record<string, unknown>>,
): Promise<number> =>
  appendFact(tx, { at: nowOf(clock), noun: 'card', subjectId, kind, actor, permittedBy, details });
