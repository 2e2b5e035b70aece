import type { SignedInOfficer } from '../ports/people.ts';
import { getOfficer, type Permitted, permit, permittedPlaces } from '../ports/permit.ts';

/** A letter belongs to the office: whoever holds the role anywhere may do it, and the fact says where they hold it. */
export function permitted(
  officer: SignedInOfficer | null,
  action: 'letter.issue' | 'letter.void',
): Permitted {
  const places = permittedPlaces(officer, action);
  return permit(getOfficer(officer), action, places === 'all' ? null : places[0]!);
}
