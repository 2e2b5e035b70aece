import {
  type Instant,
  type OfficerId,
  type PlaceId,
  type PlainDate,
  type TimeZoneName,
  timeZones,
  toInstant,
  withdrawMs,
} from '@rekam/domain';
import { appendFact, type By } from '../audit/index.ts';
import { type Clock, nowOf } from '../ports/clock.ts';
import type { Database, Queryable } from '../ports/database.ts';
import { Refused } from '../ports/refused.ts';
import { countTaps, insertTap, type Tap, withdrawTap } from './store.ts';

export interface TurnedAwayDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly timeZone: () => Promise<TimeZoneName>;
  readonly today: () => Promise<PlainDate>;
}

export type TurnedAway = ReturnType<typeof makeTurnedAway>;

/** Residents who came and could not be served: counted one by one by who stood there. */
export function makeTurnedAway({ database, clock, timeZone, today }: TurnedAwayDeps) {
  /** Taps that hold since a day of the office, that day included. */
  const since = async (day: PlainDate, places: readonly PlaceId[] | 'all' = 'all', letter = false) => {
    const { iana, offsetMinutes } = timeZones[await timeZone()];
    const midnight = toInstant(Date.parse(day) - offsetMinutes * 60_000);
    const counted = await countTaps(database, { places, since: midnight, zone: iana, letter });
    return counted.map((count) => ({ ...count, on: count.on as PlainDate }));
  };
  const todayAt = async (placeId: PlaceId): Promise<number> =>
    (await since(await today(), [placeId])).reduce((sum, { residents }) => sum + residents, 0);
  const noun = { noun: 'place' } as const;

  const insert = async (tx: Queryable, tap: Tap, by: By): Promise<number> => {
    const fact = { at: nowOf(clock), ...noun, subjectId: tap.placeId, kind: 'resident-turned-away', ...by };
    const details = tap.named && { ...tap.named, at: tap.at };
    const seq = await appendFact(tx, details ? { ...fact, details } : fact);
    await insertTap(tx, { ...tap, seq });
    return seq;
  };
  /** @throws Refused REPAIR_TAP_NOT_YOURS */
  const takeBack = async (
    tx: Queryable,
    tap: Parameters<typeof withdrawTap>[1],
    officerId: string,
    nowMs: number,
    by: By,
  ): Promise<PlaceId> => {
    const place = await withdrawTap(tx, tap, officerId, toInstant(nowMs - withdrawMs));
    if (!place) throw new Refused('REPAIR_TAP_NOT_YOURS');
    const at = nowOf(clock);
    const kind = 'turned-away-withdrawn';
    await appendFact(tx, { at, ...noun, subjectId: place, kind, ...by, details: { ...tap } });
    return place;
  };

  return {
    since,
    /** What the letter may count (RPR22). */
    sinceForLetter: (day: PlainDate, places: readonly PlaceId[]) => since(day, places, true),
    count: async (placeId: PlaceId, officerId: OfficerId, by: By) => {
      const tap: Tap = { placeId, at: nowOf(clock), officerId, named: null };
      const factSeq = await database.transact((tx) => insert(tx, tap, by));
      return { factSeq, today: await todayAt(placeId) };
    },
    withdraw: async (seq: number, officerId: OfficerId, by: By) => {
      const placeId = await database.transact((tx) => takeBack(tx, { seq }, officerId, clock(), by));
      return { today: await todayAt(placeId) };
    },
    /** As a counter tells it, perhaps hours later (RPR21). */
    countTold: (tx: Queryable, tap: Tap, by: By): Promise<number> => insert(tx, tap, by),
    /** @param at when it was taken back at the counter */
    withdrawTold: (tx: Queryable, noteId: string, officerId: string, at: Instant, by: By): Promise<PlaceId> =>
      takeBack(tx, { noteId }, officerId, Date.parse(at), by),
  };
}
