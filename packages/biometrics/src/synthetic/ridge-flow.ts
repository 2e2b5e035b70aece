import { growth } from '../parameters.ts';
import type { OrientationField } from './orientation-field.ts';

/** How ridges run and how far apart they lie, each as far as the other asks for it. */
export interface RidgeFlow {
  /** Radians that the plain pattern is turned by at a place; x to the right, y up from the middle of the canvas. */
  turnAt(x: number, y: number): number;
  /** The logarithm of how much wider ridges lie there than elsewhere. */
  widthAt(x: number, y: number): number;
}

const { cell } = growth.flow;
const [columns, rows] = [Math.ceil(growth.width / cell), Math.ceil(growth.height / cell)];
const cells = columns * rows;

/**
 * Bends a plain pattern so that its ridges fan out less, and lets them lie wider where they do. Whatever is left must
 * be filled by ridges that begin or end there, all facing the same way: then fingers of one pattern have their points
 * alike. Along a ridge of direction t, across it n, the logarithm u of the distance should grow by the divergence
 * n·∇θ of its direction θ, which a turn δ changes by n·∇δ:
 *
 *     Σ (t·∇u − n·∇δ − n·∇θ)² + stiffness (|∇u|² + |∇δ|²) + (u / reach)² + (δ / reach)²
 *
 * is made least by conjugate gradients over a grid of cells.
 */
export function relaxedFlow(field: OrientationField): RidgeFlow {
  const plain = plainFlow(field);
  const rest = adjoint(plain, plain.fanning);
  const found = new Float64Array(2 * cells);
  const step = rest.slice();
  let squared = dot(rest, rest);
  for (let round = 0; round < growth.flow.rounds; round++) {
    const image = applied(plain, step);
    const length = squared / (dot(step, image) || 1);
    for (let i = 0; i < found.length; i++) {
      found[i]! += length * step[i]!;
      rest[i]! -= length * image[i]!;
    }
    const next = dot(rest, rest);
    for (let i = 0; i < found.length; i++) step[i] = rest[i]! + (next / (squared || 1)) * step[i]!;
    squared = next;
  }
  const [width, turn] = [found.subarray(0, cells), found.subarray(cells)];
  return {
    turnAt: (x, y) => between(turn, x, y),
    widthAt: (x, y) => between(width, x, y),
  };
}

interface PlainFlow {
  /** Direction of the ridge in each cell, y up. */
  readonly cos: Float64Array;
  readonly sin: Float64Array;
  /** Its divergence, per cell. */
  readonly fanning: Float64Array;
}

function plainFlow(field: OrientationField): PlainFlow {
  const [cos, sin, fanning] = [new Float64Array(cells), new Float64Array(cells), new Float64Array(cells)];
  const { most } = growth.flow;
  for (let i = 0; i < cells; i++) {
    const x = ((i % columns) + 0.5) * cell - growth.width / 2;
    const y = growth.height / 2 - (Math.floor(i / columns) + 0.5) * cell;
    const angle = field.angleAt(x, y);
    const across = turnBetween(field.angleAt(x + cell / 2, y), field.angleAt(x - cell / 2, y));
    const upward = turnBetween(field.angleAt(x, y + cell / 2), field.angleAt(x, y - cell / 2));
    cos[i] = Math.cos(angle);
    sin[i] = Math.sin(angle);
    fanning[i] = Math.max(-most, Math.min(most, cos[i]! * upward - sin[i]! * across));
  }
  return { cos, sin, fanning };
}

/** From one orientation to another, the shorter way round. */
function turnBetween(to: number, from: number): number {
  const turn = to - from;
  return turn - Math.PI * Math.round(turn / Math.PI);
}

/** The left side of the normal equations. */
function applied(plain: PlainFlow, values: Float64Array): Float64Array {
  const out = adjoint(plain, mismatch(plain, values));
  const { stiffness, reach } = growth.flow;
  for (let i = 0; i < values.length; i++) {
    out[i]! += values[i]! * (cell / reach) ** 2;
    if ((i + 1) % columns !== 0) resist(out, values, i, i + 1, stiffness);
    if ((i % cells) + columns < cells) resist(out, values, i, i + columns, stiffness);
  }
  return out;
}

function resist(out: Float64Array, values: Float64Array, i: number, j: number, stiffness: number): void {
  const pull = stiffness * (values[i]! - values[j]!);
  out[i]! += pull;
  out[j]! -= pull;
}

const isInside = (i: number): boolean =>
  i >= columns && i < cells - columns && i % columns !== 0 && (i + 1) % columns !== 0;

/** t·∇u − n·∇δ in each cell, by the difference of its neighbours; 0 at the rim. */
function mismatch({ cos, sin }: PlainFlow, values: Float64Array): Float64Array {
  const out = new Float64Array(cells);
  for (let i = 0; i < cells; i++) {
    if (!isInside(i)) continue;
    const d = cells + i;
    const [ux, uy] = [values[i + 1]! - values[i - 1]!, values[i - columns]! - values[i + columns]!];
    const [dx, dy] = [values[d + 1]! - values[d - 1]!, values[d - columns]! - values[d + columns]!];
    out[i] = (cos[i]! * ux + sin[i]! * uy + sin[i]! * dx - cos[i]! * dy) / 2;
  }
  return out;
}

/** The transpose of `mismatch`. */
function adjoint({ cos, sin }: PlainFlow, values: Float64Array): Float64Array {
  const out = new Float64Array(2 * cells);
  for (let i = 0; i < cells; i++) {
    if (!isInside(i)) continue;
    const d = cells + i;
    const [c, s] = [(cos[i]! * values[i]!) / 2, (sin[i]! * values[i]!) / 2];
    out[i + 1]! += c;
    out[i - 1]! -= c;
    out[i - columns]! += s;
    out[i + columns]! -= s;
    out[d + 1]! += s;
    out[d - 1]! -= s;
    out[d - columns]! -= c;
    out[d + columns]! += c;
  }
  return out;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Straight lines between the middles of cells. */
function between(grid: Float64Array, x: number, y: number): number {
  const c = Math.max(0, Math.min(columns - 1.001, (x + growth.width / 2) / cell - 0.5));
  const r = Math.max(0, Math.min(rows - 1.001, (growth.height / 2 - y) / cell - 0.5));
  const i = (r | 0) * columns + (c | 0);
  const [fx, fy] = [c - (c | 0), r - (r | 0)];
  const upper = grid[i]! + (grid[i + 1]! - grid[i]!) * fx;
  const lower = grid[i + columns]! + (grid[i + columns + 1]! - grid[i + columns]!) * fx;
  return upper + (lower - upper) * fy;
}
