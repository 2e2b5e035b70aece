import {
  type Component,
  type ComponentKind,
  componentKinds,
  deriveCondition,
  deriveSetState,
  type Fault,
  findOverdueLoan,
  isOverdue,
  type Place,
  type PlaceId,
  type PlainDate,
  type RecordingSet,
  type SelfTest,
  type SetState,
  type SlotNeeds,
  type Slots,
} from '@rekam/domain';
import type { ComponentDetail, ComponentRow, FaultView, SetView } from '@rekam/protocol';
import type { Sentence } from '@rekam/protocol/words/sentence.ts';
import { listFactsOf } from '../audit/index.ts';
import type { Queryable } from '../ports/database.ts';
import { getComponent } from './commands.ts';
import { getSet } from './set-commands.ts';
import {
  listComponents,
  listFaults,
  listLastTests,
  listOpenFaults,
  listSelfTests,
  listSets,
  type PlacedComponent,
} from './store.ts';

export interface QueryDeps {
  readonly database: Queryable;
  readonly today: () => Promise<PlainDate>;
  readonly places: () => Promise<readonly Place[]>;
  readonly stationNames: () => Promise<ReadonlyMap<string, string>>;
  readonly officerNames: () => Promise<ReadonlyMap<string, string>>;
  /** What each slot means under the rules in force. */
  readonly slotNeeds: () => Promise<SlotNeeds>;
  /** Open repairs by fault. */
  readonly openRepairs: () => Promise<ReadonlyMap<string, string>>;
  /** Every repair there was, by fault: the last of each. */
  readonly repairsOf: (faultIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** What a card printer told, in words. */
  readonly sayOfPrinter: (reason: string) => Sentence;
}

export type EquipmentQueries = ReturnType<typeof makeEquipmentQueries>;

/** A set with what its slots hold and what follows from it. */
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

/** What is known of the equipment, put together for screens and for other nouns. */
export function makeEquipmentQueries(deps: QueryDeps) {
  const {
    database,
    today,
    places,
    stationNames,
    officerNames,
    slotNeeds,
    openRepairs,
    repairsOf,
    sayOfPrinter,
  } = deps;

  /** Looks up once what many rows need. */
  const lookUp = async () => {
    const [day, allPlaces, sets, faults, repairs] = await Promise.all([
      today(),
      places(),
      listSets(database, 'all'),
      listOpenFaults(database),
      openRepairs(),
    ]);
    return {
      day,
      placeOf: new Map<string, Place>(allPlaces.map((place) => [place.id, place])),
      setOf: new Map<string, RecordingSet>(sets.map((set) => [set.id, set])),
      faultOf: new Map<string, Fault>(faults.map((fault) => [fault.componentId, fault])),
      repairs,
    };
  };
  type Known = Awaited<ReturnType<typeof lookUp>>;

  const rowOf = ({ component, placeId, labelled }: PlacedComponent, known: Known): ComponentRow => {
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
  };

  const slotsOf = (components: readonly Component[], known: Known): Slots =>
    Object.fromEntries(
      components.map(({ id, kind }) => [kind, { componentId: id, fault: known.faultOf.get(id) ?? null }]),
    );

  const rows = async (at: readonly PlaceId[] | 'all'): Promise<ComponentRow[]> => {
    const known = await lookUp();
    return (await listComponents(database, at)).map((placed) => rowOf(placed, known));
  };

  /** Loans past their day, the longest first. */
  const overdueLoans = async (at: readonly PlaceId[] | 'all'): Promise<ComponentRow[]> =>
    (await rows(at))
      .filter(({ overdueLoan }) => overdueLoan !== null)
      .sort((a, b) => b.overdueLoan!.days - a.overdueLoan!.days);

  const row = async (id: string): Promise<ComponentRow> =>
    rowOf(await getComponent(database, id), await lookUp());

  const faultViews = async (faults: readonly Fault[]): Promise<FaultView[]> => {
    const repairs = await repairsOf(faults.map(({ id }) => id));
    const [officers, stations] = await Promise.all([officerNames(), stationNames()]);
    const sourceOf = ({ source }: Fault['reports'][number]): string => {
      if (source.kind === 'officer') return officers.get(source.officerId) ?? source.officerId;
      if (source.kind === 'printer') return source.reason;
      if (source.kind === 'station') return stations.get(source.stationId) ?? source.stationId;
      return source.kind === 'label' ? source.name : source.reference;
    };
    return faults.map((fault) => ({
      id: fault.id,
      effect: fault.effect,
      cause: fault.cause,
      since: fault.since,
      openedAt: fault.openedAt,
      closedAt: fault.closedAt,
      closing: fault.closing?.kind ?? null,
      reports: fault.reports.map((report) => ({
        symptom: report.symptom,
        note: report.note,
        cause: report.cause,
        effect: report.effect,
        since: report.since,
        fileIds: [...report.fileIds],
        said: report.source.kind === 'printer' ? sayOfPrinter(report.source.reason) : null,
        sourceKind: report.source.kind,
        source: sourceOf(report),
      })),
      repairId: repairs.get(fault.id) ?? null,
    }));
  };

  const detail = async (id: string): Promise<ComponentDetail> => {
    const faults = await listFaults(database, id);
    const repairs = await repairsOf(faults.map((fault) => fault.id));
    const subjects = [id, ...faults.map((fault) => fault.id), ...repairs.values()];
    return {
      ...(await row(id)),
      faults: (await faultViews(faults)).reverse(),
      timeline: (await listFactsOf(database, ...subjects)) as unknown as ComponentDetail['timeline'],
    };
  };

  /** Every set in use with its state: what status, planning and screens derive from. */
  const overview = async (at: readonly PlaceId[] | 'all' = 'all'): Promise<SetOverview[]> => {
    const known = await lookUp();
    const needs = await slotNeeds();
    const inSets = await componentsBySet();
    return (await listSets(database, at))
      .filter(({ retired }) => !retired)
      .map((set) => {
        const components = (inSets.get(set.id) ?? []).map(({ component }) => component);
        const slots = slotsOf(components, known);
        return { set, slots, state: deriveSetState(slots, needs) };
      });
  };

  /** Open faults of what a set needs, in it or away for repair, and of card printers; what is spare, lent or lost hurts no place. */
  const faultsThere = async (): Promise<FaultThere[]> => {
    const [{ faultOf }, needs] = [await lookUp(), await slotNeeds()];
    return (await listComponents(database, 'all')).flatMap(({ component, placeId }) => {
      const { kind, where } = component;
      const fault = faultOf.get(component.id);
      const serves = where.at === 'set' || where.at === 'repair';
      const isMissed =
        kind === 'card-printer' ? serves || where.at === 'store' : serves && needs[kind] !== 'not-needed';
      return fault && placeId !== null && isMissed ? [{ placeId, kind, fault }] : [];
    });
  };

  const componentsBySet = async (): Promise<Map<string, PlacedComponent[]>> => {
    const bySet = new Map<string, PlacedComponent[]>();
    for (const placed of await listComponents(database, 'all')) {
      const { where } = placed.component;
      if (where.at === 'set') bySet.set(where.setId, [...(bySet.get(where.setId) ?? []), placed]);
    }
    return bySet;
  };

  const setViews = async (sets: readonly RecordingSet[]): Promise<SetView[]> => {
    const [known, needs, stations, inSets, tests] = await Promise.all([
      lookUp(),
      slotNeeds(),
      stationNames(),
      componentsBySet(),
      listLastTests(database),
    ]);
    const testOf = new Map(tests.map((test) => [test.setId as string, test]));
    return sets.flatMap((set) => {
      const place = known.placeOf.get(set.placeId);
      if (!place) return [];
      const placed = inSets.get(set.id) ?? [];
      const state = deriveSetState(
        slotsOf(
          placed.map(({ component }) => component),
          known,
        ),
        needs,
      );
      const test = testOf.get(set.id);
      return [
        {
          id: set.id,
          name: set.name,
          place,
          station:
            set.stationId === null
              ? null
              : { id: set.stationId, name: stations.get(set.stationId) ?? set.stationId },
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
      tests: tests.map((test) => ({
        id: test.id,
        at: test.at,
        occasion: test.occasion,
        by: test.by === null ? null : (officers.get(test.by) ?? test.by),
        stationName: test.stationId === null ? null : (stations.get(test.stationId) ?? test.stationId),
        parts: test.parts.map((part) => ({
          ...part,
          by: part.by ?? (test.stationId === null ? ('person' as const) : ('machine' as const)),
        })),
      })),
      timeline: timeline as unknown as ComponentDetail['timeline'],
    };
  };

  return { rows, overdueLoans, row, detail, overview, faultsThere, setViews, setDetail };
}

/** Whether nothing failed and something was tested. */
const hasPassed = ({ parts }: SelfTest): boolean =>
  parts.some(({ outcome }) => outcome === 'passed') && parts.every(({ outcome }) => outcome !== 'failed');
