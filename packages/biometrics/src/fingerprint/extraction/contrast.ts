import type { GreyImage } from '../../grey-image.ts';
import { extraction } from '../../parameters.ts';

/** A picture freed of brightness and contrast. */
export interface EvenPicture {
  readonly width: number;
  readonly height: number;
  /** (grey − local mean) / (local deviation + floor) × `contrastUnit`, at most four deviations. */
  readonly values: Int16Array;
  /** Local deviation of greys in quarters of a level. */
  readonly deviation: Uint16Array;
}

/** Takes mean and deviation of the window around each pixel, cut at the picture's edges. */
export function evenOut(picture: GreyImage): EvenPicture {
  const { width, height } = picture;
  const pixels = softened(picture);
  const radius = extraction.contrastRadius;
  const values = new Int16Array(width * height);
  const deviation = new Uint16Array(width * height);
  const sums = new Int32Array(width);
  const squares = new Float64Array(width);
  const change = (row: number, sign: number) => {
    for (let x = 0, i = row * width; x < width; x++, i++) {
      const value = pixels[i]!;
      sums[x]! += sign * value;
      squares[x]! += sign * value * value;
    }
  };
  for (let row = 0; row < Math.min(radius, height); row++) change(row, 1);
  for (let y = 0; y < height; y++) {
    if (y + radius < height) change(y + radius, 1);
    if (y - radius - 1 >= 0) change(y - radius - 1, -1);
    const rows = Math.min(height - 1, y + radius) - Math.max(0, y - radius) + 1;
    let [sum, square, columns] = [0, 0, 0];
    for (let x = -radius; x < width; x++) {
      const [coming, going] = [x + radius, x - radius - 1];
      if (coming < width) {
        sum += sums[coming]!;
        square += squares[coming]!;
        columns++;
      }
      if (going >= 0) {
        sum -= sums[going]!;
        square -= squares[going]!;
        columns--;
      }
      if (x < 0) continue;
      const count = rows * columns;
      const mean = sum / count;
      const spread = Math.sqrt(Math.max(0, square / count - mean * mean));
      const i = y * width + x;
      const value =
        ((pixels[i]! - mean) * extraction.contrastUnit) / (spread + 16 * extraction.contrastFloor);
      values[i] = Math.max(-4 * extraction.contrastUnit, Math.min(4 * extraction.contrastUnit, value));
      deviation[i] = spread / 4;
    }
  }
  return { width, height, values, deviation };
}

/** Sixteen times the greys, each mixed with its neighbours (1 2 1 both ways) against the grain of the sensor. */
function softened({ width, height, pixels }: GreyImage): Uint16Array {
  const across = new Uint16Array(width * height);
  for (let y = 0; y < height; y++) {
    const [start, end] = [y * width, (y + 1) * width - 1];
    for (let i = start; i <= end; i++)
      across[i] = pixels[Math.max(start, i - 1)]! + 2 * pixels[i]! + pixels[Math.min(end, i + 1)]!;
  }
  const out = new Uint16Array(width * height);
  for (let y = 0; y < height; y++) {
    const [up, down] = [y > 0 ? -width : 0, y < height - 1 ? width : 0];
    for (let i = y * width; i < (y + 1) * width; i++)
      out[i] = across[i + up]! + 2 * across[i]! + across[i + down]!;
  }
  return out;
}
