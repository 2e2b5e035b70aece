import {
  type GrownPairing,
  type GrowthSettings,
  headWords,
  type KernelPrint,
  type MatedPoints,
  pointWords,
} from './comparison-kernels.ts';
import { cosines, sines } from './directions.ts';

/** A pair of points that look alike, and how much the others support it. */
export interface Seed {
  readonly a: number;
  readonly b: number;
  readonly support: number;
}

type Move = Omit<GrownPairing, 'pairs'>;

/**
 * The readable twin of assembly/pairing.ts: grows pairings from seeds, the best supported first. Skin is elastic:
 * from round to round the movement is fitted again, and around each point it is bent as the pairs nearby are
 * displaced.
 */
export function growPairings(
  a: KernelPrint,
  b: KernelPrint,
  seeds: readonly Seed[],
  settings: GrowthSettings,
): GrownPairing[] {
  const [pointsA, pointsB] = [pointsOf(a), pointsOf(b)];
  const grown: GrownPairing[] = [];
  for (const start of seeds) {
    if (grown.length === settings.hypotheses) break;
    if (grown.some(({ pairs }) => pairs.some((pair) => pair.a === start.a && pair.b === start.b))) continue;
    grown.push(growFrom(pointsA, pointsB, seeds, start, settings));
  }
  return grown;
}

interface Point {
  readonly x: number;
  readonly y: number;
  /** 1/256 turn, clockwise. */
  readonly direction: number;
}

/** Pixels and 1/256 turn of the rows of a print. */
function pointsOf(print: KernelPrint): Point[] {
  const [surrounded, count] = [print[0]!, print[1]!];
  const rows = new Int16Array(print.buffer, print.byteOffset + 4 * (headWords + surrounded * pointWords));
  const rowLength = rows.length / 3;
  return Array.from({ length: count }, (_, i) => ({
    x: rows[i]! / 8,
    y: rows[rowLength + i]! / 8,
    direction: (rows[2 * rowLength + i]! >> 8) & 255,
  }));
}

function growFrom(
  a: readonly Point[],
  b: readonly Point[],
  seeds: readonly Seed[],
  start: Seed,
  settings: GrowthSettings,
): GrownPairing {
  let pairs = agreeingSeeds(a, b, seeds, start, settings);
  let move = fitted(a, b, pairs, settings);
  for (let round = 0; round < settings.rounds; round++) {
    pairs = oneToOne(candidatesOf(a, b, move, pairs, settings));
    if (pairs.length < 2) break;
    move = fitted(a, b, pairs, settings);
  }
  return { ...move, pairs };
}

/** The seed and the best supported others that the same movement carries, one for each point. */
function agreeingSeeds(
  a: readonly Point[],
  b: readonly Point[],
  seeds: readonly Seed[],
  start: Seed,
  settings: GrowthSettings,
): MatedPoints[] {
  const { startPairs, startShift, startSlope, startTurn } = settings;
  const pairs = [{ a: start.a, b: start.b, squared: 0, turnOff: 0 }];
  let move = fitted(a, b, pairs, settings);
  for (const seed of seeds) {
    if (pairs.length >= startPairs) break;
    if (pairs.some((pair) => pair.a === seed.a || pair.b === seed.b)) continue;
    const [p, q, first] = [a[seed.a]!, b[seed.b]!, a[start.a]!];
    const turned = turnOf(p, q);
    if (cosines[2 * turned]! * move.cos + sines[2 * turned]! * move.sin < Math.cos(startTurn)) continue;
    const { x, y } = displacement(p, q, move);
    const reach = Math.sqrt((p.x - first.x) * (p.x - first.x) + (p.y - first.y) * (p.y - first.y));
    if (Math.sqrt(x * x + y * y) > startShift + startSlope * reach) continue;
    pairs.push({ a: seed.a, b: seed.b, squared: 0, turnOff: 0 });
    move = fitted(a, b, pairs, settings);
  }
  return pairs;
}

const turnOf = (p: Point, q: Point): number => (q.direction - p.direction) & 255;

/** From where the movement carries a point of the first print to a point of the second. */
const displacement = (p: Point, q: Point, { cos, sin, shiftX, shiftY }: Move) => ({
  x: q.x - (cos * p.x - sin * p.y + shiftX),
  y: q.y - (sin * p.x + cos * p.y + shiftY),
});

