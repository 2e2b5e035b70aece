import { comparison } from '../../parameters.ts';
import type { Seeds } from '../kernels/comparison-kernels.ts';
import { turnBetween } from './cylinders.ts';
import { fitMovement, type Movement } from './movement.ts';
import { bandHeight, type PreparedTemplate } from './prepared-template.ts';

/** Which points of two prints are the same, under which movement of the first onto the second. */
export interface Pairing {
  readonly movement: Movement;
  readonly pairs: readonly PairedPoints[];
}

export interface PairedPoints {
  /** Index of the point in the first and in the second template. */
  readonly a: number;
  readonly b: number;
  /** 1 where they lie on each other once moved and bent, near 0 at the limits of tolerance. */
  readonly closeness: number;
}

/**
 * Grows a pairing from the pair `start` and the seeds that agree with it. Skin is elastic: from round to round the
 * movement is fitted again, and around each point it is bent as the pairs nearby are displaced.
 */
export function growPairing(a: PreparedTemplate, b: PreparedTemplate, seeds: Seeds, start: number): Pairing {
  let pairs: readonly PairedPoints[] = agreeingSeeds(a, b, seeds, start);
  let movement = fitMovement(a, b, pairs);
  for (let round = 0; round < comparison.growth.rounds; round++) {
    pairs = pairUnder(a, b, movement, pairs);
    if (pairs.length < 2) break;
    movement = fitMovement(a, b, pairs);
  }
  return { movement, pairs };
}

/** The seed and the best supported others that the same movement carries, one for each point. */
function agreeingSeeds(
  a: PreparedTemplate,
  b: PreparedTemplate,
  seeds: Seeds,
  start: number,
): PairedPoints[] {
  const { startPairs, startShift, startTurn } = comparison.growth;
  const pairs = [{ a: seeds.a[start]!, b: seeds.b[start]!, closeness: 1 }];
  let movement = fitMovement(a, b, pairs);
  for (const s of seedsBySupport(seeds)) {
    if (pairs.length >= startPairs) break;
    const [i, j] = [seeds.a[s]!, seeds.b[s]!];
    if (pairs.some((pair) => pair.a === i || pair.b === j)) continue;
    if (Math.abs(turnBetween(b.angle[j]! - a.angle[i]!, movement.turn)) > startTurn) continue;
    const [dx, dy] = [b.x[j]! - movement.x(a.x[i]!, a.y[i]!), b.y[j]! - movement.y(a.x[i]!, a.y[i]!)];
    const reach = Math.sqrt((a.x[i]! - a.x[pairs[0]!.a]!) ** 2 + (a.y[i]! - a.y[pairs[0]!.a]!) ** 2);
    if (Math.sqrt(dx * dx + dy * dy) > startShift + comparison.growth.startSlope * reach) continue;
    pairs.push({ a: i, b: j, closeness: 1 });
    movement = fitMovement(a, b, pairs);
  }
  return pairs;
}

const orders = new WeakMap<Seeds, Int32Array>();

/** Indices of the seeds, best supported first. */
export function seedsBySupport(seeds: Seeds): Int32Array {
  let order = orders.get(seeds);
  if (!order) {
    order = Int32Array.from({ length: seeds.count }, (_, s) => s).sort(
      (s, t) => seeds.support[t]! - seeds.support[s]! || s - t,
    );
    orders.set(seeds, order);
  }
  return order;
}

/** Room for one round: pairs found so far with their displacement, and candidates. Used over and over. */
const known = { point: new Int32Array(256), dx: new Float64Array(256), dy: new Float64Array(256) };

interface Candidate extends PairedPoints {
  readonly cost: number;
}

