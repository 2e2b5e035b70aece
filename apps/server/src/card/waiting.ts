/**
 * The queue as people without an account are told of it: who is where, how fast it goes, how often somebody was moved
 * up. Worked out at most once a minute, however many ask: the queue of a bad year is long.
 */
import {
  type Arrival,
  arrivedAhead,
  type CardId,
  type CardRefusalCode,
  type CardState,
  dayAt,
  daysLater,
  estimatePrinting,
  type Outcome,
  type PlaceInQueue,
  type PlainDate,
  type PrintClass,
  type PrintEstimate,
  type PrintPolicy,
  paceDays,
  perWorkingDay,
  printClassOf,
  type Refusal,
  timeZones,
} from '@rekam/domain';
import type { Database } from '../ports/database.ts';
import { movesOfMonth } from './order-file.ts';
import { countPrintedByDay } from './printing/store.ts';
import { type Queue, type QueueSources, readQueue } from './queue.ts';
import { countAtPrinters, listAskedSince, listCardsOf } from './store.ts';

/** How old an answer may be, ms. */
const freshMs = 60_000;

export interface WaitingDeps extends QueueSources {
  readonly database: Database;
  /** Blanks in store and at desks; null: the book has not begun. */
  readonly blanksInStock: () => Promise<number | null>;
}

/** How it stands with the card of one resident. */
export type CardStanding =
  | {
      readonly kind: 'queued';
      readonly place: number;
      readonly waiting: number;
      readonly estimate: Outcome<PrintEstimate, CardRefusalCode>;
    }
  | { readonly kind: 'left'; readonly reason: Refusal<CardRefusalCode> }
  /** Asked for since the queue was last worked out. */
  | { readonly kind: 'new' }
  | { readonly kind: Exclude<CardState, 'queued' | 'withdrawn'> };

/** What the office publishes of the queue. */
export interface PublishedQueue {
  readonly basis: string | null;
  /** Everybody who waits for a card: those in the order, those left, those at a printer. Null: nobody ever asked for one here. */
  readonly residents: number | null;
  /** Who stands in the order. */
  readonly waiting: number;
  /** Who waits and cannot be printed yet. */
  readonly left: number;
  /** Whose card is ordered at a printer. */
  readonly printing: number;
  readonly movesOfMonth: number;
  readonly groups: readonly { readonly classes: readonly PrintClass[]; readonly waiting: number }[];
  /** Cards printed on each observed working day, the oldest first. */
  readonly printedPerDay: readonly number[];
}

interface Known {
  readonly queue: Queue;
  readonly places: ReadonlyMap<CardId, PlaceInQueue>;
  readonly reasons: ReadonlyMap<CardId, Refusal<CardRefusalCode>>;
  readonly printing: number;
  readonly everAsked: boolean;
  readonly printedPerDay: readonly number[];
  readonly arrivals: readonly Arrival[];
  readonly blanks: number | null;
}

export type Waiting = ReturnType<typeof makeWaiting>;

export function makeWaiting(deps: WaitingDeps) {
  const { database, clock } = deps;
  let known: Promise<Known> | null = null;
  let askedAt = Number.NEGATIVE_INFINITY;

  const current = (): Promise<Known> => {
    if (known === null || clock() - askedAt >= freshMs) {
      askedAt = clock();
      known = workOut(deps);
      known.catch(() => {
        known = null;
      });
    }
    return known;
  };

  const estimateOf = (
    { printedPerDay, arrivals, blanks, queue }: Known,
    { place, printClass, movedUp }: PlaceInQueue,
  ) => {
    const { policy, today } = queue;
    const ahead = arrivedAhead(arrivals, movedUp ? -1 : rankOf(printClass, policy));
    const arrivedAheadPerDay = perWorkingDay(ahead, daysLater(today, -paceDays), today);
    return estimatePrinting(place, { printedPerDay, arrivedAheadPerDay, blanks });
  };

  return {
    queue: async (): Promise<Queue> => (await current()).queue,
    /** Of the newest card that was not withdrawn; null: none. */
    standingOf: async (nik: string): Promise<CardStanding | null> => {
      const card = (await listCardsOf(database, nik)).find(({ state }) => state !== 'withdrawn');
      if (!card) return null;
      if (card.state !== 'queued') return { kind: card.state as Exclude<CardState, 'queued' | 'withdrawn'> };
      const now = await current();
      const place = now.places.get(card.id);
      const reason = now.reasons.get(card.id);
      if (place)
        return {
          kind: 'queued',
          place: place.place,
          waiting: now.places.size,
          estimate: estimateOf(now, place),
        };
      return reason ? { kind: 'left', reason } : { kind: 'new' };
    },
    published: async (): Promise<PublishedQueue> => {
      const { queue, places, reasons, printing, everAsked, printedPerDay } = await current();
      const { policy } = queue;
      return {
        basis: policy?.basis ?? null,
        residents: everAsked ? places.size + reasons.size + printing : null,
        waiting: places.size,
        left: reasons.size,
        printing,
        movesOfMonth: movesOfMonth(queue, clock()),
        groups: (policy?.groups ?? []).map((classes) => ({
          classes,
          waiting: queue.order.queue.filter(({ printClass }) => classes.includes(printClass)).length,
        })),
        printedPerDay,
      };
    },
  };
}

async function workOut(deps: WaitingDeps): Promise<Known> {
  const { database, timeZone } = deps;
  const queue = await readQueue(deps, database);
  const { today, order } = queue;
  const from = daysLater(today, -paceDays);
  const printed = await countPrintedByDay(database, from, timeZones[await timeZone()].iana);
  const first = [...printed.keys()].toSorted()[0] ?? today;
  return {
    queue,
    places: new Map(order.queue.map((place) => [place.cardId, place])),
    reasons: new Map(order.left.map(({ cardId, reason }) => [cardId, reason])),
    ...(await countAtPrinters(database)),
    printedPerDay: perWorkingDay(printed, first, today),
    arrivals: await arrivalsSince(deps, queue, from),
    blanks: await deps.blanksInStock(),
  };
}

/** Who came to wait since then, also those who have their card already: they came in ahead, too. */
async function arrivalsSince(
  deps: WaitingDeps,
  { policy, moves }: Queue,
  from: PlainDate,
): Promise<Arrival[]> {
  if (!policy) return [];
  const { database, residents, timeZone } = deps;
  const asked = await listAskedSince(database, from);
  const niks = asked.map(({ nik }) => nik);
  const holders = new Map(
    (await residents.findAll(database, niks)).map(({ biodata }) => [biodata.nik, biodata]),
  );
  const { offsetMinutes } = timeZones[await timeZone()];
  return [
    ...asked.flatMap(({ nik, ground, requestedOn }) => {
      const holder = holders.get(nik);
      if (!holder) return [];
      return [
        { day: requestedOn, rank: rankOf(printClassOf({ ground, holder, requestedOn }, policy), policy) },
      ];
    }),
    ...moves.map(({ at }) => ({ day: dayAt(at, offsetMinutes), rank: -1 })),
  ];
}

const rankOf = (printClass: PrintClass, policy: PrintPolicy | null): number =>
  policy?.groups.findIndex((group) => group.includes(printClass)) ?? 0;
