/** A plan's moves and loans in the order in which one car does them. */
import type { Position } from '../place/position.ts';
import type { Plan } from './plan.ts';
import type { PlanningPolicy } from './planning-policy.ts';
import { kmBetween } from './planning-policy.ts';
import type { PlannedPlace, Stock } from './stock.ts';

/** One part on its way. */
export interface Carried {
  readonly partId: string;
  /** Null: it lies in the cupboard. */
  readonly fromSetId: string | null;
  readonly toSetId: string;
}

export interface Stop {
  readonly placeId: string;
  /** From the stop before, or from the start. */
  readonly km: number;
  /** Moved within this place. */
  readonly here: readonly Carried[];
  readonly takeAway: readonly Carried[];
  readonly putIn: readonly Carried[];
}

interface Errand extends Carried {
  readonly from: PlannedPlace;
  readonly to: PlannedPlace;
}

/**
 * The stops of one car that starts at the Disdukcapil: every part is fetched before it is brought (PLN12). The nearest stop at
 * which all work can be finished comes first, else the nearest at which something is to be fetched; short, not proven shortest.
 */
export function listStops(stock: Stock, policy: PlanningPolicy, plan: Plan, start: Position | null): Stop[] {
  const open = new Set(errandsOf(stock, plan));
  const aboard = new Set<Errand>();
  const stops: Stop[] = [];
  let at = start;
  while (open.size + aboard.size > 0) {
    const { place, km } = nextStop(open, aboard, at, policy.unknownKm);
    const from = [...open].filter((errand) => errand.from === place);
    const putIn = [...aboard].filter((errand) => errand.to === place);
    const takeAway = from.filter((errand) => errand.to !== place);
    for (const errand of from) open.delete(errand);
    for (const errand of putIn) aboard.delete(errand);
    for (const errand of takeAway) aboard.add(errand);
    const here = from.filter((errand) => errand.to === place);
    stops.push({
      placeId: place.id,
      km,
      here: here.map(carried),
      takeAway: takeAway.map(carried),
      putIn: putIn.map(carried),
    });
    at = place.position;
  }
  return stops;
}

const carried = ({ partId, fromSetId, toSetId }: Errand): Carried => ({ partId, fromSetId, toSetId });

function errandsOf(stock: Stock, plan: Plan): Errand[] {
  const places = new Map(stock.places.map((place) => [place.id, place]));
  const placeOfSet = new Map(stock.sets.map((set) => [set.id, places.get(set.placeId)!]));
  const homes = new Map<string, { from: PlannedPlace; fromSetId: string | null }>();
  for (const { id, placeId } of stock.spares) homes.set(id, { from: places.get(placeId)!, fromSetId: null });
  for (const set of stock.sets)
    for (const { id } of set.parts) homes.set(id, { from: placeOfSet.get(set.id)!, fromSetId: set.id });
  return plan.steps.flatMap((step) => {
    if (step.step === 'purchase') return [];
    const { partId, toSetId } = step;
    return [{ partId, toSetId, ...homes.get(partId)!, to: placeOfSet.get(toSetId)! }];
  });
}

function nextStop(
  open: ReadonlySet<Errand>,
  aboard: ReadonlySet<Errand>,
  at: Position | null,
  unknownKm: number,
): { place: PlannedPlace; km: number } {
  const candidates = new Set([...[...open].map(({ from }) => from), ...[...aboard].map(({ to }) => to)]);
  const waits = (place: PlannedPlace): boolean =>
    [...open].some((errand) => errand.to === place && errand.from !== place);
  const ranked = [...candidates]
    .map((place) => ({ place, waits: waits(place), km: distance(place, at, unknownKm) }))
    .sort((a, b) => Number(a.waits) - Number(b.waits) || a.km - b.km);
  return ranked[0]!;
}

const distance = (place: PlannedPlace, at: Position | null, unknownKm: number): number =>
  place.position !== null && place.position === at ? 0 : kmBetween(at, place.position, unknownKm);
