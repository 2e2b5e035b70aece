import { comparison } from '../../parameters.ts';
import type { MinutiaPoints } from './prepared-template.ts';
import { isSkin, type SkinMap } from './skin.ts';

/**
 * A minutia cylinder in bits, after Cappelli, Ferrara and Maltoni, "Minutia Cylinder-Code" (TPAMI 2010): what
 * surrounds a point, seen from it and turned with it, so that two touches of one finger give alike cylinders
 * wherever and however they lie.
 *
 * The 52 cells of an eight by eight grid that lie in the circle, six floors of 60° each; a bit is set where a
 * neighbour stands near that cell and differs by about that angle. The first word pair says which cells lie on the
 * skin; the floors follow, 52 bits each without gaps.
 */
export const cylinderWords = 12;
const knownWords = 2;
const side = 8;
const floors = 6;
/** Beyond so many deviations a neighbour adds nothing that matters. */
const cutOff = 3;

/** Middle of each cell in the circle, along the point's direction and across, as a part of the radius. */
const cells = Array.from({ length: side * side }, (_, cell) => ({
  along: ((cell % side) + 0.5) * (2 / side) - 1,
  across: (Math.floor(cell / side) + 0.5) * (2 / side) - 1,
})).filter(({ along, across }) => along * along + across * across <= 1);

/** Fills `words` with the cylinder of one point, low word first. */
export function fillCylinder(words: Int32Array, points: MinutiaPoints, centre: number, skin: SkinMap): void {
  const { radius, groundSpread } = comparison.cylinder;
  const neighbours = neighboursOf(points, centre, radius + cutOff * groundSpread);
  const [cos, sin] = [Math.cos(points.angle[centre]!), Math.sin(points.angle[centre]!)];
  const heights = new Float64Array(floors);
  cells.forEach((cell, number) => {
    const [along, across] = [cell.along * radius, cell.across * radius];
    const x = points.x[centre]! + cos * along - sin * across;
    const y = points.y[centre]! + sin * along + cos * across;
    if (!isSkin(skin, x, y)) return;
    setBit(words, number);
    heights.fill(0);
    for (const neighbour of neighbours) addNeighbour(heights, neighbour, x, y);
    for (let floor = 0; floor < floors; floor++)
      if (heights[floor]! >= comparison.cylinder.threshold)
        setBit(words, 32 * knownWords + cells.length * floor + number);
  });
}

function setBit(words: Int32Array, bit: number): void {
  words[bit >> 5]! |= 1 << (bit & 31);
}

interface Neighbour {
  readonly x: number;
  readonly y: number;
  /** What it gives to each floor at the place where it stands. */
  readonly onFloors: Float64Array;
}

function neighboursOf(points: MinutiaPoints, centre: number, reach: number): Neighbour[] {
  const { count, x, y, angle } = points;
  const near: Neighbour[] = [];
  for (let j = 0; j < count; j++) {
    const [dx, dy] = [x[j]! - x[centre]!, y[j]! - y[centre]!];
    if (j === centre || dx * dx + dy * dy > reach * reach) continue;
    near.push({ x: x[j]!, y: y[j]!, onFloors: floorsOf(angle[j]! - angle[centre]!) });
  }
  return near;
}

function floorsOf(difference: number): Float64Array {
  const { angleSpread } = comparison.cylinder;
  const onFloors = new Float64Array(floors);
  for (let floor = 0; floor < floors; floor++) {
    const turn = turnBetween(difference, ((floor + 0.5) * 2 * Math.PI) / floors - Math.PI) / angleSpread;
    onFloors[floor] = Math.exp((-turn * turn) / 2);
  }
  return onFloors;
}

function addNeighbour(
  heights: Float64Array,
  { x: nx, y: ny, onFloors }: Neighbour,
  x: number,
  y: number,
): void {
  const { groundSpread } = comparison.cylinder;
  const [dx, dy] = [nx - x, ny - y];
  const squared = (dx * dx + dy * dy) / (groundSpread * groundSpread);
  if (squared > cutOff * cutOff) return;
  const near = Math.exp(-squared / 2);
  for (let floor = 0; floor < floors; floor++) heights[floor]! += near * onFloors[floor]!;
}

/** The angle from b to a in −π … π. */
export function turnBetween(a: number, b: number): number {
  const turn = a - b;
  return turn - 2 * Math.PI * Math.round(turn / (2 * Math.PI));
}
