// AssemblyScript: which points of two prints have alike surroundings. The twin in
// src/fingerprint/kernels/comparison-twin.ts says what it does; arguments of type usize are addresses.

import { linkRoom, pointBytes, seedBytes } from './layout';

/** For each pair of points the bits set in both cylinders, times 65,536, plus the cells known to both; rows of fours. */
function overlapsOf(a: usize, countA: i32, b: usize, countB: i32, out: usize): void {
  const endA = a + <usize>countA * pointBytes;
  const endB = b + <usize>countB * pointBytes;
  for (let p = a; p < endA; p += pointBytes) {
    const known = load<i64>(p);
    const floor0 = load<i64>(p, 8);
    const floor1 = load<i64>(p, 16);
    const floor2 = load<i64>(p, 24);
    const floor3 = load<i64>(p, 32);
    const floor4 = load<i64>(p, 40);
    for (let q = b; q < endB; q += pointBytes, out += 4) {
      const cells = popcnt<i64>(known & load<i64>(q));
      const both =
        popcnt<i64>(floor0 & load<i64>(q, 8)) +
        popcnt<i64>(floor1 & load<i64>(q, 16)) +
        popcnt<i64>(floor2 & load<i64>(q, 24)) +
        popcnt<i64>(floor3 & load<i64>(q, 32)) +
        popcnt<i64>(floor4 & load<i64>(q, 40));
      store<i32>(out, <i32>((both << 16) | cells));
    }
    for (; (<i32>out & 15) !== 0; out += 4) store<i32>(out, 0);
  }
}

/**
 * A pair that could not be among the `most` alike any more is not looked at twice: `floor` is the likeness that so
 * many pairs have reached before. Which pairs of a row exceed it is asked of four at a time and noted in bits, since
 * a wrong guess at a branch costs as much as three pairs.
 */
export function alikePoints(a: usize, countA: i32, b: usize, countB: i32, settings: usize, work: usize): i32 {
  const most = load<i32>(settings, 8);
  const reached = work + linkRoom;
  const densities = reached + 1024;
  const row = densities + 1024;
  let overlaps = row + 1024;
  memory.fill(reached, 0, 1024);
  for (let j = 0; j < countB; j++)
    store<i32>(densities + ((<usize>j) << 2), load<i32>(b + <usize>j * pointBytes, 48));
  overlapsOf(a, countA, b, countB, overlaps);
  let floor = load<i32>(settings, 4);
  let above = 0;
  let found = 0;
  for (let i = 0; i < countA; i++) {
    const density = load<i32>(a + <usize>i * pointBytes, 48);
    let inRow = 0;
    for (let from = 0; from < countB; from += 64) {
      const count = min(64, countB - from);
      const there = densities + ((<usize>from) << 2);
      inRow = noteAlike(overlaps, there, count, density, floor, settings, row, inRow, from);
      overlaps += (<usize>(count + 3) & ~3) << 2;
    }
    if (inRow > 3) {
      keepThree(row, inRow);
      inRow = 3;
    }
    for (let k = 0; k < inRow; k++) {
      const key = load<i32>(row + ((<usize>k) << 2));
      const s = min(key >> 8, 255);
      const at = reached + ((<usize>s) << 2);
      store<i32>(at, load<i32>(at) + 1);
      store<i32>(work + ((<usize>(found + k)) << 2), (s << 16) | (i << 8) | (255 - (key & 255)));
    }
    found += inRow;
    above += inRow;
    while (above >= most) above -= load<i32>(reached + ((<usize>++floor) << 2));
  }
  return found;
}

/** Appends the pairs of a row that exceed the floor: likeness in 1/256, then 255 less the point. */
function noteAlike(
  overlaps: usize,
  densities: usize,
  count: i32,
  density: i32,
  floor: i32,
  settings: usize,
  row: usize,
  inRow: i32,
  first: i32,
): i32 {
  const prior = load<i32>(settings, 16) << 12;
  const cellsLeast = i32x4.splat(load<i32>(settings));
  const priors = i32x4.splat(prior);
  const density4 = i32x4.splat(density);
  const floors = i32x4.splat(floor + 1);
  let alike: i64 = 0;
  for (let j = 0; j < count; j += 4) {
    const four = v128.load(overlaps + ((<usize>j) << 2));
    const cells = v128.and(four, i32x4.splat(0xffff));
    const sums = i32x4.add(density4, v128.load(densities + ((<usize>j) << 2)));
    const least = i32x4.mul(floors, i32x4.add(i32x4.mul(cells, sums), priors));
    const both = i32x4.shl(i32x4.shr_u(four, 16), 21);
    const here = v128.and(i32x4.ge_s(both, least), i32x4.ge_s(cells, cellsLeast));
    alike |= (<i64>i32x4.bitmask(here)) << j;
  }
  for (; alike !== 0; alike &= alike - 1) {
    const j = <i32>ctz(alike);
    const pair = load<i32>(overlaps + ((<usize>j) << 2));
    const expected = (pair & 0xffff) * (density + load<i32>(densities + ((<usize>j) << 2))) + prior;
    const s = ((pair >> 16) << 21) / expected;
    store<i32>(row + ((<usize>inRow) << 2), (s << 8) | (255 - first - j));
    inRow++;
  }
  return inRow;
}

/** Moves the three largest keys to the front, the largest first. */
function keepThree(row: usize, count: i32): void {
  let k0 = -1;
  let k1 = -1;
  let k2 = -1;
  for (let k = 0; k < count; k++) {
    const key = load<i32>(row + ((<usize>k) << 2));
    const rest0 = select(k0, key, key > k0);
    k0 = select(key, k0, key > k0);
    const rest1 = select(k1, rest0, rest0 > k1);
    k1 = select(rest0, k1, rest0 > k1);
    k2 = select(rest1, k2, rest1 > k2);
  }
  store<i32>(row, k0);
  store<i32>(row, k1, 4);
  store<i32>(row, k2, 8);
}

/** Sorts by likeness without comparing: of equally alike pairs that which was found first goes before. */
export function mostAlike(work: usize, found: i32, most: i32, out: usize): i32 {
  const ranks = work + linkRoom;
  let before = 0;
  for (let s = 255; s >= 0 && before < most; s--) {
    const at = ranks + ((<usize>s) << 2);
    const here = load<i32>(at);
    store<i32>(at, before);
    before += here;
    if (before >= most) memory.fill(ranks, 127, (<usize>s) << 2);
  }
  for (let k = 0; k < found; k++) {
    const pair = load<i32>(work + ((<usize>k) << 2));
    const at = ranks + ((<usize>(pair >> 16)) << 2);
    const rank = load<i32>(at);
    store<i32>(at, rank + 1);
    if (rank >= most) continue;
    const seed = out + <usize>rank * seedBytes;
    store<i32>(seed, (pair >> 8) & 255);
    store<i32>(seed, pair & 255, 4);
    store<f64>(seed, <f64>(pair >> 16) / 256, 8);
  }
  return min(found, most);
}
