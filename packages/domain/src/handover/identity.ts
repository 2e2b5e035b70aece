import type { OfficerId } from '../kernel/ids.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import type { HandoverPolicy } from './policy.ts';
import type { HandoverRefusalCode } from './refusals.ts';

/** Asked from the register, and answered without looking at a paper. */
export const handoverQuestions = [
  'birth-place',
  'birth-date',
  'address',
  'family-card',
  'occupation',
] as const;
export type HandoverQuestion = (typeof handoverQuestions)[number];

/** All that speaks for the receiver being who they say. */
export interface Evidence {
  /** Prints of the receiver that this office holds. */
  readonly prints: number;
  /** What the comparison of each finger said, in order; empty where there is no print to compare with. */
  readonly tries: readonly ('same' | 'different' | 'inconclusive')[];
  readonly noScanner: boolean;
  readonly answered: readonly HandoverQuestion[];
  /** Whether a finger was taken now and is kept. */
  readonly printTaken: boolean;
  /** Why there is no finger that is the same, or none could be taken; empty: nothing was said. */
  readonly reason: string;
}

export const identityWays = ['finger', 'two-officers', 'no-print'] as const;
export type IdentityWay = (typeof identityWays)[number];

type Terms = Pick<HandoverPolicy, 'tries' | 'leastQuestions'>;

/** Letters of a reason that says something. */
const leastReason = 5;

/**
 * HND2–HND5: which way leads to a hand-over, agreement apart; a refusal says what is missing first.
 * `finger` needs nobody else, the other two a second officer.
 */
export function findWay(evidence: Evidence, terms: Terms): Outcome<IdentityWay, HandoverRefusalCode> {
  const { prints, tries, noScanner, answered, printTaken } = evidence;
  const reasoned = evidence.reason.trim().length >= leastReason;
  if (prints > 0) {
    if (tries.includes('same')) return succeed('finger');
    const left = terms.tries - tries.length;
    if (!noScanner && left > 0) return refuse('HANDOVER_FINGER_FIRST', { left });
    return reasoned ? succeed('two-officers') : refuse('HANDOVER_REASON_MISSING');
  }
  if (new Set(answered).size < terms.leastQuestions)
    return refuse('HANDOVER_QUESTIONS_MISSING', { least: terms.leastQuestions });
  return printTaken || reasoned ? succeed('no-print') : refuse('HANDOVER_PRINT_MISSING');
}

/** HND2–HND6. @param agreedBy whose word was given to exactly this evidence; null: nobody's */
export function decideIdentity(
  evidence: Evidence,
  terms: Terms,
  officers: { readonly by: OfficerId; readonly agreedBy: OfficerId | null },
): Outcome<IdentityWay, HandoverRefusalCode> {
  const way = findWay(evidence, terms);
  if (!way.ok || way.value === 'finger') return way;
  const { by, agreedBy } = officers;
  return agreedBy === null || agreedBy === by ? refuse('HANDOVER_SECOND_NEEDED') : way;
}

/** HND4, HND5: whether this officer may give the second word to what lies there. */
export function decideAgreement(
  evidence: Evidence,
  terms: Terms,
  officers: { readonly by: OfficerId; readonly agreeing: OfficerId },
): Outcome<IdentityWay, HandoverRefusalCode> {
  const way = findWay(evidence, terms);
  if (!way.ok) return way;
  if (way.value === 'finger') return refuse('HANDOVER_NOTHING_TO_AGREE');
  return officers.agreeing === officers.by ? refuse('HANDOVER_SECOND_NEEDED') : way;
}

/** HND2, HND3: whether one more finger may be compared. */
export function decideTry(
  { tries }: Pick<Evidence, 'tries'>,
  terms: Terms,
): Outcome<null, HandoverRefusalCode> {
  if (tries.includes('same')) return refuse('HANDOVER_FOUND_ALREADY');
  return tries.length < terms.tries ? succeed(null) : refuse('HANDOVER_TRIES_USED_UP');
}
