import { comparison } from '../../parameters.ts';
import { pointWords } from '../kernels/comparison-kernels.ts';
import { type FingerprintTemplate, positionUnits } from '../template.ts';
import { cylinderWords, fillCylinder } from './cylinders.ts';
import { type SkinMap, skinOf } from './skin.ts';

/** The points of a print as a comparison wants them: pixels at 500 dpi, y down; angles in radians, clockwise. */
export interface MinutiaPoints {
  readonly count: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly angle: Float64Array;
}

/** A template made ready for many comparisons; it takes about six kilobytes. */
export interface PreparedTemplate extends MinutiaPoints {
  readonly template: FingerprintTemplate;
  readonly skin: SkinMap;
  /** Directions in 1/256 turn, clockwise. */
  readonly direction: Uint8Array;
  /** Indices of the points from the top down, and for each band of `bandHeight` pixels the first place that is in it or below. */
  readonly byHeight: Uint8Array;
  readonly bands: Uint8Array;
  /** The most reliable points with their cylinders, as the kernel reads them. */
  readonly block: Int32Array;
}

export function prepareTemplate(template: FingerprintTemplate): PreparedTemplate {
  const { minutiae } = template;
  const count = Math.min(minutiae.count, comparison.points);
  const from = (values: ArrayLike<number>, scale: number) =>
    Float64Array.from({ length: count }, (_, i) => values[i]! * scale);
  const points = {
    count,
    x: from(minutiae.x, 1 / positionUnits),
    y: from(minutiae.y, 1 / positionUnits),
    angle: from(minutiae.direction, (-2 * Math.PI) / 256),
  };
  const skin = skinOf(template, points);
  const byHeight = Uint8Array.from({ length: count }, (_, i) => i).sort(
    (i, j) => points.y[i]! - points.y[j]! || i - j,
  );
  return {
    ...points,
    template,
    skin,
    direction: Uint8Array.from({ length: count }, (_, i) => -minutiae.direction[i]!),
    byHeight,
    bands: bandsOf(points, byHeight, template.height),
    block: blockOf(template, points, skin),
  };
}

export const bandHeight = 16;

function bandsOf({ y }: MinutiaPoints, byHeight: Uint8Array, height: number): Uint8Array {
  const bands = new Uint8Array(Math.floor(height / bandHeight) + 1);
  let place = 0;
  for (let band = 0; band < bands.length; band++) {
    while (place < byHeight.length && y[byHeight[place]!]! < band * bandHeight) place++;
    bands[band] = place;
  }
  return bands;
}

function blockOf({ minutiae }: FingerprintTemplate, points: MinutiaPoints, skin: SkinMap): Int32Array {
  const count = Math.min(points.count, comparison.seedPoints);
  const block = new Int32Array(count * pointWords);
  for (let i = 0; i < count; i++) {
    const point = block.subarray(i * pointWords, (i + 1) * pointWords);
    fillCylinder(point, points, i, skin);
    const known = onesOf(point.subarray(0, 2));
    point[14] = known === 0 ? 0 : Math.round((onesOf(point.subarray(2, cylinderWords)) * 4096) / known);
    point.set([minutiae.x[i]!, minutiae.y[i]!, (256 - minutiae.direction[i]!) & 255], 15);
  }
  return block;
}

function onesOf(words: Int32Array): number {
  let count = 0;
  for (const word of words) for (let rest = word; rest !== 0; rest &= rest - 1) count++;
  return count;
}
