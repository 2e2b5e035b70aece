import { limits } from '../../parameters.ts';
import { halve, type Region } from './subbands.ts';

/** A filter's taps; the first one weighs the value `first` places off. */
export interface Filter {
  readonly first: number;
  readonly taps: readonly number[];
}

/** What turns the slow and the fast half of a line back into the line. Both have an odd number of taps, or both an even one. */
export interface FilterPair {
  readonly slow: Filter;
  readonly fast: Filter;
}

/** Grey values, or the subbands that they are made of, row by row. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** Puts a region together of the four parts that lie in it: first its columns, then its rows. */
export function joinRegion(plane: Plane, region: Region, filters: FilterPair): void {
  const { left, top, width, height, turnedX, turnedY } = region;
  for (let x = 0; x < width; x++)
    joinLine(plane.values, top * plane.width + left + x, plane.width, height, turnedY, filters);
  for (let y = 0; y < height; y++)
    joinLine(plane.values, (top + y) * plane.width + left, 1, width, turnedX, filters);
}

function joinLine(
  values: Float32Array,
  start: number,
  step: number,
  length: number,
  turned: boolean,
  { slow, fast }: FilterPair,
): void {
  const { slow: slowCount, fast: fastCount, slowAt, fastAt } = halve(length, turned);
  const parity = slow.taps.length % 2 === 1 ? 'odd' : 'even';
  const joined = new Float64Array(length + 2 * margin);
  const take = (at: number, count: number, half: Half) =>
    takeHalf(values, start + at * step, step, count, (k) => mirror(k, length, parity, half));
  spread(joined, slow, 0, take(slowAt, slowCount, 'slow'));
  spread(joined, fast, parity === 'odd' ? 1 : 0, take(fastAt, fastCount, 'fast'));
  for (let i = 0; i < length; i++) values[start + i * step] = joined[margin + i]!;
}

type Half = 'slow' | 'fast';

/** Values of a half that are needed beyond each of its ends, so that the longest filter reaches no further. */
const beyond = limits.wsqTaps / 2 + 1;
/** Room at both ends of a line for what is handed around beyond it. */
const margin = 2 * beyond + limits.wsqTaps;

/** A half of a line, gone on beyond both its ends. */
function takeHalf(
  values: Float32Array,
  start: number,
  step: number,
  count: number,
  mirrored: (k: number) => { readonly k: number; readonly sign: number },
): Float64Array {
  const half = new Float64Array(count + 2 * beyond);
  for (let k = 0; k < count; k++) half[beyond + k] = values[start + k * step]!;
  for (let i = 0; i < beyond; i++)
    for (const at of [i - beyond, count + i]) {
      const { k, sign } = mirrored(at);
      if (k < count) half[beyond + at] = sign * values[start + k * step]!;
    }
  return half;
}

/**
 * Which value of a half stands at `k` beyond its ends if the line of `length` values is mirrored there: at its last
 * values where the filters have an odd number of taps, half a place beyond them, the fast half with its sign
 * changed, where they have an even one. One that the half does not have is zero.
 */
function mirror(k: number, length: number, parity: 'odd' | 'even', half: Half) {
  if (parity === 'even') {
    const place = wrap(k, length);
    const turned = place >= (half === 'slow' ? (length + 1) >> 1 : length >> 1);
    return turned ? { k: length - 1 - place, sign: half === 'slow' ? 1 : -1 } : { k: place, sign: 1 };
  }
  const period = 2 * (length - 1);
  const place = period === 0 ? 0 : wrap(half === 'slow' ? 2 * k : 2 * k + 1, period);
  return { k: (place < length ? place : period - place) >> 1, sign: 1 };
}

const wrap = (value: number, period: number): number => ((value % period) + period) % period;

/** Adds to a line what every second place of it, from `phase` on, hands around through the filter. */
function spread(line: Float64Array, { first, taps }: Filter, phase: number, half: Float64Array): void {
  for (let i = 0; i < half.length; i++) {
    const value = half[i]!;
    if (value === 0) continue;
    const place = margin + 2 * (i - beyond) + phase + first;
    for (let j = 0; j < taps.length; j++) line[place + j]! += value * taps[j]!;
  }
}
