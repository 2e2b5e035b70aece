import type { PlainDate } from '../kernel/calendar.ts';
import { findInForce } from '../kernel/in-force.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import type { HandoverRefusalCode } from './refusals.ts';

/** How cards are handed over from a day on. */
export interface HandoverPolicy {
  readonly version: number;
  readonly effectiveFrom: PlainDate;
  /** The letter or rule it rests on; 3–200 characters. */
  readonly basis: string;
  /** Fingers that are tried before two officers decide; 1–10. */
  readonly tries: number;
  /** Questions answered right where no print is held; 1–5. */
  readonly leastQuestions: number;
  /** Whether somebody of the same family card may fetch it. */
  readonly familyMay: boolean;
  /** How long a print taken at the hand-over is kept; 0–3650. */
  readonly keepPrintDays: number;
  /** Days between telling whoever asked that a card waits, and telling again; 1–365. */
  readonly remindAfterDays: number;
  /** After the first telling; 0–10. */
  readonly mostReminders: number;
  /** Days after which a card that nobody fetched may go back to the office's keeping; 1–3650. */
  readonly returnAfterDays: number;
  /** Days after which it may be given up, not before it went back; null: never; 1–3650. */
  readonly giveUpAfterDays: number | null;
}

const bounds = {
  tries: [1, 10],
  leastQuestions: [1, 5],
  keepPrintDays: [0, 3650],
  remindAfterDays: [1, 365],
  mostReminders: [0, 10],
  returnAfterDays: [1, 3650],
  giveUpAfterDays: [1, 3650],
} as const satisfies Partial<Record<keyof HandoverPolicy, readonly [number, number]>>;

/** A version whose every number lies within its bounds, or the field that does not. */
export function checkHandoverPolicy(policy: HandoverPolicy): Outcome<HandoverPolicy, HandoverRefusalCode> {
  const { basis, returnAfterDays, giveUpAfterDays } = policy;
  if (basis.trim().length < 3 || basis.length > 200)
    return refuse('HANDOVER_POLICY_INVALID', { field: 'basis' });
  for (const [field, [least, most]] of Object.entries(bounds)) {
    const value = policy[field as keyof typeof bounds];
    if (value === null) continue;
    if (!Number.isInteger(value) || value < least || value > most)
      return refuse('HANDOVER_POLICY_INVALID', { field });
  }
  return giveUpAfterDays !== null && giveUpAfterDays < returnAfterDays
    ? refuse('HANDOVER_POLICY_INVALID', { field: 'giveUpAfterDays' })
    : succeed(policy);
}

/** HND16: the version in force on a day. */
export function handoverPolicyOn(
  policies: readonly HandoverPolicy[],
  today: PlainDate,
): Outcome<HandoverPolicy, HandoverRefusalCode> {
  const inForce = findInForce(policies, today);
  return inForce ? succeed(inForce) : refuse('HANDOVER_NO_POLICY', { today });
}

/** What an office starts with: the holder in person, as the procedure of 2012 (SOP 7.2.1.1) has it. */
export const defaultHandoverPolicy: HandoverPolicy = {
  version: 1,
  effectiveFrom: '2012-01-01' as PlainDate,
  basis: 'SOP 7.2.1.1 (2012)',
  tries: 3,
  leastQuestions: 2,
  familyMay: false,
  keepPrintDays: 90,
  remindAfterDays: 14,
  mostReminders: 3,
  returnAfterDays: 90,
  giveUpAfterDays: null,
};
