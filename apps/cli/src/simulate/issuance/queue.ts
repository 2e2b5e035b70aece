/** Who waits for a card and in which order, worked out from what the simulation itself did: never read from the office's queue. */

import {
  type CardGround,
  type CardId,
  type Instant,
  type MoveUp,
  orderOfPrinting,
  type PlainDate,
  printPolicyOf2020,
} from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import { todayInKupang } from '@rekam/testkit/demo-city/today.ts';
import type { RunningOffice } from '@rekam/testkit/running-office.ts';
import { type Applicant, isReady } from './residents.ts';

/** How many are put before all others by two officers. */
const moves = 2;
const pageOfQueue = 200;

interface Waiting {
  readonly applicant: Applicant;
  readonly cardId: CardId;
  readonly ground: CardGround;
  readonly requestedOn: PlainDate;
  readonly letterIssuedOn: PlainDate | null;
}

export interface ExpectedQueue {
  /** Everybody who is to get a card, by card. */
  readonly cards: ReadonlyMap<string, Applicant>;
  readonly waiting: () => number;
  /** Who must be printed next. */
  readonly head: (count: number) => readonly string[];
  readonly take: (cardIds: readonly string[]) => void;
  readonly putBack: (cardId: string) => void;
}

/** Some ask for a card themselves, before the centre has spoken. @returns the day each was noted on, by NIK */
export async function askForCards(
  office: RunningOffice,
  applicants: readonly Applicant[],
): Promise<ReadonlyMap<string, PlainDate>> {
  const operator = await office.signedIn('operator');
  const askedOn = new Map<string, PlainDate>();
  for (const { biodata, asks } of applicants) {
    if (!asks) continue;
    const { nik } = biodata;
    const { requestedOn } = await operator.call(officeApi.askForCard, { body: { nik, ground: asks } });
    askedOn.set(nik, requestedOn as PlainDate);
  }
  return askedOn;
}

/** Finds the card of each applicant at the office, and has two of the last put first. */
export async function expectQueue(
  office: RunningOffice,
  applicants: readonly Applicant[],
  days: {
    readonly lettersOn: ReadonlyMap<string, PlainDate>;
    readonly askedOn: ReadonlyMap<string, PlainDate>;
  },
): Promise<ExpectedQueue> {
  const today = todayInKupang();
  const cardOf = await readCards(office);
  const ready = applicants.filter(isReady).map((applicant): Waiting => {
    const cardId = cardOf.get(applicant.biodata.nik);
    if (!cardId) throw new Error('somebody whom the centre calls print-ready has no place in the queue');
    return {
      applicant,
      cardId,
      ground: applicant.asks ?? 'first-card',
      requestedOn: days.askedOn.get(applicant.biodata.nik) ?? applicant.saidOn,
      letterIssuedOn: days.lettersOn.get(applicant.biodata.nik) ?? null,
    };
  });
  const order = orderOf(ready, [], today);
  const moved: MoveUp[] = [];
  for (const cardId of order.slice(-moves)) moved.push(await moveUp(office, cardId));
  const out = new Set<string>();
  return {
    cards: new Map(ready.map(({ cardId, applicant }) => [cardId, applicant])),
    waiting: () => ready.length - out.size,
    head: (count) =>
      orderOf(
        ready.filter(({ cardId }) => !out.has(cardId)),
        moved,
        today,
      ).slice(0, count),
    take: (cardIds) => {
      for (const cardId of cardIds) out.add(cardId);
    },
    putBack: (cardId) => out.delete(cardId),
  };
}

/** Which card is whose; of the office's queue nothing else is read. */
async function readCards(office: RunningOffice): Promise<ReadonlyMap<string, CardId>> {
  const operator = await office.signedIn('operator');
  const cards = new Map<string, CardId>();
  for (let from = 1; ; from += pageOfQueue) {
    const { rows } = await operator.call(officeApi.cardQueue, { query: { from, limit: pageOfQueue } });
    for (const { nik, id } of rows) cards.set(nik, id as CardId);
    if (rows.length < pageOfQueue) return cards;
  }
}

function orderOf(waiting: readonly Waiting[], moved: readonly MoveUp[], today: PlainDate): CardId[] {
  const requests = waiting.map(({ applicant, cardId, ground, requestedOn, letterIssuedOn }) => ({
    id: cardId,
    ground,
    requestedOn,
    letterIssuedOn,
    holder: applicant.biodata,
    recorded: { status: applicant.word, asOf: applicant.saidOn, source: 'simulasi' },
    diedOn: null,
    hasPhoto: true,
    faceProblem: null,
  }));
  const { queue } = orderOfPrinting({ requests, moves: moved, policy: printPolicyOf2020, today });
  return queue.map(({ cardId }) => cardId);
}

/** Two officers: one proposes, another agrees. */
async function moveUp(office: RunningOffice, cardId: CardId): Promise<MoveUp> {
  const operator = await office.signedIn('operator');
  const supervisor = await office.signedIn('supervisor');
  const reason = 'Berangkat berobat ke luar kota';
  await operator.call(officeApi.proposeCardMove, { params: { id: cardId }, body: { reason } });
  const { move } = await supervisor.call(officeApi.answerCardMove, {
    params: { id: cardId },
    body: { agree: true, reason: '' },
  });
  if (!move?.agreed) throw new Error('a move up that a second officer agreed to did not happen');
  const { askedBy, agreed } = move;
  return { cardId, reason, askedBy, agreedBy: agreed.by, at: agreed.at as Instant } as MoveUp;
}
