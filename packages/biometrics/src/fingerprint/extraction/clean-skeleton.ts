import { extraction } from '../../parameters.ts';
import type { RidgeField } from './ridge-field.ts';
import { otherEnd, pathFrom, type Skeleton, type SkeletonEdge, type SkeletonNode } from './skeleton.ts';

/** Takes out what noise, pores and creases drew: holes, bridges, spurs, fragments; and closes gaps. */
export function cleanSkeleton(skeleton: Skeleton, field: RidgeField): void {
  for (let round = 0; round < extraction.cleaningRounds; round++) {
    removeHoles(skeleton);
    removeSpurs(skeleton);
    removeBridges(skeleton, field);
    closeGaps(skeleton);
    removeFragments(skeleton);
  }
}

const edgesOf = (skeleton: Skeleton): Set<SkeletonEdge> => {
  const all = new Set<SkeletonEdge>();
  for (const node of skeleton.nodes) for (const edge of node.edges) all.add(edge);
  return all;
};

const isAlive = (edge: SkeletonEdge) => edge.from.edges.has(edge);

/** Two short lines between the same two forks are a pore in one ridge. */
function removeHoles(skeleton: Skeleton): void {
  for (const edge of edgesOf(skeleton)) {
    if (!isAlive(edge) || edge.path.length > extraction.widestHole) continue;
    if (edge.from === edge.to) {
      skeleton.remove(edge);
      continue;
    }
    for (const twin of edge.from.edges)
      if (
        twin !== edge &&
        otherEnd(twin, edge.from) === edge.to &&
        twin.path.length <= extraction.widestHole
      ) {
        skeleton.remove(twin.path.length > edge.path.length ? twin : edge);
        break;
      }
  }
}

const isEnd = (node: SkeletonNode) => node.edges.size === 1;

/** Short lines that leave a ridge and end. */
function removeSpurs(skeleton: Skeleton): void {
  const spurs = [...edgesOf(skeleton)]
    .filter((edge) => edge.path.length < extraction.leastSpur && isEnd(edge.from) !== isEnd(edge.to))
    .sort((a, b) => a.path.length - b.path.length);
  for (const spur of spurs) {
    const fork = isEnd(spur.from) ? spur.to : spur.from;
    if (isAlive(spur) && fork.edges.size > 2) skeleton.remove(spur);
  }
  dropLone(skeleton);
}

function dropLone(skeleton: Skeleton): void {
  for (const node of skeleton.nodes) if (node.edges.size === 0) skeleton.nodes.delete(node);
}

/** Short lines from ridge to ridge across the flow. */
function removeBridges(skeleton: Skeleton, field: RidgeField): void {
  for (const edge of edgesOf(skeleton)) {
    if (!isAlive(edge) || edge.path.length > extraction.widestBridge) continue;
    if (edge.from.edges.size < 3 || edge.to.edges.size < 3 || edge.from === edge.to) continue;
    const [dx, dy] = [edge.to.x - edge.from.x, edge.to.y - edge.from.y];
    const length = Math.hypot(dx, dy);
    const angle = orientationAt(field, (edge.from.x + edge.to.x) / 2, (edge.from.y + edge.to.y) / 2);
    const along = Math.abs(dx * Math.cos(angle) - dy * Math.sin(angle)) / (length || 1);
    if (along < extraction.bridgeAlong) skeleton.remove(edge);
  }
}

/** Orientation of the nearest point, radians counter-clockwise from the right. */
export function orientationAt({ columns, rows, orientation }: RidgeField, x: number, y: number): number {
  const c = Math.max(0, Math.min(columns - 1, Math.floor(x / extraction.step)));
  const r = Math.max(0, Math.min(rows - 1, Math.floor(y / extraction.step)));
  return orientation[r * columns + c]!;
}

/** Unit vector from an end back into its line. */
export function inward(skeleton: Skeleton, node: SkeletonNode, edge: SkeletonEdge, reach: number) {
  const path = pathFrom(edge, node);
  const i = path[Math.min(path.length, reach) - 1];
  const far = otherEnd(edge, node);
  const [x, y] =
    i === undefined || path.length < reach
      ? [far.x, far.y]
      : [i % skeleton.width, Math.floor(i / skeleton.width)];
  const [dx, dy] = [x - node.x, y - node.y];
  const length = Math.hypot(dx, dy) || 1;
  return { x: dx / length, y: dy / length };
}

/** Two ends that look at each other across a narrow gap are one ridge. */
function closeGaps(skeleton: Skeleton): void {
  const { gapReach, gapFacing } = extraction;
  const ends = [...skeleton.nodes].filter(isEnd);
  const pairs: { a: SkeletonNode; b: SkeletonNode; distance: number }[] = [];
  for (let i = 0; i < ends.length; i++)
    for (let j = i + 1; j < ends.length; j++) {
      const [a, b] = [ends[i]!, ends[j]!];
      // Most are far apart, which is seen sooner than how far.
      if (Math.abs(a.x - b.x) > extraction.widestGap) continue;
      const distance = Math.hypot(a.x - b.x, a.y - b.y);
      if (distance <= extraction.widestGap) pairs.push({ a, b, distance });
    }
  pairs.sort((p, q) => p.distance - q.distance);
  for (const { a, b, distance } of pairs) {
    if (!isEnd(a) || !isEnd(b) || !skeleton.nodes.has(a) || !skeleton.nodes.has(b)) continue;
    const [one, other] = [[...a.edges][0]!, [...b.edges][0]!];
    if (one === other) continue;
    const [from, to] = [inward(skeleton, a, one, gapReach), inward(skeleton, b, other, gapReach)];
    const [dx, dy] = [(b.x - a.x) / distance, (b.y - a.y) / distance];
    if (from.x * dx + from.y * dy > -gapFacing || to.x * dx + to.y * dy < gapFacing) continue;
    skeleton.connect(a, b, []);
    skeleton.smooth(a);
    skeleton.smooth(b);
  }
}

function removeFragments(skeleton: Skeleton): void {
  for (const edge of edgesOf(skeleton))
    if (isEnd(edge.from) && isEnd(edge.to) && edge.path.length < extraction.leastFragment)
      skeleton.remove(edge);
  dropLone(skeleton);
}
