/** What a careful person does with a list and no solver: always the next counter that pays most. Kept to be compared with. */
import type { ComponentKind } from '../equipment/component.ts';
import type { Plan, PlanStep } from './plan.ts';
import type { PlanningPolicy } from './planning-policy.ts';
import type { Part, PlacedSet, PlannedCity, PlannedPlace, Stock } from './stock.ts';
import { byProvince, canRecord, lackedBy } from './stock.ts';
import { costOfLoan, costOfMove, costToHandover, worthOfCounter } from './worth.ts';

interface Source {
  readonly part: Part;
  readonly place: PlannedPlace;
  /** The broken set it would be taken from; null: a spare. */
  readonly set: PlacedSet | null;
}

interface Bid {
  readonly set: PlacedSet;
  readonly steps: readonly PlanStep[];
  readonly from: readonly Source[];
  readonly spent: number;
  readonly gain: number;
}

/** The plan that restores, again and again, the set whose counter is worth most more than its cheapest parts, until none pays. */
export function greedyPlan(stock: Stock, policy: PlanningPolicy): Plan {
  return { steps: byProvince(stock).flatMap((province) => greedyInProvince(province, policy)) };
}

function greedyInProvince(stock: Stock, policy: PlanningPolicy): PlanStep[] {
  const hands = new Hands(stock, policy);
  const steps: PlanStep[] = [];
  for (let bid = hands.bestBid(); bid !== undefined; bid = hands.bestBid()) {
    steps.push(...bid.steps);
    hands.take(bid);
  }
  return steps;
}

class Hands {
  readonly #policy: PlanningPolicy;
  readonly #places: ReadonlyMap<string, PlannedPlace>;
  readonly #cities: ReadonlyMap<string, PlannedCity>;
  readonly #budgets: Map<string, number>;
  readonly #open = new Map<string, number>();
  #waiting: PlacedSet[];
  #sources: Source[];

  constructor(stock: Stock, policy: PlanningPolicy) {
    this.#policy = policy;
    this.#places = new Map(stock.places.map((place) => [place.id, place]));
    this.#cities = new Map(stock.cities.map((city) => [city.code, city]));
    this.#budgets = new Map(stock.cities.map((city) => [city.code, city.budget]));
    this.#waiting = stock.sets.filter((set) => !canRecord(set));
    for (const set of stock.sets) if (canRecord(set)) this.#count(set.placeId);
    const usable = ({ part }: Source): boolean => part.works && part.mayMove;
    this.#sources = [
      ...stock.spares.map((part): Source => ({ part, place: this.#places.get(part.placeId)!, set: null })),
      ...this.#waiting.flatMap((set) =>
        set.parts.map((part): Source => ({ part, place: this.#places.get(set.placeId)!, set })),
      ),
    ].filter(usable);
  }

  bestBid(): Bid | undefined {
    let best: Bid | undefined;
    for (const set of this.#waiting) {
      const bid = this.#bidFor(set);
      if (bid && bid.gain > (best?.gain ?? 0)) best = bid;
    }
    return best;
  }

  take(bid: Bid): void {
    const robbed = new Set(bid.from.flatMap(({ set }) => (set ? [set] : [])));
    const used = new Set(bid.from);
    this.#waiting = this.#waiting.filter((set) => set !== bid.set && !robbed.has(set));
    this.#sources = this.#sources.filter((source) => source.set !== bid.set && !used.has(source));
    const city = this.#places.get(bid.set.placeId)!.city;
    this.#budgets.set(city, this.#budgets.get(city)! - bid.spent);
    this.#count(bid.set.placeId);
  }

  #bidFor(set: PlacedSet): Bid | undefined {
    const place = this.#places.get(set.placeId)!;
    let gain = worthOfCounter(this.#policy, place, (this.#open.get(place.id) ?? 0) + 1);
    let budget = this.#budgets.get(place.city)!;
    const steps: PlanStep[] = [];
    const from: Source[] = [];
    for (const kind of lackedBy(set)) {
      const offer = this.#cheapest(kind, set, place);
      const price = this.#policy.prices[kind] ?? Infinity;
      if (offer && (offer.cost <= price || price > budget)) {
        steps.push({
          step: offer.source.place.city === place.city ? 'move' : 'loan',
          partId: offer.source.part.id,
          toSetId: set.id,
        });
        from.push(offer.source);
        gain -= offer.cost;
      } else if (price <= budget) {
        steps.push({ step: 'purchase', kind, toSetId: set.id });
        budget -= price;
        gain -= price;
      } else return undefined;
    }
    return { set, steps, from, spent: this.#budgets.get(place.city)! - budget, gain };
  }

  #cheapest(
    kind: ComponentKind,
    set: PlacedSet,
    place: PlannedPlace,
  ): { source: Source; cost: number } | undefined {
    let best: { source: Source; cost: number } | undefined;
    for (const source of this.#sources) {
      if (source.part.kind !== kind || source.set === set) continue;
      const cost = this.#costFrom(source, place);
      if (cost < (best?.cost ?? Infinity)) best = { source, cost };
    }
    return best;
  }

  #costFrom({ part, place: from }: Source, to: PlannedPlace): number {
    if (from.city === to.city) return costOfMove(this.#policy, from, to);
    if (!part.mayBeLent) return Infinity;
    const [lender, borrower] = [this.#cities.get(from.city)!, this.#cities.get(to.city)!];
    return (
      costToHandover(this.#policy, from, lender) +
      costOfLoan(this.#policy, lender, borrower) +
      costToHandover(this.#policy, to, borrower)
    );
  }

  #count(placeId: string): void {
    this.#open.set(placeId, (this.#open.get(placeId) ?? 0) + 1);
  }
}
