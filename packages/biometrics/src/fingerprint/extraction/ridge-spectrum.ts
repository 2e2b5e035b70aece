import { extraction } from '../../parameters.ts';
import type { EvenPicture } from './contrast.ts';

/**
 * How much the picture around each point looks like ridges of each orientation and period: the amplitude of waves
 * under a Gaussian window, taken every `extraction.step` pixels at half resolution.
 */
export interface RidgeSpectrum {
  readonly columns: number;
  readonly rows: number;
  /**
   * Amplitude, 0 to about 1 for a perfect wave, of point p, period f and orientation k (ridges run k/16 of a half
   * turn, counter-clockwise from the right) at `(p × periods + f) × orientations + k`.
   */
  readonly amplitude: Float64Array;
}

const taps = 16;
const { orientations, periods } = extraction;

/** Horizontal and vertical wave under the window, 10 bits. Tap 7.5 is the middle. */
function waveTaps(cyclesPerHalfPixel: number): { cosine: Int16Array; sine: Int16Array } {
  const [cosine, sine] = [new Int16Array(taps), new Int16Array(taps)];
  for (let k = 0; k < taps; k++) {
    const window = 1024 * Math.exp(-0.5 * ((k - 7.5) / extraction.windowDeviation) ** 2);
    const phase = 2 * Math.PI * cyclesPerHalfPixel * (k - 7.5);
    cosine[k] = Math.round(window * Math.cos(phase));
    sine[k] = Math.round(window * Math.sin(phase));
  }
  return { cosine, sine };
}

const quarter = orientations / 2;
/** For each period and each orientation of the first quarter turn, the waves that its ridges make. */
const waves = periods.map((period) =>
  Array.from({ length: quarter + 1 }, (_, k) => {
    const angle = (Math.PI * k) / orientations;
    // Ridges that run at `angle` repeat across it.
    return {
      across: waveTaps((2 * Math.sin(angle)) / period),
      down: waveTaps((2 * Math.cos(angle)) / period),
    };
  }),
);

/** What a perfect wave of one deviation gives, so that amplitudes are shares of it. */
const perfect = (() => {
  let window = 0;
  for (let k = 0; k < taps; k++)
    window += 1024 * Math.exp(-0.5 * ((k - 7.5) / extraction.windowDeviation) ** 2);
  return (extraction.contrastUnit * 2 * Math.SQRT1_2 * window * window) / 512;
})();

export function takeSpectrum(picture: EvenPicture): RidgeSpectrum {
  const columns = Math.ceil(picture.width / extraction.step);
  const rows = Math.ceil(picture.height / extraction.step);
  const half = halve(picture, columns, rows);
  const amplitude = new Float64Array(columns * rows * orientations * periods.length);
  const [cosines, sines] = [new Int16Array(columns * half.height), new Int16Array(columns * half.height)];
  for (let f = 0; f < periods.length; f++)
    for (let k = 0; k <= quarter; k++) {
      const { across, down } = waves[f]![k]!;
      acrossRows(half, columns, across.cosine, cosines);
      acrossRows(half, columns, across.sine, sines);
      for (let row = 0; row < rows; row++)
        for (let column = 0; column < columns; column++) {
          const start = column * half.height + row * 4;
          let [cc, ss, cs, sc] = [0, 0, 0, 0];
          for (let t = 0; t < taps; t++) {
            const [c, s] = [cosines[start + t]!, sines[start + t]!];
            cc += c * down.cosine[t]!;
            ss += s * down.sine[t]!;
            cs += c * down.sine[t]!;
            sc += s * down.cosine[t]!;
          }
          const at = ((row * columns + column) * periods.length + f) * orientations;
          // Rows count downwards, so ridges that rise to the right repeat along (+, +).
          amplitude[at + k] = Math.sqrt((cc - ss) ** 2 + (cs + sc) ** 2) / perfect;
          if (k > 0 && k < quarter)
            amplitude[at + orientations - k] = Math.sqrt((cc + ss) ** 2 + (cs - sc) ** 2) / perfect;
        }
    }
  return { columns, rows, amplitude };
}

interface HalfPicture {
  /** Of the padded picture: 6 pixels before, and as many after as the last window needs. */
  readonly width: number;
  readonly height: number;
  readonly values: Int16Array;
}

/** Sums of 2×2 pixels, halved, in a frame of zeros; the window of point i starts at 4 i. */
function halve({ width, height, values }: EvenPicture, columns: number, rows: number): HalfPicture {
  const half = { width: 4 * columns + 12, height: 4 * rows + 12 };
  const out = new Int16Array(half.width * half.height);
  for (let y = 0; y + 1 < height; y += 2)
    for (let x = 0; x + 1 < width; x += 2) {
      const i = y * width + x;
      const sum = values[i]! + values[i + 1]! + values[i + width]! + values[i + width + 1]!;
      out[((y >> 1) + 6) * half.width + (x >> 1) + 6] = sum >> 1;
    }
  return { ...half, values: out };
}

/** One wave along the rows, at each column of points; columns lie in `out` one after the other. */
function acrossRows(half: HalfPicture, columns: number, wave: Int16Array, out: Int16Array): void {
  for (let y = 0; y < half.height; y++)
    for (let column = 0; column < columns; column++) {
      const start = y * half.width + column * 4;
      let sum = 0;
      for (let t = 0; t < taps; t++) sum += half.values[start + t]! * wave[t]!;
      out[column * half.height + y] = sum >> 9;
    }
}
