// AssemblyScript: what a pairing is grown from and consists of. comparison-kernels.ts says how prints, settings and
// pairings are laid out; arguments of type usize are addresses.

import { headBytes, pointBytes } from './layout';

/** Rows of a print's points: 16-bit numbers, filled up to eight. */
@unmanaged
export class Rows {
  count: i32;
  x: usize;
  y: usize;
  direction: usize;
}

@unmanaged
export class Growth {
  hypotheses: f64;
  startPairs: f64;
  startShift: f64;
  startSlope: f64;
  startTurnCosine: f64;
  rounds: f64;
  directionLever: f64;
  bendReach: f64;
  bendPrior: f64;
  bendMost: f64;
  tolerance: f64;
  toleranceSlope: f64;
  toleranceMost: f64;
  turnTolerance: f64;
}

@unmanaged
export class Pairing {
  count: f64;
  cos: f64;
  sin: f64;
  shiftX: f64;
  shiftY: f64;
}

@unmanaged
export class Pair {
  a: i32;
  b: i32;
  /** Place in the tables of the turn from the one point to the other. */
  turned: u32;
  /** How far that is from the movement's, in 1/256 turn, and the squared distance left in px². */
  turnOff: i32;
  squared: f64;
  ax: f64;
  ay: f64;
  bx: f64;
  by: f64;
  displacedX: f64;
  displacedY: f64;
}

@unmanaged
export class Seed {
  a: i32;
  b: i32;
  support: f64;
  sum: f64;
}

export const mostPoints: usize = 128;
export const pairingBytes: usize = offsetof<Pairing>() + mostPoints * offsetof<Pair>();

export function rowsOf(print: usize, at: usize): Rows {
  const rows = changetype<Rows>(at);
  const count = load<i32>(print, 4);
  const bytes = (<usize>(count + 7) & ~7) << 1;
  rows.count = count;
  rows.x = print + headBytes + <usize>load<i32>(print) * pointBytes;
  rows.y = rows.x + bytes;
  rows.direction = rows.y + bytes;
  return rows;
}

export function seedAt(seeds: usize, at: i32): Seed {
  return changetype<Seed>(seeds + <usize>at * offsetof<Seed>());
}

export function pairAt(pairing: Pairing, at: i32): Pair {
  return changetype<Pair>(changetype<usize>(pairing) + offsetof<Pairing>() + <usize>at * offsetof<Pair>());
}

/** Pixels of a point in 1/8 pixel. */
export function place(row: usize, at: i32): f64 {
  return <f64>load<i16>(row + ((<usize>at) << 1)) / 8;
}

/** Place in the tables of the turn from a point of the first print to one of the second. */
export function turnOf(a: Rows, b: Rows, i: i32, j: i32): u32 {
  const turn =
    <i32>load<u16>(b.direction + ((<usize>j) << 1)) - <i32>load<u16>(a.direction + ((<usize>i) << 1));
  return ((turn >> 8) & 255) << 4;
}
