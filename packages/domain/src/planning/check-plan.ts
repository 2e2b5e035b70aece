/** The judge of plans: takes none on trust, whoever made it. */
import type { ComponentKind } from '../equipment/component.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import type { PartLoan, PartMove, PartPurchase, Plan, PlanStep, PlanWorth } from './plan.ts';
import type { PlanningPolicy } from './planning-policy.ts';
import type { PlanRefusalCode } from './refusals.ts';
import type { Part, PlacedSet, PlannedCity, PlannedPlace, Stock } from './stock.ts';
import { canRecord, lackedBy, provinceOf } from './stock.ts';
import { costOfLoan, costOfMove, costToHandover, worthOfCounters } from './worth.ts';

type Judged<T> = Outcome<T, PlanRefusalCode>;

interface Whereabouts {
  readonly part: Part;
  readonly place: PlannedPlace;
  /** The set it is installed in; null: a spare. */
  readonly set: PlacedSet | null;
}

/** Fast look-ups into a stock. */
function indexOf(stock: Stock) {
  const places = new Map(stock.places.map((place) => [place.id, place]));
  const parts = new Map<string, Whereabouts>();
  for (const set of stock.sets)
    for (const part of set.parts) parts.set(part.id, { part, place: places.get(set.placeId)!, set });
  for (const part of stock.spares) parts.set(part.id, { part, place: places.get(part.placeId)!, set: null });
  return {
    places,
    parts,
    sets: new Map(stock.sets.map((set) => [set.id, set])),
    cities: new Map(stock.cities.map((city) => [city.code, city])),
  };
}
type Index = ReturnType<typeof indexOf>;

/**
 * Whether a plan can be done (PLN4–PLN11), and what it brings.
 * @returns the plan's worth, in exact whole numbers, or the first step that cannot be done
 */
export function checkPlan(stock: Stock, policy: PlanningPolicy, plan: Plan): Judged<PlanWorth> {
  const index = indexOf(stock);
  const taken = new Set<string>();
  const filled = new Map<string, Set<ComponentKind>>();
  let cost = 0;
  for (const step of plan.steps) {
    const judged = checkStep(index, policy, step, taken, filled);
    if (!judged.ok) return judged;
    cost += judged.value;
  }
  const spent = checkBudgets(index, policy, plan);
  if (!spent.ok) return spent;
  const after = checkCounters(stock, taken, filled);
  if (!after.ok) return after;
  return succeed(worthOf(stock, policy, plan, after.value, cost, spent.value));
}

/** @returns the step's cost */
function checkStep(
  index: Index,
  policy: PlanningPolicy,
  step: PlanStep,
  taken: Set<string>,
  filled: Map<string, Set<ComponentKind>>,
): Judged<number> {
  const set = index.sets.get(step.toSetId);
  if (!set) return refuse('PLAN_SET_UNKNOWN', { set: step.toSetId });
  const target = index.places.get(set.placeId)!;
  const priced =
    step.step === 'purchase' ? pricePurchase(policy, step) : takePart(index, policy, step, target, taken);
  if (!priced.ok) return priced;
  const { kind, cost } = priced.value;
  const fills = filled.get(set.id) ?? new Set();
  if (!lackedBy(set).includes(kind)) return refuse('PLAN_SLOT_NOT_LACKING', { set: set.id, kind });
  if (fills.has(kind)) return refuse('PLAN_SLOT_TWICE', { set: set.id, kind });
  filled.set(set.id, fills.add(kind));
  return succeed(cost);
}

function pricePurchase(
  policy: PlanningPolicy,
  step: PartPurchase,
): Judged<{ kind: ComponentKind; cost: number }> {
  const cost = policy.prices[step.kind];
  return cost === undefined
    ? refuse('PLAN_KIND_NOT_FOR_SALE', { kind: step.kind })
    : succeed({ kind: step.kind, cost });
}

