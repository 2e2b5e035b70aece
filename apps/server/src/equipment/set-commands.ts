import {
  decideAddSet,
  decideChangeSet,
  decideEmptySet,
  decideRetireSet,
  type EquipmentFact,
  type Paper,
  type PlaceId,
  type PlainDate,
  type RecordingSet,
  type SetChanges,
  type SetId,
  type StationId,
} from '@rekam/domain';
import type { By } from '../audit/index.ts';
import { type Clock, newId } from '../ports/clock.ts';
import type { Queryable } from '../ports/database.ts';
import { getValue, Refused } from '../ports/refused.ts';
import { findSet, listComponentsInSet, listSets } from './store.ts';

interface SetCommandDeps {
  readonly clock: Clock;
  readonly today: () => Promise<PlainDate>;
  /** Runs `work` alone; joins the caller's transaction where there is one. */
  readonly alone: <T>(tx: Queryable | null, work: (tx: Queryable) => Promise<T>) => Promise<T>;
  readonly record: (tx: Queryable, facts: readonly EquipmentFact[], by: By) => Promise<void>;
  readonly checkPlace: (tx: Queryable, id: PlaceId) => Promise<void>;
  readonly stationPlace: (tx: Queryable, id: StationId) => Promise<PlaceId | undefined>;
}

/** What can be done with a whole set. */
export function makeSetCommands(deps: SetCommandDeps) {
  const { clock, today, alone, record, checkPlace, stationPlace } = deps;
  const surroundings = async (tx: Queryable, stationId: StationId | null) => ({
    others: await listSets(tx, 'all'),
    stationPlaceId: stationId === null ? null : ((await stationPlace(tx, stationId)) ?? null),
  });

  return {
    addSet: (
      asked: { readonly placeId: PlaceId; readonly name: string; readonly stationId: StationId | null },
      by: By,
      outer: Queryable | null = null,
    ): Promise<SetId> =>
      alone(outer, async (tx) => {
        const id = newId('set', clock);
        await checkPlace(tx, asked.placeId);
        const known = await surroundings(tx, asked.stationId);
        await record(tx, [getValue(decideAddSet(id, asked, known))], by);
        return id;
      }),

    /** @param paper behind a move to another place; not kept where the set stays */
    changeSet: (
      id: string,
      changes: SetChanges,
      paper: Paper | null,
      by: By,
      outer: Queryable | null = null,
    ): Promise<void> =>
      alone(outer, async (tx) => {
        const set = await getSet(tx, id);
        if (changes.placeId !== undefined) await checkPlace(tx, changes.placeId);
        const { stationId = set.stationId } = changes;
        const known = { ...(await surroundings(tx, stationId)), today: await today() };
        await record(tx, [getValue(decideChangeSet(set, changes, paper, known))], by);
      }),

    emptySet: (id: string, by: By): Promise<void> =>
      alone(null, async (tx) => {
        const set = await getSet(tx, id);
        const components = (await listComponentsInSet(tx, id)).map(({ component }) => component);
        await record(tx, getValue(decideEmptySet(set, components, await today())), by);
      }),

    retireSet: (id: string, reason: string, by: By): Promise<void> =>
      alone(null, async (tx) => {
        const set = await getSet(tx, id);
        const { length } = await listComponentsInSet(tx, id);
        await record(tx, [getValue(decideRetireSet(set, length, reason))], by);
      }),
  };
}

/** @throws Refused EQUIPMENT_SET_NOT_FOUND */
export async function getSet(database: Queryable, id: string): Promise<RecordingSet> {
  const set = await findSet(database, id);
  if (!set) throw new Refused('EQUIPMENT_SET_NOT_FOUND');
  return set;
}
