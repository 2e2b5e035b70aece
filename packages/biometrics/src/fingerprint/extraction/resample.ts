import type { GreyImage } from '../../grey-image.ts';

/**
 * The picture at another resolution, by cubic interpolation; made smaller, every source pixel counts. `dpi` of the
 * answer is `dpi`; sides are rounded, at least 1.
 */
export function resampled(image: GreyImage, dpi: number): GreyImage {
  if (image.dpi === dpi) return image;
  const scale = dpi / image.dpi;
  const width = Math.max(1, Math.round(image.width * scale));
  const height = Math.max(1, Math.round(image.height * scale));
  const across = tapsOf(image.width, width, scale);
  const down = tapsOf(image.height, height, scale);
  const rows = new Float64Array(width * image.height);
  for (let y = 0; y < image.height; y++)
    for (let x = 0; x < width; x++) {
      const { at, weights } = across[x]!;
      let sum = 0;
      for (let k = 0; k < at.length; k++) sum += weights[k]! * image.pixels[y * image.width + at[k]!]!;
      rows[y * width + x] = sum;
    }
  const pixels = new Uint8ClampedArray(width * height);
  const line = new Float64Array(width);
  for (let y = 0; y < height; y++) {
    const { at, weights } = down[y]!;
    line.fill(0);
    for (let k = 0; k < at.length; k++) {
      const [weight, from] = [weights[k]!, at[k]! * width];
      for (let x = 0; x < width; x++) line[x]! += weight * rows[from + x]!;
    }
    pixels.set(line, y * width);
  }
  return { width, height, dpi, pixels: new Uint8Array(pixels.buffer) };
}

interface Taps {
  readonly at: Int32Array;
  readonly weights: Float64Array;
}

/** For each new pixel the old ones that it is mixed from; edges repeat. */
function tapsOf(from: number, to: number, scale: number): Taps[] {
  const stretch = Math.max(1, 1 / scale);
  return Array.from({ length: to }, (_, i) => {
    const middle = (i + 0.5) / scale - 0.5;
    const first = Math.ceil(middle - 2 * stretch);
    const last = Math.floor(middle + 2 * stretch);
    const raw = Array.from({ length: last - first + 1 }, (_, k) => cubic((first + k - middle) / stretch));
    const sum = raw.reduce((a, b) => a + b, 0);
    return {
      at: Int32Array.from(raw, (_, k) => Math.min(from - 1, Math.max(0, first + k))),
      weights: Float64Array.from(raw, (weight) => weight / sum),
    };
  });
}

/** The cubic of Keys (1981) with a = −1/2. */
function cubic(distance: number): number {
  const d = Math.abs(distance);
  if (d < 1) return 1.5 * d ** 3 - 2.5 * d ** 2 + 1;
  return d < 2 ? -0.5 * d ** 3 + 2.5 * d ** 2 - 4 * d + 2 : 0;
}
