import type { ComponentKind } from '../equipment/component.ts';
import type { Plan, PlanStep } from './plan.ts';
import type { PlanModel } from './plan-model.ts';

/** How far from a whole number a solver's value may be and still be read as that number. */
const tolerance = 1e-5;

/** Whether every column of a solution is a whole number. */
export const isWhole = (values: ArrayLike<number>): boolean =>
  Array.from(values).every((value) => Math.abs(value - Math.round(value)) <= tolerance);

/**
 * The steps that a whole solution of the model stands for. Lent parts and borrowing slots are matched in their order:
 * parts of one kind are alike, and the roads to and from a Disdukcapil are counted apart.
 * @param values one a column
 */
export function readPlan(model: PlanModel, values: ArrayLike<number>): Plan {
  const steps: PlanStep[] = [];
  const lent = new Map<string, string[]>();
  const borrowing = new Map<string, string[]>();
  const loans: { kind: ComponentKind; from: string; to: string; count: number }[] = [];
  model.meanings.forEach((meaning, column) => {
    const count = Math.round(values[column] ?? 0);
    if (count < 1) return;
    if (meaning.is === 'move') steps.push({ step: 'move', partId: meaning.partId, toSetId: meaning.setId });
    if (meaning.is === 'buy') steps.push({ step: 'purchase', kind: meaning.kind, toSetId: meaning.setId });
    if (meaning.is === 'loan') loans.push({ ...meaning, count });
    if (meaning.is === 'lend') put(lent, meaning.city, meaning.kind, meaning.partId);
    if (meaning.is === 'borrow') put(borrowing, meaning.city, meaning.kind, meaning.setId);
  });
  for (const { kind, from, to, count } of loans)
    for (let i = 0; i < count; i++) {
      const partId = lent.get(`${from} ${kind}`)?.shift();
      const toSetId = borrowing.get(`${to} ${kind}`)?.shift();
      if (partId && toSetId) steps.push({ step: 'loan', partId, toSetId });
    }
  return { steps };
}

function put(lists: Map<string, string[]>, city: string, kind: string, id: string): void {
  const key = `${city} ${kind}`;
  const list = lists.get(key) ?? [];
  list.push(id);
  lists.set(key, list);
}
