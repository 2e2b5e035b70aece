// AssemblyScript. Its twin is src/fingerprint/kernels/comparison-twin.ts, which says what it does and how blocks,
// settings and seeds are laid out; arguments of type usize are addresses.

import { grow } from './pairing';

const headBytes: usize = 16;
const pointBytes: usize = 64;
const seedBytes: usize = 24;
/** Where the weights of turns, the tables of directions and what growth needs lie among the settings. */
const weightsAt: usize = 64;
const tablesAt: usize = weightsAt + 1024;
const growthAt: usize = tablesAt + 8192;
/** What lies in the room for work: links, what is told of each seed side by side, and seeds. */
const linkRoom: usize = 255 * 255 * 8;
const byteRoom: usize = 256;
const placeRoom: usize = 256 * 32;
const seedsAt: usize = linkRoom + 3 * byteRoom + placeRoom;

/** Writes the evidence and the number of pairings, 8 bytes each, to `out`, and the pairings after them. */
export function pairingsOf(a: usize, b: usize, settings: usize, work: usize, out: usize): void {
  const found = alikePoints(a + headBytes, load<i32>(a), b + headBytes, load<i32>(b), settings, work);
  const seeds = work + seedsAt;
  const count = mostAlike(work, found, load<i32>(settings, 8), seeds);
  const evidence = relaxed(a + headBytes, b + headBytes, settings, work, seeds, count);
  store<f64>(out, evidence);
  store<i32>(out, 0, 8);
  if (count < 2 || evidence < load<f64>(settings, 48)) return;
  const grown = grow(a, b, seeds, count, settings + growthAt, settings + tablesAt, work, out + 16);
  store<i32>(out, grown, 8);
}

function alikePoints(a: usize, countA: i32, b: usize, countB: i32, settings: usize, work: usize): i32 {
  const cellsLeast = load<i32>(settings);
  const least = load<i32>(settings, 4);
  const prior = load<i32>(settings, 16) << 12;
  let found = 0;
  for (let i = 0; i < countA; i++) {
    const p = a + <usize>i * pointBytes;
    const known = load<i64>(p);
    const floor0 = load<i64>(p, 8);
    const floor1 = load<i64>(p, 16);
    const floor2 = load<i64>(p, 24);
    const floor3 = load<i64>(p, 32);
    const floor4 = load<i64>(p, 40);
    const density = load<i32>(p, 48);
    let s0 = least;
    let s1 = least;
    let s2 = least;
    let j0 = -1;
    let j1 = -1;
    let j2 = -1;
    for (let j = 0; j < countB; j++) {
      const q = b + <usize>j * pointBytes;
      const cells = <i32>popcnt<i64>(known & load<i64>(q));
      if (cells < cellsLeast) continue;
      const both = <i32>(
        (popcnt<i64>(floor0 & load<i64>(q, 8)) +
          popcnt<i64>(floor1 & load<i64>(q, 16)) +
          popcnt<i64>(floor2 & load<i64>(q, 24)) +
          popcnt<i64>(floor3 & load<i64>(q, 32)) +
          popcnt<i64>(floor4 & load<i64>(q, 40)))
      );
      const total = cells * (density + load<i32>(q, 48)) + prior;
      if (both << 21 < (s2 + 1) * total) continue;
      const s = (both << 21) / total;
      if (s > s0) {
        s2 = s1;
        j2 = j1;
        s1 = s0;
        j1 = j0;
        s0 = s;
        j0 = j;
      } else if (s > s1) {
        s2 = s1;
        j2 = j1;
        s1 = s;
        j1 = j;
      } else {
        s2 = s;
        j2 = j;
      }
    }
    if (j0 >= 0) found = keep(work, found, s0, i, j0);
    if (j1 >= 0) found = keep(work, found, s1, i, j1);
    if (j2 >= 0) found = keep(work, found, s2, i, j2);
  }
  return found;
}

function keep(work: usize, found: i32, s: i32, i: i32, j: i32): i32 {
  const at = work + ((<usize>found) << 2);
  store<i32>(at, (min(s, 255) << 16) | (i << 8) | j);
  return found + 1;
}

