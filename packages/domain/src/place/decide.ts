import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import type { Place, PlaceKind } from './place.ts';
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
  const name = place.name.replace(/\s+/g, ' ').trim();
  if (name.length < 2 || name.length > 100) return refuse('PLACE_NAME_LENGTH');
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

/** The region whose residents a station at this place carries: a kecamatan its own, all others the office's. */
export const regionCarriedBy = (place: Pick<Place, 'regionCode'>, officeRegion: RegionCode): string =>
  place.regionCode ?? officeRegion;

/** Whether a station at this place carries a resident of this kelurahan in its directory. */
export const carriesResident = (
  place: Pick<Place, 'regionCode'>,
  officeRegion: RegionCode,
  kelurahanCode: string,
): boolean => liesWithin(kelurahanCode, regionCarriedBy(place, officeRegion));
