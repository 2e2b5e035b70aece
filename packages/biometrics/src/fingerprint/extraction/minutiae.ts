import { extraction } from '../../parameters.ts';
import { type Minutia, minutiaKind, positionUnits } from '../template.ts';
import { inward, orientationAt } from './clean-skeleton.ts';
import type { RidgeField } from './ridge-field.ts';
import type { Skeleton, SkeletonNode } from './skeleton.ts';

/** Ends and forks of the cleaned skeleton as points of a template. */
export function minutiaeOf(skeleton: Skeleton, field: RidgeField, width: number, height: number): Minutia[] {
  const distance = distanceToEdge(field);
  const points: Minutia[] = [];
  for (const node of skeleton.nodes) {
    if (node.edges.size !== 1 && node.edges.size !== 3) continue;
    const at = squareOf(field, node);
    const depth = distance[at]!;
    if (depth < extraction.borderNone) continue;
    const toward = node.edges.size === 1 ? endDirection(skeleton, node) : forkDirection(skeleton, node);
    const angle = orientationAt(field, node.x, node.y);
    const forward = toward.x * Math.cos(angle) - toward.y * Math.sin(angle) >= 0;
    const sign = forward ? -1 : 1;
    if (leavesRidges(field, node, sign * Math.cos(angle), sign * -Math.sin(angle))) continue;
    const direction = Math.round(((forward ? angle : angle + Math.PI) / (2 * Math.PI)) * 256) & 255;
    const trust = Math.min(
      1,
      (depth - extraction.borderNone) / (extraction.borderFull - extraction.borderNone),
    );
    const reliability = 100 * Math.min(1, field.coherence[at]! * 1.6) * (0.4 + 0.6 * trust);
    points.push({
      x: Math.max(0, Math.min(width, node.x)) * positionUnits,
      y: Math.max(0, Math.min(height, node.y)) * positionUnits,
      direction,
      kind: node.edges.size === 1 ? minutiaKind.ending : minutiaKind.fork,
      reliability: Math.max(1, Math.round(reliability)),
    });
  }
  return points;
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
