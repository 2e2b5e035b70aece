import { decideAccess, type PlaceId, type Role } from '@rekam/domain';
import type { Queryable } from '../ports/database.ts';
import { listOfficers, type OfficerRecord } from './store.ts';

/** As `operatorEntry` of the contract. */
export interface StationOperator {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly roles: Role[];
  readonly recipient: string;
  readonly salt: string;
  readonly active: boolean;
}

const may = (
  action: 'enrolment.record' | 'enrolment.approve-exception',
  officer: OfficerRecord,
  placeId: PlaceId,
) => officer.active && decideAccess({ action, officer, placeId }).ok;

/** Who may sign in at a station of this place: those who may record or approve there. */
export async function listOperatorsAt(database: Queryable, placeId: PlaceId): Promise<StationOperator[]> {
  const officers = await listOfficers(database);
  return officers
    .filter(
      (officer) =>
        may('enrolment.record', officer, placeId) || may('enrolment.approve-exception', officer, placeId),
    )
    .map((officer) => ({
      id: officer.id,
      username: officer.username,
      name: officer.name,
      roles: [
        ...new Set(
          officer.roles
            .filter((held) => held.placeId === null || held.placeId === placeId)
            .map((held) => held.role),
        ),
      ],
      recipient: officer.stationRecipient,
      salt: officer.stationSalt,
      active: true,
    }));
}

/** As `pinVerifier` of the contract: supervisors of this place who have a PIN. */
export async function listPinVerifiers(database: Queryable, placeId: PlaceId) {
  const officers = await listOfficers(database);
  return officers.flatMap(({ pinSalt, pinHash, ...officer }) =>
    pinSalt !== null &&
    pinHash !== null &&
    decideAccess({ action: 'enrolment.approve-exception', officer, placeId }).ok
      ? officer.active
        ? [
            {
              officerId: officer.id,
              username: officer.username,
              name: officer.name,
              salt: pinSalt,
              hash: pinHash,
            },
          ]
        : []
      : [],
  );
}
