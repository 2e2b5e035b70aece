import type { PlainDate } from '../kernel/calendar.ts';
import type { PlaceId, SetId, StationId } from '../kernel/ids.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import type { Component, Paper, RecordingSet } from './component.ts';
import { decideMove, paperProblem } from './decide-component.ts';
import type { ComponentFact, SetFact } from './facts.ts';
import type { EquipmentRefusalCode } from './refusals.ts';

type Decided = Outcome<SetFact, EquipmentRefusalCode>;

/** What the office knows around a set. */
interface Surroundings {
  /** Other sets of the office that are not retired. */
  readonly others: readonly RecordingSet[];
  /** Where the station that the set is to have stands; null: it is to have none, or none that there is. */
  readonly stationPlaceId: PlaceId | null;
}

/** Another name, place or station for a set; what is absent stays. */
export interface SetChanges {
  readonly placeId?: PlaceId;
  readonly name?: string;
  readonly stationId?: StationId | null;
}

/** A new set at a place (EQP10, EQP11, EQP13). */
export function decideAddSet(
  id: SetId,
  asked: { readonly placeId: PlaceId; readonly name: string; readonly stationId: StationId | null },
  surroundings: Surroundings,
): Decided {
  const set = { ...asked, name: asked.name.replace(/\s+/g, ' ').trim() };
  const problem = findProblem(set, surroundings);
  return problem ?? succeed({ kind: 'set-added', setId: id, ...set });
}

/**
 * Another name, place or station for a set (EQP10, EQP11). A set that moves takes its components along, with a paper as
 * each of them would need, and a station only where that stands (EQP13, EQP14).
 */
export function decideChangeSet(
  set: RecordingSet,
  changes: SetChanges,
  paper: Paper | null,
  known: Surroundings & { readonly today: PlainDate },
): Decided {
  if (set.retired) return refuse('EQUIPMENT_SET_RETIRED');
  const changed = { ...set, ...changes, name: (changes.name ?? set.name).replace(/\s+/g, ' ').trim() };
  const others = known.others.filter(({ id }) => id !== set.id);
  const problem = findProblem(changed, { ...known, others });
  if (problem) return problem;
  const fields = (['placeId', 'name', 'stationId'] as const).filter((field) => changed[field] !== set[field]);
  if (fields.length === 0) return refuse('EQUIPMENT_NOTHING_CHANGES');
  const moves = fields.includes('placeId');
  const onPaper = paperProblem(moves ? paper : null, { needed: moves, today: known.today });
  if (onPaper) return onPaper;
  const only = Object.fromEntries(fields.map((field) => [field, changed[field]]));
  return succeed({ kind: 'set-changed', setId: set.id, ...only, ...(moves && { paper }) });
}

/** Everything of a set into the cupboard of its place, where no paper is needed (EQP7). */
export function decideEmptySet(
  set: RecordingSet,
  components: readonly Component[],
  today: PlainDate,
): Outcome<ComponentFact[], EquipmentRefusalCode> {
  if (components.length === 0) return refuse('EQUIPMENT_NOTHING_CHANGES');
  const facts: ComponentFact[] = [];
  for (const component of components) {
    const decided = decideMove(
      component,
      { from: component.where, to: { at: 'store', placeId: set.placeId }, paper: null, note: '' },
      {
        destination: { set: null, occupantId: null },
        fromPlaceId: set.placeId,
        toPlaceId: set.placeId,
        today,
      },
    );
    if (!decided.ok) return decided;
    facts.push(decided.value);
  }
  return succeed(facts);
}

/** Takes a set out of service for good, once it is empty (EQP12). */
export function decideRetireSet(set: RecordingSet, components: number, reason: string): Decided {
  if (set.retired) return refuse('EQUIPMENT_SET_RETIRED');
  if (components > 0) return refuse('EQUIPMENT_SET_NOT_EMPTY', { components });
  if (reason.trim().length < 5) return refuse('EQUIPMENT_REASON_MISSING');
  return succeed({ kind: 'set-retired', setId: set.id, reason: reason.trim() });
}

function findProblem(
  set: Pick<RecordingSet, 'placeId' | 'name' | 'stationId'>,
  { others, stationPlaceId }: Surroundings,
): ReturnType<typeof refuse<EquipmentRefusalCode>> | undefined {
  const active = others.filter(({ retired }) => !retired);
  const sameName = (other: RecordingSet) =>
    other.placeId === set.placeId && other.name.toLowerCase() === set.name.toLowerCase();
  if (set.name.length < 1 || set.name.length > 60 || active.some(sameName))
    return refuse('EQUIPMENT_SET_NAME');
  if (set.stationId !== null && active.some(({ stationId }) => stationId === set.stationId))
    return refuse('EQUIPMENT_STATION_TAKEN');
  if (set.stationId !== null && stationPlaceId !== set.placeId) return refuse('EQUIPMENT_STATION_ELSEWHERE');
  return undefined;
}
