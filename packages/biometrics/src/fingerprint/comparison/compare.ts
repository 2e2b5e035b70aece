import { comparison } from '../../parameters.ts';
import { compiledComparison } from '../kernels/comparison-compiled.ts';
import type { ComparisonKernels, ComparisonSettings, SeedSettings } from '../kernels/comparison-kernels.ts';
import type { Movement } from './movement.ts';
import { type Overlap, overlapOf } from './overlap.ts';
import { bestPairing, type PairedPoints } from './pairing.ts';
import type { PreparedTemplate } from './prepared-template.ts';
import { scoreOfEvidence } from './score.ts';

/** What a comparison of two prints found, and why. */
export interface Comparison {
  /**
   * −10 log₁₀ of the share of comparisons of different fingers that reach it: 30 is one in a thousand, 40 one in ten
   * thousand. 0 where nothing speaks for one finger. How it was set is told in score.ts.
   */
  readonly score: number;
  /** The points that are the same; empty where the prints share too little to look for them. */
  readonly pairs: readonly PairedPoints[];
  /** Carries the first print onto the second; absent where there are no pairs. */
  readonly movement?: Movement;
  readonly overlap?: Overlap;
}

/** Compares two prints, prepared by `prepareTemplate`. Which comes first changes the score a little at most. */
export function comparePrints(
  a: PreparedTemplate,
  b: PreparedTemplate,
  kernels: ComparisonKernels = compiledComparison,
): Comparison {
  const { evidence, pairings } = kernels.pairingsOf(a.block, b.block, settings);
  if (pairings.length === 0)
    return { score: scoreOfEvidence({ support: evidence, accord: 0, surprise: 0 }), pairs: [] };
  const { movement, pairs, together } = bestPairing(pairings);
  const overlap = overlapOf(a, b, movement);
  const pointsA = Math.max(pairs.length, overlap.pointsA);
  const pointsB = Math.max(pairs.length, overlap.pointsB);
  return {
    score: scoreOfEvidence({
      support: evidence,
      accord: (together * together) / Math.sqrt(pointsA * pointsB),
      surprise: surpriseOf(together, pointsA * pointsB, overlap.area),
    }),
    movement,
    pairs,
    overlap,
  };
}

/**
 * How much more pairs there are than chance would put on each other in that area, as the deviance of a Poisson
 * count: twice nothing where there are no more than that.
 */
function surpriseOf(pairs: number, combinations: number, area: number): number {
  const { chanceArea, leastArea } = comparison.evidence;
  const expected = (combinations * chanceArea) / Math.max(area, leastArea);
  return pairs > expected ? pairs * Math.log(pairs / expected) - (pairs - expected) : 0;
}

const { shift, slope, turn, ...plain } = comparison.seeds;

const seeds: SeedSettings = {
  ...plain,
  // The kernel counts positions in 1/8 pixel.
  near: (8 * shift) ** 2,
  far: slope ** 2,
  turnWeights: Float64Array.from({ length: 128 }, (_, apart) => Math.max(0, 1 - (apart / turn) ** 2)),
};

const settings: ComparisonSettings = { seeds, growth: comparison.growth };
