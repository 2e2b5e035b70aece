import { descriptor } from '../../parameters.ts';
import { type FingerprintTemplate, type Minutiae, positionUnits } from '../template.ts';
import { findReferencePoint, type ReferencePoint } from './reference-point.ts';
import { hill, type RidgePlane, ridgePlaneOf } from './ridge-plane.ts';

const { across, down, directions } = descriptor;
const places = across * down;

/** Length of `fingerFeatures`: the ridges' cosine and sine and the points in each direction, at each place. */
export const featureCount = places * (2 + directions);

/**
 * What a finger looks like around its reference point, on a lattice of `across` × `down` places: how the ridges
 * run (0 where unknown), and how many reliable points look in which direction. Whole numbers, so that all that
 * follows is exact: 256 is a certain ridge direction, and one certain point in the middle of a place.
 */
export function fingerFeatures(template: FingerprintTemplate): Int16Array {
  const features = new Int16Array(featureCount);
  const plane = ridgePlaneOf(template);
  const reference = findReferencePoint(plane);
  sampleRidges(plane, reference, features);
  countPoints(template.minutiae, reference, features);
  return features;
}

const placeX = (column: number, { x }: ReferencePoint) => x + (column - (across - 1) / 2) * descriptor.step;
const placeY = (row: number, { y }: ReferencePoint) => y + (row - (down - 1) / 2) * descriptor.step;

function sampleRidges(plane: RidgePlane, reference: ReferencePoint, features: Int16Array): void {
  const { ridgeReach, doubt } = descriptor;
  const { cosine, sine, known, columns, rows, cell } = plane;
  const span = Math.ceil(ridgeReach / cell);
  // Along rows first: three sums for each column of places and row of cells.
  const [c, s, w] = [0, 1, 2].map(() => new Float64Array(across * rows)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let i = 0; i < across; i++) {
    const x = placeX(i, reference);
    const near = Math.floor(x / cell);
    for (let k = Math.max(0, near - span); k <= Math.min(columns - 1, near + span); k++) {
      const weight = hill((k + 0.5) * cell - x, ridgeReach);
      if (weight === 0) continue;
      for (let row = 0; row < rows; row++) {
        const from = row * columns + k;
        c[row * across + i]! += weight * cosine[from]!;
        s[row * across + i]! += weight * sine[from]!;
        w[row * across + i]! += weight * known[from]!;
      }
    }
  }
  for (let j = 0; j < down; j++) {
    const y = placeY(j, reference);
    const near = Math.floor(y / cell);
    const [from, to] = [Math.max(0, near - span), Math.min(rows - 1, near + span)];
    for (let i = 0; i < across; i++) {
      let [re, im, sum] = [0, 0, doubt];
      for (let k = from; k <= to; k++) {
        const weight = hill((k + 0.5) * cell - y, ridgeReach);
        re += weight * c[k * across + i]!;
        im += weight * s[k * across + i]!;
        sum += weight * w[k * across + i]!;
      }
      features[j * across + i] = Math.round((256 * re) / sum);
      features[places + j * across + i] = Math.round((256 * im) / sum);
    }
  }
}

function countPoints(minutiae: Minutiae, reference: ReferencePoint, features: Int16Array): void {
  const { pointReach, points, step } = descriptor;
  const sums = new Float64Array(places * directions);
  const count = Math.min(points, minutiae.count);
  const span = Math.ceil(pointReach / step);
  for (let n = 0; n < count; n++) {
    const [x, y] = [minutiae.x[n]! / positionUnits, minutiae.y[n]! / positionUnits];
    const direction = (minutiae.direction[n]! * directions) / 256;
    const lower = Math.floor(direction);
    const upperShare = direction - lower;
    const upper = lower + 1 === directions ? 0 : lower + 1;
    const sure = minutiae.reliability[n]! / 100;
    const column = Math.round((x - reference.x) / step + (across - 1) / 2);
    const row = Math.round((y - reference.y) / step + (down - 1) / 2);
    for (let j = Math.max(0, row - span); j <= Math.min(down - 1, row + span); j++) {
      const vertical = sure * hill(placeY(j, reference) - y, pointReach);
      if (vertical === 0) continue;
      for (let i = Math.max(0, column - span); i <= Math.min(across - 1, column + span); i++) {
        const weight = vertical * hill(placeX(i, reference) - x, pointReach);
        const at = (j * across + i) * directions;
        sums[at + lower]! += weight * (1 - upperShare);
        sums[at + upper]! += weight * upperShare;
      }
    }
  }
  for (let i = 0; i < sums.length; i++) features[2 * places + i] = Math.min(4096, Math.round(256 * sums[i]!));
}
