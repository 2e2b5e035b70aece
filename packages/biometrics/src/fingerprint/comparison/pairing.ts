import { comparison } from '../../parameters.ts';
import type { GrownPairing } from '../kernels/comparison-kernels.ts';
import { Movement } from './movement.ts';

/** Which points of two prints are the same, under which movement of the first onto the second. */
export interface Pairing {
  readonly movement: Movement;
  readonly pairs: readonly PairedPoints[];
}

/** Two points that are the same place of the skin. */
export interface PairedPoints {
  /** Index of the point in the first and in the second template. */
  readonly a: number;
  readonly b: number;
  /** 1 where they lie on each other once moved and bent, near 0 at the limits of tolerance. */
  readonly closeness: number;
}

/** That whose pairs are closest, all together. */
export function bestPairing(grown: readonly GrownPairing[]): Pairing & { readonly together: number } {
  let [best, together] = [grown[0]!, -1];
  for (const pairing of grown) {
    let sum = 0;
    for (const pair of pairing.pairs) sum += closenessOf(pair.squared, pair.turnOff);
    if (sum > together) [best, together] = [pairing, sum];
  }
  return {
    movement: new Movement(best.cos, best.sin, best.shiftX, best.shiftY),
    pairs: best.pairs.map(({ a, b, squared, turnOff }) => ({
      a,
      b,
      closeness: closenessOf(squared, turnOff),
    })),
    together,
  };
}

function closenessOf(squared: number, turn: number): number {
  const { shiftSpread, turnSpread } = comparison.growth;
  return Math.exp(-(squared / (shiftSpread * shiftSpread) + (turn / turnSpread) ** 2) / 2);
}
