import type { Movement } from './movement.ts';
import type { MinutiaPoints, PreparedTemplate } from './prepared-template.ts';
import { isSkin, type SkinMap } from './skin.ts';

/** What two prints have in common once the first is moved onto the second. */
export interface Overlap {
  /** Area in px² at 500 dpi that both fingers touched. */
  readonly area: number;
  /** Points of each print that lie on the other's skin. */
  readonly pointsA: number;
  readonly pointsB: number;
}

/** Moves the first print onto the second and the other way round, and counts. */
export function overlapOf(a: PreparedTemplate, b: PreparedTemplate, movement: Movement): Overlap {
  const back = movement.inverse();
  return {
    area: sharedArea(a.skin, b.skin, movement),
    pointsA: pointsOn(b.skin, a, movement),
    pointsB: pointsOn(a.skin, b, back),
  };
}

function sharedArea(a: SkinMap, b: SkinMap, movement: Movement): number {
  let shared = 0;
  for (let row = 0, i = 0; row < a.rows; row++)
    for (let column = 0; column < a.columns; column++, i++) {
      if (a.cells[i] === 0) continue;
      const [x, y] = [(column + 0.5) * a.cell, (row + 0.5) * a.cell];
      if (isSkin(b, movement.x(x, y), movement.y(x, y))) shared++;
    }
  return shared * a.cell * a.cell;
}

function pointsOn(skin: SkinMap, points: MinutiaPoints, movement: Movement): number {
  let inside = 0;
  for (let i = 0; i < points.count; i++) {
    const [x, y] = [points.x[i]!, points.y[i]!];
    if (isSkin(skin, movement.x(x, y), movement.y(x, y))) inside++;
  }
  return inside;
}
