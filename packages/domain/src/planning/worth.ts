/** The worth of counters and the cost of steps, in whole thousands of rupiah, so that sums are exact. */
import type { PlanningPolicy } from './planning-policy.ts';
import { kmBetween } from './planning-policy.ts';
import type { PlannedCity, PlannedPlace } from './stock.ts';

/** What the `nth` counter (1 = first) of a place adds. */
export function worthOfCounter(policy: PlanningPolicy, place: PlannedPlace, nth: number): number {
  const share = policy.counterShares[nth - 1] ?? 0;
  const perResident = policy.worthPerResident + policy.worthPerResidentKm * place.kmToNext;
  return Math.round(place.unrecorded * perResident * share);
}

/** What `count` counters of a place are worth together. */
export function worthOfCounters(policy: PlanningPolicy, place: PlannedPlace, count: number): number {
  let worth = 0;
  for (let nth = 1; nth <= count; nth++) worth += worthOfCounter(policy, place, nth);
  return worth;
}

const drive = (policy: PlanningPolicy, km: number): number => Math.round(km * policy.costPerKm);

/** Moving one part between two places of a city, or within one place. */
export function costOfMove(policy: PlanningPolicy, from: PlannedPlace, to: PlannedPlace): number {
  const km = from.id === to.id ? 0 : kmBetween(from.position, to.position, policy.unknownKm);
  return policy.moveCost + drive(policy, km);
}

/** The way of a lent part from its place to its own Disdukcapil, or from the borrower's to its set. */
export const costToHandover = (policy: PlanningPolicy, place: PlannedPlace, city: PlannedCity): number =>
  place.id === city.handoverPlaceId
    ? 0
    : drive(policy, kmBetween(place.position, city.position, policy.unknownKm));

/** A loan from one Disdukcapil to another: the move, the papers, the road between. */
export function costOfLoan(policy: PlanningPolicy, from: PlannedCity, to: PlannedCity): number {
  const km = from.kmByRoad ?? to.kmByRoad ?? kmBetween(from.position, to.position, policy.unknownKm);
  return policy.moveCost + policy.loanCost + drive(policy, km);
}
