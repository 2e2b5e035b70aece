import {
  applyRecord,
  type ComponentKind,
  defaultPlanningPolicy,
  defaultReliabilityPrior,
  deriveCityStanding,
  forecastOffice,
  type PlanningPolicy,
  type PlanWorth,
  purchaseQuestions,
  replayRecord,
} from '@rekam/domain';
import type { PlanView, planningApi } from '@rekam/protocol';
import type { Call, Handlers } from '../ports/call.ts';
import { type Clock, nowOf } from '../ports/clock.ts';
import { permit } from '../ports/permit.ts';
import { driverListPdf } from './driver-list-pdf.ts';
import { type BestPlan, findBestPlan, findBestPlans } from './find-best-plan.ts';
import { historyOf } from './office-history.ts';
import { type Register, stockOf } from './office-stock.ts';
import { randomOf } from './random-of-day.ts';
import { forecastViewOf, Names, standingOf, stopsOfDriver } from './views.ts';

export interface PlanningRouteDeps {
  readonly clock: Clock;
  readonly register: () => Promise<Register>;
  readonly officeName: () => Promise<string>;
  /** The moment as people of the office read it. */
  readonly spoken: () => Promise<string>;
}

/** A city is solved in less than a second; whoever waits longer is told how far from the best the answer may be. */
const limits = { seconds: 20, threads: 1 };
const recordEffort = { draws: 16, futures: 25 };
const policy: PlanningPolicy = defaultPlanningPolicy;

export function planningRoutes(deps: PlanningRouteDeps): Handlers<typeof planningApi> {
  const { clock, register, officeName, spoken } = deps;
  /** Only who may see all equipment sees what follows from all of it. */
  const allow = (officer: Call['officer']) => permit(officer, 'equipment.view', null);

  return {
    getStanding: async ({ officer }) => {
      allow(officer);
      const known = await register();
      const names = new Names(known);
      const stock = stockOf(known);
      const standing = deriveCityStanding(stock, known.regionCode);
      const unrecorded = new Map(stock.places.map((place) => [place.id, place.unrecorded]));
      return {
        ...standingOf(names, standing),
        level: standing.level,
        places: standing.places
          .filter(({ sets }) => sets > 0)
          .map((place) => ({
            id: place.placeId,
            name: names.place(place.placeId),
            unrecorded: unrecorded.get(place.placeId) ?? 0,
            ...standingOf(names, place),
          })),
        asOf: nowOf(clock),
      };
    },

    computePlan: async ({ officer }) => {
      allow(officer);
      const known = await register();
      return { ...(await planOf(known)), asOf: nowOf(clock) };
    },

    printDriverList: async ({ officer }) => {
      allow(officer);
      const known = await register();
      const stock = stockOf(known);
      const best = await findBestPlan(stock, policy, limits);
      const plan = { worth: best.worth, stops: stopsOfDriver(new Names(known), stock, policy, best.plan) };
      const content = await driverListPdf({ officeName: await officeName(), asOf: await spoken(), plan });
      return { content, mediaType: 'application/pdf', fileName: 'daftar-pemindahan.pdf' };
    },

    getForecast: async ({ officer }) => {
      allow(officer);
      const known = await register();
      const history = historyOf(known, clock());
      const record = replayRecord(history, defaultReliabilityPrior, randomOf(history.now), recordEffort);
      const raw = forecastOffice(history, defaultReliabilityPrior, randomOf(history.now));
      return forecastViewOf(new Names(known), applyRecord(raw, record), record, nowOf(clock));
    },
  };
}

/** The best plan, and what each single purchase would add to it. */
async function planOf(known: Register): Promise<Omit<PlanView, 'asOf'>> {
  const stock = stockOf(known);
  const questions = purchaseQuestions(stock, policy);
  const [best, moving, ...bought] = await findBestPlans([{ stock, policy }, ...questions], limits);
  const { workingBefore, workingAfter, restored, residentsReached, moves, cost } = best!.worth;
  return {
    worth: { workingBefore, workingAfter, restored, residentsReached, moves, cost },
    gap: best!.gap,
    stops: stopsOfDriver(new Names(known), stock, policy, best!.plan),
    purchases: questions
      .slice(1)
      .map(({ kind, price }, i) => ({ kind, price, worth: bought[i]!.worth }))
      .filter(({ worth }) => worth.restored > moving!.worth.restored)
      .sort((a, b) => b.worth.value - a.worth.value)
      .flatMap(({ kind, price, worth }) => (kind === null ? [] : [purchaseOf(kind, price, worth, moving!)])),
  };
}

const purchaseOf = (
  kind: ComponentKind,
  price: number,
  worth: PlanWorth,
  moving: BestPlan,
): PlanView['purchases'][number] => ({
  kind,
  price,
  restored: worth.restored - moving.worth.restored,
  residentsReached: worth.residentsReached - moving.worth.residentsReached,
});
