/** Answers what a plan asks: the options, and what each single purchase would add. Runs as a job, with its progress written down. */
import {
  type ComponentKind,
  defaultPlanningPolicy,
  optionQuestions,
  type PlainDate,
  type PlanningPolicy,
  type PlanningSettings,
  type PlanWorth,
  purchaseQuestions,
} from '@rekam/domain';
import type { PlanView } from '@rekam/protocol';
import { type Clock, nowOf } from '../ports/clock.ts';
import type { Database } from '../ports/database.ts';
import { type BestPlan, findBestPlans, type PlanningQuestion } from './find-best-plan.ts';
import { type Register, stockOf, unplacedOf } from './office-stock.ts';
import { beginPlan, endPlan, findPlan, lastFact, notePlanProgress } from './plan-store.ts';
import { Names, optionOf } from './views.ts';

export interface FindPlanDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly today: () => Promise<PlainDate>;
  readonly register: () => Promise<Register>;
  readonly settings: () => Promise<PlanningSettings>;
  readonly regencyName: (code: string) => string;
}

/** A city is solved in less than a second, a province in a few; what takes longer comes with its distance from the best. */
const limits = { seconds: 60, threads: 1 };
const policy: PlanningPolicy = defaultPlanningPolicy;

/** Solves one plan that was asked for. Done again after a crash it begins anew. */
export async function solvePlan(deps: FindPlanDeps, planId: string): Promise<void> {
  const { database, clock } = deps;
  const asked = await findPlan(database, planId);
  if (!asked || asked.state === 'solved') return;
  try {
    const seq = await lastFact(database);
    const [register, settings, today] = await Promise.all([deps.register(), deps.settings(), deps.today()]);
    const stock = stockOf(register);
    const priced = { ...policy, prices: settings.prices };
    const options = optionQuestions(stock, policy, settings, today);
    const singles = purchaseQuestions(stock, priced);
    const questions: PlanningQuestion[] = [...options, ...singles];
    await beginPlan(database, planId, { seq, at: nowOf(clock), questions: questions.length });
    let noted = Promise.resolve();
    const found = await findBestPlans(questions, limits, (answered) => {
      noted = noted.then(() => notePlanProgress(database, planId, answered));
    });
    await noted;
    const names = new Names(register, settings.offers, deps.regencyName);
    const [moving, ...bought] = found.slice(options.length);
    const result: PlanView = {
      options: options.map((option, i) => optionOf(names, option, found[i]!, settings.offers)),
      purchases: singles
        .slice(1)
        .map(({ kind, price }, i) => ({ kind, price, worth: bought[i]!.worth }))
        .filter(({ worth }) => worth.restored > moving!.worth.restored)
        .sort((a, b) => b.worth.value - a.worth.value)
        .flatMap(({ kind, price, worth }) =>
          kind === null ? [] : [purchaseOf(kind, price, worth, moving!)],
        ),
      unplaced: unplacedOf(register),
      unknownKm: policy.unknownKm,
      budget: settings.budget,
    };
    await endPlan(database, planId, result);
  } catch (error) {
    await endPlan(database, planId, null);
    throw error;
  }
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
