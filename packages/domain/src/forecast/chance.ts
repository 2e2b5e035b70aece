/** Draws from the distributions that a forecast needs, all from one source of numbers in [0, 1). */
export type Random = () => number;

/** A Gamma distribution: `shape` is worth of so many events, `rate` the exposure in which they happened. */
export interface Gamma {
  readonly shape: number;
  readonly rate: number;
}

/** Standard normal, by Box and Muller's transformation. */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Marsaglia and Tsang, "A simple method for generating gamma variables", 2000. */
export function drawGamma({ shape, rate }: Gamma, random: Random): number {
  if (shape < 1) return drawGamma({ shape: shape + 1, rate }, random) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return (d * v) / rate;
  }
}

export function drawBeta(a: number, b: number, random: Random): number {
  const x = drawGamma({ shape: a, rate: 1 }, random);
  return x / (x + drawGamma({ shape: b, rate: 1 }, random));
}

/** Index of one of the weights, each as likely as it is heavy. */
export function drawIndex(weights: readonly number[], random: Random): number {
  let at = random() * weights.reduce((sum, weight) => sum + weight, 0);
  const index = weights.findIndex((weight) => {
    at -= weight;
    return at < 0;
  });
  return index === -1 ? weights.length - 1 : index;
}

/** Natural logarithm of the gamma function for x > 0 (Lanczos, g = 7, nine terms; error below 1e-13). */
export function logGamma(x: number): number {
  const terms = [
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
    12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ];
  const base = x + 6.5;
  const sum = terms.reduce((total, term, i) => total + (i === 0 ? term : term / (x - 1 + i)), 0);
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(sum);
}
