import { extraction } from '../../parameters.ts';
import { type Minutia, minutiaKind, positionUnits } from '../template.ts';
import { inward, orientationAt } from './clean-skeleton.ts';
import type { RidgeField } from './ridge-field.ts';
import type { Skeleton, SkeletonNode } from './skeleton.ts';

/** A place that was not taken for a minutia, in pixels. */
export interface RemovedPoint {
  readonly x: number;
  readonly y: number;
  readonly reason: 'knot' | 'border' | 'edge of the print';
}

/** Ends and forks of the cleaned skeleton as points of a template, and those that were left out. */
export function minutiaeOf(
  skeleton: Skeleton,
  field: RidgeField,
  width: number,
  height: number,
): { kept: Minutia[]; removed: RemovedPoint[] } {
  const distance = distanceToEdge(field);
  const kept: Minutia[] = [];
  const removed: RemovedPoint[] = [];
  for (const node of skeleton.nodes) {
    const depth = distance[squareOf(field, node)]!;
    const reason = removalOf(skeleton, field, node, depth);
    if (reason) removed.push({ x: node.x, y: node.y, reason });
    else kept.push(minutiaOf(skeleton, field, node, depth, width, height));
  }
  return { kept, removed };
}

function removalOf(
  skeleton: Skeleton,
  field: RidgeField,
  node: SkeletonNode,
  depth: number,
): RemovedPoint['reason'] | undefined {
  if (node.edges.size !== 1 && node.edges.size !== 3) return 'knot';
  if (depth < extraction.borderNone) return 'border';
  const outward = angleOf(skeleton, field, node) + Math.PI;
  return leavesRidges(field, node, Math.cos(outward), -Math.sin(outward)) ? 'edge of the print' : undefined;
}

function minutiaOf(
  skeleton: Skeleton,
  field: RidgeField,
  node: SkeletonNode,
  depth: number,
  width: number,
  height: number,
): Minutia {
  const { borderNone, borderFull, edgeTrust, clearCoherence } = extraction;
  const inside = Math.min(1, (depth - borderNone) / (borderFull - borderNone));
  const clear = Math.min(1, field.coherence[squareOf(field, node)]! / clearCoherence);
  return {
    x: Math.max(0, Math.min(width, node.x)) * positionUnits,
    y: Math.max(0, Math.min(height, node.y)) * positionUnits,
    direction: Math.round((angleOf(skeleton, field, node) / (2 * Math.PI)) * 256) & 255,
    kind: node.edges.size === 1 ? minutiaKind.ending : minutiaKind.fork,
    reliability: Math.max(1, Math.round(100 * clear * (edgeTrust + (1 - edgeTrust) * inside))),
  };
}

/** Direction of a minutia in radians: along the ridges of its place, to the side that its own lines say. */
function angleOf(skeleton: Skeleton, field: RidgeField, node: SkeletonNode): number {
  const toward = node.edges.size === 1 ? endDirection(skeleton, node) : forkDirection(skeleton, node);
  const angle = orientationAt(field, node.x, node.y);
  return toward.x * Math.cos(angle) - toward.y * Math.sin(angle) >= 0 ? angle : angle + Math.PI;
}

/** Whether the ridges end soon outside of a point: then it is the edge of the print that was found. */
function leavesRidges(field: RidgeField, { x, y }: SkeletonNode, dx: number, dy: number): boolean {
  for (let reach = 4; reach <= extraction.borderReach; reach += 4)
    if (!isInside(field, x + reach * dx, y + reach * dy)) return true;
  return false;
}

const isInside = ({ columns, rows, mask }: RidgeField, x: number, y: number): boolean => {
  const [c, r] = [Math.floor(x / extraction.step), Math.floor(y / extraction.step)];
  return c >= 0 && r >= 0 && c < columns && r < rows && mask[r * columns + c] === 1;
};

const squareOf = ({ columns, rows }: RidgeField, { x, y }: SkeletonNode): number =>
  Math.min(rows - 1, Math.floor(y / extraction.step)) * columns +
  Math.min(columns - 1, Math.floor(x / extraction.step));

const endDirection = (skeleton: Skeleton, node: SkeletonNode) =>
  inward(skeleton, node, [...node.edges][0]!, extraction.directionReach);

/** Into the valley: away from the line that is least like the other two. */
function forkDirection(skeleton: Skeleton, node: SkeletonNode): { x: number; y: number } {
  const ways = [...node.edges].map((edge) => inward(skeleton, node, edge, extraction.directionReach));
  const alike = (i: number) => {
    const [a, b] = [ways[(i + 1) % 3]!, ways[(i + 2) % 3]!];
    return a.x * b.x + a.y * b.y;
  };
  const stem = [0, 1, 2].reduce((best, i) => (alike(i) > alike(best) ? i : best));
  return { x: -ways[stem]!.x, y: -ways[stem]!.y };
}

/** Pixels from each square of the field to the nearest one without ridges, by chamfer steps of 3 and 4 thirds. */
function distanceToEdge({ columns, rows, mask }: RidgeField): Float64Array {
  const out = new Float64Array(columns * rows);
  const near = (c: number, r: number) =>
    c < 0 || r < 0 || c >= columns || r >= rows ? 0 : out[r * columns + c]!;
  const relax = (c: number, r: number, way: number) => {
    const p = r * columns + c;
    const straight = Math.min(near(c - way, r), near(c, r - way)) + extraction.step;
    const slant = Math.min(near(c - way, r - way), near(c + way, r - way)) + extraction.step * Math.SQRT2;
    out[p] = Math.min(out[p]!, straight, slant);
  };
  for (let p = 0; p < out.length; p++) out[p] = mask[p] ? 1e6 : 0;
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) relax(c, r, 1);
  for (let r = rows - 1; r >= 0; r--) for (let c = columns - 1; c >= 0; c--) relax(c, r, -1);
  return out;
}
