import { extraction } from '../../parameters.ts';
import type { RidgeWaves } from './ridge-waves.ts';

/** How ridges run at points `extraction.step` pixels apart; point (c, r) lies in the middle of its square. */
export interface RidgeField {
  readonly columns: number;
  readonly rows: number;
  /** Radians in [0, π), counter-clockwise from the right. */
  readonly orientation: Float64Array;
  /** Pixels from ridge to ridge. */
  readonly period: Float64Array;
  /** 0 to about 1: how much of the picture around the point is explained by these ridges. */
  readonly coherence: Float64Array;
  /** 0 to 1: how well the ridges around the point run together. */
  readonly flow: Float64Array;
  /** 1 where there are ridges. */
  readonly mask: Uint8Array;
}

/** Makes one smooth field of the waves, and marks where there are ridges. */
export function fieldOf(waves: RidgeWaves): RidgeField {
  const { columns, rows, skin } = waves;
  const points = columns * rows;
  const grid = { columns, rows };
  const [cosine, sine] = [new Float64Array(points), new Float64Array(points)];
  const sureness = new Float64Array(points);
  const [weight, weighted] = [new Float64Array(points), new Float64Array(points)];
  const coherence = new Float64Array(points);
  for (let p = 0; p < points; p++) {
    if (!skin[p]) continue;
    const angle = Math.atan2(waves.sine[p]!, waves.cosine[p]!);
    coherence[p] = Math.sqrt(waves.top[p]!);
    const sure = coherence[p]! ** 2;
    cosine[p] = sure * Math.cos(angle);
    sine[p] = sure * Math.sin(angle);
    sureness[p] = sure;
    weight[p] = sure;
    weighted[p] = sure * (waves.weight[p]! > 0 ? waves.logs[p]! / waves.weight[p]! : Math.log(9));
  }
  blur(cosine, grid, extraction.orientationSmoothing);
  blur(sine, grid, extraction.orientationSmoothing);
  blur(sureness, grid, extraction.orientationSmoothing);
  blur(weight, grid, extraction.periodSmoothing);
  blur(weighted, grid, extraction.periodSmoothing);
  const orientation = new Float64Array(points);
  const period = new Float64Array(points);
  const flow = new Float64Array(points);
  for (let p = 0; p < points; p++) {
    const angle = Math.atan2(sine[p]!, cosine[p]!) / 2;
    orientation[p] = angle < 0 ? angle + Math.PI : angle;
    flow[p] = sureness[p]! > 0 ? Math.hypot(cosine[p]!, sine[p]!) / sureness[p]! : 0;
    period[p] = weight[p]! > 0 ? Math.exp(weighted[p]! / weight[p]!) : 9;
  }
  return { ...grid, orientation, period, coherence, flow, mask: maskOf(coherence, flow, skin, grid) };
}

interface Grid {
  readonly columns: number;
  readonly rows: number;
}

/** Gaussian, in place, with nothing beyond the edges. */
function blur(values: Float64Array, { columns, rows }: Grid, deviation: number): void {
  const reach = Math.ceil(2 * deviation);
  const taps = Float64Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-0.5 * ((i - reach) / deviation) ** 2),
  );
  const framed = new Float64Array(Math.max(columns, rows) + 2 * reach);
  for (let row = 0; row < rows; row++) blurLine(values, row * columns, columns, 1, taps, framed);
  framed.fill(0);
  for (let column = 0; column < columns; column++) blurLine(values, column, rows, columns, taps, framed);
}

/** `framed` holds the line between zeros while it is blurred. */
function blurLine(
  values: Float64Array,
  from: number,
  length: number,
  stride: number,
  taps: Float64Array,
  framed: Float64Array,
): void {
  const reach = (taps.length - 1) / 2;
  for (let i = 0; i < length; i++) framed[reach + i] = values[from + i * stride]!;
  for (let i = 0; i < length; i++) {
    let sum = 0;
    for (let k = 0; k < taps.length; k++) sum += taps[k]! * framed[i + k]!;
    values[from + i * stride] = sum;
  }
}

/** Where ridges are: coherent skin, without islands and without holes. */
function maskOf(coherence: Float64Array, flow: Float64Array, skin: Uint8Array, grid: Grid): Uint8Array {
  const mask = new Uint8Array(coherence.length);
  for (let p = 0; p < mask.length; p++)
    mask[p] =
      skin[p] && coherence[p]! >= extraction.leastCoherence && flow[p]! >= extraction.leastFlow ? 1 : 0;
  const voted = vote(vote(mask, grid), grid);
  fillSmall(voted, grid, 1, 40);
  fillSmall(voted, grid, 0, 24);
  return voted;
}

/** Each point as most of its nine neighbours say; outside the picture nobody votes for ridges. */
function vote(mask: Uint8Array, { columns, rows }: Grid): Uint8Array {
  const out = new Uint8Array(mask.length);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      let [sum, count] = [0, 0];
      for (let y = Math.max(0, r - 1); y <= Math.min(rows - 1, r + 1); y++)
        for (let x = Math.max(0, c - 1); x <= Math.min(columns - 1, c + 1); x++) {
          sum += mask[y * columns + x]!;
          count++;
        }
      out[r * columns + c] = 2 * sum > count ? 1 : 0;
    }
  return out;
}

/** Turns connected areas of `kind` with fewer than `least` points into the other kind. */
function fillSmall(mask: Uint8Array, { columns, rows }: Grid, kind: number, least: number): void {
  const seen = new Uint8Array(mask.length);
  for (let start = 0; start < mask.length; start++) {
    if (seen[start] || mask[start] !== kind) continue;
    const area = [start];
    seen[start] = 1;
    for (let i = 0; i < area.length; i++) {
      const [p, c, r] = [area[i]!, area[i]! % columns, Math.floor(area[i]! / columns)];
      const near = [
        c > 0 ? p - 1 : -1,
        c < columns - 1 ? p + 1 : -1,
        p - columns,
        r < rows - 1 ? p + columns : -1,
      ];
      for (const q of near)
        if (q >= 0 && !seen[q] && mask[q] === kind) {
          seen[q] = 1;
          area.push(q);
        }
    }
    if (area.length < least) for (const p of area) mask[p] = 1 - kind;
  }
}
