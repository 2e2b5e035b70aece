import { wasm } from './comparison.wasm.ts';
import { type ComparisonKernels, pointWords, type SeedSettings, type Seeds } from './comparison-kernels.ts';
import { cosines, noSeeds, sines } from './comparison-twin.ts';
import { KernelMemory, startKernel } from './kernel-memory.ts';

interface Exports {
  seedsOf(
    a: number,
    countA: number,
    b: number,
    countB: number,
    settings: number,
    work: number,
    out: number,
  ): number;
}

/** Most points that a block may hold: three candidates each fit the room below, and an index fits a byte. */
const mostPoints = 255;
const mostSeeds = 255;

const at = new KernelMemory();
const kernel = startKernel<Exports>(wasm, at);
const slots = [at.room(mostPoints * pointWords * 4), at.room(mostPoints * pointWords * 4)] as const;
const settingsAt = at.room(48 + 1024 + 2 * 4096 + 8);
const outAt = at.room(8 + mostSeeds * 24);
const workAt = at.room(mostSeeds * mostSeeds * 8 + 3 * 256 + 256 * 32);
const words = new Int32Array(at.memory.buffer);
const numbers = new Float64Array(at.memory.buffer);

let settled: SeedSettings | undefined;
const placed: [Int32Array | undefined, Int32Array | undefined] = [undefined, undefined];

/** The kernel in WebAssembly. A block or settings that lie in its memory already are not copied again. */
export const compiledComparison: ComparisonKernels = { seedsOf };

function seedsOf(a: Int32Array, b: Int32Array, settings: SeedSettings): Seeds {
  if (settings !== settled) settle(settings);
  place(0, a);
  place(1, b);
  const [countA, countB] = [a.length / pointWords, b.length / pointWords];
  const evidence = kernel.seedsOf(slots[0], countA, slots[1], countB, settingsAt, workAt, outAt);
  if (evidence < settings.evidenceLeast) return { ...noSeeds, evidence };
  const count = words[outAt >> 2]!;
  const seeds = {
    count,
    evidence,
    a: new Int32Array(count),
    b: new Int32Array(count),
    support: new Float64Array(count),
  };
  for (let s = 0; s < count; s++) {
    seeds.a[s] = words[(outAt >> 2) + 2 + 6 * s]!;
    seeds.b[s] = words[(outAt >> 2) + 3 + 6 * s]!;
    seeds.support[s] = numbers[(outAt >> 3) + 2 + 3 * s]!;
  }
  return seeds;
}

function place(slot: 0 | 1, block: Int32Array): void {
  if (placed[slot] === block) return;
  if (block.length > mostPoints * pointWords) throw new RangeError('a block holds too many points');
  words.set(block, slots[slot] >> 2);
  placed[slot] = block;
}

function settle(settings: SeedSettings): void {
  if (settings.seeds > mostSeeds) throw new RangeError(`no more than ${mostSeeds} seeds`);
  const { cellsLeast, least, seeds, rounds, prior, best, near, far, norm } = settings;
  words.set([cellsLeast, least, seeds, rounds, prior, best], settingsAt >> 2);
  numbers.set([near, far, norm], (settingsAt >> 3) + 3);
  numbers.set(settings.turnWeights, (settingsAt >> 3) + 6);
  numbers.set(cosines, (settingsAt >> 3) + 134);
  numbers.set(sines, (settingsAt >> 3) + 134 + 512);
  words[(settingsAt >> 2) + 2316] = settings.turnWeights.findLastIndex((weight) => weight > 0) + 1;
  settled = settings;
}
