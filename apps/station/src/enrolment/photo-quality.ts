/** How usable a photo is, 0–100: exposure, contrast and sharpness of its middle, where the face is framed. */
import type { CheckedPhoto } from './photo.ts';

/** Side of the square grid that the middle of the picture is sampled on, points. */
const grid = 160;

export function scorePhoto({
  rgb,
  widthPx,
  heightPx,
}: Pick<CheckedPhoto, 'rgb' | 'widthPx' | 'heightPx'>): number {
  const grey = sampleMiddle(rgb, widthPx, heightPx);
  const mean = grey.reduce((sum, value) => sum + value, 0) / grey.length;
  const spread = Math.sqrt(grey.reduce((sum, value) => sum + (value - mean) ** 2, 0) / grey.length);
  const exposure = ramp(mean, 25, 70) * ramp(255 - mean, 15, 50);
  const contrast = ramp(spread, 6, 30);
  const sharpness = ramp(meanEdge(grey), 0.6, 3);
  return Math.round(100 * exposure * Math.sqrt(contrast * sharpness));
}

function sampleMiddle(rgb: Uint8Array, widthPx: number, heightPx: number): Float64Array {
  const grey = new Float64Array(grid * grid);
  for (let row = 0; row < grid; row++) {
    const y = Math.floor(heightPx * (0.15 + (0.7 * row) / grid));
    for (let column = 0; column < grid; column++) {
      const x = Math.floor(widthPx * (0.25 + (0.5 * column) / grid));
      const at = (y * widthPx + x) * 3;
      grey[row * grid + column] = 0.299 * rgb[at]! + 0.587 * rgb[at + 1]! + 0.114 * rgb[at + 2]!;
    }
  }
  return grey;
}

/** Mean size of the second difference, grey levels: small in a blurred picture. */
function meanEdge(grey: Float64Array): number {
  let sum = 0;
  for (let row = 1; row < grid - 1; row++)
    for (let column = 1; column < grid - 1; column++) {
      const at = row * grid + column;
      sum +=
        Math.abs(4 * grey[at]! - grey[at - 1]! - grey[at + 1]! - grey[at - grid]! - grey[at + grid]!) / 4;
    }
  return sum / (grid - 2) ** 2;
}

/** 0 up to `from`, 1 from `to` on. */
const ramp = (value: number, from: number, to: number): number =>
  Math.min(1, Math.max(0, (value - from) / (to - from)));
