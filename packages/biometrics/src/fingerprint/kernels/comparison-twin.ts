import { type ComparisonKernels, pointWords, type SeedSettings, type Seeds } from './comparison-kernels.ts';

/**
 * The readable twin of assembly/comparison.ts. Likeness of surroundings after Cappelli, Ferrara and Maltoni (TPAMI
 * 2010): the share of bits that both cylinders have set, of those that the cells known to both would hold. Relaxation
 * as theirs, with a rational weight in place of sigmoids: two pairs support each other as far as one turn and one
 * shift carries both.
 */
export const readableComparison: ComparisonKernels = { seedsOf };

export const noSeeds = {
  count: 0,
  a: new Int32Array(0),
  b: new Int32Array(0),
  support: new Float64Array(0),
};

interface Pair {
  readonly a: number;
  readonly b: number;
  readonly likeness: number;
}

function seedsOf(a: Int32Array, b: Int32Array, settings: SeedSettings): Seeds {
  const pairs = alikePoints(a, b, settings)
    .toSorted((one, other) => other.likeness - one.likeness)
    .slice(0, settings.seeds);
  const support = relaxed(a, b, settings, pairs);
  const evidence = sumOfBest(support, settings.best);
  if (evidence < settings.evidenceLeast) return { ...noSeeds, evidence };
  return {
    count: pairs.length,
    evidence,
    a: Int32Array.from(pairs, (pair) => pair.a),
    b: Int32Array.from(pairs, (pair) => pair.b),
    support,
  };
}

function alikePoints(a: Int32Array, b: Int32Array, settings: SeedSettings): Pair[] {
  const found: Pair[] = [];
  for (let i = 0; i < a.length / pointWords; i++) {
    const row: Pair[] = [];
    for (let j = 0; j < b.length / pointWords; j++) {
      const likeness = likenessOf(a, i * pointWords, b, j * pointWords, settings);
      if (likeness > settings.least) row.push({ a: i, b: j, likeness });
    }
    found.push(...row.sort((one, other) => other.likeness - one.likeness).slice(0, 3));
  }
  return found.map((pair) => ({ ...pair, likeness: Math.min(255, pair.likeness) }));
}

function likenessOf(a: Int32Array, p: number, b: Int32Array, q: number, settings: SeedSettings): number {
  const cells = ones(a[p]! & b[q]!) + ones(a[p + 1]! & b[q + 1]!);
  if (cells < settings.cellsLeast) return 0;
  let both = 0;
  for (let word = 2; word < 14; word++) both += ones(a[p + word]! & b[q + word]!);
  const expected = cells * (a[p + 14]! + b[q + 14]!) + settings.prior * 4096;
  return Math.floor((both * 2 * 256 * 4096) / expected);
}

function ones(word: number): number {
  let count = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) count++;
  return count;
}

function relaxed(a: Int32Array, b: Int32Array, settings: SeedSettings, pairs: readonly Pair[]): Float64Array {
  const { rounds, norm } = settings;
  const links: [number, number, number][] = [];
  for (let s = 1; s < pairs.length; s++)
    for (let t = 0; t < s; t++) {
      const weight = agreement(a, b, settings, pairs[s]!, pairs[t]!);
      if (weight > 0) links.push([s, t, weight]);
    }
  let support = Float64Array.from(pairs, (pair) => pair.likeness / 256);
  for (let round = 0; round < rounds; round++) {
    const sums = new Float64Array(pairs.length);
    for (const [s, t, weight] of links) {
      sums[s]! += weight * support[t]!;
      sums[t]! += weight * support[s]!;
    }
    support = support.map((value, s) => value / 2 + sums[s]! / norm);
  }
  return support;
}

/** 0 where two pairs contradict each other, to 1 where the same movement carries both. */
function agreement(a: Int32Array, b: Int32Array, settings: SeedSettings, s: Pair, t: Pair): number {
  if (s.a === t.a || s.b === t.b) return 0;
  const [pa, pb, qa, qb] = [s.a, s.b, t.a, t.b].map((index) => index * pointWords) as [
    number,
    number,
    number,
    number,
  ];
  const turn = (b[pb + 17]! - a[pa + 17]!) & 255;
  const apart = ((b[qb + 17]! - a[qa + 17]! - turn + 128) & 255) - 128;
  const turnWeight = settings.turnWeights[Math.min(127, Math.abs(apart))]!;
  if (turnWeight === 0) return 0;
  const mean = (2 * turn + apart) & 511;
  const [cos, sin] = [cosines[mean]!, sines[mean]!];
  const [dx, dy] = [a[qa + 15]! - a[pa + 15]!, a[qa + 16]! - a[pa + 16]!];
  const ex = cos * dx - sin * dy - (b[qb + 15]! - b[pb + 15]!);
  const ey = sin * dx + cos * dy - (b[qb + 16]! - b[pb + 16]!);
  const rest = 1 - (ex * ex + ey * ey) / (settings.near + settings.far * (dx * dx + dy * dy));
  return rest <= 0 ? 0 : turnWeight * rest;
}

/** Of 512 directions, that the compiled kernel turns by the same numbers. */
export const cosines = Float64Array.from({ length: 512 }, (_, i) => Math.cos((i * 2 * Math.PI) / 512));
export const sines = Float64Array.from({ length: 512 }, (_, i) => Math.sin((i * 2 * Math.PI) / 512));

/** Values that are equal are added at once, as one product. */
function sumOfBest(values: Float64Array, most: number): number {
  const counts = new Map<number, number>();
  for (const value of values.toSorted().reverse().slice(0, most))
    counts.set(value, (counts.get(value) ?? 0) + 1);
  let sum = 0;
  for (const [value, count] of counts) sum += value * count;
  return sum;
}
