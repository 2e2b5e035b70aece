import { neighbourhood } from '../kernels/extraction-twin.ts';

/** A place where a line ends (one edge), forks (three), or was left after cleaning (others). */
export interface SkeletonNode {
  readonly x: number;
  readonly y: number;
  readonly edges: Set<SkeletonEdge>;
}

/** A line between two nodes; its pixels as indices, from `from` to `to`, without the nodes' own. */
export interface SkeletonEdge {
  from: SkeletonNode;
  to: SkeletonNode;
  path: number[];
}

/** Lines one pixel wide as a graph. Lines that close upon themselves have no node and are left out. */
export class Skeleton {
  readonly width: number;
  readonly nodes = new Set<SkeletonNode>();
  readonly #steps: readonly number[];

  constructor(ink: Uint8Array, width: number) {
    this.width = width;
    this.#steps = stepsOf(width);
    const owner = new Map<number, SkeletonNode>();
    for (let i = 0; i < ink.length; i++)
      if (ink[i] && !owner.has(i) && countOf(ink, width, i) !== 2) this.#addCluster(ink, i, owner);
    const walked = new Uint8Array(ink.length);
    for (const [i, node] of owner)
      for (const next of around(ink, width, i))
        if (!owner.has(next) && !walked[next]) this.#walk(ink, node, i, next, owner, walked);
  }

  /** Node pixels that touch each other are one node in their middle. */
  #addCluster(ink: Uint8Array, start: number, owner: Map<number, SkeletonNode>): void {
    const members = [start];
    const seen = new Set(members);
    for (let i = 0; i < members.length; i++)
      for (const next of around(ink, this.width, members[i]!))
        if (!seen.has(next) && countOf(ink, this.width, next) > 2) {
          seen.add(next);
          members.push(next);
        }
    const sum = (of: (i: number) => number) => members.reduce((all, i) => all + of(i), 0) / members.length;
    const node: SkeletonNode = {
      x: sum((i) => i % this.width),
      y: sum((i) => Math.floor(i / this.width)),
      edges: new Set(),
    };
    this.nodes.add(node);
    for (const i of members) owner.set(i, node);
  }

  #walk(
    ink: Uint8Array,
    node: SkeletonNode,
    start: number,
    first: number,
    owner: Map<number, SkeletonNode>,
    walked: Uint8Array,
  ): void {
    const path: number[] = [];
    let [previous, at] = [start, first];
    while (!owner.has(at)) {
      path.push(at);
      walked[at] = 1;
      const next = this.#wayOn(ink, node, previous, at, path.length, owner, walked);
      if (next < 0) return;
      [previous, at] = [at, next];
    }
    this.connect(node, owner.get(at)!, path);
  }

  /** The next pixel of a line: a node if one is beside it, else one not walked yet; −1 at a dead end. */
  #wayOn(
    ink: Uint8Array,
    node: SkeletonNode,
    previous: number,
    at: number,
    length: number,
    owner: Map<number, SkeletonNode>,
    walked: Uint8Array,
  ): number {
    let onward = -1;
    for (const step of this.#steps) {
      const next = at + step;
      if (!ink[next] || next === previous || walked[next]) continue;
      const end = owner.get(next);
      if (end && (end !== node || length > 2)) return next;
      if (!end && onward < 0) onward = next;
    }
    return onward;
  }

  connect(from: SkeletonNode, to: SkeletonNode, path: number[]): SkeletonEdge {
    const edge: SkeletonEdge = { from, to, path };
    from.edges.add(edge);
    to.edges.add(edge);
    return edge;
  }

  /** Takes a line out; a node that is left with two lines becomes part of one. */
  remove(edge: SkeletonEdge): void {
    edge.from.edges.delete(edge);
    edge.to.edges.delete(edge);
    this.smooth(edge.from);
    if (edge.to !== edge.from) this.smooth(edge.to);
  }

  /** Joins the two lines of a node of two; forgets a node of none. */
  smooth(node: SkeletonNode): void {
    if (node.edges.size === 0) this.nodes.delete(node);
    if (node.edges.size !== 2) return;
    const [one, other] = [...node.edges] as [SkeletonEdge, SkeletonEdge];
    if (one === other || one.from === one.to || other.from === other.to) return;
    this.nodes.delete(node);
    const before = pathFrom(one, otherEnd(one, node));
    const after = pathFrom(other, node);
    const [a, b] = [otherEnd(one, node), otherEnd(other, node)];
    a.edges.delete(one);
    b.edges.delete(other);
    this.connect(a, b, [...before, Math.round(node.y) * this.width + Math.round(node.x), ...after]);
  }
}

export const otherEnd = (edge: SkeletonEdge, node: SkeletonNode): SkeletonNode =>
  edge.from === node ? edge.to : edge.from;

/** The pixels of a line as met when leaving `node`. */
export const pathFrom = (edge: SkeletonEdge, node: SkeletonNode): number[] =>
  edge.from === node ? edge.path : edge.path.toReversed();

/** Ways to the eight neighbours, straight ones first. */
const stepsOf = (width: number) => [-width, 1, width, -1, -width + 1, width + 1, width - 1, -width - 1];

const around = (ink: Uint8Array, width: number, i: number): number[] =>
  stepsOf(width)
    .map((step) => i + step)
    .filter((j) => ink[j]);

const bitCount = Uint8Array.from({ length: 256 }, (_, n) => n.toString(2).replaceAll('0', '').length);

const countOf = (ink: Uint8Array, width: number, i: number): number =>
  bitCount[neighbourhood(ink, width, i)]!;
