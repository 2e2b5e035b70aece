import { searching } from '../../parameters.ts';
import { fusedScore } from '../comparison/fused-score.ts';

/**
 * −10 log₁₀ of the share of strangers whose fingers together score as much: 90 is one in a thousand million.
 *
 * A person's fingers are not quite independent (worn skin, patterns in common) and the line beyond one in ten
 * thousand is drawn, not measured; `searching.discount` stands for both.
 */
export const scoreOfPersons = (scores: readonly number[]): number =>
  fusedScore(scores.map((score) => score * searching.discount));

/**
 * The score from which a candidate counts: the best of so many comparisons with strangers reaches it with the
 * probability `falsePositiveRate`.
 */
export const scoreNeeded = (falsePositiveRate: number, comparisons: number): number =>
  -10 * Math.log10(falsePositiveRate / comparisons);
