import { growth } from '../parameters.ts';
import type { Random } from './random.ts';

/**
 * Grows ridges as SFinGe does (Cappelli, Maio, Maltoni 2002): noise is filtered again and again with Gabor
 * filters turned along the orientation field and tuned to the local ridge distance. Ridges settle, and where
 * neighbouring ridges cannot agree a minutia stays. The first rounds run at half resolution, where a filter has a
 * quarter of the taps and the canvas a quarter of the pixels; the last at full resolution.
 */
interface Canvas {
  readonly width: number;
  readonly height: number;
  /** Which filter belongs to each pixel; `outside` where no skin touches the glass. */
  readonly filterOf: Uint16Array;
}

const outside = 0xffff;

interface FilterBank {
  readonly radius: number;
  /** One filter after the other, (2·radius + 1)² taps each. */
  readonly taps: Float32Array;
}

/** Ridge distance in pixels at 500 dpi at a point, x and y as in the orientation field. */
export type PeriodMap = (x: number, y: number) => number;

export interface PeriodRange {
  readonly shortest: number;
  readonly longest: number;
}

/** What the ridges of one finger are grown from. */
export interface SkinPlan {
  /** Direction of the ridge in radians, counter-clockwise from the right, whatever the turns. */
  readonly angleAt: (x: number, y: number) => number;
  readonly periodAt: PeriodMap;
  readonly range: PeriodRange;
  /** Half width and height of the oval that is grown, in pixels; beyond it the canvas stays level. */
  readonly halfWidth: number;
  readonly halfHeight: number;
}

/** Ridge height for each pixel of the full canvas: 127 on the crest of a ridge to −127 in the valley. */
export function growRidges(plan: SkinPlan, random: Random): Int8Array {
  const coarse = newCanvas(2, plan);
  let values = Float32Array.from(coarse.filterOf, () => random.between(-1, 1));
  const coarseBank = filterBank(plan.range, 2, growth.coarseRadius);
  for (let round = 0; round < growth.coarseRounds; round++) values = filterOnce(coarse, values, coarseBank);

  const fine = newCanvas(1, plan);
  values = doubled(values, coarse.width, coarse.height);
  const fineBank = filterBank(plan.range, 1, growth.fineRadius);
  for (let round = 0; round < growth.fineRounds; round++) values = filterOnce(fine, values, fineBank);
  return Int8Array.from(values, (value) => Math.round(value * 127));
}

function newCanvas(pixelSize: number, { angleAt, periodAt, range, halfWidth, halfHeight }: SkinPlan): Canvas {
  const [width, height] = [growth.width / pixelSize, growth.height / pixelSize];
  const filterOf = new Uint16Array(width * height);
  const periodStep = (range.longest - range.shortest) / (growth.periods - 1);
  for (let row = 0, i = 0; row < height; row++) {
    const y = growth.height / 2 - (row + 0.5) * pixelSize;
    for (let column = 0; column < width; column++, i++) {
      const x = (column + 0.5) * pixelSize - growth.width / 2;
      if ((x / halfWidth) ** 2 + (y / halfHeight) ** 2 > 1) {
        filterOf[i] = outside;
        continue;
      }
      const turned = Math.round((angleAt(x, y) / Math.PI) * growth.orientations) % growth.orientations;
      const turn = turned < 0 ? turned + growth.orientations : turned;
      const period = Math.round((periodAt(x, y) - range.shortest) / periodStep);
      filterOf[i] = turn * growth.periods + Math.max(0, Math.min(growth.periods - 1, period));
    }
  }
  return { width, height, filterOf };
}

function filterBank(range: PeriodRange, pixelSize: number, periods: number): FilterBank {
  const radius = Math.ceil((periods * range.longest) / pixelSize);
  const size = (2 * radius + 1) ** 2;
  const taps = new Float32Array(growth.orientations * growth.periods * size);
  for (let turn = 0, at = 0; turn < growth.orientations; turn++) {
    for (let step = 0; step < growth.periods; step++, at += size) {
      const period = range.shortest + ((range.longest - range.shortest) * step) / (growth.periods - 1);
      const angle = (turn * Math.PI) / growth.orientations;
      fillGabor(taps.subarray(at, at + size), radius, angle, period / pixelSize);
    }
  }
  return { radius, taps };
}

