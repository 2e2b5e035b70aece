import { neighbourhood } from '../kernels/lines-twin.ts';

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

  constructor(ink: Uint8Array, width: number) {
    this.width = width;
    const tracing = new Tracing(ink, width);
    for (const node of tracing.nodes) this.nodes.add(node);
    for (const { from, to, path } of tracing.lines()) this.connect(from, to, path);
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

const bitCount = Uint8Array.from({ length: 256 }, (_, n) => n.toString(2).replaceAll('0', '').length);

/** The nodes of a picture of lines and the ways between them; its rim must be empty. */
class Tracing {
  readonly nodes: SkeletonNode[] = [];
  readonly #ink: Uint8Array;
  readonly #width: number;
  /** Ways to the eight neighbours, straight ones first. */
  readonly #steps: readonly number[];
  /** Of each pixel one more than the index of its node; 0 on lines and off them. */
  readonly #owner: Int32Array;
  /** Pixels of nodes, in the order in which they were found. */
  readonly #owned: number[] = [];
  readonly #walked: Uint8Array;

  constructor(ink: Uint8Array, width: number) {
    this.#ink = ink;
    this.#width = width;
    this.#steps = [-width, 1, width, -1, -width + 1, width + 1, width - 1, -width - 1];
    this.#owner = new Int32Array(ink.length);
    this.#walked = new Uint8Array(ink.length);
    for (let i = 0; i < ink.length; i++)
      if (ink[i] && !this.#owner[i] && this.#countAt(i) !== 2) this.#addCluster(i);
  }

  #countAt(i: number): number {
    return bitCount[neighbourhood(this.#ink, this.#width, i)]!;
  }

  /** Node pixels that touch each other are one node in their middle. */
  #addCluster(start: number): void {
    const width = this.#width;
    const id = this.nodes.length + 1;
    const members = [start];
    this.#own(start, id);
    let [x, y] = [0, 0];
    for (let k = 0; k < members.length; k++) {
      const i = members[k]!;
      x += i % width;
      y += Math.floor(i / width);
      for (const step of this.#steps) {
        const next = i + step;
        if (!this.#ink[next] || this.#owner[next] === id || this.#countAt(next) <= 2) continue;
        this.#own(next, id);
        members.push(next);
      }
    }
    this.nodes.push({ x: x / members.length, y: y / members.length, edges: new Set() });
  }

  #own(i: number, id: number): void {
    if (this.#owner[i] === 0) this.#owned.push(i);
    this.#owner[i] = id;
  }

  #nodeAt(i: number): SkeletonNode {
    return this.nodes[this.#owner[i]! - 1]!;
  }

  /** Every line from node to node, once. */
  *lines(): Generator<SkeletonEdge> {
    for (const i of this.#owned)
      for (const step of this.#steps) {
        const next = i + step;
        if (!this.#ink[next] || this.#owner[next] || this.#walked[next]) continue;
        const line = this.#walk(i, next);
        if (line) yield line;
      }
  }

  /** The line that leaves a node's pixel by its neighbour `first`; none where it ends in nothing. */
  #walk(start: number, first: number): SkeletonEdge | undefined {
    const from = this.#nodeAt(start);
    const path: number[] = [];
    let [previous, at] = [start, first];
    while (!this.#owner[at]) {
      path.push(at);
      this.#walked[at] = 1;
      const next = this.#wayOn(from, previous, at, path.length);
      if (next < 0) return undefined;
      [previous, at] = [at, next];
    }
    return { from, to: this.#nodeAt(at), path };
  }

  /** The next pixel of a line: a node if one is beside it, else one not walked yet; −1 at a dead end. */
  #wayOn(from: SkeletonNode, previous: number, at: number, length: number): number {
    let onward = -1;
    for (const step of this.#steps) {
      const next = at + step;
      if (!this.#ink[next] || next === previous || this.#walked[next]) continue;
      const isNode = this.#owner[next]! > 0;
      if (isNode && (length > 2 || this.#nodeAt(next) !== from)) return next;
      if (!isNode && onward < 0) onward = next;
    }
    return onward;
  }
}
