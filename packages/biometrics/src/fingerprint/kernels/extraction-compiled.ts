import { wasm } from './extraction.wasm.ts';
import type {
  ContrastScale,
  EvenPicture,
  ExtractionKernels,
  HalfPicture,
  PointGrid,
  WaveTaps,
} from './extraction-kernels.ts';
import { KernelMemory, startKernel } from './kernel-memory.ts';

interface Exports {
  evenOut(
    pixels: number,
    width: number,
    height: number,
    radius: number,
    unit: number,
    floor: number,
    across: number,
    soft: number,
    sums: number,
    squared: number,
    windows: number,
    values: number,
    deviation: number,
  ): void;
  ridgePower(
    half: number,
    width: number,
    height: number,
    columns: number,
    rows: number,
    skin: number,
    taps: number,
    periods: number,
    orientations: number,
    perfect: number,
    neighbour: number,
    cosines: number,
    sines: number,
    power: number,
    sums: number,
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
/** Grows to what the largest picture so far needed and stays; about 80 bytes a pixel. */
export const kernelMemory = at.memory;
const kernel = startKernel<Exports>(wasm, at);

/** The kernels in WebAssembly with SIMD. */
export const compiledKernels: ExtractionKernels = { evenOut, ridgePower, filterCells, thinned };

function evenOut(pixels: Uint8Array, width: number, height: number, scale: ContrastScale): EvenPicture {
  at.begin();
  const { radius, unit, floor } = scale;
  const size = width * height;
  const from = at.put(pixels);
  const [across, soft] = [at.room(size * 2), at.room(size * 2)];
  const [sums, squared] = [at.zeros(width * 4), at.zeros(width * 8)];
  const windows = at.room(width * 16);
  const [values, deviation] = [at.room(size * 2), at.room(size * 2)];
  kernel.evenOut(
    from,
    width,
    height,
    radius,
    unit,
    16 * floor,
    across,
    soft,
    sums,
    squared,
    windows,
    values,
    deviation,
  );
  return { width, height, values: at.int16(values, size), deviation: at.uint16(deviation, size) };
}

function ridgePower(half: HalfPicture, grid: PointGrid, waves: WaveTaps, neighbour: number): Float64Array {
  at.begin();
  const { columns, rows } = grid;
  const { periods, orientations, perfect } = waves;
  const length = columns * rows * periods * orientations;
  const [values, skin, taps] = [at.put(half.values), at.put(grid.skin), at.put(waves.taps)];
  const [cosines, sines] = [at.room(columns * half.height * 2), at.room(columns * half.height * 2)];
  const [power, sums, out] = [at.zeros(length * 8), at.room(length * 8), at.room(length * 8)];
  kernel.ridgePower(
    values,
    half.width,
    half.height,
    columns,
    rows,
    skin,
    taps,
    periods,
    orientations,
    perfect * perfect,
    neighbour,
    cosines,
    sines,
    power,
    sums,
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
