/** The best plan for a stock: provinces are independent, so they are dealt to threads; each answer is checked by the domain. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import {
  byProvince,
  checkPlan,
  type Plan,
  type PlanningPolicy,
  type PlanStep,
  type PlanWorth,
  type Stock,
} from '@rekam/domain';
import { answerOrder, type PlanningAnswer, type PlanningOrder } from './planning-thread.ts';

export interface BestPlan {
  readonly plan: Plan;
  readonly worth: PlanWorth;
  /** No plan is worth more, thousands of rupiah. */
  readonly bound: number;
  /** (bound − value) / |bound|; 0: proven to be the best. */
  readonly gap: number;
  readonly provinces: number;
  /** Provinces whose bound the domain added up itself from prices, taking nobody's word. */
  readonly provenByPrices: number;
}

export interface PlanningLimits {
  readonly seconds: number;
  /** 0: on the caller's own thread, which then does nothing else. */
  readonly threads: number;
}

const defaultLimits: PlanningLimits = { seconds: 30, threads: availableParallelism() };

/** What a best plan is asked for. */
export interface PlanningQuestion {
  readonly stock: Stock;
  readonly policy: PlanningPolicy;
}

/** @throws when a thread dies or answers with a plan that cannot be done: a mistake of ours, never a property of the stock */
export async function findBestPlan(
  stock: Stock,
  policy: PlanningPolicy,
  limits: PlanningLimits = defaultLimits,
): Promise<BestPlan> {
  const [best] = await findBestPlans([{ stock, policy }], limits);
  return best!;
}

/**
 * The same for several questions, which share the threads and the time.
 * @param onAnswer told after each province of each question how many of all are answered
 */
export async function findBestPlans(
  questions: readonly PlanningQuestion[],
  limits: PlanningLimits,
  onAnswer: (answered: number, of: number) => void = () => undefined,
): Promise<BestPlan[]> {
  const deadlineMs = Date.now() + limits.seconds * 1000;
  const orders = questions.flatMap((question) =>
    byProvince(question.stock).map((stock) => ({ question, stock, policy: question.policy, deadlineMs })),
  );
  orders.sort((a, b) => b.stock.sets.length - a.stock.sets.length);
  const sent = orders.map(({ question: _, ...order }): PlanningOrder => order);
  const answers = await dealOut(sent, Math.min(limits.threads, sent.length), onAnswer);
  return questions.map((question) =>
    putTogether(
      question,
      answers.filter((_, i) => orders[i]!.question === question),
    ),
  );
}

function putTogether({ stock, policy }: PlanningQuestion, answers: readonly PlanningAnswer[]): BestPlan {
  const plan: Plan = { steps: answers.flatMap(({ plan }): readonly PlanStep[] => plan?.steps ?? []) };
  const judged = checkPlan(stock, policy, plan);
  if (!judged.ok) throw new Error(`the solver's plan cannot be done: ${judged.code}`);
  const bound = answers.reduce((sum, answer) => sum + answer.bound, 0);
  const { value } = judged.value;
  if (value > bound) throw new Error(`a plan is worth ${value}, more than its bound ${bound}`);
  return {
    plan,
    worth: judged.value,
    bound,
    gap: value === bound ? 0 : (bound - value) / Math.max(1, Math.abs(bound)),
    provinces: answers.length,
    provenByPrices: answers.filter(({ provenBy }) => provenBy === 'prices').length,
  };
}

async function dealOut(
  orders: readonly PlanningOrder[],
  threads: number,
  onAnswer: (answered: number, of: number) => void,
): Promise<PlanningAnswer[]> {
  const answers: PlanningAnswer[] = new Array(orders.length);
  let answered = 0;
  const keep = (i: number, answer: PlanningAnswer): void => {
    answers[i] = answer;
    answered++;
    onAnswer(answered, orders.length);
  };
  if (threads === 0) for (const [i, order] of orders.entries()) keep(i, await answerOrder(order));
  let next = 0;
  const work = async (): Promise<void> => {
    const worker = new Worker(new URL('./planning-thread.ts', import.meta.url));
    try {
      for (let i = next++; i < orders.length; i = next++) keep(i, await ask(worker, orders[i]!));
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: threads }, work));
  return answers;
}

const ask = (worker: Worker, order: PlanningOrder): Promise<PlanningAnswer> =>
  new Promise((resolve, reject) => {
    const ended = (): void => reject(new Error('the planning thread ended'));
    worker.once('error', reject).once('exit', ended);
    worker.once('message', (answer: PlanningAnswer) => {
      worker.off('error', reject).off('exit', ended);
      resolve(answer);
    });
    worker.postMessage(order);
  });
