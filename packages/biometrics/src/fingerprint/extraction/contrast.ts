import type { GreyImage } from '../../grey-image.ts';
import { extraction } from '../../parameters.ts';

/** A picture freed of brightness and contrast. */
export interface EvenPicture {
  readonly width: number;
  readonly height: number;
  /** (grey − local mean) / (local deviation + floor) × `contrastUnit`, at most four deviations. */
  readonly values: Int16Array;
  /** Local deviation of greys, whole levels. */
  readonly deviation: Uint8Array;
}

/** Takes mean and deviation of the window around each pixel, cut at the picture's edges. */
export function evenOut({ width, height, pixels }: GreyImage): EvenPicture {
  const radius = extraction.contrastRadius;
  const values = new Int16Array(width * height);
  const deviation = new Uint8Array(width * height);
  const sums = new Int32Array(width);
  const squares = new Int32Array(width);
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
      const value = ((pixels[i]! - mean) * extraction.contrastUnit) / (spread + extraction.contrastFloor);
      values[i] = Math.max(-4 * extraction.contrastUnit, Math.min(4 * extraction.contrastUnit, value));
      deviation[i] = spread;
    }
  }
  return { width, height, values, deviation };
}
