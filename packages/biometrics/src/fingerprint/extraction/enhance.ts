import { extraction } from '../../parameters.ts';
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

const bank = Array.from({ length: filterPeriods }, (_, f) =>
  Array.from({ length: filterOrientations }, (_, k) =>
    gaborFilter(
      (Math.PI * k) / filterOrientations,
      extraction.filterPeriodFirst * extraction.filterPeriodFactor ** f,
    ),
  ),
);

/**
 * The picture as its ridges alone would look: each pixel through the filter of its place's orientation and period.
 * Dark ridges are below 0; a perfect wave of one deviation has an amplitude of about 1.4 × `contrastUnit`. Outside the mask 0.
 * The answer lies half a pixel to the left and above.
 */
export function enhance(picture: EvenPicture, field: RidgeField): Int16Array {
  const { width, height } = picture;
  const frame = 8;
  const wide = width + 2 * frame;
  const framed = new Int16Array(wide * (height + 2 * frame));
  for (let y = 0; y < height; y++)
    framed.set(picture.values.subarray(y * width, (y + 1) * width), (y + frame) * wide + frame);
  const out = new Int16Array(width * height);
  const cell = 4;
  for (let top = 0; top < height; top += cell)
    for (let left = 0; left < width; left += cell) {
      const filter = filterAt(field, left + cell / 2, top + cell / 2);
      if (filter === undefined) continue;
      for (let y = top; y < Math.min(height, top + cell); y++)
        for (let x = left; x < Math.min(width, left + cell); x++) {
          let sum = 0;
          for (let row = 0; row < side; row++) {
            const start = (y + row) * wide + x;
            for (let column = 0; column < side; column++)
              sum += framed[start + column]! * filter[row * side + column]!;
          }
          out[y * width + x] = sum >> 13;
        }
    }
  return out;
}

/** The filter of a place, between the four points around it; none outside the mask. */
function filterAt(field: RidgeField, x: number, y: number): Int16Array | undefined {
  const { columns, rows, mask, orientation, period } = field;
  const { step } = extraction;
  const square = Math.floor(y / step) * columns + Math.floor(x / step);
  if (!mask[square]) return undefined;
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
  return bank[Math.max(0, Math.min(filterPeriods - 1, f))]![k];
}