function takePart(
  index: Index,
  policy: PlanningPolicy,
  step: PartMove | PartLoan,
  target: PlannedPlace,
  taken: Set<string>,
): Judged<{ kind: ComponentKind; cost: number }> {
  const found = index.parts.get(step.partId);
  if (!found) return refuse('PLAN_PART_UNKNOWN', { part: step.partId });
  const { part, place } = found;
  if (!part.works) return refuse('PLAN_PART_BROKEN', { part: part.id });
  if (!part.mayMove) return refuse('PLAN_PART_FIXED', { part: part.id });
  if (taken.has(part.id)) return refuse('PLAN_PART_TWICE', { part: part.id });
  taken.add(part.id);
  const within = place.city === target.city;
  if (step.step === 'move')
    return within
      ? succeed({ kind: part.kind, cost: costOfMove(policy, place, target) })
      : refuse('PLAN_LEAVES_CITY', { part: part.id });
  if (within) return refuse('PLAN_LOAN_WITHIN_CITY', { part: part.id });
  if (!part.mayBeLent || provinceOf(place.city) !== provinceOf(target.city))
    return refuse('PLAN_LOAN_FORBIDDEN', { part: part.id });
  const [from, to] = [index.cities.get(place.city)!, index.cities.get(target.city)!];
  const cost =
    costToHandover(policy, place, from) + costOfLoan(policy, from, to) + costToHandover(policy, target, to);
  return succeed({ kind: part.kind, cost });
}

/** @returns what is spent on purchases in all cities together */
function checkBudgets(index: Index, policy: PlanningPolicy, plan: Plan): Judged<number> {
  const spent = new Map<PlannedCity, number>();
  for (const step of plan.steps) {
    if (step.step !== 'purchase') continue;
    const city = index.cities.get(index.places.get(index.sets.get(step.toSetId)!.placeId)!.city)!;
    spent.set(city, (spent.get(city) ?? 0) + policy.prices[step.kind]!);
  }
  for (const [city, sum] of spent)
    if (sum > city.budget) return refuse('PLAN_BUDGET_EXCEEDED', { city: city.code, budget: city.budget });
  return succeed([...spent.values()].reduce((sum, one) => sum + one, 0));
}

/** @returns the sets that record after the plan */
function checkCounters(
  stock: Stock,
  taken: ReadonlySet<string>,
  filled: ReadonlyMap<string, ReadonlySet<ComponentKind>>,
): Judged<ReadonlySet<string>> {
  const after = new Set<string>();
  for (const set of stock.sets) {
    const fills = filled.get(set.id);
    const whole = set.needs.every(
      (kind) =>
        fills?.has(kind) === true ||
        set.parts.some((part) => part.kind === kind && part.works && !taken.has(part.id)),
    );
    if (whole) after.add(set.id);
    else if (fills) return refuse('PLAN_SET_UNFINISHED', { set: set.id });
  }
  for (const { id, before, now } of countsBy(stock, after, (place) => place.id))
    if (before > 0 && now === 0) return refuse('PLAN_STOPS_LAST_COUNTER', { place: id });
  for (const { id, before, now } of countsBy(stock, after, (place) => place.city))
    if (now < before) return refuse('PLAN_CITY_LOSES_COUNTER', { city: id });
  return succeed(after);
}

function countsBy(stock: Stock, after: ReadonlySet<string>, groupOf: (place: PlannedPlace) => string) {
  const group = new Map(stock.places.map((place) => [place.id, groupOf(place)]));
  const counts = new Map<string, { id: string; before: number; now: number }>();
  for (const set of stock.sets) {
    const id = group.get(set.placeId)!;
    const count = counts.get(id) ?? { id, before: 0, now: 0 };
    if (canRecord(set)) count.before++;
    if (after.has(set.id)) count.now++;
    counts.set(id, count);
  }
  return counts.values();
}

function worthOf(
  stock: Stock,
  policy: PlanningPolicy,
  plan: Plan,
  after: ReadonlySet<string>,
  cost: number,
  spentOnPurchases: number,
): PlanWorth {
  const places = new Map(stock.places.map((place) => [place.id, place]));
  let [worth, residentsReached, workingBefore] = [0, 0, 0];
  for (const { id, before, now } of countsBy(stock, after, (place) => place.id)) {
    const place = places.get(id)!;
    worth += worthOfCounters(policy, place, now);
    workingBefore += before;
    if (before === 0 && now > 0) residentsReached += place.unrecorded;
  }
  const count = (step: PlanStep['step']): number => plan.steps.filter((each) => each.step === step).length;
  return {
    workingBefore,
    workingAfter: after.size,
    restored: after.size - workingBefore,
    residentsReached,
    moves: count('move'),
    loans: count('loan'),
    purchases: count('purchase'),
    cost,
    spentOnPurchases,
    value: worth - cost,
  };
}
