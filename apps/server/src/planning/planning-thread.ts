/** Runs on a thread of its own: states one province's model, solves it and reads the plan. Whoever asked checks the answer. */
import { parentPort } from 'node:worker_threads';
import { buildPlanModel, type Plan, type PlanningPolicy, readPlan, type Stock } from '@rekam/domain';
import { type Solved, solveProgram } from './solve-program.ts';

export interface PlanningOrder {
  /** Cities of one province. */
  readonly stock: Stock;
  readonly policy: PlanningPolicy;
  /** Unix ms after which the best so far is enough. */
  readonly deadlineMs: number;
}

export interface PlanningAnswer extends Pick<Solved, 'bound' | 'provenBy'> {
  /** Null: none was found in time. */
  readonly plan: Plan | null;
}

/** States, solves and reads; also without a thread, for those who can wait. */
export async function answerOrder({ stock, policy, deadlineMs }: PlanningOrder): Promise<PlanningAnswer> {
  const model = buildPlanModel(stock, policy);
  const solved = await solveProgram(model.program, (deadlineMs - Date.now()) / 1000);
  const plan = solved.values && readPlan(model, solved.values);
  return { plan, bound: solved.bound, provenBy: solved.provenBy };
}

parentPort?.on('message', async (order: PlanningOrder) => {
  parentPort!.postMessage(await answerOrder(order));
});
