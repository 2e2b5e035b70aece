/** A plan: which parts go where. What it brings is not written in it; `checkPlan` says that. */
import type { ComponentKind } from '../equipment/component.ts';

/** A working part goes into a set of its own city that lacks one. */
export interface PartMove {
  readonly step: 'move';
  readonly partId: string;
  readonly toSetId: string;
}

/** A working part goes, for a time, into a set of another city of the province. */
export interface PartLoan {
  readonly step: 'loan';
  readonly partId: string;
  readonly toSetId: string;
}

/** A new part is bought for a set. */
export interface PartPurchase {
  readonly step: 'purchase';
  readonly kind: ComponentKind;
  readonly toSetId: string;
}

export type PlanStep = PartMove | PartLoan | PartPurchase;

export interface Plan {
  readonly steps: readonly PlanStep[];
}

/** What a plan that can be done brings; money in thousands of rupiah. */
export interface PlanWorth {
  /** Working counters now, and after the plan. */
  readonly workingBefore: number;
  readonly workingAfter: number;
  /** `workingAfter − workingBefore`. */
  readonly restored: number;
  /** Unrecorded residents of places that have no working counter now and have one after the plan. */
  readonly residentsReached: number;
  readonly moves: number;
  readonly loans: number;
  readonly purchases: number;
  /** What the steps cost: moves and loans with their roads, and the prices of purchases. */
  readonly cost: number;
  readonly spentOnPurchases: number;
  /** Worth of all counters that work after the plan, less `cost`: what the best plan makes greatest. */
  readonly value: number;
}
