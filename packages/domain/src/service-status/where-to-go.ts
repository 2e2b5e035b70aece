import type { PlaceId } from '../kernel/ids.ts';
import type { PlaceKind } from '../place/place.ts';
import type { Opening } from './opening-hours.ts';
import type { ServiceState } from './service.ts';

/** Degrees, WGS 84. */
export interface Location {
  readonly latitude: number;
  readonly longitude: number;
}

export interface ServicePlace {
  readonly placeId: PlaceId;
  readonly kind: PlaceKind;
  readonly name: string;
  readonly regionCode: string | null;
  readonly location: Location | null;
  readonly rekam: ServiceState;
  readonly opening: Opening;
  /** Null: no quota. */
  readonly quota: number | null;
  readonly begunToday: number;
}

/** Rule STS20. Null: no quota was set, so nothing can be said. */
export const remainingOf = ({
  quota,
  begunToday,
}: Pick<ServicePlace, 'quota' | 'begunToday'>): number | null =>
  quota === null ? null : Math.max(0, quota - begunToday);

/** Great-circle distance, km (haversine, mean radius 6,371 km). */
export function kilometresBetween(a: Location, b: Location): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const half = (x: number) => Math.sin(x / 2) ** 2;
  const h =
    half(radians(b.latitude - a.latitude)) +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * half(radians(b.longitude - a.longitude));
  return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** A place to go to, with how far it is from the resident's own where both are known. */
export interface Suggestion {
  readonly place: ServicePlace;
  readonly kilometres: number | null;
  readonly own: boolean;
}

/**
 * Rules STS18 and STS19: places that record today, in the order in which to try them.
 * @param ownRegion kecamatan of the resident, `53.71.04`; null: not said
 */
export function whereToGo(places: readonly ServicePlace[], ownRegion: string | null): Suggestion[] {
  const own = places.find(({ regionCode }) => regionCode !== null && regionCode === ownRegion);
  return places
    .filter(
      ({ rekam, opening }) =>
        (rekam.condition === 'open' || rekam.condition === 'limited') && stillToday(opening),
    )
    .map((place) => ({
      place,
      own: place === own,
      kilometres:
        own?.location && place.location && place !== own
          ? kilometresBetween(own.location, place.location)
          : null,
    }))
    .sort((a, b) => orderOf(a, b));
}

/** Open now, or later today. */
const stillToday = ({ isOpen, day, next }: Opening): boolean => isOpen || next?.day === day;

function orderOf(a: Suggestion, b: Suggestion): number {
  const rank = ({ place, own }: Suggestion): readonly number[] => [
    remainingOf(place) === 0 ? 1 : 0,
    own ? 0 : 1,
    place.opening.isOpen ? 0 : 1,
  ];
  const [ranksA, ranksB] = [rank(a), rank(b)];
  for (const [index, value] of ranksA.entries()) if (value !== ranksB[index]) return value - ranksB[index]!;
  const far = (one: Suggestion) => one.kilometres ?? (one.place.kind === 'disdukcapil' ? 1e4 : 1e5);
  return far(a) - far(b) || a.place.name.localeCompare(b.place.name, 'id');
}
