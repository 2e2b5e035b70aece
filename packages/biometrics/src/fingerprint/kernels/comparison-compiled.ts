import { wasm } from './comparison.wasm.ts';
import {
  type ComparisonKernels,
  type ComparisonSettings,
  type GrownPairing,
  type GrowthSettings,
  headWords,
  type KernelPrint,
  mostPoints,
  mostSurrounded,
  type Pairings,
  pointWords,
  type SeedSettings,
} from './comparison-kernels.ts';
import { cosines, sines } from './directions.ts';
import { KernelMemory, startKernel } from './kernel-memory.ts';

interface Exports {
  pairingsOf(a: number, b: number, settings: number, work: number, out: number): void;
}

const mostSeeds = 255;
const mostHypotheses = 8;
const pairingNumbers = 5;
const pairNumbers = 9;

const at = new KernelMemory();
const kernel = startKernel<Exports>(wasm, at);
const printBytes = 4 * (headWords + mostSurrounded * pointWords) + 3 * 2 * mostPoints;
const slots = [at.room(printBytes), at.room(printBytes)] as const;
const settingsAt = at.room(64 + 1024 + 2 * 4096 + 14 * 8);
const outAt = at.room(16 + mostHypotheses * 8 * (pairingNumbers + mostPoints * pairNumbers));
const workAt = at.room(256 * 256 * 8 + 3 * 1024 + 4 * mostSurrounded * mostSurrounded);
const words = new Int32Array(at.memory.buffer);
const numbers = new Float64Array(at.memory.buffer);

let settled: ComparisonSettings | undefined;
const placed: [KernelPrint | undefined, KernelPrint | undefined] = [undefined, undefined];

/** The kernel in WebAssembly. A print or settings that lie in its memory already are not copied again. */
export const compiledComparison: ComparisonKernels = { pairingsOf };

const none: readonly GrownPairing[] = [];

function pairingsOf(a: KernelPrint, b: KernelPrint, settings: ComparisonSettings): Pairings {
  if (settings !== settled) settle(settings);
  place(0, a);
  place(1, b);
  kernel.pairingsOf(slots[0], slots[1], settingsAt, workAt, outAt);
  const evidence = numbers[outAt >> 3]!;
  const count = words[(outAt >> 2) + 2]!;
  if (count === 0) return { evidence, pairings: none };
  return { evidence, pairings: Array.from({ length: count }, (_, p) => pairingAt(p)) };
}

function pairingAt(p: number): GrownPairing {
  const from = (outAt >> 3) + 2 + p * (pairingNumbers + mostPoints * pairNumbers);
  const [cos, sin, shiftX, shiftY] = [
    numbers[from + 1]!,
    numbers[from + 2]!,
    numbers[from + 3]!,
    numbers[from + 4]!,
  ];
  const pairs = Array.from({ length: numbers[from]! }, (_, k) => {
    const number = from + pairingNumbers + k * pairNumbers;
    const word = 2 * number;
    return {
      a: words[word]!,
      b: words[word + 1]!,
      squared: numbers[number + 2]!,
      turnOff: words[word + 3]!,
    };
  });
  return { cos, sin, shiftX, shiftY, pairs };
}

function place(slot: 0 | 1, print: KernelPrint): void {
  if (placed[slot] === print) return;
  words.set(print, slots[slot] >> 2);
  placed[slot] = print;
}

function settle(settings: ComparisonSettings): void {
  settleSeeds(settings.seeds);
  settleGrowth(settings.growth);
  settled = settings;
}

function settleSeeds(settings: SeedSettings): void {
  if (settings.seeds > mostSeeds) throw new RangeError(`no more than ${mostSeeds} seeds`);
  const { cellsLeast, least, seeds, rounds, prior, best, near, far, norm, evidenceLeast } = settings;
  words.set([cellsLeast, least, seeds, rounds, prior, best], settingsAt >> 2);
  numbers.set([near, far, norm, evidenceLeast], (settingsAt >> 3) + 3);
  words[(settingsAt >> 2) + 14] = settings.turnWeights.findLastIndex((weight) => weight > 0) + 1;
  numbers.set(settings.turnWeights, (settingsAt >> 3) + 8);
  numbers.set(cosines, (settingsAt >> 3) + 136);
  numbers.set(sines, (settingsAt >> 3) + 136 + 512);
}

function settleGrowth(settings: GrowthSettings): void {
  if (settings.hypotheses > mostHypotheses) throw new RangeError(`no more than ${mostHypotheses} hypotheses`);
  numbers.set(
    [
      settings.hypotheses,
      settings.startPairs,
      settings.startShift,
      settings.startSlope,
      Math.cos(settings.startTurn),
      settings.rounds,
      settings.directionLever,
      settings.bendReach,
      settings.bendPrior,
      settings.bendMost,
      settings.tolerance,
      settings.toleranceSlope,
      settings.toleranceMost,
      settings.turnTolerance,
    ],
    (settingsAt >> 3) + 136 + 1024,
  );
}