function pairUnder(
  a: PreparedTemplate,
  b: PreparedTemplate,
  movement: Movement,
  pairs: readonly PairedPoints[],
): PairedPoints[] {
  const { toleranceMost, turnTolerance, bendMost } = comparison.growth;
  pairs.forEach((pair, k) => {
    const [x, y] = [a.x[pair.a]!, a.y[pair.a]!];
    known.point[k] = pair.a;
    known.dx[k] = b.x[pair.b]! - movement.x(x, y);
    known.dy[k] = b.y[pair.b]! - movement.y(x, y);
  });
  const turned = Math.round((movement.turn * 256) / (2 * Math.PI));
  const reach = toleranceMost + bendMost;
  const candidates: Candidate[] = [];
  for (let i = 0; i < a.count; i++) {
    const [x, y] = [movement.x(a.x[i]!, a.y[i]!), movement.y(a.x[i]!, a.y[i]!)];
    const toward = a.direction[i]! + turned;
    let bend: Bend | undefined;
    for (let k = firstBelow(b, y - reach); k < b.count; k++) {
      const j = b.byHeight[k]!;
      if (b.y[j]! > y + reach) break;
      if (Math.abs(b.x[j]! - x) > reach) continue;
      const turn = Math.abs(((b.direction[j]! - toward + 128) & 255) - 128);
      if (turn > turnTolerance) continue;
      bend ??= bendAt(a, i, pairs.length);
      const [dx, dy] = [b.x[j]! - x - bend.x, b.y[j]! - y - bend.y];
      const squared = dx * dx + dy * dy;
      if (squared > bend.limit * bend.limit) continue;
      const cost = Math.sqrt(squared) / bend.limit + turn / turnTolerance;
      candidates.push({ a: i, b: j, cost, closeness: closenessOf(squared, turn) });
    }
  }
  return oneToOne(candidates, a.count, b.count);
}

/** How the skin around a point is displaced beside the movement, and how far from there its mate may lie. */
interface Bend {
  readonly x: number;
  readonly y: number;
  readonly limit: number;
}

function bendAt(a: PreparedTemplate, i: number, pairs: number): Bend {
  const { tolerance, toleranceSlope, toleranceMost, bendReach, bendPrior } = comparison.growth;
  let [weights, x, y, nearest] = [bendPrior, 0, 0, Infinity];
  for (let k = 0; k < pairs; k++) {
    const point = known.point[k]!;
    if (point === i) continue;
    const [dx, dy] = [a.x[point]! - a.x[i]!, a.y[point]! - a.y[i]!];
    const squared = dx * dx + dy * dy;
    if (squared < nearest) nearest = squared;
    const near = 1 / (1 + squared / (bendReach * bendReach));
    weights += near * near;
    x += near * near * known.dx[k]!;
    y += near * near * known.dy[k]!;
  }
  const limit = Math.min(toleranceMost, tolerance + toleranceSlope * Math.sqrt(nearest));
  return { x: x / weights, y: y / weights, limit };
}

/** Place in `byHeight` of the first point that may lie at `y` or below. */
function firstBelow(points: PreparedTemplate, y: number): number {
  const band = Math.floor(y / bandHeight);
  return band < 0 ? 0 : (points.bands[band] ?? points.count);
}

function closenessOf(squared: number, turn: number): number {
  const { shiftSpread, turnSpread } = comparison.growth;
  return Math.exp(-(squared / (shiftSpread * shiftSpread) + (turn / turnSpread) ** 2) / 2);
}

/** The cheapest candidates first, each point once. */
function oneToOne(candidates: Candidate[], countA: number, countB: number): PairedPoints[] {
  const [takenA, takenB] = [new Uint8Array(countA), new Uint8Array(countB)];
  const pairs: PairedPoints[] = [];
  for (const candidate of candidates.sort((p, q) => p.cost - q.cost || p.a - q.a || p.b - q.b)) {
    if (takenA[candidate.a] || takenB[candidate.b]) continue;
    takenA[candidate.a] = takenB[candidate.b] = 1;
    pairs.push(candidate);
  }
  return pairs;
}
