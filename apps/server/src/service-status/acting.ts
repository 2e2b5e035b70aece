/** What the routes of this noun share. */

import type { PlaceId } from '@rekam/domain';
import type { ServiceStatusView } from '@rekam/protocol/http/service-api.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database, Queryable } from '../ports/database.ts';
import type { SignedInOfficer } from '../ports/people.ts';
import type { StatusKeeper } from './keeper.ts';
import type { StatusSources } from './snapshot.ts';

export interface ServiceDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly keeper: StatusKeeper;
  readonly sources: Pick<StatusSources, 'places' | 'offsetMinutes'>;
}

export interface ServiceActs {
  /** Acts, derives anew, and shows how it stands then. */
  readonly act: (
    officer: SignedInOfficer | null,
    work: (tx: Queryable) => Promise<unknown>,
  ) => Promise<ServiceStatusView>;
  /** @throws Refused PLACE_NOT_FOUND */
  readonly getPlaceId: (id: string) => Promise<PlaceId>;
}
