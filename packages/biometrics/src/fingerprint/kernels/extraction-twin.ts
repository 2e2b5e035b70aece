import type { ContrastScale, EvenPicture, ExtractionKernels } from './extraction-kernels.ts';
import { ridgeLines } from './lines-twin.ts';
import { strongestWaves } from './waves-twin.ts';

/** Side of a filter in pixels. */
const side = 16;

/** The kernels as anybody can read them; slower by an order of magnitude. */
export const readableKernels: ExtractionKernels = { evenOut, strongestWaves, filterCells, ridgeLines };

function evenOut(pixels: Uint8Array, width: number, height: number, scale: ContrastScale): EvenPicture {
  const { radius, unit, floor } = scale;
  const soft = softened(pixels, width, height);
  const values = new Int16Array(width * height);
  const deviation = new Uint16Array(width * height);
  const sums = new Int32Array(width);
  const squares = new Float64Array(width);
  const change = (row: number, sign: number) => {
    for (let x = 0; x < width; x++) {
      const value = soft[row * width + x]!;
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
      const value = ((soft[i]! - mean) * unit) / (spread + 16 * floor);
      values[i] = Math.max(-4 * unit, Math.min(4 * unit, value));
      deviation[i] = spread / 4;
    }
  }
  return { width, height, values, deviation };
}

/** Sixteen times the greys, each mixed with its neighbours (1 2 1 both ways). */
function softened(pixels: Uint8Array, width: number, height: number): Uint16Array {
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

function filterCells(
  framed: Int16Array,
  width: number,
  height: number,
  filters: Int16Array,
  chosen: Int16Array,
): Int16Array {
  const out = new Int16Array(width * height);
  const wide = width + side;
  const across = (width + 3) >> 2;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const filter = chosen[(y >> 2) * across + (x >> 2)]!;
      if (filter < 0) continue;
      let sum = 0;
      for (let row = 0; row < side; row++)
        for (let column = 0; column < side; column++)
          sum += framed[(y + row) * wide + x + column]! * filters[(filter * side + row) * side + column]!;
      out[y * width + x] = sum >> 13;
    }
  return out;
}
