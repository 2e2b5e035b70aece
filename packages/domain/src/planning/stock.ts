/** What a plan starts from: places, the recording sets that stand there, their parts, and the parts in the cupboard. */
import type { ComponentKind } from '../equipment/component.ts';
import type { Position } from '../place/position.ts';

/** A component as a plan sees it. */
export interface Part {
  readonly id: string;
  readonly kind: ComponentKind;
  readonly works: boolean;
  /** False: built in, or its owner forbids it; it stays in the set where it is. */
  readonly mayMove: boolean;
  /** Whether it may leave its city on loan; what cannot move cannot be lent. */
  readonly mayBeLent: boolean;
}

export interface PlacedSet {
  readonly id: string;
  readonly placeId: string;
  /** Kinds without which this set cannot record, by the office's policy; each once. */
  readonly needs: readonly ComponentKind[];
  /** What is installed, broken or not. */
  readonly parts: readonly Part[];
}

/** A part in no set, lying at a place. */
export interface Spare extends Part {
  readonly placeId: string;
}

export interface PlannedPlace {
  readonly id: string;
  /** Regency or city, `53.71`. */
  readonly city: string;
  /** Residents of the place who are not recorded yet. */
  readonly unrecorded: number;
  /** Kilometres to the next place that records for them otherwise; ≥ 0. */
  readonly kmToNext: number;
  /** Null: not known; distances then count as the policy's `unknownKm`. */
  readonly position: Position | null;
}

export interface PlannedCity {
  /** `53.71`; its province is `53`. */
  readonly code: string;
  /** Where a loan is handed over: the Disdukcapil. */
  readonly position: Position | null;
  /** What may be spent on parts, thousands of rupiah; 0: nothing is bought. */
  readonly budget: number;
  /** Kilometres by road to any other city, where somebody said so; absent or null: by positions. */
  readonly kmByRoad?: number | null;
  /** The place that is the Disdukcapil, where nothing has to be carried to be handed over. */
  readonly handoverPlaceId?: string;
}

export interface Stock {
  readonly cities: readonly PlannedCity[];
  readonly places: readonly PlannedPlace[];
  readonly sets: readonly PlacedSet[];
  readonly spares: readonly Spare[];
}

export const provinceOf = (city: string): string => city.slice(0, 2);

/** The set's own working part of a kind. */
export const workingPart = (set: PlacedSet, kind: ComponentKind): Part | undefined =>
  set.parts.find((part) => part.kind === kind && part.works);

/** The kinds a set needs and has no working part of. */
export const lackedBy = (set: PlacedSet): readonly ComponentKind[] =>
  set.needs.filter((kind) => workingPart(set, kind) === undefined);

export const canRecord = (set: PlacedSet): boolean => lackedBy(set).length === 0;

/** The stock cut into provinces: no part crosses from one to another. In the order of the provinces' codes. */
export function byProvince(stock: Stock): readonly Stock[] {
  const codes = [...new Set(stock.cities.map((city) => provinceOf(city.code)))].sort();
  return codes.map((code) => narrowTo(stock, (city) => provinceOf(city) === code));
}

/** The stock of the cities that are kept. */
export function narrowTo(stock: Stock, keeps: (city: string) => boolean): Stock {
  const places = stock.places.filter((place) => keeps(place.city));
  const kept = new Set(places.map((place) => place.id));
  return {
    cities: stock.cities.filter((city) => keeps(city.code)),
    places,
    sets: stock.sets.filter((set) => kept.has(set.placeId)),
    spares: stock.spares.filter((spare) => kept.has(spare.placeId)),
  };
}
