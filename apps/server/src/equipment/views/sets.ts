/** Recording sets with what their slots hold and what follows from it, for screens, status and planning. */
import {
  type ComponentKind,
  componentKinds,
  deriveSetState,
  type Fault,
  type PlaceId,
  type RecordingSet,
  type SelfTest,
  type SetState,
  type SlotNeeds,
  type Slots,
} from '@rekam/domain';
import type { ComponentDetail, SetView } from '@rekam/protocol';
import { listFactsOf } from '../../audit/index.ts';
import type { Queryable } from '../../ports/database.ts';
import { getSet } from '../set-commands.ts';
import { listComponents, listLastTests, listSelfTests, listSets, type PlacedComponent } from '../store.ts';
import { type Known, type KnownDeps, lookUp, rowOf, slotsOf } from './known.ts';

export interface SetViewDeps extends KnownDeps {
  readonly stationNames: () => Promise<ReadonlyMap<string, string>>;
  readonly officerNames: () => Promise<ReadonlyMap<string, string>>;
  /** What each slot means under the rules in force. */
  readonly slotNeeds: () => Promise<SlotNeeds>;
}

export interface SetOverview {
  readonly set: RecordingSet;
  readonly slots: Slots;
  readonly state: SetState;
}

/** An open fault of something that a place cannot do without. */
export interface FaultThere {
  readonly placeId: PlaceId;
  readonly kind: ComponentKind;
  readonly fault: Fault;
}

export function makeSetViews(deps: SetViewDeps) {
  const { database, stationNames, officerNames, slotNeeds } = deps;

  /** Every set in use with its state: what status, planning and screens derive from. */
  const overview = async (at: readonly PlaceId[] | 'all' = 'all'): Promise<SetOverview[]> => {
    const [known, needs, inSets] = [await lookUp(deps), await slotNeeds(), await componentsBySet(database)];
    return (await listSets(database, at))
      .filter(({ retired }) => !retired)
      .map((set) => {
        const slots = slotsIn(inSets.get(set.id) ?? [], known);
        return { set, slots, state: deriveSetState(slots, needs) };
      });
  };

  /** Open faults of what a set needs, in it or away for repair, and of card printers; what is spare, lent or lost hurts no place. */
  const faultsThere = async (): Promise<FaultThere[]> => {
    const [{ faultOf }, needs] = [await lookUp(deps), await slotNeeds()];
    return (await listComponents(database, 'all')).flatMap(({ component, placeId }) => {
      const { kind, where } = component;
      const fault = faultOf.get(component.id);
      const serves = where.at === 'set' || where.at === 'repair';
      const isMissed =
        kind === 'card-printer' ? serves || where.at === 'store' : serves && needs[kind] !== 'not-needed';
      return fault && placeId !== null && isMissed ? [{ placeId, kind, fault }] : [];
    });
  };

  const setViews = async (sets: readonly RecordingSet[]): Promise<SetView[]> => {
    const [known, needs, stations, inSets, tests] = await Promise.all([
      lookUp(deps),
      slotNeeds(),
      stationNames(),
      componentsBySet(database),
      listLastTests(database),
    ]);
    const testOf = new Map(tests.map((test) => [test.setId as string, test]));
    return sets.flatMap((set) => {
      const place = known.placeOf.get(set.placeId);
      if (!place) return [];
      const placed = inSets.get(set.id) ?? [];
      const state = deriveSetState(slotsIn(placed, known), needs);
      const test = testOf.get(set.id);
      return [
        {
          id: set.id,
          name: set.name,
          place,
          station: set.stationId && { id: set.stationId, name: stations.get(set.stationId) ?? set.stationId },
          retired: set.retired,
          state: { ...state, failing: [...state.failing] },
          slots: componentKinds.map((slot) => {
            const found = placed.find(({ component }) => component.kind === slot);
            return { slot, need: needs[slot], component: found ? rowOf(found, known) : null };
          }),
          lastTest: test ? { at: test.at, passed: hasPassed(test) } : null,
        },
      ];
    });
  };

  const setDetail = async (id: string) => {
    const set = await getSet(database, id);
    const [view, tests, officers, stations, timeline] = await Promise.all([
      setViews([set]),
      listSelfTests(database, id, 20),
      officerNames(),
      stationNames(),
      listFactsOf(database, id),
    ]);
    return {
      ...view[0]!,
      tests: tests.map((test) => testView(test, officers, stations)),
      timeline: timeline as unknown as ComponentDetail['timeline'],
    };
  };

  return { overview, faultsThere, setViews, setDetail };
}

async function componentsBySet(database: Queryable): Promise<Map<string, PlacedComponent[]>> {
  const bySet = new Map<string, PlacedComponent[]>();
  for (const placed of await listComponents(database, 'all')) {
    const { where } = placed.component;
    if (where.at === 'set') bySet.set(where.setId, [...(bySet.get(where.setId) ?? []), placed]);
  }
  return bySet;
}

const slotsIn = (placed: readonly PlacedComponent[], known: Known): Slots =>
  slotsOf(
    placed.map(({ component }) => component),
    known,
  );

/** Whether nothing failed and something was tested. */
const hasPassed = ({ parts }: SelfTest): boolean =>
  parts.some(({ outcome }) => outcome === 'passed') && parts.every(({ outcome }) => outcome !== 'failed');

/** Older tests do not say who found what: a station's were its own (EQP56). */
const testView = (
  { id, at, occasion, by, stationId, parts }: SelfTest,
  officers: ReadonlyMap<string, string>,
  stations: ReadonlyMap<string, string>,
) => ({
  id,
  at,
  occasion,
  by: by === null ? null : (officers.get(by) ?? by),
  stationName: stationId === null ? null : (stations.get(stationId) ?? stationId),
  parts: parts.map((part) => ({
    ...part,
    by: part.by ?? (stationId === null ? ('person' as const) : ('machine' as const)),
  })),
});
