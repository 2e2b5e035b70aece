import { comparison } from '../../parameters.ts';
import type { MinutiaPoints } from './prepared-template.ts';

/** A turn and a shift that carry the first print onto the second: pixels at 500 dpi, y down. */
export class Movement {
  readonly cos: number;
  readonly sin: number;
  readonly shiftX: number;
  readonly shiftY: number;
  /** Radians, clockwise as the picture is seen. */
  readonly turn: number;

  constructor(cos: number, sin: number, shiftX: number, shiftY: number) {
    this.cos = cos;
    this.sin = sin;
    this.shiftX = shiftX;
    this.shiftY = shiftY;
    this.turn = Math.atan2(sin, cos);
  }

  x(x: number, y: number): number {
    return this.cos * x - this.sin * y + this.shiftX;
  }

  y(x: number, y: number): number {
    return this.sin * x + this.cos * y + this.shiftY;
  }

  /** The movement of the second print onto the first. */
  inverse(): Movement {
    const { cos, sin, shiftX, shiftY } = this;
    return new Movement(cos, -sin, -(cos * shiftX + sin * shiftY), sin * shiftX - cos * shiftY);
  }
}

/** Least squares over positions; directions count as a lever of `directionLever` pixels would. */
export function fitMovement(
  a: MinutiaPoints,
  b: MinutiaPoints,
  pairs: readonly { readonly a: number; readonly b: number }[],
): Movement {
  let [ax, ay, bx, by] = [0, 0, 0, 0];
  for (const pair of pairs) {
    ax += a.x[pair.a]! / pairs.length;
    ay += a.y[pair.a]! / pairs.length;
    bx += b.x[pair.b]! / pairs.length;
    by += b.y[pair.b]! / pairs.length;
  }
  const lever = comparison.growth.directionLever ** 2;
  let [along, across] = [0, 0];
  for (const pair of pairs) {
    const [px, py] = [a.x[pair.a]! - ax, a.y[pair.a]! - ay];
    const [qx, qy] = [b.x[pair.b]! - bx, b.y[pair.b]! - by];
    const turn = b.angle[pair.b]! - a.angle[pair.a]!;
    along += px * qx + py * qy + lever * Math.cos(turn);
    across += px * qy - py * qx + lever * Math.sin(turn);
  }
  const length = Math.sqrt(along * along + across * across) || 1;
  const [cos, sin] = [along / length, across / length];
  return new Movement(cos, sin, bx - (cos * ax - sin * ay), by - (sin * ax + cos * ay));
}
