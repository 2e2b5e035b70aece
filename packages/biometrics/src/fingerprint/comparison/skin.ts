import { comparison } from '../../parameters.ts';
import type { FingerprintTemplate } from '../template.ts';
import type { MinutiaPoints } from './prepared-template.ts';

/** Where a finger touched the glass, in square cells from the top left corner of the picture. */
export interface SkinMap {
  /** Side of a cell in pixels at 500 dpi. */
  readonly cell: number;
  readonly columns: number;
  readonly rows: number;
  /** 1 where it touched. */
  readonly cells: Uint8Array;
}

/** Where the ridge map has ridges, or without one the points' convex hull and a margin around it. */
export function skinOf(template: FingerprintTemplate, points: MinutiaPoints): SkinMap {
  const { ridges } = template;
  if (!ridges) return skinOfHull(template, hullOf(points));
  const { cell, columns, rows, period } = ridges;
  return { cell, columns, rows, cells: Uint8Array.from(period, (value) => (value > 0 ? 1 : 0)) };
}

/** Whether the finger touched the glass at a place in pixels at 500 dpi. */
export function isSkin({ cell, columns, rows, cells }: SkinMap, x: number, y: number): boolean {
  if (x < 0 || y < 0) return false;
  const [column, row] = [(x / cell) | 0, (y / cell) | 0];
  return column < columns && row < rows && cells[row * columns + column] === 1;
}

type Corner = readonly [number, number];

function skinOfHull({ width, height }: FingerprintTemplate, hull: readonly Corner[]): SkinMap {
  const cell = comparison.hullCell;
  const [columns, rows] = [Math.ceil(width / cell), Math.ceil(height / cell)];
  const cells = new Uint8Array(columns * rows);
  for (let i = 0; i < cells.length; i++) {
    const [x, y] = [((i % columns) + 0.5) * cell, (Math.floor(i / columns) + 0.5) * cell];
    cells[i] = isNear(hull, x, y) ? 1 : 0;
  }
  return { cell, columns, rows, cells };
}

function isNear(hull: readonly Corner[], x: number, y: number): boolean {
  let inside = hull.length > 2;
  for (let i = 0; i < hull.length; i++) {
    const [a, b] = [hull[i]!, hull[(i + 1) % hull.length]!];
    if ((b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]) < 0) inside = false;
    if (distanceToSegment(x, y, a, b) <= comparison.hullMargin) return true;
  }
  return inside;
}

function distanceToSegment(x: number, y: number, a: Corner, b: Corner): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const squared = dx * dx + dy * dy;
  const part = squared === 0 ? 0 : ((x - a[0]) * dx + (y - a[1]) * dy) / squared;
  const t = Math.max(0, Math.min(1, part));
  return Math.sqrt((x - a[0] - t * dx) ** 2 + (y - a[1] - t * dy) ** 2);
}

/** Andrew's monotone chain, in the sense in which `isNear` calls the left side inside. */
function hullOf(points: MinutiaPoints): Corner[] {
  const sorted = Array.from({ length: points.count }, (_, i): Corner => [points.x[i]!, points.y[i]!]);
  sorted.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const chain = (list: readonly Corner[]): Corner[] => {
    const corners: Corner[] = [];
    for (const point of list) {
      while (corners.length > 1 && !isLeftTurn(corners.at(-2)!, corners.at(-1)!, point)) corners.pop();
      corners.push(point);
    }
    return corners.slice(0, -1);
  };
  return sorted.length < 2 ? sorted : [...chain(sorted), ...chain(sorted.toReversed())];
}

const isLeftTurn = (a: Corner, b: Corner, c: Corner): boolean =>
  (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) > 0;
