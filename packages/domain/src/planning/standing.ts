/** How a place or a city stands: what works, what lies in the cupboard, and how far it is from a stop. */
import type { ComponentKind } from '../equipment/component.ts';
import { type ReserveLevel, reserveLevelOf } from '../equipment/reserve.ts';
import { findSmallestStops, type SmallestStops } from './smallest-stops.ts';
import { canRecord, narrowTo, type Stock } from './stock.ts';

export interface Standing {
  readonly sets: number;
  /** Sets that record as they stand. It is also how many faults stop it for the moment, until somebody moves a part. */
  readonly working: number;
  /** Working parts in the cupboard, by kind. */
  readonly spares: Readonly<Partial<Record<ComponentKind, number>>>;
  /** Faults after which nothing within reach can be put together any more. */
  readonly stops: SmallestStops;
}

export interface PlaceStanding extends Standing {
  readonly placeId: string;
}

export interface CityStanding extends Standing {
  readonly city: string;
  /** What the head is told before anything has stopped (PLN4). */
  readonly level: ReserveLevel;
  /** In the order of the stock's places. */
  readonly places: readonly PlaceStanding[];
}

/** The city and each of its places; a place helps itself with what lies there, the city with what lies in all of it (PLN2). */
export function deriveCityStanding(stock: Stock, city: string): CityStanding {
  const own = narrowTo(stock, (code) => code === city);
  const standing = standingOf(own);
  return {
    city,
    ...standing,
    level: reserveLevelOf(standing.working, standing.sets),
    places: own.places.map(({ id }) => ({
      placeId: id,
      ...standingOf({
        sets: own.sets.filter((set) => set.placeId === id),
        spares: own.spares.filter((spare) => spare.placeId === id),
      }),
    })),
  };
}

function standingOf({ sets, spares }: Pick<Stock, 'sets' | 'spares'>): Standing {
  const counts: Partial<Record<ComponentKind, number>> = {};
  for (const { kind, works } of spares) if (works) counts[kind] = (counts[kind] ?? 0) + 1;
  return {
    sets: sets.length,
    working: sets.filter(canRecord).length,
    spares: counts,
    stops: findSmallestStops({ sets, spares }),
  };
}
