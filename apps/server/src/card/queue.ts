import {
  type Biodata,
  type CardId,
  type CardRequest,
  dayAt,
  type MoveUp,
  orderOfPrinting,
  type PlainDate,
  type PrintOrder,
  type PrintPolicy,
  printPolicyOn,
  refuse,
  type TimeZoneName,
  timeZones,
} from '@rekam/domain';
import { type Clock, nowOf } from '../ports/clock.ts';
import type { Queryable } from '../ports/database.ts';
import type { Residents } from '../ports/residents.ts';
import { printRules } from './rules.ts';
import { listInState, listMoves, type StoredCard } from './store.ts';

export interface QueueSources {
  readonly clock: Clock;
  readonly timeZone: () => Promise<TimeZoneName>;
  readonly residents: Residents;
  /** Day of the letter that stands in for the card; an entry for everybody who ever had a letter. */
  readonly letterDays: (
    database: Queryable,
    niks: readonly string[],
  ) => Promise<ReadonlyMap<string, PlainDate | null>>;
  /** Those of these residents whose recording here has a photo. */
  readonly withPhoto: (database: Queryable, niks: readonly string[]) => Promise<ReadonlySet<string>>;
}

/** A card in the queue with all that decides about its place. */
export interface QueuedCard {
  readonly card: StoredCard;
  readonly request: CardRequest;
  readonly biodata: Biodata;
}

export interface Queue {
  readonly today: PlainDate;
  /** Null: no rule is in force, so nobody is printed. */
  readonly policy: PrintPolicy | null;
  readonly moves: readonly MoveUp[];
  readonly cards: ReadonlyMap<CardId, QueuedCard>;
  readonly order: PrintOrder;
}

/** The queue as it follows from what is known now (CRD10–CRD12). */
export async function readQueue(sources: QueueSources, database: Queryable): Promise<Queue> {
  const today = await todayOf(sources);
  const cards = await readQueuedCards(sources, database);
  const moves = await listMoves(database);
  const requests = [...cards.values()].map(({ request }) => request);
  const policy = printPolicyOn(await printRules.list(database), today);
  if (!policy.ok) {
    const left = requests.map(({ id }) => ({ cardId: id, reason: policy }));
    return { today, policy: null, moves, cards, order: { queue: [], left } };
  }
  const order = orderOfPrinting({ requests, moves, policy: policy.value, today });
  return { today, policy: policy.value, moves, cards, order };
}

/** Those who left the register since they asked cannot be printed, and are not shown. */
async function readQueuedCards(
  { residents, letterDays, withPhoto }: QueueSources,
  database: Queryable,
): Promise<ReadonlyMap<CardId, QueuedCard>> {
  const cards = await listInState(database, 'queued');
  const niks = cards.map(({ nik }) => nik);
  const known = new Map((await residents.findAll(database, niks)).map((entry) => [entry.biodata.nik, entry]));
  const letters = await letterDays(database, niks);
  const photographed = await withPhoto(database, niks);
  return new Map(
    cards.flatMap((card) => {
      const entry = known.get(card.nik);
      if (!entry) return [];
      const { biodata, recorded, diedOn } = entry;
      const { id, ground, requestedOn, nik } = card;
      const faceProblem = card.faceProblem && refuse(card.faceProblem.code, card.faceProblem.details);
      const hasPhoto = photographed.has(nik) || letters.has(nik);
      const letterIssuedOn = letters.get(nik) ?? null;
      const request = {
        id,
        ground,
        requestedOn,
        letterIssuedOn,
        holder: biodata,
        recorded,
        diedOn,
        hasPhoto,
        faceProblem,
      };
      return [[id, { card, request, biodata }]];
    }),
  );
}

export const todayOf = async ({
  clock,
  timeZone,
}: Pick<QueueSources, 'clock' | 'timeZone'>): Promise<PlainDate> =>
  dayAt(nowOf(clock), timeZones[await timeZone()].offsetMinutes);
