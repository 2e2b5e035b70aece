import { extraction } from '../../parameters.ts';
import type { ExtractionKernels } from '../kernels/extraction-kernels.ts';
import type { EvenPicture } from './contrast.ts';
import type { RidgeField } from './ridge-field.ts';

const side = 16;
const { filterOrientations, filterPeriods } = extraction;

/** A wave across the ridges under a Gaussian, without direct part, 10 bits; its middle is at 7.5, 7.5. */
function gaborFilter(angle: number, period: number): Int16Array {
  const [across, along] = [extraction.filterAcross * period, extraction.filterAlong];
  const [wave, window] = [new Float64Array(side * side), new Float64Array(side * side)];
  let [direct, area] = [0, 0];
  for (let i = 0; i < side * side; i++) {
    const [x, y] = [(i % side) - 7.5, Math.floor(i / side) - 7.5];
    const u = x * Math.sin(angle) + y * Math.cos(angle);
    const v = x * Math.cos(angle) - y * Math.sin(angle);
    window[i] = Math.exp(-0.5 * ((u / across) ** 2 + (v / along) ** 2));
    wave[i] = window[i]! * Math.cos((2 * Math.PI * u) / period);
    direct += wave[i]!;
    area += window[i]!;
  }
  let gain = 0;
  for (let i = 0; i < side * side; i++) {
    wave[i]! -= (direct / area) * window[i]!;
    const [x, y] = [(i % side) - 7.5, Math.floor(i / side) - 7.5];
    gain += wave[i]! * Math.cos((2 * Math.PI * (x * Math.sin(angle) + y * Math.cos(angle))) / period);
  }
  return Int16Array.from(wave, (value) => Math.round((value * 8192) / gain));
}

/** All filters one after the other, the orientations of a period together. */
const bank = new Int16Array(filterPeriods * filterOrientations * side * side);
for (let f = 0; f < filterPeriods; f++)
  for (let k = 0; k < filterOrientations; k++) {
    const period = extraction.filterPeriodFirst * extraction.filterPeriodFactor ** f;
    const filter = gaborFilter((Math.PI * k) / filterOrientations, period);
    bank.set(filter, (f * filterOrientations + k) * side * side);
  }

/**
 * The picture as its ridges alone would look: each pixel through the filter of its place's orientation and period.
 * Dark ridges are below 0; a perfect wave of one deviation has an amplitude of about 1.4 × `contrastUnit`. Outside the mask 0.
 * The answer lies half a pixel to the left and above.
 */
export function enhance(picture: EvenPicture, field: RidgeField, kernels: ExtractionKernels): Int16Array {
  const { width, height } = picture;
  const frame = side / 2;
  const wide = width + side;
  const framed = new Int16Array(wide * (height + side));
  for (let y = 0; y < height; y++)
    framed.set(picture.values.subarray(y * width, (y + 1) * width), (y + frame) * wide + frame);
  return kernels.filterCells(framed, width, height, bank, chooseFilters(field, width, height));
}

/** For each cell of 4 × 4 pixels its filter. */
function chooseFilters(field: RidgeField, width: number, height: number): Int16Array {
  const [across, down] = [(width + 3) >> 2, (height + 3) >> 2];
  const chosen = new Int16Array(across * down);
  for (let r = 0; r < down; r++)
    for (let c = 0; c < across; c++) chosen[r * across + c] = filterAt(field, 4 * c + 2, 4 * r + 2);
  return chosen;
}

/** The filter of a place, between the four points around it; −1 outside the mask. */
function filterAt(field: RidgeField, x: number, y: number): number {
  const { columns, rows, mask, orientation, period } = field;
  const { step } = extraction;
  const square = Math.floor(y / step) * columns + Math.floor(x / step);
  if (!mask[square]) return -1;
  const [fx, fy] = [x / step - 0.5, y / step - 0.5];
  const [c0, r0] = [Math.floor(fx), Math.floor(fy)];
  let [cosine, sine, logs, sum] = [0, 0, 0, 0];
  for (let dr = 0; dr <= 1; dr++)
    for (let dc = 0; dc <= 1; dc++) {
      const c = Math.min(columns - 1, Math.max(0, c0 + dc));
      const r = Math.min(rows - 1, Math.max(0, r0 + dr));
      const p = r * columns + c;
      const weight = (dc ? fx - c0 : 1 - fx + c0) * (dr ? fy - r0 : 1 - fy + r0);
      cosine += weight * Math.cos(2 * orientation[p]!);
      sine += weight * Math.sin(2 * orientation[p]!);
      logs += weight * Math.log(period[p]!);
      sum += weight;
    }
  const angle = Math.atan2(sine, cosine) / 2;
  const k = Math.round((angle / Math.PI) * filterOrientations + filterOrientations) % filterOrientations;
  const f = Math.round(
    (logs / sum - Math.log(extraction.filterPeriodFirst)) / Math.log(extraction.filterPeriodFactor),
  );
  return Math.max(0, Math.min(filterPeriods - 1, f)) * filterOrientations + k;
}
