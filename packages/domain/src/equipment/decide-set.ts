import type { PlaceId, SetId, StationId } from '../kernel/ids.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import type { RecordingSet } from './component.ts';
import type { SetFact } from './facts.ts';
import type { EquipmentRefusalCode } from './refusals.ts';

type Decided = Outcome<SetFact, EquipmentRefusalCode>;

/** What the office knows around a set. */
interface Surroundings {
  /** Other sets of the office that are not retired. */
  readonly others: readonly RecordingSet[];
}

/** A new set at a place (EQP10, EQP11). */
export function decideAddSet(
  id: SetId,
  asked: { readonly placeId: PlaceId; readonly name: string; readonly stationId: StationId | null },
  { others }: Surroundings,
): Decided {
  const set = { ...asked, name: asked.name.replace(/\s+/g, ' ').trim() };
  const problem = findProblem(set, others);
  return problem ?? succeed({ kind: 'set-added', setId: id, ...set });
}

/** Another name, place or station for a set (EQP10, EQP11). A set that moves takes its components along. */
export function decideChangeSet(
  set: RecordingSet,
  changes: { readonly placeId?: PlaceId; readonly name?: string; readonly stationId?: StationId | null },
  { others }: Surroundings,
): Decided {
  if (set.retired) return refuse('EQUIPMENT_SET_RETIRED');
  const changed = { ...set, ...changes, name: (changes.name ?? set.name).replace(/\s+/g, ' ').trim() };
  const problem = findProblem(
    changed,
    others.filter(({ id }) => id !== set.id),
  );
  if (problem) return problem;
  const fields = (['placeId', 'name', 'stationId'] as const).filter((field) => changed[field] !== set[field]);
  if (fields.length === 0) return refuse('EQUIPMENT_NOTHING_CHANGES');
  const only = Object.fromEntries(fields.map((field) => [field, changed[field]]));
  return succeed({ kind: 'set-changed', setId: set.id, ...only });
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
  others: readonly RecordingSet[],
): ReturnType<typeof refuse<EquipmentRefusalCode>> | undefined {
  const active = others.filter(({ retired }) => !retired);
  const sameName = (other: RecordingSet) =>
    other.placeId === set.placeId && other.name.toLowerCase() === set.name.toLowerCase();
  if (set.name.length < 1 || set.name.length > 60 || active.some(sameName))
    return refuse('EQUIPMENT_SET_NAME');
  if (set.stationId !== null && active.some(({ stationId }) => stationId === set.stationId))
    return refuse('EQUIPMENT_STATION_TAKEN');
  return undefined;
}
