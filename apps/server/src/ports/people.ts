import type { OfficerId, PlaceId, Role, StationId } from '@rekam/domain';

/** A role at one place, or at every place of the office when `placeId` is null. */
export interface RoleAt {
  readonly role: Role;
  readonly placeId: PlaceId | null;
}

export interface SignedInOfficer {
  readonly id: OfficerId;
  readonly username: string;
  readonly name: string;
  readonly roles: readonly RoleAt[];
}

export interface StationCaller {
  readonly id: StationId;
  readonly name: string;
  readonly placeId: PlaceId;
}
