/** What many rows of equipment are put together from, looked up once. */
import {
  type Component,
  deriveCondition,
  type Fault,
  findOverdueLoan,
  isOverdue,
  type Place,
  type PlainDate,
  type RecordingSet,
  type Slots,
} from '@rekam/domain';
import type { ComponentRow } from '@rekam/protocol';
import type { Queryable } from '../../ports/database.ts';
import { listOpenFaults, listSets, type PlacedComponent } from '../store.ts';

export interface KnownDeps {
  readonly database: Queryable;
  readonly today: () => Promise<PlainDate>;
  readonly places: () => Promise<readonly Place[]>;
  /** Open repairs by fault. */
  readonly openRepairs: () => Promise<ReadonlyMap<string, string>>;
}

export interface Known {
  readonly day: PlainDate;
  readonly placeOf: ReadonlyMap<string, Place>;
  readonly setOf: ReadonlyMap<string, RecordingSet>;
  /** Open faults by component. */
  readonly faultOf: ReadonlyMap<string, Fault>;
  readonly repairs: ReadonlyMap<string, string>;
}

export async function lookUp({ database, today, places, openRepairs }: KnownDeps): Promise<Known> {
  const [day, allPlaces, sets, faults, repairs] = await Promise.all([
    today(),
    places(),
    listSets(database, 'all'),
    listOpenFaults(database),
    openRepairs(),
  ]);
  return {
    day,
    placeOf: new Map(allPlaces.map((place) => [place.id, place])),
    setOf: new Map(sets.map((set) => [set.id, set])),
    faultOf: new Map(faults.map((fault) => [fault.componentId, fault])),
    repairs,
  };
}

export function rowOf({ component, placeId, labelled }: PlacedComponent, known: Known): ComponentRow {
  const fault = known.faultOf.get(component.id) ?? null;
  return {
    ...component,
    place: placeId === null ? null : (known.placeOf.get(placeId) ?? null),
    setName: component.where.at === 'set' ? (known.setOf.get(component.where.setId)?.name ?? null) : null,
    condition: deriveCondition(component, fault),
    fault: fault && {
      id: fault.id,
      effect: fault.effect,
      cause: fault.cause,
      since: fault.since,
      symptom: fault.reports[0]!.symptom,
      repairId: known.repairs.get(fault.id) ?? null,
    },
    overdue: isOverdue(component, known.day),
    overdueLoan: findOverdueLoan(component, known.day),
    labelled,
  };
}

export const slotsOf = (components: readonly Component[], known: Known): Slots =>
  Object.fromEntries(
    components.map(({ id, kind }) => [kind, { componentId: id, fault: known.faultOf.get(id) ?? null }]),
  );
