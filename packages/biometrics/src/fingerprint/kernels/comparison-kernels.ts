/**
 * A template as the kernel reads it: `pointWords` words for each point, most reliable first.
 *
 *     0 … 13  the cylinder (cylinders.ts): known cells, then six floors, low word first
 *     14      bits set for each known cell, in 1/4096
 *     15, 16  position in 1/8 pixel
 *     17      direction in 1/256 turn, clockwise as the picture is seen
 */
export const pointWords = 18;

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
  /** Evidence below which the seeds are not told. */
  readonly evidenceLeast: number;
  /** Support that counts as full. */
  readonly norm: number;
  /** Weight of two pairs by the angle in 1/256 turn between their turns, 128 values. */
  readonly turnWeights: Float64Array;
}

/** Pairs of points that look alike and support each other, most alike first. */
export interface Seeds {
  readonly count: number;
  /** Index of the point in the first and in the second print. */
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly support: Float64Array;
  /** Sum of the `best` largest supports: how likely the prints are to share anything. */
  readonly evidence: number;
}

/** The costly loops of a comparison. The compiled one and its readable twin give the same bits. */
export interface ComparisonKernels {
  seedsOf(a: Int32Array, b: Int32Array, settings: SeedSettings): Seeds;
}
