// AssemblyScript. Its twin is src/fingerprint/kernels/comparison-twin.ts, which says what it does and how blocks,
// settings and seeds are laid out; arguments of type usize are addresses.

import {
  byteRoom,
  growthAt,
  headBytes,
  linkBytes,
  linkRoom,
  placeRoom,
  pointBytes,
  seedBytes,
  seedsAt,
  tablesAt,
  weightsAt,
} from './layout';
import { alikePoints, mostAlike } from './likeness';
import { grow } from './pairing';

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

function relaxed(a: usize, b: usize, settings: usize, work: usize, out: usize, seeds: i32): f64 {
  linksOf(a, b, settings, work, out, seeds);
  const ends = work + linkRoom + 3 * byteRoom + placeRoom;
  const rounds = load<i32>(settings, 12);
  const norm = load<f64>(settings, 40);
  for (let round = 0; round < rounds; round++) {
    let link = work;
    for (let s = 0; s < seeds; s++) {
      const seed = out + <usize>s * seedBytes;
      const support = load<f64>(seed, 8);
      const end = load<usize>(ends + ((<usize>s) << 2));
      let sum: f64 = 0;
      for (; link < end; link += linkBytes) {
        const other = out + load<u32>(link);
        const weight = load<f64>(link, 8);
        sum += weight * load<f64>(other, 8);
        store<f64>(other, load<f64>(other, 16) + weight * support, 16);
      }
      store<f64>(seed, sum, 16);
    }
    for (let s = 0; s < seeds; s++) {
      const seed = out + <usize>s * seedBytes;
      store<f64>(seed, load<f64>(seed, 8) / 2 + load<f64>(seed, 16) / norm, 8);
    }
  }
  return sumOfBest(work, out, seeds, load<i32>(settings, 20));
}

/**
 * Seeds lie side by side in bytes (turn, point of each print), so that one instruction looks at sixteen: those whose
 * turn is near enough and which share no point with the seed at hand. Only they are worth the rest.
 */
function linksOf(a: usize, b: usize, settings: usize, work: usize, out: usize, seeds: i32): void {
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
  const ends = places + placeRoom;
  let link = work;
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
        store<u32>(link, <u32>t * <u32>seedBytes);
        store<f64>(link, load<f64>(turnWeights + ((<usize>min(abs(apart), 127)) << 3)) * rest, 8);
        link += linkBytes;
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
    store<usize>(ends + ((<usize>s) << 2), link);
  }
}

/** The largest, in falling order, as they come to be known. */
function sumOfBest(best: usize, out: usize, seeds: i32, most: i32): f64 {
  let kept = 0;
  for (let s = 0; s < seeds; s++) {
    const value = load<f64>(out + <usize>s * seedBytes, 8);
    if (kept === most && value <= load<f64>(best + ((<usize>(kept - 1)) << 3))) continue;
    if (kept < most) kept++;
    let at = kept - 1;
    for (; at > 0; at--) {
      const before = load<f64>(best + ((<usize>(at - 1)) << 3));
      if (before >= value) break;
      store<f64>(best + ((<usize>at) << 3), before);
    }
    store<f64>(best + ((<usize>at) << 3), value);
  }
  let sum: f64 = 0;
  for (let k = 0; k < kept; k++) sum += load<f64>(best + ((<usize>k) << 3));
  return sum;
}
