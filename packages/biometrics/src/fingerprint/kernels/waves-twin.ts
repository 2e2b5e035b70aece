import type { HalfPicture, PointGrid, StrongestWaves, WaveTaps } from './extraction-kernels.ts';

const taps = 16;

export function strongestWaves(
  half: HalfPicture,
  grid: PointGrid,
  waves: WaveTaps,
  neighbour: number,
): StrongestWaves {
  const power = ridgePower(half, grid, waves, neighbour);
  const points = grid.columns * grid.rows;
  const told = Array.from({ length: points }, (_, p) =>
    grid.skin[p] ? strongestOf(power, p, waves) : nothing,
  );
  const all = (of: (one: PointWaves) => number) => Float64Array.from(told, of);
  return {
    cosine: all(({ cosine }) => cosine),
    sine: all(({ sine }) => sine),
    weight: all(({ weight }) => weight),
    logs: all(({ logs }) => logs),
    top: all(({ top }) => top),
  };
}

/** One point of `StrongestWaves`. */
type PointWaves = { readonly [Part in keyof StrongestWaves]: number };
const nothing: PointWaves = { cosine: 0, sine: 0, weight: 0, logs: 0, top: 0 };

function strongestOf(power: Float64Array, point: number, { logPeriods, turns }: WaveTaps): PointWaves {
  const orientations = turns.length / 2;
  const strength = (f: number, k: number): number =>
    power[(point * logPeriods.length + f) * orientations + ((k + orientations) % orientations)]!;
  const byAngle = Array.from({ length: orientations }, (_, k) =>
    logPeriods.reduce((sum, _, f) => sum + strength(f, k) ** 2, 0),
  );
  const best = byAngle.reduce((top, sum, k) => (sum > byAngle[top]! ? k : top), 0);
  let [cosine, sine] = [0, 0];
  for (let d = -3; d <= 3; d++) {
    const k = (best + d + orientations) % orientations;
    cosine += byAngle[k]! * turns[2 * k]!;
    sine += byAngle[k]! * turns[2 * k + 1]!;
  }
  let [weight, logs, top] = [0, 0, 0];
  for (const [f, logPeriod] of logPeriods.entries()) {
    const value = Math.max(strength(f, best - 1), strength(f, best), strength(f, best + 1));
    top = Math.max(top, value);
    weight += value * value;
    logs += value * value * logPeriod;
  }
  return { cosine, sine, weight, logs, top };
}

/** A wave in the plane is a product of waves across and down, so the sums are taken along rows first. */
function ridgePower(half: HalfPicture, grid: PointGrid, waves: WaveTaps, neighbour: number): Float64Array {
  const { columns, rows, skin } = grid;
  const [periods, orientations] = [waves.logPeriods.length, waves.turns.length / 2];
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
