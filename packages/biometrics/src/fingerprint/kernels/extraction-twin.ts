import type { ExtractionKernels, HalfPicture, WaveTaps } from './extraction-kernels.ts';

const taps = 16;

/** The kernels as anybody can read them; slower by an order of magnitude. */
export const readableKernels: ExtractionKernels = { waveAmplitudes, filterCells, thinned };

/** A wave in the plane is a product of waves across and down, so the sums are taken along rows first. */
function waveAmplitudes(half: HalfPicture, columns: number, rows: number, waves: WaveTaps): Float64Array {
  const { periods, orientations, perfect } = waves;
  const out = new Float64Array(columns * rows * periods * orientations);
  const quarter = orientations / 2;
  const amplitude = (a: number, b: number) => Math.sqrt(a * a + b * b) / perfect;
  for (let f = 0; f < periods; f++)
    for (let k = 0; k <= quarter; k++) {
      const start = (f * (quarter + 1) + k) * 4 * taps;
      const wave = (i: number) => waves.taps.subarray(start + i * taps, start + (i + 1) * taps);
      const cosines = wavesAcross(half, columns, wave(0));
      const sines = wavesAcross(half, columns, wave(1));
      for (let row = 0; row < rows; row++)
        for (let column = 0; column < columns; column++) {
          const from = column * half.height + row * 4;
          const cc = dot(cosines, from, wave(2));
          const cs = dot(cosines, from, wave(3));
          const sc = dot(sines, from, wave(2));
          const ss = dot(sines, from, wave(3));
          const at = ((row * columns + column) * periods + f) * orientations;
          // Ridges at angle k/16 repeat along (sin, cos), and those at the mirrored angle along (sin, −cos).
          const mirrored = k === 0 || k === quarter ? k : orientations - k;
          out[at + mirrored] = amplitude(cc + ss, cs - sc);
          out[at + k] = amplitude(cc - ss, cs + sc);
        }
    }
  return out;
}

/** One wave along each row at the points' columns; a column lies together. */
function wavesAcross({ width, height, values }: HalfPicture, columns: number, wave: Int16Array): Int16Array {
  const out = new Int16Array(columns * height);
  for (let y = 0; y < height; y++)
    for (let column = 0; column < columns; column++)
      out[column * height + y] = dot(values, y * width + column * 4, wave) >> 9;
  return out;
}

function dot(values: Int16Array, from: number, wave: Int16Array): number {
  let sum = 0;
  for (let t = 0; t < taps; t++) sum += values[from + t]! * wave[t]!;
  return sum;
}

function filterCells(
  framed: Int16Array,
  width: number,
  height: number,
  filters: Int16Array,
  chosen: Int16Array,
): Int16Array {
  const out = new Int16Array(width * height);
  const wide = width + 16;
  const across = (width + 3) >> 2;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const filter = chosen[(y >> 2) * across + (x >> 2)]!;
      if (filter < 0) continue;
      let sum = 0;
      for (let row = 0; row < taps; row++)
        for (let column = 0; column < taps; column++)
          sum += framed[(y + row) * wide + x + column]! * filters[(filter * taps + row) * taps + column]!;
      out[y * width + x] = sum >> 13;
    }
  return out;
}

function thinned(ink: Uint8Array, width: number, table: Uint8Array): Uint8Array {
  const out = ink.slice();
  const pass = (which: number): boolean => {
    const doomed: number[] = [];
    for (let i = 0; i < out.length; i++)
      if (out[i] && table[neighbourhood(out, width, i)]! & which) doomed.push(i);
    for (const i of doomed) out[i] = 0;
    return doomed.length > 0;
  };
  for (let changed = true; changed; ) {
    const first = pass(1);
    changed = pass(2) || first;
  }
  return out;
}

/** The eight neighbours of pixel i as bits, clockwise from above; pixels on the rim must be 0. */
export function neighbourhood(ink: Uint8Array, width: number, i: number): number {
  return (
    ink[i - width]! |
    (ink[i - width + 1]! << 1) |
    (ink[i + 1]! << 2) |
    (ink[i + width + 1]! << 3) |
    (ink[i + width]! << 4) |
    (ink[i + width - 1]! << 5) |
    (ink[i - 1]! << 6) |
    (ink[i - width - 1]! << 7)
  );
}
