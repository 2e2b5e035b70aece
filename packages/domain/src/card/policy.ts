import type { PlainDate } from '../kernel/calendar.ts';
import { plainDate } from '../kernel/calendar.ts';
import { findInForce } from '../kernel/in-force.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import type { CardRefusalCode } from './refusals.ts';

/** Why a card is asked for. */
export const cardGrounds = [
  'first-card',
  'disaster',
  'lost',
  'damaged',
  'data-changed',
  'region-renamed',
] as const;
export type CardGround = (typeof cardGrounds)[number];

/** What a print policy orders by: the ground, first cards told apart by age. */
export const printClasses = [
  'beginner',
  'disaster',
  'first-card',
  'lost',
  'damaged',
  'data-changed',
  'region-renamed',
] as const;
export type PrintClass = (typeof printClasses)[number];

/** Who is printed before whom: changed by circulars, so data with a date and the circular's number. */
export interface PrintPolicy {
  readonly version: number;
  readonly effectiveFrom: PlainDate;
  /** Number of the circular behind this version. */
  readonly basis: string;
  /** Classes of equal rank stand together; a class that is in no group is not printed. */
  readonly groups: readonly (readonly PrintClass[])[];
  /** A first card asked for by somebody younger than this is a beginner's (*pemula*); whole years. */
  readonly beginnerBelowAge: number;
}

/** The order of the Ditjen of 2020; an office enters the number of its copy of the circular. */
export const printPolicyOf2020: PrintPolicy = {
  version: 1,
  effectiveFrom: plainDate(2020, 1, 1),
  basis: 'Ditjen Dukcapil 2020',
  groups: [['beginner'], ['disaster'], ['first-card'], ['lost', 'damaged', 'data-changed']],
  beginnerBelowAge: 18,
};

/** CRD1. */
export function printPolicyOn(
  policies: readonly PrintPolicy[],
  today: PlainDate,
): Outcome<PrintPolicy, CardRefusalCode> {
  const inForce = findInForce(policies, today);
  return inForce ? succeed(inForce) : refuse('CARD_NO_POLICY', { today });
}

/** Whether a version can be worked with; each class at most once, no group empty. */
export function checkPrintPolicy(policy: PrintPolicy): Outcome<PrintPolicy, CardRefusalCode> {
  const wrong = (field: string) => refuse('CARD_POLICY_INVALID', { field });
  if (policy.basis.trim() === '') return wrong('basis');
  const named = policy.groups.flat();
  const known = named.every((name) => printClasses.includes(name));
  const filled = policy.groups.length > 0 && policy.groups.every((group) => group.length > 0);
  if (!known || !filled || new Set(named).size !== named.length) return wrong('groups');
  const { beginnerBelowAge: age } = policy;
  return Number.isInteger(age) && age >= 17 && age <= 25 ? succeed(policy) : wrong('beginnerBelowAge');
}
