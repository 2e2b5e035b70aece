import {
  type ComparisonKernels,
  type ComparisonSettings,
  type KernelPrint,
  type Pairings,
  type SeedSettings,
  wordOf,
} from './comparison-kernels.ts';
import { cosines, sines } from './directions.ts';
import { growPairings } from './pairing-twin.ts';

/**
 * The readable twin of assembly/comparison.ts. Likeness of surroundings after Cappelli, Ferrara and Maltoni (TPAMI
 * 2010): the share of bits that both cylinders have set, of those that the cells known to both would hold. Relaxation
 * as theirs, with a rational weight in place of sigmoids: two pairs support each other as far as one turn and one
 * shift carries both.
 */
export const readableComparison: ComparisonKernels = { pairingsOf };

function pairingsOf(a: KernelPrint, b: KernelPrint, settings: ComparisonSettings): Pairings {
  const pairs = alikePoints(a, b, settings.seeds)
    .toSorted((one, other) => other.likeness - one.likeness)
    .slice(0, settings.seeds.seeds);
  const support = relaxed(a, b, settings.seeds, pairs);
  const evidence = sumOfBest(support, settings.seeds.best);
  if (pairs.length < 2 || evidence < settings.seeds.evidenceLeast) return { evidence, pairings: [] };
  const seeds = pairs
    .map((pair, s) => ({ a: pair.a, b: pair.b, support: support[s]! }))
    .sort((one, other) => other.support - one.support);
  return { evidence, pairings: growPairings(a, b, seeds, settings.growth) };
}

interface Pair {
  readonly a: number;
  readonly b: number;
  readonly likeness: number;
}

function alikePoints(a: KernelPrint, b: KernelPrint, settings: SeedSettings): Pair[] {
  const found: Pair[] = [];
  for (let i = 0; i < a[0]!; i++) {
    const row: Pair[] = [];
    for (let j = 0; j < b[0]!; j++) {
      const likeness = likenessOf(a, wordOf(i), b, wordOf(j), settings);
      if (likeness > settings.least) row.push({ a: i, b: j, likeness });
    }
    found.push(...row.sort((one, other) => other.likeness - one.likeness).slice(0, 3));
  }
  return found.map((pair) => ({ ...pair, likeness: Math.min(255, pair.likeness) }));
}

function likenessOf(a: KernelPrint, p: number, b: KernelPrint, q: number, settings: SeedSettings): number {
  const cells = ones(a[p]! & b[q]!) + ones(a[p + 1]! & b[q + 1]!);
  if (cells < settings.cellsLeast) return 0;
  let both = 0;
  for (let word = 2; word < 12; word++) both += ones(a[p + word]! & b[q + word]!);
  const expected = cells * (a[p + 12]! + b[q + 12]!) + settings.prior * 4096;
  return Math.floor((both * 2 * 256 * 4096) / expected);
}

function ones(word: number): number {
  let count = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) count++;
  return count;
}

function relaxed(
  a: KernelPrint,
  b: KernelPrint,
  settings: SeedSettings,
  pairs: readonly Pair[],
): Float64Array {
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
function agreement(a: KernelPrint, b: KernelPrint, settings: SeedSettings, s: Pair, t: Pair): number {
  if (s.a === t.a || s.b === t.b) return 0;
  const [pa, pb, qa, qb] = [s.a, s.b, t.a, t.b].map(wordOf) as [number, number, number, number];
  const turn = (b[pb + 15]! - a[pa + 15]!) & 255;
  const apart = ((b[qb + 15]! - a[qa + 15]! - turn + 128) & 255) - 128;
  const turnWeight = settings.turnWeights[Math.min(127, Math.abs(apart))]!;
  if (turnWeight === 0) return 0;
  const mean = (2 * turn + apart) & 511;
  const [cos, sin] = [cosines[mean]!, sines[mean]!];
  const [dx, dy] = [a[qa + 13]! - a[pa + 13]!, a[qa + 14]! - a[pa + 14]!];
  const ex = cos * dx - sin * dy - (b[qb + 13]! - b[pb + 13]!);
  const ey = sin * dx + cos * dy - (b[qb + 14]! - b[pb + 14]!);
  const rest = 1 - (ex * ex + ey * ey) / (settings.near + settings.far * (dx * dx + dy * dy));
  return rest <= 0 ? 0 : turnWeight * rest;
}

const sumOfBest = (values: Float64Array, most: number): number =>
  values
    .toSorted()
    .reverse()
    .slice(0, most)
    .reduce((sum, value) => sum + value, 0);
