import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import type { KeptPlace, Place, PlaceFact, PlaceKind } from './place.ts';
import { checkPosition, type Position } from './position.ts';
import type { PlaceRefusalCode } from './refusals.ts';
import type { RegionCode, RegionLevel } from './region.ts';
import { levelOf, liesWithin, parseRegionCode } from './region.ts';

/** The level of region a kind of place stands for; null: it moves, and stands for none of its own. */
export const regionLevelOf = {
  disdukcapil: 'regency',
  kecamatan: 'kecamatan',
  'mobile-unit': null,
  school: null,
} as const satisfies Record<PlaceKind, RegionLevel | null>;

/**
 * Whether a place can belong to the office of a regency or city.
 * @param officeRegion the office's own code, `53.71`
 */
export function decidePlace(place: Place, officeRegion: RegionCode): Outcome<Place, PlaceRefusalCode> {
  const named = checkName(place.name);
  if (!named.ok) return named;
  const name = named.value;
  const level = regionLevelOf[place.kind];
  if (place.regionCode === null || level === null) {
    return place.regionCode === level
      ? succeed({ ...place, name })
      : refuse('PLACE_REGION_LEVEL', { kind: place.kind });
  }
  const region = parseRegionCode(place.regionCode);
  if (!region.ok) return region;
  if (levelOf(region.value) !== level) return refuse('PLACE_REGION_LEVEL', { kind: place.kind });
  if (!liesWithin(region.value, officeRegion)) return refuse('PLACE_OUTSIDE_OFFICE');
  return succeed({ ...place, name, regionCode: region.value });
}

function checkName(text: string): Outcome<string, PlaceRefusalCode> {
  const name = text.replace(/\s+/g, ' ').trim();
  return name.length < 2 || name.length > 100 ? refuse('PLACE_NAME_LENGTH') : succeed(name);
}

type Decided = Outcome<PlaceFact, PlaceRefusalCode>;

/** Another name or position for a place (PLC2, PLC6). */
export function decideChangePlace(
  place: KeptPlace,
  changes: { readonly name?: string; readonly position?: Position | null },
): Decided {
  if (place.retiredAt !== null) return refuse('PLACE_RETIRED');
  const name = checkName(changes.name ?? place.name);
  if (!name.ok) return name;
  const asked = changes.position === undefined ? place.position : changes.position;
  if (asked !== null && place.kind === 'mobile-unit') return refuse('PLACE_MOVES');
  const position = asked === null ? succeed(null) : checkPosition(asked);
  if (!position.ok) return position;
  const renamed = name.value !== place.name && { name: name.value };
  const placed = !samePosition(position.value, place.position) && { position: position.value };
  if (!renamed && !placed) return refuse('PLACE_NOTHING_CHANGES');
  return succeed({ kind: 'place-changed', placeId: place.id, ...renamed, ...placed });
}

const samePosition = (a: Position | null, b: Position | null): boolean =>
  a?.latitude === b?.latitude && a?.longitude === b?.longitude;

/** What still stands at a place. */
export interface PlaceInUse {
  /** Recording sets that are not retired. */
  readonly sets: number;
  /** Components in its cupboard. */
  readonly spares: number;
  /** Stations that are not revoked. */
  readonly stations: number;
}

/** Takes a place out of use, once nothing stands there any more (PLC7). */
export function decideRetirePlace(place: KeptPlace, inUse: PlaceInUse, reason: string): Decided {
  if (place.retiredAt !== null) return refuse('PLACE_RETIRED');
  if (place.kind === 'disdukcapil') return refuse('PLACE_IS_OFFICE');
  if (inUse.sets + inUse.spares + inUse.stations > 0) return refuse('PLACE_IN_USE', { ...inUse });
  if (reason.trim().length < 5) return refuse('PLACE_REASON_MISSING');
  return succeed({ kind: 'place-retired', placeId: place.id, reason: reason.trim() });
}

/** A place that was retired is used again (PLC8). */
export function decideUsePlaceAgain(place: KeptPlace): Decided {
  if (place.retiredAt === null) return refuse('PLACE_NOTHING_CHANGES');
  return succeed({ kind: 'place-used-again', placeId: place.id });
}

/** The region whose residents a station at this place carries: a kecamatan its own, all others the office's. */
export const regionCarriedBy = (place: Pick<Place, 'regionCode'>, officeRegion: RegionCode): string =>
  place.regionCode ?? officeRegion;

/** Whether a station at this place carries a resident of this kelurahan in its directory. */
export const carriesResident = (
  place: Pick<Place, 'regionCode'>,
  officeRegion: RegionCode,
  kelurahanCode: string,
): boolean => liesWithin(kelurahanCode, regionCarriedBy(place, officeRegion));
