/**
 * The question "which steps bring back the most service?" as a linear program in whole numbers.
 *
 *   parts of sets and cupboards ──move──▶ lacking slots ◀──buy
 *          │                                   ▲
 *        lend                                borrow
 *          ▼                                   │
 *      own Disdukcapil ───────loan───▶ the other Disdukcapil
 *
 * A set's counter is open (1) or not (0). An open one fills each slot that it lacks exactly once and gives no part that it
 * needs. With the open counters chosen the rest is a flow in a network, so whole by itself; most provinces' programs are
 * whole altogether, and then the prices of the rows prove the optimum (`boundFromPrices`).
 */
import type { ComponentKind } from '../equipment/component.ts';
import type { LinearProgram, Term } from './linear-program.ts';
import type { PlanningPolicy } from './planning-policy.ts';
import type { PlacedSet, PlannedCity, PlannedPlace, Stock } from './stock.ts';
import { canRecord, lackedBy, provinceOf } from './stock.ts';
import { costOfLoan, costOfMove, costToHandover, worthOfCounter } from './worth.ts';

/** What a column of the program stands for. */
export type ColumnMeaning =
  | { readonly is: 'counter'; readonly setId: string }
  | { readonly is: 'nth'; readonly placeId: string; readonly nth: number }
  | { readonly is: 'move'; readonly partId: string; readonly setId: string }
  | { readonly is: 'buy'; readonly kind: ComponentKind; readonly setId: string }
  | { readonly is: 'lend'; readonly kind: ComponentKind; readonly city: string; readonly partId: string }
  | { readonly is: 'loan'; readonly kind: ComponentKind; readonly from: string; readonly to: string }
  | { readonly is: 'borrow'; readonly kind: ComponentKind; readonly city: string; readonly setId: string };

export interface PlanModel {
  readonly program: LinearProgram;
  /** One a column. */
  readonly meanings: readonly ColumnMeaning[];
}

/** Parts of one kind in one set (or one spare): together they give at most what the set does not need. */
interface Giver {
  readonly kind: ComponentKind;
  readonly place: PlannedPlace;
  /** Null: a spare. */
  readonly set: PlacedSet | null;
  readonly partIds: readonly string[];
  readonly lendableIds: ReadonlySet<string>;
  /** Working parts of the kind in the set, movable or not. */
  readonly stock: number;
}

interface LackingSlot {
  readonly kind: ComponentKind;
  readonly set: PlacedSet;
  readonly place: PlannedPlace;
}

/** The program of a stock whose cities are all of one province. */
export function buildPlanModel(stock: Stock, policy: PlanningPolicy): PlanModel {
  const builder = new Builder(stock, policy);
  builder.counters();
  builder.moves();
  builder.purchases();
  builder.loans();
  builder.close();
  return { program: { columns: builder.columns, rows: builder.rows }, meanings: builder.meanings };
}

class Builder {
  readonly columns: { objective: number; upper: number }[] = [];
  readonly meanings: ColumnMeaning[] = [];
  readonly rows: { lower: number; upper: number; terms: Term[] }[] = [];
  readonly #stock: Stock;
  readonly #policy: PlanningPolicy;
  readonly #places: ReadonlyMap<string, PlannedPlace>;
  readonly #counterOf = new Map<PlacedSet, number>();
  readonly #givers: Giver[];
  readonly #gifts = new Map<Giver, Term[]>();
  readonly #slots: LackingSlot[];
  readonly #fills = new Map<LackingSlot, Term[]>();

