import { pointVote as parameters } from '../../parameters.ts';
import { type FingerprintTemplate, positionUnits } from '../template.ts';

/** The most reliable points of a print around their middle: pixels, y down; directions in 1/256 turn. */
export interface PointCloud {
  readonly count: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly direction: Uint8Array;
  readonly wheel: Wheel;
}

/** The points of a cloud in the order of their directions, twice round, so that any arc of directions is one stretch. */
interface Wheel {
  /** Index in the cloud. */
  readonly point: Uint8Array;
  /** For each direction of two turns the first place of `point` that reaches it. */
  readonly first: Uint8Array;
}

/** The points of a print, around their own middle. */
export function cloudOf({ minutiae }: FingerprintTemplate): PointCloud {
  const count = Math.min(minutiae.count, parameters.points);
  const [x, y] = [new Float64Array(count), new Float64Array(count)];
  const direction = new Uint8Array(count);
  let [middleX, middleY] = [0, 0];
  for (let i = 0; i < count; i++) {
    x[i] = minutiae.x[i]! / positionUnits;
    y[i] = minutiae.y[i]! / positionUnits;
    direction[i] = minutiae.direction[i]!;
    middleX += x[i]! / count;
    middleY += y[i]! / count;
  }
  for (let i = 0; i < count; i++) {
    x[i]! -= middleX;
    y[i]! -= middleY;
  }
  return { count, x, y, direction, wheel: wheelOf(direction) };
}

function wheelOf(direction: Uint8Array): Wheel {
  const count = direction.length;
  const first = new Uint8Array(513);
  for (let i = 0; i < count; i++) first[direction[i]! + 1]!++;
  for (let d = 0; d < 256; d++) first[d + 1]! += first[d]!;
  for (let d = 0; d < 256; d++) first[d + 257] = first[d + 1]! + count;
  const next = first.slice(0, 256);
  const point = new Uint8Array(2 * count);
  for (let i = 0; i < count; i++) {
    const place = next[direction[i]!]!++;
    point[place] = i;
    point[place + count] = i;
  }
  return { point, first };
}

const { turns, turnStep, places, placeStep, turnReach } = parameters;
const [halfTurns, halfPlaces] = [turns / 2, places / 2];
const votes = new Uint16Array(turns * places * places);
const cosine = Float64Array.from({ length: 256 }, (_, i) => Math.cos((i * 2 * Math.PI) / 256));
const sine = Float64Array.from({ length: 256 }, (_, i) => Math.sin((i * 2 * Math.PI) / 256));

/**
 * A quick look whether two prints could be of one finger: all pairs of points vote for the turn and shift that lays
 * one on the other; under the winner, points that find a partner are counted. 0 and up; strangers seldom reach 3.
 */
export function voteBetween(a: PointCloud, b: PointCloud): number {
  if (a.count === 0 || b.count === 0) return 0;
  castVotes(a, b);
  let best = 0;
  for (let i = 1; i < votes.length; i++) if (votes[i]! > votes[best]!) best = i;
  const paired = pairsUnder(a, b, best);
  return (paired * paired) / Math.sqrt(a.count * b.count);
}

/** Turns that fall between the first and the last bin: from −`widest` to below it. */
const widest = (halfTurns - 0.5) * turnStep;

/** Each pair votes for the nearest two bins in each of the three dimensions. */
function castVotes(a: PointCloud, b: PointCloud): void {
  const { point, first } = b.wheel;
  votes.fill(0);
  for (let i = 0; i < a.count; i++) {
    const from = (a.direction[i]! - widest) & 255;
    for (let k = first[from]!; k < first[from + 2 * widest]!; k++) {
      const j = point[k]!;
      const turn = ((b.direction[j]! - a.direction[i]!) << 24) >> 24;
      const r = turn / turnStep + halfTurns - 0.5;
      const [cos, sin] = [cosine[turn & 255]!, sine[turn & 255]!];
      const u = (b.x[j]! - (a.x[i]! * cos + a.y[i]! * sin)) / placeStep + halfPlaces - 0.5;
      const v = (b.y[j]! - (a.y[i]! * cos - a.x[i]! * sin)) / placeStep + halfPlaces - 0.5;
      if (u < 0 || v < 0 || u >= places - 1 || v >= places - 1) continue;
      const at = ((r | 0) * places + (v | 0)) * places + (u | 0);
      votes[at]!++;
      votes[at + 1]!++;
      votes[at + places]!++;
      votes[at + places + 1]!++;
      const turned = at + places * places;
      votes[turned]!++;
      votes[turned + 1]!++;
      votes[turned + places]!++;
      votes[turned + places + 1]!++;
    }
  }
}

/** How well the points pair under the movement in the middle of a bin, refined once by the pairs themselves. */
function pairsUnder(a: PointCloud, b: PointCloud, bin: number): number {
  const column = bin % places;
  const row = Math.floor(bin / places) % places;
  const turn = (Math.floor(bin / (places * places)) - halfTurns + 0.5) * turnStep;
  const first = pair(a, b, {
    turn,
    x: (column - halfPlaces + 0.5) * placeStep,
    y: (row - halfPlaces + 0.5) * placeStep,
    reach: parameters.roughReach,
  });
  if (first.count < 2) return first.weight;
  return pair(a, b, { ...first, reach: parameters.fineReach }).weight;
}

interface Move {
  /** 1/256 turn, counter-clockwise. */
  readonly turn: number;
  readonly x: number;
  readonly y: number;
}

const taken = new Uint8Array(256);

/** Each point of `a` takes the nearest free point of `b` that looks the same way. */
function pair(a: PointCloud, b: PointCloud, { turn, x, y, reach }: Move & { reach: number }) {
  const whole = Math.round(turn) & 255;
  const [cos, sin] = [cosine[whole]!, sine[whole]!];
  const square = reach * reach;
  const { point, first } = b.wheel;
  taken.fill(0, 0, b.count);
  let [count, weight, sumX, sumY, sumTurn] = [0, 0, 0, 0, 0];
  for (let i = 0; i < a.count; i++) {
    const px = a.x[i]! * cos + a.y[i]! * sin + x;
    const py = a.y[i]! * cos - a.x[i]! * sin + y;
    let [best, nearest] = [-1, square];
    const from = (a.direction[i]! + whole - turnReach) & 255;
    for (let k = first[from]!; k < first[from + 2 * turnReach + 1]!; k++) {
      const j = point[k]!;
      const [dx, dy] = [b.x[j]! - px, b.y[j]! - py];
      const apart = dx * dx + dy * dy;
      if (apart >= nearest || taken[j]) continue;
      best = j;
      nearest = apart;
    }
    if (best < 0) continue;
    taken[best] = 1;
    count++;
    weight += 1 - nearest / (2 * square);
    sumX += b.x[best]! - px;
    sumY += b.y[best]! - py;
    sumTurn += ((b.direction[best]! - a.direction[i]! - whole) << 24) >> 24;
  }
  const share = 1 / Math.max(1, count);
  return { count, weight, turn: whole + sumTurn * share, x: x + sumX * share, y: y + sumY * share };
}
