import type { Comparison, Doubt, FingerprintTemplate, GreyImage, Verdict } from '@rekam/biometrics';

export interface ComparedPrints {
  readonly names: readonly [string, string];
  readonly templates: readonly [FingerprintTemplate, FingerprintTemplate];
  /** At 500 dpi, as the templates count. */
  readonly pictures: readonly [GreyImage, GreyImage];
  readonly comparison: Comparison;
  readonly verdict: Verdict;
  readonly reason: Doubt | null;
  /** The false match rate asked for, as one in so many. */
  readonly oneIn: number;
}

/** The pairs in the order of their numbers on the page: from the top of the first print down. */
export const numberedPairs = ({ comparison, templates: [a] }: ComparedPrints): Comparison['pairs'] =>
  [...comparison.pairs].sort((p, q) => a.minutiae.y[p.a]! - a.minutiae.y[q.a]! || p.a - q.a);
