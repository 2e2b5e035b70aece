/** A day of the past, derived from what was brought in about it. */
import type { ComponentKind } from '../equipment/component.ts';
import { openAt } from '../equipment/decide-fault.ts';
import { type Fault, tellsComponent } from '../equipment/fault.ts';
import type { SlotNeeds } from '../equipment/policy.ts';
import { deriveSetState, type Slots } from '../equipment/set-state.ts';
import type { Instant, PlainDate } from '../kernel/calendar.ts';
import type { ComponentId, PlaceId } from '../kernel/ids.ts';
import type { Settlements } from '../service-status/conflict.ts';
import { type CounterPolicy, later } from '../service-status/counter.ts';
import { deriveCity, deriveReserve, type Reserve } from '../service-status/derive-city.ts';
import { derivePlace, type PlaceStatus } from '../service-status/derive-place.ts';
import type { Opening } from '../service-status/opening-hours.ts';
import { type Service, type ServiceState, unknownYet } from '../service-status/service.ts';
import type { Statement } from '../service-status/statement.ts';

/** A set with what lies in its slots. */
export interface PastSet {
  readonly placeId: PlaceId;
  readonly name: string;
  readonly slots: Readonly<Partial<Record<ComponentKind, ComponentId>>>;
}

export interface PastFacts {
  readonly day: PlainDate;
  /** Noon of that day. */
  readonly noon: Instant;
  readonly places: readonly PlaceId[];
  readonly sets: readonly PastSet[];
  /** Every fault there was. */
  readonly faults: readonly Fault[];
  /** Those that held at noon. */
  readonly statements: readonly Statement[];
  readonly settlements: Settlements;
  readonly needs: SlotNeeds;
  readonly policy: CounterPolicy;
}

export interface PastPlace {
  readonly placeId: PlaceId;
  readonly status: PlaceStatus;
  /** Faults of its sets that were open. */
  readonly faults: readonly Fault[];
}

export interface PastDay {
  readonly day: PlainDate;
  readonly city: Readonly<Record<Service, ServiceState>>;
  readonly places: readonly PastPlace[];
  readonly reserve: Reserve;
  /** Places of the sets that recorded, one for each: a fault in each of them, and the city stops (CHR5). */
  readonly nextStop: readonly PlaceId[];
  /** Kinds of which one fault stops a set. */
  readonly needed: readonly ComponentKind[];
  /** Places of broken sets whose sources name no component (CHR4); what moving parts would bring back is then not known. */
  readonly untold: readonly PlaceId[];
}

/** Rules CHR2, CHR4, CHR5. */
export function derivePastDay(facts: PastFacts): PastDay {
  const open = openAt(facts.faults, facts.noon);
  const faultOf = new Map(open.map((fault) => [fault.componentId, fault]));
  const faultsOf = ({ slots }: PastSet): Fault[] =>
    Object.values(slots).flatMap((id) => faultOf.get(id) ?? []);
  const sets = facts.sets.map((set) => ({
    ...set,
    open: faultsOf(set),
    state: deriveSetState(filled(set, faultOf), facts.needs),
  }));
  const places = facts.places.map((placeId): PastPlace => {
    const own = sets.filter((set) => set.placeId === placeId);
    const counters = own.map(({ name, state, open: faults }) => ({
      station: null,
      set: {
        name,
        state,
        asOf: faults.reduce<Instant | null>((last, { since }) => later(last, since), null),
        promised: {},
      },
    }));
    const status = derivePlace({
      placeId,
      counters,
      opening: allDay(facts.day),
      operatorMissingSince: null,
      derived: {
        toCentre: unknownYet,
        tunggal: unknownYet,
        cetak: unknownYet,
        printers: null,
        suket: unknownYet,
      },
      statements: facts.statements,
      settlements: facts.settlements,
      policy: facts.policy,
      now: facts.noon,
    });
    return { placeId, status, faults: own.flatMap(({ open: faults }) => faults) };
  });
  /** One for each set, in the order of the places. */
  const placesOf = (some: readonly PastSet[]): PlaceId[] =>
    facts.places.flatMap((id) => some.filter(({ placeId }) => placeId === id).map(() => id));
  const served = places.filter(({ status }) => status.counters.length > 0);
  return {
    day: facts.day,
    city: deriveCity((served.length > 0 ? served : places).map(({ status }) => status)),
    places,
    reserve: deriveReserve(places.map(({ status }) => status)),
    nextStop: placesOf(sets.filter(({ state }) => state.records)),
    needed: kindsNeeded(facts.needs),
    untold: placesOf(sets.filter(({ open: faults }) => !faults.every(tellsComponent))),
  };
}

const filled = ({ slots }: PastSet, faultOf: ReadonlyMap<ComponentId, Fault>): Slots =>
  Object.fromEntries(
    Object.entries(slots).map(([kind, componentId]) => [
      kind,
      { componentId, fault: faultOf.get(componentId) ?? null },
    ]),
  );

const kindsNeeded = (needs: SlotNeeds): ComponentKind[] =>
  (Object.keys(needs) as ComponentKind[]).filter((kind) => needs[kind] === 'needed');

/** Hours of the past are not known; without stations nothing depends on them. */
const allDay = (day: PlainDate): Opening => ({
  isOpen: true,
  day,
  today: null,
  special: null,
  openedAt: null,
  next: null,
});