  constructor(stock: Stock, policy: PlanningPolicy) {
    this.#stock = stock;
    this.#policy = policy;
    this.#places = new Map(stock.places.map((place) => [place.id, place]));
    this.#slots = stock.sets.flatMap((set) =>
      lackedBy(set).map((kind) => ({ kind, set, place: this.#placeOf(set) })),
    );
    this.#givers = this.#findGivers();
  }

  /** Counters and their worth; no place and no city ends with less than it must keep (PLN9, PLN10). */
  counters(): void {
    const ofPlace = new Map<PlannedPlace, PlacedSet[]>();
    const ofCity = new Map<string, PlacedSet[]>();
    for (const set of this.#stock.sets) {
      const place = this.#placeOf(set);
      this.#counterOf.set(set, this.#column({ is: 'counter', setId: set.id }, 0));
      push(ofPlace, place, set);
      push(ofCity, place.city, set);
    }
    const open = (sets: readonly PlacedSet[]): Term[] => sets.map((set) => [this.#counterOf.get(set)!, 1]);
    for (const [place, sets] of ofPlace) {
      const worth: Term[] = [];
      for (let nth = 1; nth <= Math.min(sets.length, this.#policy.counterShares.length); nth++) {
        const adds = worthOfCounter(this.#policy, place, nth);
        worth.push([this.#column({ is: 'nth', placeId: place.id, nth }, adds), 1]);
      }
      this.#row(-Infinity, 0, [...worth, ...open(sets).map(([column]): Term => [column, -1])]);
      if (sets.some(canRecord)) this.#row(1, Infinity, open(sets));
    }
    for (const sets of ofCity.values()) {
      const now = sets.filter(canRecord).length;
      if (now > 0) this.#row(now, Infinity, open(sets));
    }
  }

  moves(): void {
    for (const slot of this.#slots)
      for (const giver of this.#givers) {
        if (giver.kind !== slot.kind || giver.place.city !== slot.place.city || giver.set === slot.set)
          continue;
        const cost = costOfMove(this.#policy, giver.place, slot.place);
        for (const partId of giver.partIds)
          this.#gift(giver, slot, this.#column({ is: 'move', partId, setId: slot.set.id }, -cost));
      }
  }

  purchases(): void {
    const ofCity = new Map<string, Term[]>();
    for (const slot of this.#slots) {
      const price = this.#policy.prices[slot.kind];
      const budget = this.#stock.cities.find((city) => city.code === slot.place.city)!.budget;
      if (price === undefined || price > budget) continue;
      const column = this.#column({ is: 'buy', kind: slot.kind, setId: slot.set.id }, -price);
      push(this.#fills, slot, [column, 1]);
      push(ofCity, slot.place.city, [column, price]);
    }
    for (const { code, budget } of this.#stock.cities) {
      const terms = ofCity.get(code);
      if (terms) this.#row(-Infinity, budget, terms);
    }
  }

  /** Loans of a kind between cities that have some of it and cities that lack it. */
  loans(): void {
    for (const kind of new Set(this.#slots.map((slot) => slot.kind))) {
      const lacking = Map.groupBy(
        this.#slots.filter((slot) => slot.kind === kind),
        (slot) => slot.place.city,
      );
      const giving = Map.groupBy(
        this.#givers.filter((giver) => giver.kind === kind && giver.lendableIds.size > 0),
        (giver) => giver.place.city,
      );
      this.#loansOf(kind, lacking, giving);
    }
  }

  #loansOf(
    kind: ComponentKind,
    lacking: ReadonlyMap<string, readonly LackingSlot[]>,
    giving: ReadonlyMap<string, readonly Giver[]>,
  ): void {
    const outgoing = new Map<string, Term[]>();
    const incoming = new Map<string, Term[]>();
    const cities = new Map(this.#stock.cities.map((city) => [city.code, city]));
    for (const [from, givers] of giving)
      for (const [to, slots] of lacking) {
        if (from === to || provinceOf(from) !== provinceOf(to)) continue;
        const cost = costOfLoan(this.#policy, cities.get(from)!, cities.get(to)!);
        const lendable = givers.reduce((sum, giver) => sum + giver.lendableIds.size, 0);
        const most = Math.min(slots.length, lendable);
        const column = this.#column({ is: 'loan', kind, from, to }, -cost, most);
        push(outgoing, from, [column, -1]);
        push(incoming, to, [column, 1]);
      }
    for (const [code, terms] of outgoing) this.#lend(kind, cities.get(code)!, giving.get(code)!, terms);
    for (const [code, terms] of incoming) this.#borrow(kind, cities.get(code)!, lacking.get(code)!, terms);
  }

  #lend(kind: ComponentKind, city: PlannedCity, givers: readonly Giver[], terms: Term[]): void {
    for (const giver of givers)
      for (const partId of giver.lendableIds) {
        const cost = costToHandover(this.#policy, giver.place, city);
        const column = this.#column({ is: 'lend', kind, city: city.code, partId }, -cost);
        push(this.#gifts, giver, [column, 1]);
        terms.push([column, 1]);
      }
    this.#row(0, 0, terms);
  }

  #borrow(kind: ComponentKind, city: PlannedCity, slots: readonly LackingSlot[], terms: Term[]): void {
    for (const slot of slots) {
      const cost = costToHandover(this.#policy, slot.place, city);
      const column = this.#column({ is: 'borrow', kind, city: city.code, setId: slot.set.id }, -cost);
      push(this.#fills, slot, [column, 1]);
      terms.push([column, -1]);
    }
    this.#row(0, 0, terms);
  }

  /** Every slot of an open counter is filled once, and nobody gives what their open counter needs. */
  close(): void {
    for (const slot of this.#slots)
      this.#row(0, 0, [...(this.#fills.get(slot) ?? []), [this.#counterOf.get(slot.set)!, -1]]);
    for (const [giver, terms] of this.#gifts) {
      const needed = giver.set?.needs.includes(giver.kind) === true;
      const keeps: Term[] = needed ? [[this.#counterOf.get(giver.set!)!, 1]] : [];
      this.#row(-Infinity, giver.stock, [...terms, ...keeps]);
    }
  }

  #findGivers(): Giver[] {
    const ofSets = this.#stock.sets.flatMap((set) => {
      const place = this.#placeOf(set);
      const working = Map.groupBy(
        set.parts.filter((part) => part.works),
        (part) => part.kind,
      );
      return [...working].map(([kind, parts]): Giver => giverOf(kind, place, set, parts));
    });
    const ofSpares = this.#stock.spares
      .filter((spare) => spare.works)
      .map((spare) => giverOf(spare.kind, this.#places.get(spare.placeId)!, null, [spare]));
    return [...ofSets, ...ofSpares].filter((giver) => giver.partIds.length > 0);
  }

  #placeOf = (set: PlacedSet): PlannedPlace => this.#places.get(set.placeId)!;

  #gift(giver: Giver, slot: LackingSlot, column: number): void {
    push(this.#gifts, giver, [column, 1]);
    push(this.#fills, slot, [column, 1]);
  }

  #column(meaning: ColumnMeaning, objective: number, upper = 1): number {
    this.meanings.push(meaning);
    return this.columns.push({ objective, upper }) - 1;
  }

  #row(lower: number, upper: number, terms: Term[]): void {
    this.rows.push({ lower, upper, terms });
  }
}

function giverOf(
  kind: ComponentKind,
  place: PlannedPlace,
  set: PlacedSet | null,
  parts: readonly { id: string; mayMove: boolean; mayBeLent: boolean }[],
): Giver {
  const movable = parts.filter((part) => part.mayMove);
  return {
    kind,
    place,
    set,
    partIds: movable.map((part) => part.id),
    lendableIds: new Set(movable.filter((part) => part.mayBeLent).map((part) => part.id)),
    stock: parts.length,
  };
}

function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
