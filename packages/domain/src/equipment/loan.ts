/** Loans between offices that are past their day (EQP60 to EQP62). */
import { daysBetween, type PlainDate } from '../kernel/calendar.ts';
import type { Component } from './component.ts';
import type { ComponentFact } from './facts.ts';
import { deriveLadderStep } from './ladder.ts';
import type { EquipmentPolicy, Rung } from './policy.ts';

/** `lent-out`: another office owes it back to us; `borrowed`: we owe it back. */
export type LoanKind = 'lent-out' | 'borrowed';

/** How far an overdue loan has climbed. */
export interface LoanChase {
  readonly loan: LoanKind;
  readonly dueOn: PlainDate;
  readonly rung: Rung;
  readonly rungSince: PlainDate;
  readonly remindedOn: PlainDate | null;
}

export interface OverdueLoan {
  readonly loan: LoanKind;
  /** Who owes it, or whom we owe it. */
  readonly with: string;
  readonly dueOn: PlainDate;
  readonly days: number;
  /** Who must move now. */
  readonly rung: Rung;
}

/** Loans are a matter between regencies: the province is asked last. */
const top: Rung = 'province';

type Lendable = Pick<Component, 'id' | 'where' | 'owner' | 'chase'>;

/** The loan of a component that is past its day; of two, the one that is owed longer. Null: none. */
export function findOverdueLoan({ where, owner, chase }: Lendable, today: PlainDate): OverdueLoan | null {
  const owed = [
    ...(where.at === 'loan' ? [{ loan: 'lent-out' as const, with: where.to, dueOn: where.dueOn }] : []),
    ...(owner.kind === 'lent' && where.at !== 'written-off'
      ? [{ loan: 'borrowed' as const, with: owner.by, dueOn: owner.dueOn }]
      : []),
  ].flatMap(({ dueOn, ...one }) => (dueOn !== null && dueOn < today ? [{ ...one, dueOn }] : []));
  const first = owed.sort((a, b) => a.dueOn.localeCompare(b.dueOn))[0];
  if (!first) return null;
  const rung = chaseOf(chase ?? null, first)?.rung ?? 'operator';
  return { ...first, days: daysBetween(first.dueOn, today), rung };
}

/** A chase counts for the loan and the day it was about; a new day begins anew. */
const chaseOf = (
  chase: LoanChase | null,
  { loan, dueOn }: Pick<OverdueLoan, 'loan' | 'dueOn'>,
): LoanChase | null => (chase?.loan === loan && chase.dueOn === dueOn ? chase : null);

/** What the office must do about the loan of a component today; applied once, it asks for nothing more that day. */
export function deriveLoanDue(
  component: Lendable,
  policy: EquipmentPolicy,
  today: PlainDate,
): ComponentFact | null {
  const overdue = findOverdueLoan(component, today);
  if (!overdue) return null;
  const { loan, dueOn, rung } = overdue;
  const chase = chaseOf(component.chase ?? null, overdue);
  const waitingSince = chase?.rungSince ?? dueOn;
  const remindedOn = chase?.remindedOn ?? waitingSince;
  const step = deriveLadderStep({ rung, top, waitingSince, remindedOn }, policy, today);
  if (!step) return null;
  const about = { componentId: component.id, loan, dueOn, on: today } as const;
  return step.kind === 'climb'
    ? { kind: 'loan-escalated', ...about, from: rung, to: step.to }
    : { kind: 'loan-reminded', ...about, rung, waitingDays: step.waitingDays };
}

/** The chase as a fact about it leaves it. */
export function evolveLoanChase(
  before: LoanChase | null,
  fact: ComponentFact & { readonly kind: 'loan-escalated' | 'loan-reminded' },
): LoanChase {
  const { loan, dueOn, on } = fact;
  if (fact.kind === 'loan-escalated') return { loan, dueOn, rung: fact.to, rungSince: on, remindedOn: null };
  const known = chaseOf(before, fact);
  return { loan, dueOn, rung: fact.rung, rungSince: known?.rungSince ?? dueOn, remindedOn: on };
}
