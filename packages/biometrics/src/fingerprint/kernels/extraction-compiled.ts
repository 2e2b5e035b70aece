import { wasm } from './extraction.wasm.ts';
import type {
  ContrastScale,
  EvenPicture,
  ExtractionKernels,
  HalfPicture,
  PointGrid,
  StrongestWaves,
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
  wavesRoom(columns: number, rows: number, periods: number, orientations: number): number;
  strongestWaves(
    half: number,
    width: number,
    columns: number,
    rows: number,
    skin: number,
    taps: number,
    periods: number,
    orientations: number,
    perfect: number,
    neighbour: number,
    turns: number,
    logPeriods: number,
    room: number,
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
  bitRow(width: number): number;
  ridgeLines(
    enhanced: number,
    width: number,
    height: number,
    corners: number,
    bits: number,
    other: number,
    out: number,
  ): void;
}

const at = new KernelMemory();
/** Grows to what the largest picture so far needed and stays; about 80 bytes a pixel. */
export const kernelMemory = at.memory;
const kernel = startKernel<Exports>(wasm, at);

/** The kernels in WebAssembly with SIMD. */
export const compiledKernels: ExtractionKernels = { evenOut, strongestWaves, filterCells, ridgeLines };

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

function strongestWaves(
  half: HalfPicture,
  grid: PointGrid,
  waves: WaveTaps,
  neighbour: number,
): StrongestWaves {
  at.begin();
  const { columns, rows } = grid;
  const [periods, orientations] = [waves.logPeriods.length, waves.turns.length / 2];
  const [values, skin, taps] = [at.put(half.values), at.put(grid.skin), at.put(waves.taps)];
  const [turns, logPeriods] = [at.put(waves.turns), at.put(waves.logPeriods)];
  const room = at.zeros(kernel.wavesRoom(columns, rows, periods, orientations));
  const out = at.zeros(columns * rows * 5 * 8);
  kernel.strongestWaves(
    values,
    half.width,
    columns,
    rows,
    skin,
    taps,
    periods,
    orientations,
    waves.perfect * waves.perfect,
    neighbour,
    turns,
    logPeriods,
    room,
    out,
  );
  const points = columns * rows;
  const plane = (i: number) => at.float64(out + i * points * 8, points);
  return { cosine: plane(0), sine: plane(1), weight: plane(2), logs: plane(3), top: plane(4) };
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

function ridgeLines(enhanced: Int16Array, width: number, height: number, corners: Uint8Array): Uint8Array {
  at.begin();
  const [from, rules] = [at.put(enhanced), at.put(corners)];
  const bytes = kernel.bitRow(width) * height;
  const [bits, other, out] = [at.zeros(bytes), at.zeros(bytes), at.zeros(enhanced.length)];
  kernel.ridgeLines(from, width, height, rules, bits, other, out);
  return at.bytes(out, enhanced.length);
}