/** An even Gabor filter without mean, scaled so that a perfect ridge comes out `gain` times as strong. */
function fillGabor(taps: Float32Array, radius: number, angle: number, period: number): void {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const across2 = 2 * (growth.sigmaAcross * period) ** 2;
  const along2 = 2 * (growth.sigmaAlong * period) ** 2;
  const waves = new Float32Array(taps.length);
  const envelopes = new Float32Array(taps.length);
  let [sum, envelopeSum] = [0, 0];
  for (let dy = -radius, i = 0; dy <= radius; dy++) {
    for (let dx = -radius; dx <= radius; dx++, i++) {
      const along = dx * cos - dy * sin;
      const across = dx * sin + dy * cos;
      envelopes[i] = Math.exp(-(across * across) / across2 - (along * along) / along2);
      waves[i] = Math.cos((2 * Math.PI * across) / period);
      taps[i] = envelopes[i]! * waves[i]!;
      sum += taps[i]!;
      envelopeSum += envelopes[i]!;
    }
  }
  let response = 0;
  for (let i = 0; i < taps.length; i++) {
    taps[i]! -= (sum / envelopeSum) * envelopes[i]!;
    response += taps[i]! * waves[i]!;
  }
  for (let i = 0; i < taps.length; i++) taps[i]! *= growth.gain / response;
}

function filterOnce(canvas: Canvas, values: Float32Array, bank: FilterBank): Float32Array<ArrayBuffer> {
  const { width, height, filterOf } = canvas;
  const { radius, taps } = bank;
  const side = 2 * radius + 1;
  const stride = width + 2 * radius;
  const padded = withMargin(values, width, height, radius);
  const result = new Float32Array(width * height);
  for (let row = 0, i = 0; row < height; row++) {
    for (let column = 0; column < width; column++, i++) {
      if (filterOf[i] === outside) continue;
      let sum = 0;
      let tap = filterOf[i]! * side * side;
      for (let dy = 0, from = row * stride + column; dy < side; dy++, from += stride) {
        for (let dx = 0; dx < side; dx++) sum += taps[tap++]! * padded[from + dx]!;
      }
      result[i] = Math.max(-1, Math.min(1, sum));
    }
  }
  return result;
}

function withMargin(values: Float32Array, width: number, height: number, margin: number): Float32Array {
  const stride = width + 2 * margin;
  const padded = new Float32Array(stride * (height + 2 * margin));
  for (let row = 0; row < height; row++)
    padded.set(values.subarray(row * width, (row + 1) * width), (row + margin) * stride + margin);
  return padded;
}

/** Twice the size, straight lines between the pixels' middles; the next round bends them into ridges. */
function doubled(values: Float32Array, width: number, height: number): Float32Array<ArrayBuffer> {
  const result = new Float32Array(width * height * 4);
  for (let row = 0, i = 0; row < height * 2; row++) {
    const upper = Math.max(0, (row - 1) >> 1) * width;
    const lower = Math.min(height - 1, (row + 1) >> 1) * width;
    const upperShare = row % 2 === 0 ? 0.25 : 0.75;
    for (let column = 0; column < width * 2; column++, i++) {
      const left = Math.max(0, (column - 1) >> 1);
      const right = Math.min(width - 1, (column + 1) >> 1);
      const leftShare = column % 2 === 0 ? 0.25 : 0.75;
      const above = values[upper + left]! * leftShare + values[upper + right]! * (1 - leftShare);
      const beneath = values[lower + left]! * leftShare + values[lower + right]! * (1 - leftShare);
      result[i] = above * upperShare + beneath * (1 - upperShare);
    }
  }
  return result;
}
