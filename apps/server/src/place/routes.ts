import {
  decideChangePlace,
  decidePlace,
  decideRetirePlace,
  decideUsePlaceAgain,
  type Instant,
  type KeptPlace,
  type Outcome,
  type PlaceFact,
  type PlaceInUse,
  type Position,
  type RegionCode,
} from '@rekam/domain';
import type { officeApi } from '@rekam/protocol';
import { type Actor, appendFact } from '../audit/index.ts';
import type { Call, Handlers } from '../ports/call.ts';
import { type Clock, newId, nowOf } from '../ports/clock.ts';
import type { Database, Queryable } from '../ports/database.ts';
import { getOfficer, permit } from '../ports/permit.ts';
import { getValue, Refused } from '../ports/refused.ts';
import { searchRegencies } from './areas.ts';
import {
  applyPlaceFact,
  countInUse,
  getKeptPlace,
  insertPlace,
  listKeptPlaces,
  listPlaces,
} from './store.ts';

export interface PlaceDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly officeRegion: () => Promise<RegionCode>;
  /** Waits until nobody else moves equipment. */
  readonly lockEquipment: (tx: Queryable) => Promise<void>;
  /** Stations hear of a new name. */
  readonly settingsChanged: (tx: Queryable) => Promise<void>;
}

type Operations =
  | 'searchRegencies'
  | 'listPlaces'
  | 'listKeptPlaces'
  | 'addPlace'
  | 'changePlace'
  | 'retirePlace'
  | 'usePlaceAgain';

const nothing: PlaceInUse = { sets: 0, spares: 0, stations: 0 };

export function placeRoutes(deps: PlaceDeps): Handlers<typeof officeApi, Operations> {
  const { database, clock, officeRegion } = deps;

  const keptPlaces = async () => {
    const inUse = await countInUse(database);
    return (await listKeptPlaces(database)).map((place) => ({
      ...place,
      ...(inUse.get(place.id) ?? nothing),
    }));
  };

  /** Decides about one place and writes down what was decided, in one transaction. */
  const act = async (
    officer: Call['officer'],
    id: string,
    decide: (place: KeptPlace, tx: Queryable) => Promise<Outcome<PlaceFact>> | Outcome<PlaceFact>,
  ) => {
    const { officer: by, permittedBy } = permit(officer, 'service.configure', null);
    const at = nowOf(clock);
    const actor = { kind: 'officer', id: by.id } as const;
    await database.transact(async (tx) => {
      await deps.lockEquipment(tx);
      const fact = getValue(await decide(await getKeptPlace(tx, id), tx));
      await recordPlace(tx, fact, at, { actor, permittedBy });
      await deps.settingsChanged(tx);
    });
    return keptPlaces();
  };

  return {
    searchRegencies: async ({ query }) => [...searchRegencies(query.q ?? '')],
    listPlaces: async ({ officer }) => {
      getOfficer(officer);
      return listPlaces(database);
    },
    listKeptPlaces: async ({ officer }) => {
      getOfficer(officer);
      return keptPlaces();
    },
    changePlace: ({ officer, params, body }) => {
      const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
      return act(officer, params.id, (place) =>
        decideChangePlace(place, given as { name?: string; position?: Position | null }),
      );
    },
    retirePlace: ({ officer, params, body }) =>
      act(officer, params.id, async (place, tx) =>
        decideRetirePlace(place, (await countInUse(tx)).get(place.id) ?? nothing, body.reason),
      ),
    usePlaceAgain: ({ officer, params }) => act(officer, params.id, decideUsePlaceAgain),
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

/** Writes down what happened to a place and makes it so. @throws Refused PLACE_NAME_TAKEN */
export async function recordPlace(
  tx: Queryable,
  fact: PlaceFact,
  at: Instant,
  by: { readonly actor: Actor; readonly permittedBy: string | null },
): Promise<void> {
  if (!(await applyPlaceFact(tx, fact, at))) throw new Refused('PLACE_NAME_TAKEN');
  const { kind, placeId, ...details } = fact;
  await appendFact(tx, { at, noun: 'place', subjectId: placeId, kind, ...by, details });
}
