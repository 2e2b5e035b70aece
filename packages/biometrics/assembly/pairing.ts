// AssemblyScript: pairings grown from seeds. The twin in src/fingerprint/kernels/pairing-twin.ts says what it does and
// comparison-kernels.ts how prints, settings and pairings are laid out; arguments of type usize are addresses.

import { headBytes, pointBytes } from './layout';

/** Rows of a print's points: 16-bit numbers, filled up to eight. */
@unmanaged
class Rows {
  count: i32;
  x: usize;
  y: usize;
  direction: usize;
}

@unmanaged
class Growth {
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
class Pairing {
  count: f64;
  cos: f64;
  sin: f64;
  shiftX: f64;
  shiftY: f64;
}

@unmanaged
class Pair {
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
class Candidate {
  a: u8;
  b: u8;
  turnOff: i32;
  squared: f64;
}

@unmanaged
class Seed {
  a: i32;
  b: i32;
  support: f64;
  sum: f64;
}

const mostPoints: usize = 128;
const pairingBytes: usize = offsetof<Pairing>() + mostPoints * offsetof<Pair>();
const placeBits: i64 = 14;

/** Of 512 directions, as the twin has them. */
let cosines: usize;
let sines: usize;

let bendX: f64 = 0;
let bendY: f64 = 0;
let bendLimit: f64 = 0;

/** @returns how many pairings lie at `out` */
export function grow(
  printA: usize,
  printB: usize,
  seeds: usize,
  count: i32,
  settings: usize,
  tables: usize,
  work: usize,
  out: usize,
): i32 {
  const a = rowsOf(printA, work);
  const b = rowsOf(printB, work + offsetof<Rows>());
  const growth = changetype<Growth>(settings);
  cosines = tables;
  sines = tables + 4096;
  const order = work + 2 * offsetof<Rows>();
  sortBySupport(seeds, count, order);
  let grown = 0;
  for (let k = 0; k < count && grown < <i32>growth.hypotheses; k++) {
    const start = seedAt(seeds, load<u8>(order + <usize>k));
    if (isPaired(out, grown, start)) continue;
    const pairing = changetype<Pairing>(out + <usize>grown * pairingBytes);
    growOne(pairing, start, a, b, seeds, count, growth, order);
    grown++;
  }
  return grown;
}

function rowsOf(print: usize, at: usize): Rows {
  const rows = changetype<Rows>(at);
  const count = load<i32>(print, 4);
  const bytes = (<usize>(count + 7) & ~7) << 1;
  rows.count = count;
  rows.x = print + headBytes + <usize>load<i32>(print) * pointBytes;
  rows.y = rows.x + bytes;
  rows.direction = rows.y + bytes;
  return rows;
}

function seedAt(seeds: usize, at: i32): Seed {
  return changetype<Seed>(seeds + <usize>at * offsetof<Seed>());
}

function pairAt(pairing: Pairing, at: i32): Pair {
  return changetype<Pair>(changetype<usize>(pairing) + offsetof<Pairing>() + <usize>at * offsetof<Pair>());
}

function sortBySupport(seeds: usize, count: i32, order: usize): void {
  for (let s = 0; s < count; s++) {
    const support = seedAt(seeds, s).support;
    let at = s;
    for (; at > 0; at--) {
      const before = load<u8>(order + <usize>(at - 1));
      if (seedAt(seeds, before).support >= support) break;
      store<u8>(order + <usize>at, before);
    }
    store<u8>(order + <usize>at, <u8>s);
  }
}

function isPaired(out: usize, grown: i32, seed: Seed): bool {
  for (let p = 0; p < grown; p++) {
    const pairing = changetype<Pairing>(out + <usize>p * pairingBytes);
    for (let k = 0; k < <i32>pairing.count; k++) {
      const pair = pairAt(pairing, k);
      if (pair.a === seed.a && pair.b === seed.b) return true;
    }
  }
  return false;
}

function growOne(
  pairing: Pairing,
  start: Seed,
  a: Rows,
  b: Rows,
  seeds: usize,
  count: i32,
  growth: Growth,
  order: usize,
): void {
  takeAgreeingSeeds(pairing, start, a, b, seeds, count, growth, order);
  for (let round = 0; round < <i32>growth.rounds; round++) {
    displacePairs(pairing);
    const candidates = order + 256;
    const found = findCandidates(pairing, a, b, growth, candidates);
    takeCheapest(pairing, a, b, found, candidates);
    if (pairing.count < 2) return;
    fitMovement(pairing, growth);
  }
}

function addPair(pairing: Pairing, a: Rows, b: Rows, i: i32, j: i32, squared: f64, turnOff: i32): void {
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

/** Pixels of a point in 1/8 pixel. */
function place(row: usize, at: i32): f64 {
  return <f64>load<i16>(row + ((<usize>at) << 1)) / 8;
}

/** Place in the tables of the turn from a point of the first print to one of the second. */
function turnOf(a: Rows, b: Rows, i: i32, j: i32): u32 {
  const turn =
    <i32>load<u16>(b.direction + ((<usize>j) << 1)) - <i32>load<u16>(a.direction + ((<usize>i) << 1));
  return ((turn >> 8) & 255) << 4;
}

function takeAgreeingSeeds(
  pairing: Pairing,
  start: Seed,
  a: Rows,
  b: Rows,
  seeds: usize,
  count: i32,
  growth: Growth,
  order: usize,
): void {
  pairing.count = 0;
  addPair(pairing, a, b, start.a, start.b, 0, 0);
  fitMovement(pairing, growth);
  const first = pairAt(pairing, 0);
  for (let k = 0; k < count && pairing.count < growth.startPairs; k++) {
    const seed = seedAt(seeds, load<u8>(order + <usize>k));
    if (hasEither(pairing, seed)) continue;
    const turned = <usize>turnOf(a, b, seed.a, seed.b);
    const agreement = load<f64>(cosines + turned) * pairing.cos + load<f64>(sines + turned) * pairing.sin;
    if (agreement < growth.startTurnCosine) continue;
    const x = place(a.x, seed.a);
    const y = place(a.y, seed.a);
    const dx = place(b.x, seed.b) - (pairing.cos * x - pairing.sin * y + pairing.shiftX);
    const dy = place(b.y, seed.b) - (pairing.sin * x + pairing.cos * y + pairing.shiftY);
    const reach = sqrt((x - first.ax) * (x - first.ax) + (y - first.ay) * (y - first.ay));
    if (sqrt(dx * dx + dy * dy) > growth.startShift + growth.startSlope * reach) continue;
    addPair(pairing, a, b, seed.a, seed.b, 0, 0);
    fitMovement(pairing, growth);
  }
}

function hasEither(pairing: Pairing, seed: Seed): bool {
  for (let k = 0; k < <i32>pairing.count; k++) {
    const pair = pairAt(pairing, k);
    if (pair.a === seed.a || pair.b === seed.b) return true;
  }
  return false;
}

function fitMovement(pairing: Pairing, growth: Growth): void {
  const count = pairing.count;
  let ax: f64 = 0;
  let ay: f64 = 0;
  let bx: f64 = 0;
  let by: f64 = 0;
  for (let k = 0; k < <i32>count; k++) {
    const pair = pairAt(pairing, k);
    ax += pair.ax;
    ay += pair.ay;
    bx += pair.bx;
    by += pair.by;
  }
  ax /= count;
  ay /= count;
  bx /= count;
  by /= count;
  const lever = growth.directionLever * growth.directionLever;
  let along: f64 = 0;
  let across: f64 = 0;
  for (let k = 0; k < <i32>count; k++) {
    const pair = pairAt(pairing, k);
    const px = pair.ax - ax;
    const py = pair.ay - ay;
    const qx = pair.bx - bx;
    const qy = pair.by - by;
    along += px * qx + py * qy + lever * load<f64>(cosines + <usize>pair.turned);
    across += px * qy - py * qx + lever * load<f64>(sines + <usize>pair.turned);
  }
  let length = sqrt(along * along + across * across);
  if (length === 0) length = 1;
  const cos = along / length;
  const sin = across / length;
  pairing.cos = cos;
  pairing.sin = sin;
  pairing.shiftX = bx - (cos * ax - sin * ay);
  pairing.shiftY = by - (sin * ax + cos * ay);
}

function displacePairs(pairing: Pairing): void {
  for (let k = 0; k < <i32>pairing.count; k++) {
    const pair = pairAt(pairing, k);
    pair.displacedX = pair.bx - (pairing.cos * pair.ax - pairing.sin * pair.ay + pairing.shiftX);
    pair.displacedY = pair.by - (pairing.sin * pair.ax + pairing.cos * pair.ay + pairing.shiftY);
  }
}

/** Eight points of the second print are looked at together, and those near enough one by one. */
function findCandidates(pairing: Pairing, a: Rows, b: Rows, growth: Growth, candidates: usize): i32 {
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

/** Keys first, then candidates. */
function keyAt(candidates: usize, at: i32): usize {
  return candidates + ((<usize>at) << 3);
}

function candidateAt(candidates: usize, at: i32): Candidate {
  return changetype<Candidate>(candidates + mostPoints * mostPoints * 8 + <usize>at * offsetof<Candidate>());
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
function takeCheapest(pairing: Pairing, a: Rows, b: Rows, found: i32, candidates: usize): void {
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
