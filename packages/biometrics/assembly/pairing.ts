// AssemblyScript: pairings grown from seeds. The twin in src/fingerprint/kernels/pairing-twin.ts says what it does and
// comparison-kernels.ts how prints, settings and pairings are laid out; arguments of type usize are addresses.

import { addPair, findCandidates, takeCheapest } from './candidates';
import { agreement, displacePairs, fitMovement, useTables } from './movement';
import {
  Growth,
  Pairing,
  pairAt,
  pairingBytes,
  place,
  Rows,
  rowsOf,
  Seed,
  seedAt,
  turnOf,
} from './pairing-records';

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
  useTables(tables);
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
    if (agreement(pairing, turnOf(a, b, seed.a, seed.b)) < growth.startTurnCosine) continue;
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
