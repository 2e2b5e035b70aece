import { type FingerCode, fingerCodes } from '../../finger-code.ts';
import { comparison } from '../../parameters.ts';
import { type Labelling, labellings, labelOf } from '../labelling.ts';
import { comparePrints } from './compare.ts';
import { fusedScore } from './fused-score.ts';
import type { PreparedTemplate } from './prepared-template.ts';
import { scoreAtFalseMatchRate } from './score.ts';

/** Prints of one person by finger; fingers that are missing are not there. */
export type PrintsOfPerson = ReadonlyMap<FingerCode, PreparedTemplate>;

export type Verdict = 'same' | 'different' | 'inconclusive';

/** Why nothing certain can be said. */
export type Doubt = 'no-print' | 'no-common-finger' | 'too-few-points' | 'between' | 'other-finger';

export interface FingerVerdict {
  readonly verdict: Verdict;
  readonly reason: Doubt | null;
  /** Null where there was nothing to compare. */
  readonly score: number | null;
  /** Another finger of the same person that the print is instead. */
  readonly looksLike: FingerCode | null;
}

/**
 * Whether a print is the finger it is said to be, at a false match rate such as 1/10,000. Only that finger makes it
 * the same; another one of the person that it matches is named. Doubt is inconclusive, never the same.
 */
export function verifyFinger(
  print: PreparedTemplate | undefined,
  finger: FingerCode,
  enrolled: PrintsOfPerson,
  falseMatchRate: number,
): FingerVerdict {
  const before = enrolled.get(finger);
  if (!print) return inconclusive('no-print');
  const needed = scoreAtFalseMatchRate(falseMatchRate);
  const score = before ? comparePrints(before, print).score : null;
  if (score !== null && score >= needed) return { verdict: 'same', reason: null, score, looksLike: null };
  for (const [other, known] of enrolled)
    if (other !== finger && comparePrints(known, print).score >= needed)
      return { verdict: 'different', reason: 'other-finger', score, looksLike: other };
  if (score === null || !before) return inconclusive('no-common-finger');
  return { ...judgeScore(score, before, print, falseMatchRate), score, looksLike: null };
}

/** What the score of two prints says at a false match rate such as 1/10,000, and why it may say nothing certain. */
export function judgeScore(
  score: number,
  a: PreparedTemplate,
  b: PreparedTemplate,
  falseMatchRate: number,
): { verdict: Verdict; reason: Doubt | null } {
  return judge(score, scoreAtFalseMatchRate(falseMatchRate), isRich(a) && isRich(b));
}

const inconclusive = (reason: Doubt): FingerVerdict => ({
  verdict: 'inconclusive',
  reason,
  score: null,
  looksLike: null,
});

const isRich = (print: PreparedTemplate): boolean => print.count >= comparison.persons.pointsLeast;

function judge(score: number, needed: number, rich: boolean): { verdict: Verdict; reason: Doubt | null } {
  if (score >= needed) return { verdict: 'same', reason: null };
  if (!rich) return { verdict: 'inconclusive', reason: 'too-few-points' };
  if (score < comparison.persons.scoreOfStrangers) return { verdict: 'different', reason: null };
  return { verdict: 'inconclusive', reason: 'between' };
}

/** What `comparePersons` found: a verdict, why it may be none, and the fingers that were compared. */
export interface PersonsVerdict {
  readonly verdict: Verdict;
  readonly reason: Doubt | null;
  /** As of one print: 40 is reached by one pair of different persons in ten thousand. */
  readonly score: number;
  /** How the second person's fingers had to be taken, seen from the first's. */
  readonly labelling: Labelling;
  readonly fingers: readonly { readonly a: FingerCode; readonly b: FingerCode; readonly score: number }[];
}

/**
 * Whether two sets of prints are of one person, at a false match rate. Fingers missing on either side are left out;
 * labels may be wrong in the ways in which slaps go wrong (left for right, one finger beside), which costs the share
 * of chances that trying them gives.
 */
export function comparePersons(a: PrintsOfPerson, b: PrintsOfPerson, falseMatchRate: number): PersonsVerdict {
  const tries = labellings.map((labelling) => compareLabelled(a, b, labelling));
  const best = tries.reduce((kept, next) => (next.score > kept.score ? next : kept));
  const score = Math.max(0, best.score - 10 * Math.log10(tries.length));
  const { labelling, fingers, rich } = best;
  if (fingers.length === 0)
    return { verdict: 'inconclusive', reason: 'no-common-finger', score: 0, labelling, fingers };
  return { ...judge(score, scoreAtFalseMatchRate(falseMatchRate), rich), score, labelling, fingers };
}

function compareLabelled(a: PrintsOfPerson, b: PrintsOfPerson, labelling: Labelling) {
  let rich = false;
  const fingers = fingerCodes.flatMap((finger) => {
    const label = labelOf(finger, labelling);
    const [one, two] = [a.get(finger), label && b.get(label)];
    if (!label || !one || !two) return [];
    rich ||= isRich(one) && isRich(two);
    return [{ a: finger, b: label, score: comparePrints(one, two).score }];
  });
  return { labelling, fingers, rich, score: fusedScore(fingers.map(({ score }) => score)) };
}