function mostAlike(work: usize, found: i32, most: i32, out: usize): i32 {
  const counts = work + ((<usize>found) << 2);
  memory.fill(counts, 0, 1024);
  for (let k = 0; k < found; k++) {
    const at = counts + ((<usize>(load<i32>(work + ((<usize>k) << 2)) >> 16)) << 2);
    store<i32>(at, load<i32>(at) + 1);
  }
  let before = 0;
  for (let s = 255; s >= 0; s--) {
    const at = counts + ((<usize>s) << 2);
    const here = load<i32>(at);
    store<i32>(at, before);
    before += here;
  }
  for (let k = 0; k < found; k++) {
    const pair = load<i32>(work + ((<usize>k) << 2));
    const at = counts + ((<usize>(pair >> 16)) << 2);
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

function relaxed(a: usize, b: usize, settings: usize, work: usize, out: usize, seeds: i32): f64 {
  const links = linksOf(a, b, settings, work, out, seeds);
  const rounds = load<i32>(settings, 12);
  const norm = load<f64>(settings, 40);
  for (let round = 0; round < rounds; round++) {
    for (let s = 0; s < seeds; s++) store<f64>(out + <usize>s * seedBytes, 0, 16);
    for (let k = 0; k < links; k++) {
      const link = work + ((<usize>k) << 4);
      const s = out + load<u32>(link);
      const t = out + load<u32>(link, 4);
      const weight = load<f64>(link, 8);
      store<f64>(s, load<f64>(s, 16) + weight * load<f64>(t, 8), 16);
      store<f64>(t, load<f64>(t, 16) + weight * load<f64>(s, 8), 16);
    }
    for (let s = 0; s < seeds; s++) {
      const seed = out + <usize>s * seedBytes;
      store<f64>(seed, load<f64>(seed, 8) / 2 + load<f64>(seed, 16) / norm, 8);
    }
  }
  return sumOfBest(out, seeds, load<i32>(settings, 20));
}

/**
 * Seeds lie side by side in bytes (turn, point of each print), so that one instruction looks at sixteen: those whose
 * turn is near enough and which share no point with the seed at hand. Only they are worth the rest.
 */
function linksOf(a: usize, b: usize, settings: usize, work: usize, out: usize, seeds: i32): i32 {
  const near = load<f64>(settings, 24);
  const far = load<f64>(settings, 32);
  const turnWeights = settings + weightsAt;
  const cosines = settings + tablesAt;
  const sines = cosines + 4096;
  const turnReach = i8x16.splat(<i8>load<i32>(settings, 56));
  const turns = work + linkRoom;
  const pointsA = turns + byteRoom;
  const pointsB = pointsA + byteRoom;
  const places = pointsB + byteRoom;
  let links = 0;
  for (let s = 0; s < seeds; s++) {
    const seed = out + <usize>s * seedBytes;
    const sa = load<i32>(seed);
    const sb = load<i32>(seed, 4);
    const pa = a + <usize>sa * pointBytes;
    const pb = b + <usize>sb * pointBytes;
    const turn = (load<i32>(pb, 60) - load<i32>(pa, 60)) & 255;
    const ax = <f64>load<i32>(pa, 52);
    const ay = <f64>load<i32>(pa, 56);
    const bx = <f64>load<i32>(pb, 52);
    const by = <f64>load<i32>(pb, 56);
    const turns16 = i8x16.splat(<i8>turn);
    const sa16 = i8x16.splat(<i8>sa);
    const sb16 = i8x16.splat(<i8>sb);
    for (let from = 0; from < s; from += 16) {
      const lane = <usize>from;
      const apart16 = i8x16.abs(i8x16.sub(v128.load(turns + lane), turns16));
      const shared = v128.or(
        i8x16.eq(v128.load(pointsA + lane), sa16),
        i8x16.eq(v128.load(pointsB + lane), sb16),
      );
      let left = i8x16.bitmask(v128.andnot(i8x16.lt_u(apart16, turnReach), shared));
      if (s - from < 16) left &= (1 << (s - from)) - 1;
      for (; left !== 0; left &= left - 1) {
        const t = from + ctz(left);
        const apart = <i32>(<i8>(load<u8>(turns + <usize>t) - turn));
        const mean = (<usize>((2 * turn + apart) & 511)) << 3;
        const cos = load<f64>(cosines + mean);
        const sin = load<f64>(sines + mean);
        const q = places + ((<usize>t) << 5);
        const dx = load<f64>(q) - ax;
        const dy = load<f64>(q, 8) - ay;
        const ex = cos * dx - sin * dy - (load<f64>(q, 16) - bx);
        const ey = sin * dx + cos * dy - (load<f64>(q, 24) - by);
        const apartMost = near + far * (dx * dx + dy * dy);
        const error = ex * ex + ey * ey;
        if (error >= apartMost) continue;
        const rest = 1 - error / apartMost;
        if (rest <= 0) continue;
        const link = work + ((<usize>links) << 4);
        store<u32>(link, <u32>s * <u32>seedBytes);
        store<u32>(link, <u32>t * <u32>seedBytes, 4);
        store<f64>(link, load<f64>(turnWeights + ((<usize>min(abs(apart), 127)) << 3)) * rest, 8);
        links++;
      }
    }
    store<u8>(turns + <usize>s, <u8>turn);
    store<u8>(pointsA + <usize>s, <u8>sa);
    store<u8>(pointsB + <usize>s, <u8>sb);
    const place = places + ((<usize>s) << 5);
    store<f64>(place, ax);
    store<f64>(place, ay, 8);
    store<f64>(place, bx, 16);
    store<f64>(place, by, 24);
  }
  return links;
}

function sumOfBest(out: usize, seeds: i32, most: i32): f64 {
  let sum: f64 = 0;
  let limit: f64 = Infinity;
  let taken = 0;
  while (taken < most) {
    let next: f64 = -1;
    let alike = 0;
    for (let s = 0; s < seeds; s++) {
      const value = load<f64>(out + <usize>s * seedBytes, 8);
      if (value >= limit) continue;
      if (value > next) {
        next = value;
        alike = 1;
      } else if (value === next) alike++;
    }
    if (next < 0) return sum;
    sum += next * <f64>min(alike, most - taken);
    taken += alike;
    limit = next;
  }
  return sum;
}
