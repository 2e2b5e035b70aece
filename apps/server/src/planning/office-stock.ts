/** The office's register as a plan sees it. */
import {
  birthday,
  type Component,
  type ComponentKind,
  canRecord,
  componentKinds,
  defaultEnrolmentPolicy,
  defaultPlanningPolicy,
  type Fault,
  type KeptPlace,
  kmBetween,
  meansRecorded,
  type Part,
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
  /** In use. */
  readonly places: readonly KeptPlace[];
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

/** Nothing is bought and nothing lent unless a plan's options say so. */
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
  const sets = used.map(
    (set): PlacedSet => ({
      id: set.id,
      placeId: set.placeId,
      needs,
      parts: (inSets.get(set.id) ?? []).map(({ component }) => partOf(component)),
    }),
  );
  const office = register.places.find(({ kind }) => kind === 'disdukcapil');
  return {
    cities: [
      {
        code: register.regionCode,
        position: office?.position ?? null,
        budget: 0,
        ...(office && { handoverPlaceId: office.id }),
      },
    ],
    places: register.places.map((place) => ({
      id: place.id,
      city: register.regionCode,
      unrecorded: Math.max(leastWaiting, register.unrecorded.get(place.regionCode ?? '') ?? 0),
      kmToNext: kmToNext(place, register.places, sets),
      position: place.position,
    })),
    sets,
    spares: register.components.flatMap(({ component }) =>
      component.where.at === 'store' ? [{ ...partOf(component), placeId: component.where.placeId }] : [],
    ),
  };
}

/** Kilometres from a place to the nearest other one that records now, or else that has a set (PLN17); 0 where there is none. */
function kmToNext(place: KeptPlace, places: readonly KeptPlace[], sets: readonly PlacedSet[]): number {
  const having = (kept: readonly PlacedSet[]): readonly KeptPlace[] => {
    const ids = new Set(kept.map(({ placeId }) => placeId));
    return places.filter(({ id }) => id !== place.id && ids.has(id));
  };
  const recording = having(sets.filter(canRecord));
  const others = recording.length > 0 ? recording : having(sets);
  if (others.length === 0) return 0;
  const { unknownKm } = defaultPlanningPolicy;
  return Math.min(...others.map((other) => kmBetween(place.position, other.position, unknownKm)));
}

/** Names of places with sets or parts that nobody put on the map; mobile units stand nowhere. */
export function unplacedOf({ places, sets, components }: Register): string[] {
  const used = new Set<string | null>([
    ...sets.filter(({ retired }) => !retired).map(({ placeId }) => placeId),
    ...components.filter(({ component }) => component.where.at === 'store').map(({ placeId }) => placeId),
  ]);
  return places
    .filter(({ id, kind, position }) => used.has(id) && kind !== 'mobile-unit' && position === null)
    .map(({ name }) => name);
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
