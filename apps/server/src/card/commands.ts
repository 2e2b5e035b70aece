import {
  type CardGround,
  decideCard,
  decideMoveUp,
  decideProposal,
  isPrintReady,
  type OrderQuestion,
} from '@rekam/domain';
import { appendFact, notesOf, theOffice } from '../audit/index.ts';
import { newId, nowOf } from '../ports/clock.ts';
import type { Database, Queryable } from '../ports/database.ts';
import type { Permitted } from '../ports/permit.ts';
import { getValue, Refused } from '../ports/refused.ts';
import { type QueueSources, readQueue, todayOf } from './queue.ts';
import {
  findCard,
  insertCards,
  listWithoutCard,
  lockCards,
  type StoredCard,
  setCard,
  setMove,
} from './store.ts';

export interface CardDeps extends QueueSources {
  readonly database: Database;
}

export interface CardWish {
  readonly nik: string;
  readonly ground: CardGround;
}

/** Puts a resident of the register into the queue. @throws Refused */
export async function askForCard(
  deps: CardDeps,
  by: Permitted,
  { nik, ground }: CardWish,
): Promise<StoredCard> {
  const id = newId('card', deps.clock);
  const requestedOn = await todayOf(deps);
  return deps.database.transact(async (tx) => {
    await deps.residents.holdAlive(tx, [nik]);
    const resident = await deps.residents.find(tx, nik);
    if (!resident) throw new Refused('CARD_RESIDENT_UNKNOWN');
    if (resident.diedOn) throw new Refused('CARD_HOLDER_DIED', { on: resident.diedOn });
    const card = { id, nik, ground, requestedOn, askedBy: by.officer.id };
    if ((await insertCards(tx, [card])) === 0) throw new Refused('CARD_ALREADY_ASKED');
    await note(tx, deps, by, id, 'card-asked', { ground });
    return getCard(tx, id);
  });
}

/**
 * Takes residents into the queue who never had a card here and whom the centre calls print-ready, each since the day
 * the centre was seen to say so.
 * @returns how many were added
 */
export async function takeUpReady(deps: CardDeps, tx: Queryable, niks: readonly string[]): Promise<number> {
  const today = await todayOf(deps);
  const without = await listWithoutCard(tx, niks);
  await deps.residents.holdAlive(tx, without);
  const ready = (await deps.residents.findAll(tx, without)).flatMap(
    ({ biodata: { nik }, recorded, diedOn }) =>
      diedOn === null && recorded?.asOf && recorded.asOf <= today && isPrintReady(recorded.status)
        ? [{ nik, requestedOn: recorded.asOf }]
        : [],
  );
  if (ready.length === 0) return 0;
  const added = await insertCards(
    tx,
    ready.map((one) => ({ ...one, id: newId('card', deps.clock), ground: 'first-card', askedBy: null })),
  );
  const fact = { at: nowOf(deps.clock), noun: 'card', subjectId: 'queue', kind: 'cards-taken-up' };
  await appendFact(tx, { ...fact, actor: theOffice, details: { added } });
  return added;
}

/** The same for all the register: those whom the centre had called ready before Rekam. */
export const takeUpRegister = (deps: CardDeps): Promise<number> =>
  deps.database.transact(async (tx) =>
    takeUpReady(deps, tx, await deps.residents.withStatus(tx, isPrintReady)),
  );

/** Ends a wish for a card that nobody needs any more. @throws Refused */
export async function withdrawCard(
  deps: CardDeps,
  by: Permitted,
  id: string,
  reason: string,
): Promise<StoredCard> {
  if (reason.trim().length < 5) throw new Refused('CARD_REASON_MISSING');
  return changeCard(deps, id, async (tx, card) => {
    const { card: changed } = getValue(decideCard(card, { kind: 'withdraw' }));
    await setCard(tx, changed);
    await note(tx, deps, by, id, 'card-withdrawn', { reason: reason.trim() });
  });
}

/** Proposes to put a card before all others; nothing moves until a second officer agrees. @throws Refused */
export async function proposeMove(
  deps: CardDeps,
  by: Permitted,
  id: string,
  reason: string,
): Promise<StoredCard> {
  return changeCard(deps, id, async (tx, card) => {
    if (card.move && !card.move.agreed) throw new Refused('CARD_MOVE_ALREADY_ASKED');
    getValue(decideProposal({ cardId: card.id, reason }, await orderQuestion(deps, tx)));
    const move = { reason: reason.trim(), askedBy: by.officer.id, askedAt: nowOf(deps.clock) };
    await setMove(tx, card.id, { ...move, agreed: null });
    await note(tx, deps, by, id, 'card-move-proposed', { reason: move.reason });
  });
}

/** Agrees to a proposal, or turns it down. @throws Refused */
export async function answerMove(
  deps: CardDeps,
  by: Permitted,
  id: string,
  answer: { readonly agree: boolean; readonly reason: string },
): Promise<StoredCard> {
  return changeCard(deps, id, async (tx, card) => {
    const { move } = card;
    if (!move || move.agreed) throw new Refused('CARD_MOVE_NOT_ASKED');
    if (!answer.agree) {
      await setMove(tx, card.id, null);
      return void (await note(tx, deps, by, id, 'card-move-declined', { reason: answer.reason.trim() }));
    }
    const agreed = { by: by.officer.id, at: nowOf(deps.clock) };
    const { askedBy, reason } = move;
    const asked = { cardId: card.id, reason, askedBy, agreedBy: agreed.by, at: agreed.at };
    getValue(decideMoveUp(asked, await orderQuestion(deps, tx)));
    await setMove(tx, card.id, { ...move, agreed });
    await note(tx, deps, by, id, 'card-moved-up', { reason });
  });
}

/** @throws Refused CARD_NO_POLICY */
async function orderQuestion(deps: CardDeps, tx: Queryable): Promise<OrderQuestion> {
  const { policy, moves, cards, today } = await readQueue(deps, tx);
  if (!policy) throw new Refused('CARD_NO_POLICY', { today });
  return { requests: [...cards.values()].map(({ request }) => request), moves, policy, today };
}

async function changeCard(
  { database }: CardDeps,
  id: string,
  change: (tx: Queryable, card: StoredCard) => Promise<void>,
): Promise<StoredCard> {
  return database.transact(async (tx) => {
    await lockCards(tx);
    await change(tx, await getCard(tx, id));
    return getCard(tx, id);
  });
}

/** @throws Refused CARD_NOT_FOUND */
export async function getCard(database: Queryable, id: string): Promise<StoredCard> {
  const card = await findCard(database, id);
  if (!card) throw new Refused('CARD_NOT_FOUND');
  return card;
}

/** A fact about a card, never whose it is. */
export const note = notesOf('card');
