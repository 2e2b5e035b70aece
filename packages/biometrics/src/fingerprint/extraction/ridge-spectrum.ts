import { extraction } from '../../parameters.ts';
import type { EvenPicture, ExtractionKernels, HalfPicture } from '../kernels/extraction-kernels.ts';

/**
 * How much the picture around each point looks like ridges of each orientation and period: the squared amplitude of
 * waves under a Gaussian window, every `extraction.step` pixels, at half resolution, mixed with the points around.
 */
export interface RidgeSpectrum {
  readonly columns: number;
  readonly rows: number;
  /**
   * 0 to about 1 for a perfect wave, of point p, period f and orientation k (ridges run k/16 of a half turn,
   * counter-clockwise from the right) at `(p × periods + f) × orientations + k`.
   */
  readonly power: Float64Array;
  /** 1 where greys vary as much as skin lets them. */
  readonly skin: Uint8Array;
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
const waves = new Int16Array(
  periods.flatMap((period) =>
    Array.from({ length: quarter + 1 }, (_, k) => {
      const angle = (Math.PI * k) / orientations;
      // Ridges that run at `angle` repeat across it.
      const across = waveTaps((2 * Math.sin(angle)) / period);
      const down = waveTaps((2 * Math.cos(angle)) / period);
      return [...across.cosine, ...across.sine, ...down.cosine, ...down.sine];
    }).flat(),
  ),
);

/** What a perfect wave of one deviation gives, so that amplitudes are shares of it. */
const perfect = (() => {
  let window = 0;
  for (let k = 0; k < taps; k++)
    window += 1024 * Math.exp(-0.5 * ((k - 7.5) / extraction.windowDeviation) ** 2);
  return (extraction.contrastUnit * 2 * Math.SQRT1_2 * window * window) / 512;
})();

export function takeSpectrum(picture: EvenPicture, kernels: ExtractionKernels): RidgeSpectrum {
  const columns = Math.ceil(picture.width / extraction.step);
  const rows = Math.ceil(picture.height / extraction.step);
  const skin = skinOf(picture, columns, rows);
  const half = halve(picture, columns, rows);
  const taps = { periods: periods.length, orientations, taps: waves, perfect };
  const neighbour = Math.exp(-0.5 / extraction.spectrumSmoothing ** 2);
  return { columns, rows, skin, power: kernels.ridgePower(half, { columns, rows, skin }, taps, neighbour) };
}

/** 1 where greys vary as much as skin lets them, seen from the livelier parts of this picture. */
function skinOf({ width, height, deviation }: EvenPicture, columns: number, rows: number): Uint8Array {
  const lively = new Uint16Array(columns * rows);
  const { step } = extraction;
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const x = Math.min(width - 1, c * step + step / 2);
      const y = Math.min(height - 1, r * step + step / 2);
      lively[r * columns + c] = deviation[y * width + x]!;
    }
  const sorted = lively.toSorted();
  const typical = sorted[Math.floor(sorted.length * 0.9)]!;
  const least = Math.max(4 * extraction.leastDeviation, extraction.leastLiveliness * typical);
  return Uint8Array.from(lively, (value) => (value >= least ? 1 : 0));
}

/** Sums of 2×2 pixels, halved, in a frame of 6 zeros before and as many after as the last window needs. */
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
