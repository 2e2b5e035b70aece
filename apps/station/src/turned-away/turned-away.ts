/** Residents who came to this counter and could not be served: counted by tap, without a line too (RPR20, RPR21). */
import { randomBytes } from 'node:crypto';
import { makeId, type Service, type TurnedAwayCause, withdrawMs } from '@rekam/domain';
import { Refused } from '@rekam/protocol/refusals/refused.ts';
import type { StationClock } from '../clock/station-clock.ts';
import type { Connection } from '../health/connection.ts';
import type { DayCount } from '../health/day-count.ts';
import type { OperatorSession } from '../operators/session.ts';

export interface TurnedAwayParts {
  readonly clock: StationClock;
  readonly counted: DayCount;
  readonly getConnection: () => Connection;
}

export interface TurnedAway {
  readonly today: () => number;
  /** @returns id of the tap, once it is durable */
  readonly count: (
    session: OperatorSession,
    named: { readonly service: Service; readonly cause: TurnedAwayCause },
  ) => Promise<string>;
  /** @throws Refused REPAIR_TAP_NOT_YOURS */
  readonly withdraw: (session: OperatorSession, id: string) => Promise<void>;
}

export function makeTurnedAway({ clock, counted, getConnection }: TurnedAwayParts): TurnedAway {
  let last: { readonly id: string; readonly officerId: string; readonly at: string } | null = null;

  const noteOf = (session: OperatorSession) => {
    const { at, trusted: clockTrusted } = clock.reading();
    const id = makeId('turned-away', Date.parse(at), randomBytes(10));
    return { id, at, clockTrusted, officerId: session.operatorId };
  };

  return {
    today: () => counted.read().count,
    count: async (session, named) => {
      const note = noteOf(session);
      await getConnection().tell({ kind: 'turned-away', ...note, ...named });
      last = note;
      await counted.note(note.id);
      return note.id;
    },
    withdraw: async (session, of) => {
      const note = noteOf(session);
      const own = last?.id === of && last.officerId === session.operatorId ? last : null;
      if (!own || Date.parse(note.at) - Date.parse(own.at) > withdrawMs)
        throw new Refused('REPAIR_TAP_NOT_YOURS');
      await getConnection().tell({ kind: 'turned-away-withdrawn', ...note, of });
      last = null;
      await counted.takeBack(of);
    },
  };
}
