import type { StationId } from '@rekam/domain';
import type { Clock } from '../ports/clock.ts';
import type { Database } from '../ports/database.ts';
import type { StationCaller } from '../ports/people.ts';
import { findStation } from './store.ts';

/** A station asks many times a second while it uploads; it is looked up once in so long. */
const rememberedMs = 2_000;

export interface Callers {
  /** The station if it is active. */
  readonly find: (id: StationId) => Promise<StationCaller | null>;
  readonly forget: (id: string) => void;
}

export function makeCallers(database: Database, clock: Clock): Callers {
  const known = new Map<string, { readonly caller: StationCaller; readonly untilMs: number }>();
  return {
    forget: (id) => void known.delete(id),
    find: async (id) => {
      const remembered = known.get(id);
      if (remembered && clock() < remembered.untilMs) return remembered.caller;
      known.delete(id);
      const station = await findStation(database, id);
      if (station?.state !== 'active') return null;
      const caller = { id: station.id, name: station.name, placeId: station.place.id };
      known.set(id, { caller, untilMs: clock() + rememberedMs });
      return caller;
    },
  };
}
