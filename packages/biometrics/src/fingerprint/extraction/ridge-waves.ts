import { extraction } from '../../parameters.ts';
import type {
  EvenPicture,
  ExtractionKernels,
  HalfPicture,
  StrongestWaves,
  WaveTaps,
} from '../kernels/extraction-kernels.ts';

/** Which waves are strongest every `extraction.step` pixels, seen at half resolution. */
export interface RidgeWaves extends StrongestWaves {
  readonly columns: number;
  readonly rows: number;
  /** 1 where greys vary as much as skin lets them. */
  readonly skin: Uint8Array;
}

const taps = 16;
const { orientations, periods } = extraction;

/** Horizontal and vertical wave under the window, 10 bits. Tap 7.5 is the middle. */
function windowedWave(cyclesPerHalfPixel: number): { cosine: Int16Array; sine: Int16Array } {
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
const waveTaps = new Int16Array(
  periods.flatMap((period) =>
    Array.from({ length: quarter + 1 }, (_, k) => {
      const angle = (Math.PI * k) / orientations;
      // Ridges that run at `angle` repeat across it.
      const across = windowedWave((2 * Math.sin(angle)) / period);
      const down = windowedWave((2 * Math.cos(angle)) / period);
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

const waves: WaveTaps = {
  taps: waveTaps,
  logPeriods: Float64Array.from(periods, Math.log),
  turns: Float64Array.from({ length: 2 * orientations }, (_, i) => {
    const angle = (2 * Math.PI * (i >> 1)) / orientations;
    return i & 1 ? Math.sin(angle) : Math.cos(angle);
  }),
  perfect,
};

/** Looks everywhere for the wave that explains most of the picture around. */
export function wavesOf(picture: EvenPicture, kernels: ExtractionKernels): RidgeWaves {
  const columns = Math.ceil(picture.width / extraction.step);
  const rows = Math.ceil(picture.height / extraction.step);
  const skin = skinOf(picture, columns, rows);
  const half = halve(picture, columns, rows);
  const neighbour = Math.exp(-0.5 / extraction.spectrumSmoothing ** 2);
  return { columns, rows, skin, ...kernels.strongestWaves(half, { columns, rows, skin }, waves, neighbour) };
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
  const typical = sorted[Math.floor(sorted.length * (1 - extraction.livelyShare))]!;
  const least = Math.max(4 * extraction.leastDeviation, extraction.leastLiveliness * typical);
  const skin = new Uint8Array(lively.length);
  for (let p = 0; p < skin.length; p++) skin[p] = lively[p]! >= least ? 1 : 0;
  return skin;
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
