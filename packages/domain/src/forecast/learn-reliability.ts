/**
 * What an office's own history adds to what was believed before: Bayes' rule, in closed form.
 *
 * Wear: faults of a component of age t years come at λ·β·t^(β−1) a year (a Weibull first life, minimal repair). For each shape β
 * the rate λ has a Gamma distribution, before and after; the shapes are weighed by how well they foretold the history.
 * Blows from outside: a Gamma rate for each place, drawn towards the office's own; and a share of components each hits.
 * Repairs: a Gamma rate for each age of a fault, so that long ones may stay long.
 */
import type { ComponentKind } from '../equipment/component.ts';
import { componentKinds } from '../equipment/component.ts';
import { type Gamma, logGamma } from './chance.ts';
import { type Blows, findBlows, learnBlows } from './learn-blows.ts';
import type { ComponentLife, OfficeHistory } from './office-history.ts';
import { type FaultSpell, yearDays } from './office-history.ts';
import type { EndBelief, ReliabilityPrior } from './reliability-prior.ts';

/** One shape of ageing, how likely it is, and its rate. */
export interface WearShape {
  readonly shape: number;
  readonly weight: number;
  readonly rate: Gamma;
}

export interface Reliability extends Blows {
  readonly wear: Readonly<Record<ComponentKind, readonly WearShape[]>>;
  /** How much more than the kind as a whole a place's equipment wears, and then one component, by what it did so far. */
  readonly ofPlace: ReadonlyMap<string, Gamma>;
  readonly ofLife: ReadonlyMap<ComponentLife, Gamma>;
  readonly repairs: EndBelief;
  readonly hearing: EndBelief;
}

export function learnReliability(history: OfficeHistory, prior: ReliabilityPrior): Reliability {
  const lives = Map.groupBy(history.components, (life) => life.kind);
  const outside = findBlows(history);
  const factors = prior.shapes.map((shape) => learnFactor(history, prior, shape, outside));
  const wear = Object.fromEntries(
    componentKinds.map((kind) => [
      kind,
      learnWear(kind, lives.get(kind) ?? [], history, prior, factors, outside),
    ]),
  ) as Record<ComponentKind, WearShape[]>;
  return {
    wear,
    ...learnOwnWays(history, prior, wear, outside),
    ...learnBlows(history, prior, outside),
    ...learnTimes(history, prior),
  };
}

/** Places, and then components, whose equipment wore more or less than their kinds foretold. */
function learnOwnWays(
  history: OfficeHistory,
  prior: ReliabilityPrior,
  wear: Reliability['wear'],
  outside: ReadonlySet<FaultSpell>,
): Pick<Reliability, 'ofPlace' | 'ofLife'> {
  const expectedOf = (life: ComponentLife): number =>
    wear[life.kind].reduce(
      (sum, { shape, rate, weight }) =>
        weight < 0.01 ? sum : sum + (weight * rate.shape * exposureOf(life, history, shape)) / rate.rate,
      0,
    );
  const ofPlace = new Map<string, Gamma>();
  const ofLife = new Map<ComponentLife, Gamma>();
  for (const [place, lives] of Map.groupBy(history.components, (life) => life.placeId)) {
    const counted = lives.map((life) => ({
      life,
      found: wearFaults(life, history, outside).length,
      expected: expectedOf(life),
    }));
    const found = counted.reduce((sum, one) => sum + one.found, 0);
    const expected = counted.reduce((sum, one) => sum + one.expected, 0);
    const own = { shape: prior.placeWeight + found, rate: prior.placeWeight + expected };
    ofPlace.set(place, own);
    for (const one of counted)
      ofLife.set(one.life, {
        shape: prior.componentWeight + one.found,
        rate: prior.componentWeight + (one.expected * own.shape) / own.rate,
      });
  }
  return { ofPlace, ofLife };
}

const wearFaults = (life: ComponentLife, history: OfficeHistory, outside: ReadonlySet<FaultSpell>) =>
  life.faults.filter((fault) => !outside.has(fault) && fault.from >= history.observedFrom);

/**
 * How much more (above 1) or less (below) this office's equipment wears than was believed, all kinds together: heat, dust, hands
 * and mains are the same for all of it. The kinds' own histories then start from there, for each shape from its own.
 */
