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
  /** Cells in which both ridge maps know how the ridges run; 0 where one has none. */
  readonly cells: number;
  /** Mean of cos 2Δ between the ridges of those cells: 1 the same, 0 unrelated. */
  readonly flow: number;
  /** Mean of |ln| of the ratio of their periods. */
  readonly stretch: number;
}

export function overlapOf(a: PreparedTemplate, b: PreparedTemplate, movement: Movement): Overlap {
  const back = movement.inverse();
  return {
    area: sharedArea(a.skin, b.skin, movement),
    pointsA: pointsOn(b.skin, a, movement),
    pointsB: pointsOn(a.skin, b, back),
    ...ridgeAgreement(a, b, movement),
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

const cosines = Float64Array.from({ length: 256 }, (_, i) => Math.cos((i * 2 * Math.PI) / 256));
const logs = Float64Array.from({ length: 256 }, (_, i) => Math.log(Math.max(1, i)));

function ridgeAgreement(
  a: PreparedTemplate,
  b: PreparedTemplate,
  movement: Movement,
): Pick<Overlap, 'cells' | 'flow' | 'stretch'> {
  const [from, to] = [a.template.ridges, b.template.ridges];
  if (!from || !to) return { cells: 0, flow: 0, stretch: 0 };
  // Orientations count half turns counter-clockwise, turns go clockwise: 256 units are half a turn.
  const turn = Math.round((movement.turn * 256) / Math.PI);
  let [cells, flow, stretch] = [0, 0, 0];
  for (let row = 0, i = 0; row < from.rows; row++)
    for (let column = 0; column < from.columns; column++, i++) {
      if (from.period[i] === 0) continue;
      const x: number = (column + 0.5) * from.cell;
      const y: number = (row + 0.5) * from.cell;
      const toX: number = movement.x(x, y);
      const toY: number = movement.y(x, y);
      if (toX < 0 || toY < 0) continue;
      const toColumn: number = Math.floor(toX / to.cell);
      const toRow: number = Math.floor(toY / to.cell);
      if (toColumn >= to.columns || toRow >= to.rows) continue;
      const j = toRow * to.columns + toColumn;
      if (to.period[j] === 0) continue;
      cells++;
      flow += cosines[(to.orientation[j]! - from.orientation[i]! + turn) & 255]!;
      stretch += Math.abs(logs[to.period[j]!]! - logs[from.period[i]!]!);
    }
  return cells === 0 ? { cells, flow, stretch } : { cells, flow: flow / cells, stretch: stretch / cells };
}
