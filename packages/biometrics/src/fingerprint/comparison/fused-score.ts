/**
 * One score of several fingers: 40 is reached by one pair of different persons in ten thousand, as by one pair of
 * prints. A score of different fingers exceeds s with the chance 10^(−s/10), so that the sum of n independent ones
 * falls off like a gamma distribution of shape n: with x = sum · ln 10 / 10,
 *
 *     chance = e^−x Σ xᵏ / k!   for k < n
 */
export function fusedScore(scores: readonly number[]): number {
  if (scores.length === 0) return 0;
  const x = (scores.reduce((sum, score) => sum + score, 0) * Math.LN10) / 10;
  let [term, series] = [1, 0];
  for (let k = 0; k < scores.length; k++) {
    series += term;
    term *= x / (k + 1);
  }
  return Math.max(0, (10 * (x - Math.log(series))) / Math.LN10);
}
