import type { ComponentKind } from '../equipment/component.ts';
import type { PlanningPolicy } from './planning-policy.ts';
import type { Stock } from './stock.ts';
import { lackedBy } from './stock.ts';

/** One question of "what single purchase restores most?": the same city, in which one part of one kind is as good as given. */
export interface PurchaseQuestion {
  /** Null: nothing is bought, which the others are compared with. */
  readonly kind: ComponentKind | null;
  /** What it costs in truth, thousands of rupiah. */
  readonly price: number;
  readonly stock: Stock;
  readonly policy: PlanningPolicy;
}

/**
 * The questions whose best plans answer it: one for each kind that some set lacks and that is for sale, and one without.
 * Service alone is compared, so the part costs next to nothing in them; the price stands beside the answer.
 */
export function purchaseQuestions(stock: Stock, policy: PlanningPolicy): readonly PurchaseQuestion[] {
  const lacking = [...new Set(stock.sets.flatMap(lackedBy))].sort();
  const ask = (kind: ComponentKind | null, price: number): PurchaseQuestion => ({
    kind,
    price,
    stock: { ...stock, cities: stock.cities.map((city) => ({ ...city, budget: kind === null ? 0 : 1 })) },
    policy: { ...policy, prices: kind === null ? {} : { [kind]: 1 } },
  });
  const forSale = lacking.filter((kind) => policy.prices[kind] !== undefined);
  return [ask(null, 0), ...forSale.map((kind) => ask(kind, policy.prices[kind]!))];
}
