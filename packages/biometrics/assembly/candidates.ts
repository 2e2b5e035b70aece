// AssemblyScript: which points of two prints may belong together under a movement, and the cheapest of them.

import { Growth, mostPoints, Pairing, pairAt, place, Rows, turnOf } from './pairing-records';

@unmanaged
class Candidate {
  a: u8;
  b: u8;
  turnOff: i32;
  squared: f64;
}

const placeBits: i64 = 14;

/** What `bendAt` found. */
let bendX: f64 = 0;
let bendY: f64 = 0;
let bendLimit: f64 = 0;

/** Eight points of the second print are looked at together, and those near enough one by one. */
export function findCandidates(pairing: Pairing, a: Rows, b: Rows, growth: Growth, candidates: usize): i32 {
  const turned = <i32>nearest((Math.atan2(pairing.sin, pairing.cos) * 128) / Math.PI);
  const reach = growth.toleranceMost + growth.bendMost;
  const reaches = i16x8.splat(<i16>(8 * reach + 2));
  const tolerance = <i32>growth.turnTolerance;
  const turns = i16x8.splat(<i16>(tolerance << 8));
  let found = 0;
  for (let i = 0; i < a.count; i++) {
    const ax = place(a.x, i);
    const ay = place(a.y, i);
    const x = pairing.cos * ax - pairing.sin * ay + pairing.shiftX;
    const y = pairing.sin * ax + pairing.cos * ay + pairing.shiftY;
    const toward = <i32>load<u16>(a.direction + ((<usize>i) << 1)) + (turned << 8);
    const xs = i16x8.splat(inEighths(x));
    const ys = i16x8.splat(inEighths(y));
    const towards = i16x8.splat(<i16>toward);
    let bent = false;
    for (let from = 0; from < b.count; from += 8) {
      const at = (<usize>from) << 1;
      const offX = i16x8.abs(i16x8.sub_sat_s(v128.load(b.x + at), xs));
      const offY = i16x8.abs(i16x8.sub_sat_s(v128.load(b.y + at), ys));
      const off = i16x8.abs(i16x8.sub(v128.load(b.direction + at), towards));
      const near = v128.and(i16x8.le_u(offX, reaches), i16x8.le_u(offY, reaches));
      let left = i16x8.bitmask(v128.and(near, i16x8.le_u(off, turns)));
      for (; left !== 0; left &= left - 1) {
        const j = from + ctz(left);
        const awayX = place(b.x, j) - x;
        const awayY = place(b.y, j) - y;
        if (abs(awayX) > reach || abs(awayY) > reach) continue;
        const turnOff = abs(<i32>(<i16>(<i32>load<u16>(b.direction + ((<usize>j) << 1)) - toward))) >> 8;
        if (!bent) bendAt(pairing, i, ax, ay, growth);
        bent = true;
        const dx = awayX - bendX;
        const dy = awayY - bendY;
        const squared = dx * dx + dy * dy;
        if (squared > bendLimit * bendLimit) continue;
        const candidate = candidateAt(candidates, found);
        candidate.a = <u8>i;
        candidate.b = <u8>j;
        candidate.turnOff = turnOff;
        candidate.squared = squared;
        const cost = sqrt(squared) / bendLimit + <f64>turnOff / growth.turnTolerance;
        store<i64>(keyAt(candidates, found), ((<i64>(cost * 4294967296)) << placeBits) | <i64>found);
        found++;
      }
    }
  }
  return found;
}

/** Far outside of any picture all is equally far. */
function inEighths(pixels: f64): i16 {
  return <i16>min<f64>(24_576, max<f64>(-8192, nearest(8 * pixels)));
}

/** Sets how the skin around a point is displaced beside the movement, and how far from there its mate may lie. */
function bendAt(pairing: Pairing, i: i32, ax: f64, ay: f64, growth: Growth): void {
  const reach = growth.bendReach * growth.bendReach;
  let weights = growth.bendPrior;
  let x: f64 = 0;
  let y: f64 = 0;
  let closest: f64 = Infinity;
  for (let k = 0; k < <i32>pairing.count; k++) {
    const pair = pairAt(pairing, k);
    if (pair.a === i) continue;
    const dx = pair.ax - ax;
    const dy = pair.ay - ay;
    const squared = dx * dx + dy * dy;
    closest = min(closest, squared);
    const near = reach / (reach + squared);
    const weight = near * near;
    weights += weight;
    x += weight * pair.displacedX;
    y += weight * pair.displacedY;
  }
  bendX = x / weights;
  bendY = y / weights;
  bendLimit = min(growth.toleranceMost, growth.tolerance + growth.toleranceSlope * sqrt(closest));
}

/** Of equally cheap candidates that which was found first goes before. */
export function takeCheapest(pairing: Pairing, a: Rows, b: Rows, found: i32, candidates: usize): void {
  sortKeys(candidates, found);
  const takenA = candidates + mostPoints * mostPoints * (8 + offsetof<Candidate>());
  const takenB = takenA + mostPoints;
  memory.fill(takenA, 0, 2 * mostPoints);
  pairing.count = 0;
  for (let k = 0; k < found; k++) {
    const key = load<i64>(keyAt(candidates, k));
    const candidate = candidateAt(candidates, <i32>(key & ((1 << placeBits) - 1)));
    if (load<u8>(takenA + candidate.a) | load<u8>(takenB + candidate.b)) continue;
    store<u8>(takenA + candidate.a, 1);
    store<u8>(takenB + candidate.b, 1);
    addPair(pairing, a, b, candidate.a, candidate.b, candidate.squared, candidate.turnOff);
  }
}

/** Adds two points to a pairing. */
export function addPair(
  pairing: Pairing,
  a: Rows,
  b: Rows,
  i: i32,
  j: i32,
  squared: f64,
  turnOff: i32,
): void {
  const pair = pairAt(pairing, <i32>pairing.count);
  pairing.count += 1;
  pair.a = i;
  pair.b = j;
  pair.turned = turnOf(a, b, i, j);
  pair.turnOff = turnOff;
  pair.squared = squared;
  pair.ax = place(a.x, i);
  pair.ay = place(a.y, i);
  pair.bx = place(b.x, j);
  pair.by = place(b.y, j);
}

/** Keys first, then candidates. */
function keyAt(candidates: usize, at: i32): usize {
  return candidates + ((<usize>at) << 3);
}

function candidateAt(candidates: usize, at: i32): Candidate {
  return changetype<Candidate>(candidates + mostPoints * mostPoints * 8 + <usize>at * offsetof<Candidate>());
}

/** Shell's way, with Ciura's gaps. */
function sortKeys(candidates: usize, count: i32): void {
  if (count > 701) sortApart(candidates, count, 1750);
  if (count > 301) sortApart(candidates, count, 701);
  if (count > 132) sortApart(candidates, count, 301);
  if (count > 132) sortApart(candidates, count, 132);
  if (count > 57) sortApart(candidates, count, 57);
  if (count > 23) sortApart(candidates, count, 23);
  if (count > 10) sortApart(candidates, count, 10);
  sortApart(candidates, count, 4);
  sortApart(candidates, count, 1);
}

function sortApart(candidates: usize, count: i32, gap: i32): void {
  for (let k = gap; k < count; k++) {
    const key = load<i64>(keyAt(candidates, k));
    let at = k;
    for (; at >= gap; at -= gap) {
      const before = load<i64>(keyAt(candidates, at - gap));
      if (before <= key) break;
      store<i64>(keyAt(candidates, at), before);
    }
    store<i64>(keyAt(candidates, at), key);
  }
}
