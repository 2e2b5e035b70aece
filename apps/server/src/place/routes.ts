import { decidePlace, type RegionCode } from '@rekam/domain';
import type { officeApi } from '@rekam/protocol';
import { appendFact } from '../audit/index.ts';
import type { Handlers } from '../ports/call.ts';
import { type Clock, newId, nowOf } from '../ports/clock.ts';
import type { Database } from '../ports/database.ts';
import { getOfficer, permit } from '../ports/permit.ts';
import { getValue, Refused } from '../ports/refused.ts';
import { searchRegencies } from './areas.ts';
import { insertPlace, listPlaces } from './store.ts';

export interface PlaceDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly officeRegion: () => Promise<RegionCode>;
}

export function placeRoutes({
  database,
  clock,
  officeRegion,
}: PlaceDeps): Handlers<typeof officeApi, 'searchRegencies' | 'listPlaces' | 'addPlace'> {
  return {
    searchRegencies: async ({ query }) => [...searchRegencies(query.q ?? '')],
    listPlaces: async ({ officer }) => {
      getOfficer(officer);
      return listPlaces(database);
    },
    addPlace: async ({ officer, body }) => {
      const { officer: by, permittedBy } = permit(officer, 'station.enrol', null);
      const place = getValue(
        decidePlace({ id: newId('place', clock), ...body, regionCode: null }, await officeRegion()),
      );
      await database.transact(async (tx) => {
        if (!(await insertPlace(tx, place))) throw new Refused('PLACE_NAME_TAKEN');
        await appendFact(tx, {
          at: nowOf(clock),
          noun: 'place',
          subjectId: place.id,
          kind: 'place-added',
          actor: { kind: 'officer', id: by.id },
          permittedBy,
          details: { kind: place.kind, placeName: place.name },
        });
      });
      return place;
    },
  };
}
