import { extraction } from '../../parameters.ts';
import type { EvenPicture, ExtractionKernels } from '../kernels/extraction-kernels.ts';
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

/** For each cell of 4 × 4 pixels its filter, between the four points around it; −1 outside the mask. */
function chooseFilters(field: RidgeField, width: number, height: number): Int16Array {
  const { columns, rows, mask } = field;
  const { step } = extraction;
  const cosine = field.orientation.map((angle) => Math.cos(2 * angle));
  const sine = field.orientation.map((angle) => Math.sin(2 * angle));
  const logs = field.period.map(Math.log);
  const [across, down] = [(width + 3) >> 2, (height + 3) >> 2];
  const [inRow, inColumn] = [placesOf(across, columns), placesOf(down, rows)];
  const chosen = new Int16Array(across * down).fill(-1);
  for (let r = 0; r < down; r++)
    for (let c = 0; c < across; c++) {
      const [x, y] = [4 * c + 2, 4 * r + 2];
      if (!mask[Math.floor(y / step) * columns + Math.floor(x / step)]) continue;
      const [row, column] = [inColumn[r]!, inRow[c]!];
      const around: Around = {
        topLeft: row.before * columns + column.before,
        topRight: row.before * columns + column.after,
        bottomLeft: row.after * columns + column.before,
        bottomRight: row.after * columns + column.after,
        across: column.share,
        down: row.share,
      };
      const angle = Math.atan2(between(sine, around), between(cosine, around)) / 2;
      chosen[r * across + c] = filterOf(angle, between(logs, around));
    }
  return chosen;
}

/** For the middle of each cell the points before and after it, and how far it lies between them. */
function placesOf(cells: number, points: number): { before: number; after: number; share: number }[] {
  return Array.from({ length: cells }, (_, cell) => {
    const at = (4 * cell + 2) / extraction.step - 0.5;
    const before = Math.floor(at);
    return { before: Math.max(0, before), after: Math.min(points - 1, before + 1), share: at - before };
  });
}

/** Indices of the four points around a place, and its way from the left to the right and from above to below. */
interface Around {
  readonly topLeft: number;
  readonly topRight: number;
  readonly bottomLeft: number;
  readonly bottomRight: number;
  readonly across: number;
  readonly down: number;
}

const between = (values: Float64Array, at: Around): number =>
  (1 - at.down) * ((1 - at.across) * values[at.topLeft]! + at.across * values[at.topRight]!) +
  at.down * ((1 - at.across) * values[at.bottomLeft]! + at.across * values[at.bottomRight]!);

const [logFirst, logFactor] = [
  Math.log(extraction.filterPeriodFirst),
  Math.log(extraction.filterPeriodFactor),
];

function filterOf(angle: number, logPeriod: number): number {
  const k = Math.round((angle / Math.PI) * filterOrientations + filterOrientations) % filterOrientations;
  const f = Math.round((logPeriod - logFirst) / logFactor);
  return Math.max(0, Math.min(filterPeriods - 1, f)) * filterOrientations + k;
}
