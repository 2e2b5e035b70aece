import { searching } from '../../parameters.ts';

/**
 * −10 log₁₀ of the share of strangers whose fingers together score as much: 90 is one in a thousand million.
 *
 * A finger's score is −10 log₁₀ of its false match rate, so strangers' scores fall off exponentially, and the sum
 * of `n` independent ones like a gamma distribution of shape n: with x = sum · ln 10 / 10,
 *
 *     share = e^−x Σ_{i<n} xⁱ / i!
 *
 * A person's fingers are not quite independent (worn skin, patterns in common) and the line beyond one in ten
 * thousand is drawn, not measured; `searching.discount` stands for both.
 */
export function scoreOfPersons(scores: readonly number[]): number {
  if (scores.length === 0) return 0;
  const sum = scores.reduce((total, score) => total + Math.max(0, score), 0) * searching.discount;
  const x = (sum * Math.LN10) / 10;
  let [term, series] = [1, 1];
  for (let i = 1; i < scores.length; i++) {
    term *= x / i;
    series += term;
  }
  return Math.max(0, (10 * (x - Math.log(series))) / Math.LN10);
}

/**
 * The score from which a candidate counts: among `persons` strangers the best one reaches it with the probability
 * `falsePositiveRate`.
 */
export const scoreNeeded = (falsePositiveRate: number, persons: number): number =>
  -10 * Math.log10(falsePositiveRate / Math.max(1, persons));
