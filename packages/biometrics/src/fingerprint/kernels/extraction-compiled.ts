import { wasm } from './extraction.wasm.ts';
import type { ExtractionKernels, HalfPicture, WaveTaps } from './extraction-kernels.ts';
import { KernelMemory, startKernel } from './kernel-memory.ts';

interface Exports {
  waveAmplitudes(
    half: number,
    width: number,
    height: number,
    columns: number,
    rows: number,
    taps: number,
    periods: number,
    orientations: number,
    perfect: number,
    cosines: number,
    sines: number,
    out: number,
  ): void;
  filterCells(
    framed: number,
    wide: number,
    width: number,
    height: number,
    filters: number,
    chosen: number,
    out: number,
  ): void;
  thin(ink: number, width: number, size: number, table: number, alive: number, doomed: number): void;
}

const at = new KernelMemory();
const kernel = startKernel<Exports>(wasm, at);

/** The kernels in WebAssembly with SIMD. */
export const compiledKernels: ExtractionKernels = { waveAmplitudes, filterCells, thinned };

function waveAmplitudes(half: HalfPicture, columns: number, rows: number, waves: WaveTaps): Float64Array {
  at.begin();
  const { periods, orientations, perfect } = waves;
  const [values, taps] = [at.put(half.values), at.put(waves.taps)];
  const [cosines, sines] = [at.room(columns * half.height * 2), at.room(columns * half.height * 2)];
  const length = columns * rows * periods * orientations;
  const out = at.room(length * 8);
  const { width, height } = half;
  kernel.waveAmplitudes(
    values,
    width,
    height,
    columns,
    rows,
    taps,
    periods,
    orientations,
    perfect,
    cosines,
    sines,
    out,
  );
  return at.float64(out, length);
}

function filterCells(
  framed: Int16Array,
  width: number,
  height: number,
  filters: Int16Array,
  chosen: Int16Array,
): Int16Array {
  at.begin();
  const [from, taps, choice] = [at.put(framed), at.put(filters), at.put(chosen)];
  const out = at.zeros(width * height * 2);
  kernel.filterCells(from, width + 16, width, height, taps, choice, out);
  return at.int16(out, width * height);
}

function thinned(ink: Uint8Array, width: number, table: Uint8Array): Uint8Array {
  at.begin();
  const [from, rules] = [at.put(ink), at.put(table)];
  const [alive, doomed] = [at.room(ink.length * 4), at.room(ink.length * 4)];
  kernel.thin(from, width, ink.length, rules, alive, doomed);
  return at.bytes(from, ink.length);
}
