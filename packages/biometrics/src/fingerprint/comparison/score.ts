import { comparison } from '../../parameters.ts';

/** What speaks for one finger, from coarse to fine; 0 is nothing. */
export interface Evidence {
  /** Sum of the best supported likenesses of surroundings. */
  readonly support: number;
  /** Closeness of the paired points, squared, over the points that might have been paired. */
  readonly accord: number;
  /** How improbable so many pairs are by chance. */
  readonly surprise: number;
}

/**
 * −10 log₁₀ of the false match rate at which this evidence would be the threshold. The tail of impostors falls
 * exponentially with the weighted sum of evidence; its slope was measured (see `comparison.evidence`) and is
 * checked on other fingers by a test. Beyond what was measured, one in ten thousand, it is the same line.
 */
export function scoreOfEvidence({ support, accord, surprise }: Evidence): number {
  const { supportWeight, accordWeight, surpriseWeight, scoreAtNothing, scoreOfOne } = comparison.evidence;
  const sum = supportWeight * support + accordWeight * accord + surpriseWeight * surprise;
  return Math.max(0, scoreAtNothing + scoreOfOne * sum);
}

/** The score from which so small a share of comparisons of different fingers passes, such as 1/10,000. */
export const scoreAtFalseMatchRate = (rate: number): number => -10 * Math.log10(rate);

/** The other way round: the share of comparisons of different fingers that reach a score. */
export const falseMatchRateAt = (score: number): number => 10 ** (-score / 10);