/** Least squares over positions; directions count as a lever of `directionLever` pixels would. */
function fitted(
  a: readonly Point[],
  b: readonly Point[],
  pairs: readonly MatedPoints[],
  { directionLever }: GrowthSettings,
): Move {
  const mean = (numberOf: (pair: MatedPoints) => number) =>
    pairs.reduce((sum, pair) => sum + numberOf(pair), 0) / pairs.length;
  const [ax, ay] = [mean((pair) => a[pair.a]!.x), mean((pair) => a[pair.a]!.y)];
  const [bx, by] = [mean((pair) => b[pair.b]!.x), mean((pair) => b[pair.b]!.y)];
  const lever = directionLever * directionLever;
  let [along, across] = [0, 0];
  for (const pair of pairs) {
    const [p, q] = [a[pair.a]!, b[pair.b]!];
    const [px, py, qx, qy] = [p.x - ax, p.y - ay, q.x - bx, q.y - by];
    along += px * qx + py * qy + lever * cosines[2 * turnOf(p, q)]!;
    across += px * qy - py * qx + lever * sines[2 * turnOf(p, q)]!;
  }
  const length = Math.sqrt(along * along + across * across) || 1;
  const [cos, sin] = [along / length, across / length];
  return { cos, sin, shiftX: bx - (cos * ax - sin * ay), shiftY: by - (sin * ax + cos * ay) };
}

interface Candidate extends MatedPoints {
  readonly cost: number;
}

/** Costs that differ by less are taken for equal. */
const costUnit = 2 ** -32;

/** Points of the second print that lie about where the movement and the pairs nearby carry a point of the first. */
function candidatesOf(
  a: readonly Point[],
  b: readonly Point[],
  move: Move,
  pairs: readonly MatedPoints[],
  settings: GrowthSettings,
): Candidate[] {
  const { toleranceMost, turnTolerance, bendMost } = settings;
  const displaced = pairs.map((pair) => ({
    ...displacement(a[pair.a]!, b[pair.b]!, move),
    point: a[pair.a]!,
  }));
  const turned = Math.round((Math.atan2(move.sin, move.cos) * 128) / Math.PI);
  const reach = toleranceMost + bendMost;
  return a.flatMap((p, i) => {
    const bend = bendAt(p, displaced, settings);
    return b.flatMap((q, j) => {
      const away = displacement(p, q, move);
      const turnOff = Math.abs(((q.direction - p.direction - turned + 128) & 255) - 128);
      if (Math.abs(away.x) > reach || Math.abs(away.y) > reach || turnOff > turnTolerance) return [];
      const [dx, dy] = [away.x - bend.x, away.y - bend.y];
      const squared = dx * dx + dy * dy;
      if (squared > bend.limit * bend.limit) return [];
      const cost = Math.floor((Math.sqrt(squared) / bend.limit + turnOff / turnTolerance) / costUnit);
      return [{ a: i, b: j, squared, turnOff, cost }];
    });
  });
}

/** How the skin around a point is displaced beside the movement, and how far from there its mate may lie. */
function bendAt(
  here: Point,
  displaced: readonly { readonly point: Point; readonly x: number; readonly y: number }[],
  settings: GrowthSettings,
): { x: number; y: number; limit: number } {
  const { tolerance, toleranceSlope, toleranceMost, bendReach, bendPrior } = settings;
  let [weights, x, y, nearest] = [bendPrior, 0, 0, Infinity];
  for (const pair of displaced) {
    if (pair.point === here) continue;
    const [dx, dy] = [pair.point.x - here.x, pair.point.y - here.y];
    const squared = dx * dx + dy * dy;
    nearest = Math.min(nearest, squared);
    const near = (bendReach * bendReach) / (bendReach * bendReach + squared);
    weights += near * near;
    x += near * near * pair.x;
    y += near * near * pair.y;
  }
  const limit = Math.min(toleranceMost, tolerance + toleranceSlope * Math.sqrt(nearest));
  return { x: x / weights, y: y / weights, limit };
}

/** The cheapest candidates first, each point once; of equally cheap ones that which was found first. */
function oneToOne(candidates: readonly Candidate[]): MatedPoints[] {
  const [takenA, takenB] = [new Set<number>(), new Set<number>()];
  return candidates
    .toSorted((one, other) => one.cost - other.cost)
    .flatMap(({ a, b, squared, turnOff }) => {
      if (takenA.has(a) || takenB.has(b)) return [];
      takenA.add(a);
      takenB.add(b);
      return [{ a, b, squared, turnOff }];
    });
}
