/** The office's register as a plan sees it. */
import {
  birthday,
  type Component,
  type ComponentKind,
  componentKinds,
  defaultEnrolmentPolicy,
  type Fault,
  meansRecorded,
  type Part,
  type Place,
  type PlacedSet,
  type PlainDate,
  partsOf,
  plainDate,
  type RecordingSet,
  type SlotNeeds,
  type Stock,
} from '@rekam/domain';

/** What the register holds today. */
export interface Register {
  readonly regionCode: string;
  readonly places: readonly Place[];
  readonly sets: readonly RecordingSet[];
  readonly components: readonly { readonly component: Component; readonly placeId: string | null }[];
  /** Every fault there was. */
  readonly faults: readonly Fault[];
  readonly needs: SlotNeeds;
  readonly unrecorded: ReadonlyMap<string, number>;
}

/** Kinds without which a set cannot record. */
export const neededKinds = (needs: SlotNeeds): readonly ComponentKind[] =>
  componentKinds.filter((kind) => needs[kind] === 'needed');

/** Somebody turns seventeen at every place, and a register of residents may not have been brought in yet. */
const leastWaiting = 100;

const openFaultIds = (faults: readonly Fault[]): Set<string> =>
  new Set(
    faults
      .filter(({ closedAt, effect }) => closedAt === null && effect === 'stops')
      .map(({ componentId }) => componentId),
  );

/** Positions of places are not in the register: distances count as the policy's `unknownKm`, and nothing is bought. */
export function stockOf(register: Register): Stock {
  const broken = openFaultIds(register.faults);
  const partOf = ({ id, kind, owner }: Component): Part => ({
    id,
    kind,
    works: !broken.has(id),
    mayMove: kind !== 'network',
    mayBeLent: owner.kind !== 'lent',
  });
  const inSets = Map.groupBy(
    register.components.filter(({ component }) => component.where.at === 'set'),
    ({ component }) => (component.where.at === 'set' ? (component.where.setId as string) : ''),
  );
  const needs = neededKinds(register.needs);
  const used = register.sets.filter(({ retired }) => !retired);
  return {
    cities: [{ code: register.regionCode, position: null, budget: 0 }],
    places: register.places.map(({ id, regionCode }) => ({
      id,
      city: register.regionCode,
      unrecorded: Math.max(leastWaiting, register.unrecorded.get(regionCode ?? '') ?? 0),
      kmToNext: 0,
      position: null,
    })),
    sets: used.map(
      (set): PlacedSet => ({
        id: set.id,
        placeId: set.placeId,
        needs,
        parts: (inSets.get(set.id) ?? []).map(({ component }) => partOf(component)),
      }),
    ),
    spares: register.components.flatMap(({ component }) =>
      component.where.at === 'store' ? [{ ...partOf(component), placeId: component.where.placeId }] : [],
    ),
  };
}

/** Residents not recorded, by the code of their kecamatan and, under the office's own, all together. */
export function sumUnrecorded(
  regionCode: string,
  counts: readonly { kecamatan: string; status: string | null; count: number }[],
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { kecamatan, status, count } of counts) {
    if (status !== null && meansRecorded({ status, source: '', asOf: null })) continue;
    for (const code of [kecamatan, regionCode]) sums.set(code, (sums.get(code) ?? 0) + count);
  }
  return sums;
}

/** The last birth date of those who owe a recording today. */
export function bornUntil(today: PlainDate): PlainDate {
  const { year, month, day } = partsOf(today);
  const date = plainDate(year - defaultEnrolmentPolicy.cardAge, month, day);
  return birthday(date, 0);
}
