// AssemblyScript: the one movement that carries the paired points of a print onto those of another.

import { Growth, Pairing, pairAt } from './pairing-records';

/** Of 512 directions, as the twin has them. */
let cosines: usize;
let sines: usize;

export function useTables(tables: usize): void {
  cosines = tables;
  sines = tables + 4096;
}

/** How far a turn in the tables agrees with the movement's, 1 if they are the same. */
export function agreement(pairing: Pairing, turned: u32): f64 {
  return load<f64>(cosines + <usize>turned) * pairing.cos + load<f64>(sines + <usize>turned) * pairing.sin;
}

export function fitMovement(pairing: Pairing, growth: Growth): void {
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

/** How far each pair's point of the second print lies from where the movement carries that of the first. */
export function displacePairs(pairing: Pairing): void {
  for (let k = 0; k < <i32>pairing.count; k++) {
    const pair = pairAt(pairing, k);
    pair.displacedX = pair.bx - (pairing.cos * pair.ax - pairing.sin * pair.ay + pairing.shiftX);
    pair.displacedY = pair.by - (pairing.sin * pair.ax + pairing.cos * pair.ay + pairing.shiftY);
  }
}
