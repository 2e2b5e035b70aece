/**
 * A print as the kernel reads it, in 32-bit words, made by `kernelPrint`: the numbers of points whose surroundings
 * are known and of all points, two words of nothing; `pointWords` for each point with surroundings:
 *
 *     0 … 11  the cylinder (cylinders.ts): known cells, then the floors, low word first
 *     12      bits set for each known cell, in 1/4096
 *     13, 14  position in 1/8 pixel
 *     15      direction in 1/256 turn, clockwise as the picture is seen
 *
 * then, for all points, three rows of 16-bit numbers filled up to eights: x and y in 1/8 pixel, and directions in
 * 1/65536 turn. Points are in the order of the template, those with surroundings first.
 */
export type KernelPrint = Int32Array;

export const headWords = 4;
export const pointWords = 16;
/** Points that the kernel has room for, with surroundings and in all. */
export const mostSurrounded = 128;
export const mostPoints = 128;
/** Stands in a row where there is no point: farther from everything than anything. */
const nowhere = -32_768;

export interface PlacedPoints {
  readonly count: number;
  /** 1/8 pixel. */
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  /** 1/256 turn, clockwise. */
  readonly direction: ArrayLike<number>;
}

/** A print whose cylinders the caller fills in, at `wordOf`. Throws RangeError for too many points. */
export function kernelPrint(points: PlacedPoints, surrounded: number): KernelPrint {
  const { count, x, y, direction } = points;
  if (count > mostPoints || surrounded > Math.min(count, mostSurrounded))
    throw new RangeError(`a print of ${count} points, ${surrounded} with surroundings, cannot be compared`);
  const rowLength = (count + 7) & ~7;
  const print = new Int32Array(headWords + surrounded * pointWords + (3 * rowLength) / 2);
  print.set([surrounded, count]);
  for (let i = 0; i < surrounded; i++) print.set([x[i]!, y[i]!, direction[i]!], wordOf(i) + 13);
  const rows = new Int16Array(print.buffer, 4 * wordOf(surrounded));
  rows.fill(nowhere);
  for (let i = 0; i < count; i++) {
    rows[i] = x[i]!;
    rows[rowLength + i] = y[i]!;
    rows[2 * rowLength + i] = direction[i]! << 8;
  }
  return print;
}

/** Place of the first word of a point's surroundings. */
export const wordOf = (point: number): number => headWords + point * pointWords;

/** How pairs of points are found that look alike and support each other. */
export interface SeedSettings {
  /** Cells that both cylinders must know. */
  readonly cellsLeast: number;
  /** Likeness in 1/256 above which a pair is a candidate, three for each point of the first print. */
  readonly least: number;
  /** Candidates that go on, the most alike. */
  readonly seeds: number;
  readonly rounds: number;
  /** Bits added to those seen, so that two empty surroundings are not alike. */
  readonly prior: number;
  /** Pairs whose support is summed. */
  readonly best: number;
  /** Squared displacement in 1/64 px² that two neighbouring pairs may have, and its growth with squared distance. */
  readonly near: number;
  readonly far: number;
  /** Evidence below which no pairing is grown. */
  readonly evidenceLeast: number;
  /** Support that counts as full. */
  readonly norm: number;
  /** Weight of two pairs by the angle in 1/256 turn between their turns, 128 values; once 0 it stays 0. */
  readonly turnWeights: Float64Array;
}

/** How pairings are grown from the seeds; lengths in pixels, explained in `comparison.growth` of parameters.ts. */
export interface GrowthSettings {
  readonly hypotheses: number;
  readonly startPairs: number;
  readonly startShift: number;
  readonly startSlope: number;
  readonly startTurn: number;
  readonly rounds: number;
  readonly directionLever: number;
  readonly bendReach: number;
  readonly bendPrior: number;
  readonly bendMost: number;
  readonly tolerance: number;
  readonly toleranceSlope: number;
  readonly toleranceMost: number;
  readonly turnTolerance: number;
}

export interface ComparisonSettings {
  readonly seeds: SeedSettings;
  readonly growth: GrowthSettings;
}

/** A pair of points that belong together once the first print is moved and bent. */
export interface MatedPoints {
  /** Index of the point in the first and in the second print. */
  readonly a: number;
  readonly b: number;
  /** Squared distance left in px², and the angle left in 1/256 turn, 0 or more. */
  readonly squared: number;
  readonly turnOff: number;
}

export interface GrownPairing {
  /** The movement that carries the first print onto the second; see `Movement`. */
  readonly cos: number;
  readonly sin: number;
  readonly shiftX: number;
  readonly shiftY: number;
  readonly pairs: readonly MatedPoints[];
}

export interface Pairings {
  /** Sum of the largest supports: how likely the prints are to share anything. */
  readonly evidence: number;
  /** Each grown from the best supported seed that is in none before it; none where there is too little evidence. */
  readonly pairings: readonly GrownPairing[];
}

/** The costly loops of a comparison. The compiled one and its readable twin give the same bits. */
export interface ComparisonKernels {
  pairingsOf(a: KernelPrint, b: KernelPrint, settings: ComparisonSettings): Pairings;
}
