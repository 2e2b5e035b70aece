import {
  type OfficerId,
  type PlaceId,
  type PlainDate,
  type TimeZoneName,
  timeZones,
  toInstant,
} from '@rekam/domain';
import { appendFact } from '../audit/index.ts';
import type { By } from '../equipment/index.ts';
import { type Clock, nowOf } from '../ports/clock.ts';
import type { Database, Queryable } from '../ports/database.ts';
import { Refused } from '../ports/refused.ts';
import { countTaps, insertTap, withdrawTap } from './store.ts';

/** So long may a tap be taken back (RPR20). */
const withdrawMs = 10 * 60_000;

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
  const since = async (day: PlainDate, places: readonly PlaceId[] | 'all' = 'all') => {
    const { iana, offsetMinutes } = timeZones[await timeZone()];
    const midnight = toInstant(Date.parse(day) - offsetMinutes * 60_000);
    const counted = await countTaps(database, { places, since: midnight, zone: iana });
    return counted.map((count) => ({ ...count, on: count.on as PlainDate }));
  };
  const todayAt = async (placeId: PlaceId): Promise<number> =>
    (await since(await today(), [placeId])).reduce((sum, { residents }) => sum + residents, 0);
  const noun = { noun: 'place' } as const;

  return {
    since,
    count: async (placeId: PlaceId, officerId: OfficerId, by: By) => {
      const at = nowOf(clock);
      const factSeq = await database.transact(async (tx: Queryable) => {
        const seq = await appendFact(tx, {
          at,
          ...noun,
          subjectId: placeId,
          kind: 'resident-turned-away',
          ...by,
        });
        await insertTap(tx, { seq, placeId, at, officerId });
        return seq;
      });
      return { factSeq, today: await todayAt(placeId) };
    },
    withdraw: async (factSeq: number, officerId: OfficerId, by: By) => {
      const placeId = await database.transact(async (tx: Queryable) => {
        const place = await withdrawTap(tx, factSeq, officerId, toInstant(clock() - withdrawMs));
        if (!place) throw new Refused('REPAIR_TAP_NOT_YOURS');
        const details = { factSeq };
        await appendFact(tx, {
          at: nowOf(clock),
          ...noun,
          subjectId: place,
          kind: 'turned-away-withdrawn',
          ...by,
          details,
        });
        return place;
      });
      return { today: await todayAt(placeId) };
    },
  };
}