function learnFactor(
  history: OfficeHistory,
  prior: ReliabilityPrior,
  shape: number,
  outside: ReadonlySet<FaultSpell>,
): number {
  let [found, expected] = [prior.officeWeight, prior.officeWeight];
  for (const life of history.components) {
    found += wearFaults(life, history, outside).length;
    const perUnit = prior.faultsInFiveYears[life.kind] / 5 ** shape;
    expected += exposureOf(life, history, shape) * perUnit;
  }
  return found / expected;
}

function learnWear(
  kind: ComponentKind,
  lives: readonly ComponentLife[],
  history: OfficeHistory,
  prior: ReliabilityPrior,
  factors: readonly number[],
  outside: ReadonlySet<FaultSpell>,
): WearShape[] {
  const faultAges = lives.flatMap((life) =>
    wearFaults(life, history, outside).map(({ from }) =>
      Math.max(1 / yearDays, (from - life.bornOn) / yearDays),
    ),
  );
  const logAges = faultAges.reduce((sum, age) => sum + Math.log(age), 0);
  const count = faultAges.length;
  const learnt = prior.shapes.map((shape, i) => {
    const before = {
      shape: prior.faultsWeight,
      rate: (prior.faultsWeight * 5 ** shape) / (prior.faultsInFiveYears[kind] * factors[i]!),
    };
    const exposure = lives.reduce((sum, life) => sum + exposureOf(life, history, shape), 0);
    const rate = { shape: before.shape + count, rate: before.rate + exposure };
    const logEvidence =
      logGamma(rate.shape) -
      logGamma(before.shape) +
      before.shape * Math.log(before.rate) -
      rate.shape * Math.log(rate.rate) +
      count * Math.log(shape) +
      (shape - 1) * logAges;
    return { shape, rate, logEvidence };
  });
  const most = Math.max(...learnt.map(({ logEvidence }) => logEvidence));
  const weights = learnt.map(({ logEvidence }) => Math.exp(logEvidence - most));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return learnt.map(({ shape, rate }, i) => ({ shape, rate, weight: weights[i]! / total }));
}

/** ∫ β·t^(β−1) over the ages at which the component worked and was watched. */
function exposureOf(life: ComponentLife, history: OfficeHistory, shape: number): number {
  const upTo = (day: number): number => (Math.max(0, day - life.bornOn) / yearDays) ** shape;
  const end = Math.min(history.now, life.goneOn ?? Infinity);
  const between = (from: number, to: number): number => (to > from ? upTo(to) - upTo(from) : 0);
  const begin = Math.max(life.bornOn, history.observedFrom);
  return life.faults.reduce(
    (sum, { from, to }) => sum - between(Math.max(begin, from), Math.min(end, to ?? Infinity)),
    between(begin, end),
  );
}

/** How soon faults end, or are heard of: ends counted in each piece of time against the days that were spent in it. */
function learnEnds(
  spells: readonly { readonly lasted: number; readonly ended: boolean }[],
  prior: EndBelief,
): EndBelief {
  return prior.map(({ untilDay, shape, rate }, i) => {
    const fromDay = prior[i - 1]?.untilDay ?? 0;
    const days = spells.reduce(
      (sum, { lasted }) => sum + Math.max(0, Math.min(lasted, untilDay) - fromDay),
      0,
    );
    const ends = spells.filter(({ lasted, ended }) => ended && lasted >= fromDay && lasted < untilDay).length;
    return { untilDay, shape: shape + ends, rate: rate + days };
  });
}

function learnTimes(
  history: OfficeHistory,
  prior: ReliabilityPrior,
): Pick<Reliability, 'repairs' | 'hearing'> {
  const spells = history.components.flatMap((life) =>
    life.faults.filter(({ from }) => from >= history.observedFrom),
  );
  return {
    repairs: learnEnds(
      spells.map(({ from, to }) => ({ lasted: (to ?? history.now) - from, ended: to !== null })),
      prior.repairs,
    ),
    hearing: learnEnds(
      spells.map(({ from, heardOn }) => ({ lasted: heardOn - from, ended: true })),
      prior.hearing,
    ),
  };
}
