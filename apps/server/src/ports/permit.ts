import { type Action, decideAccess, type PlaceId, placesPermitted } from '@rekam/domain';
import type { SignedInOfficer, StationCaller } from './people.ts';
import { getValue, Refused } from './refused.ts';

export interface Permitted {
  readonly officer: SignedInOfficer;
  /** The rule to write down with the fact. */
  readonly permittedBy: string;
}

/**
 * The officer and the rule that permits the action at a place (null: for the whole office).
 * @throws Refused when nobody is signed in or no rule permits
 */
export function permit(officer: SignedInOfficer | null, action: Action, placeId: PlaceId | null): Permitted {
  const present = getOfficer(officer);
  return { officer: present, ...getValue(decideAccess({ action, officer: present, placeId })) };
}

/**
 * Where the officer may do it: `'all'`, or the places listed.
 * @throws Refused when nobody is signed in or there is no such place
 */
export function permittedPlaces(officer: SignedInOfficer | null, action: Action): 'all' | readonly PlaceId[] {
  const places = placesPermitted(action, getOfficer(officer));
  if (places !== 'all' && places.length === 0) throw new Refused('ACCESS_DENIED', { action });
  return places;
}

/**
 * For what belongs to the office and not to a place: whoever holds the role anywhere may do it, and the rule says where
 * they hold it.
 * @throws Refused as `permittedPlaces`
 */
export function permitAnywhere(officer: SignedInOfficer | null, action: Action): Permitted {
  const places = permittedPlaces(officer, action);
  return permit(officer, action, places === 'all' ? null : places[0]!);
}

export function getOfficer(officer: SignedInOfficer | null): SignedInOfficer {
  if (officer === null) throw new Refused('ACCESS_SIGN_IN_NEEDED');
  return officer;
}

export function getStation(station: StationCaller | null): StationCaller {
  if (station === null) throw new Refused('STATION_SESSION_NEEDED');
  return station;
}
