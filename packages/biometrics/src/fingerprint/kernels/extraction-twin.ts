import type {
  ContrastScale,
  EvenPicture,
  ExtractionKernels,
  HalfPicture,
  PointGrid,
  WaveTaps,
} from './extraction-kernels.ts';

const taps = 16;

/** The kernels as anybody can read them; slower by an order of magnitude. */
export const readableKernels: ExtractionKernels = { evenOut, ridgePower, filterCells, thinned };

function evenOut(pixels: Uint8Array, width: number, height: number, scale: ContrastScale): EvenPicture {
  const { radius, unit, floor } = scale;
  const soft = softened(pixels, width, height);
  const values = new Int16Array(width * height);
  const deviation = new Uint16Array(width * height);
  const sums = new Int32Array(width);
  const squares = new Float64Array(width);
  const change = (row: number, sign: number) => {
    for (let x = 0; x < width; x++) {
      const value = soft[row * width + x]!;
      sums[x]! += sign * value;
      squares[x]! += sign * value * value;
    }
  };
  for (let row = 0; row < Math.min(radius, height); row++) change(row, 1);
  for (let y = 0; y < height; y++) {
    if (y + radius < height) change(y + radius, 1);
    if (y - radius - 1 >= 0) change(y - radius - 1, -1);
    const rows = Math.min(height - 1, y + radius) - Math.max(0, y - radius) + 1;
    let [sum, square, columns] = [0, 0, 0];
    for (let x = -radius; x < width; x++) {
      const [coming, going] = [x + radius, x - radius - 1];
      if (coming < width) {
        sum += sums[coming]!;
        square += squares[coming]!;
        columns++;
      }
      if (going >= 0) {
        sum -= sums[going]!;
        square -= squares[going]!;
        columns--;
      }
      if (x < 0) continue;
      const count = rows * columns;
      const mean = sum / count;
      const spread = Math.sqrt(Math.max(0, square / count - mean * mean));
      const i = y * width + x;
      const value = ((soft[i]! - mean) * unit) / (spread + 16 * floor);
      values[i] = Math.max(-4 * unit, Math.min(4 * unit, value));
      deviation[i] = spread / 4;
    }
  }
  return { width, height, values, deviation };
}

/** Sixteen times the greys, each mixed with its neighbours (1 2 1 both ways). */
function softened(pixels: Uint8Array, width: number, height: number): Uint16Array {
  const across = new Uint16Array(width * height);
  for (let y = 0; y < height; y++) {
    const [start, end] = [y * width, (y + 1) * width - 1];
    for (let i = start; i <= end; i++)
      across[i] = pixels[Math.max(start, i - 1)]! + 2 * pixels[i]! + pixels[Math.min(end, i + 1)]!;
  }
  const out = new Uint16Array(width * height);
  for (let y = 0; y < height; y++) {
    const [up, down] = [y > 0 ? -width : 0, y < height - 1 ? width : 0];
    for (let i = y * width; i < (y + 1) * width; i++)
      out[i] = across[i + up]! + 2 * across[i]! + across[i + down]!;
  }
  return out;
}

/** A wave in the plane is a product of waves across and down, so the sums are taken along rows first. */
function ridgePower(half: HalfPicture, grid: PointGrid, waves: WaveTaps, neighbour: number): Float64Array {
  const { columns, rows, skin } = grid;
  const { periods, orientations } = waves;
  const power = new Float64Array(columns * rows * periods * orientations);
  const perfect = waves.perfect * waves.perfect;
  const quarter = orientations / 2;
  for (let f = 0; f < periods; f++)
    for (let k = 0; k <= quarter; k++) {
      const start = (f * (quarter + 1) + k) * 4 * taps;
      const wave = (i: number) => waves.taps.subarray(start + i * taps, start + (i + 1) * taps);
      const cosines = wavesAcross(half, columns, wave(0));
      const sines = wavesAcross(half, columns, wave(1));
      for (let point = 0; point < columns * rows; point++) {
        if (!skin[point]) continue;
        const from = (point % columns) * half.height + Math.floor(point / columns) * 4;
        const cc = dot(cosines, from, wave(2));
        const cs = dot(cosines, from, wave(3));
        const sc = dot(sines, from, wave(2));
        const ss = dot(sines, from, wave(3));
        const at = (point * periods + f) * orientations;
        // Ridges at angle k/16 repeat along (sin, cos), and those at the mirrored angle along (sin, −cos).
        const mirrored = k === 0 || k === quarter ? k : orientations - k;
        power[at + mirrored] = ((cc + ss) * (cc + ss) + (cs - sc) * (cs - sc)) / perfect;
        power[at + k] = ((cc - ss) * (cc - ss) + (cs + sc) * (cs + sc)) / perfect;
      }
    }
  return smoothed(power, columns, rows, periods * orientations, neighbour);
}

/** First along the rows, then down the columns; beyond the edge there is nothing, and the rest weighs more. */
function smoothed(power: Float64Array, columns: number, rows: number, size: number, neighbour: number) {
  const [sums, out] = [new Float64Array(power.length), new Float64Array(power.length)];
  const line = columns * size;
  for (let i = 0; i < power.length; i++) {
    const column = Math.floor(i / size) % columns;
    const before = column > 0 ? neighbour * power[i - size]! : 0;
    const after = column < columns - 1 ? neighbour * power[i + size]! : 0;
    sums[i] = power[i]! + (before + after);
  }
  const weightAt = (i: number, count: number) =>
    1 + (i > 0 ? neighbour : 0) + (i < count - 1 ? neighbour : 0);
  for (let i = 0; i < power.length; i++) {
    const [row, column] = [Math.floor(i / line), Math.floor(i / size) % columns];
    const before = row > 0 ? neighbour * sums[i - line]! : 0;
    const after = row < rows - 1 ? neighbour * sums[i + line]! : 0;
    const total = 1 / (weightAt(row, rows) * weightAt(column, columns));
    out[i] = total * (sums[i]! + (before + after));
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
