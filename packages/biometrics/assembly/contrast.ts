// AssemblyScript: the contrast of a print made even. The twin in src/fingerprint/kernels/extraction-twin.ts says what it
// does; arguments of type usize are the addresses of the arrays that the twin is given.

export function evenOut(
  pixels: usize,
  width: i32,
  height: i32,
  radius: i32,
  unit: f64,
  floor: f64,
  across: usize,
  soft: usize,
  sums: usize,
  squared: usize,
  windows: usize,
  values: usize,
  deviation: usize,
): void {
  soften(pixels, width, height, across, soft);
  for (let row = 0; row < min(radius, height); row++)
    add(soft + ((row * width) << 1), width, 1, sums, squared);
  for (let y = 0; y < height; y++) {
    const coming = y + radius;
    const going = y - radius - 1;
    if (coming < height) add(soft + ((coming * width) << 1), width, 1, sums, squared);
    if (going >= 0) add(soft + ((going * width) << 1), width, -1, sums, squared);
    const rows = min(height - 1, y + radius) - max(0, y - radius) + 1;
    slide(sums, squared, width, radius, windows);
    const row = (y * width) << 1;
    evenRow(soft + row, windows, width, radius, rows, unit, floor, values + row, deviation + row);
  }
}

/** For each column the window's sum and sum of squares, side by side. */
function slide(sums: usize, squared: usize, width: i32, radius: i32, windows: usize): void {
  let sum = 0;
  let square: f64 = 0;
  for (let x = 0; x < min(radius, width); x++) {
    sum += load<i32>(sums + (x << 2));
    square += load<f64>(squared + (x << 3));
  }
  for (let x = 0; x < width; x++) {
    const coming = x + radius;
    const going = x - radius - 1;
    if (coming < width) {
      sum += load<i32>(sums + (coming << 2));
      square += load<f64>(squared + (coming << 3));
    }
    if (going >= 0) {
      sum -= load<i32>(sums + (going << 2));
      square -= load<f64>(squared + (going << 3));
    }
    store<f64>(windows + (x << 4), <f64>sum);
    store<f64>(windows + (x << 4), square, 8);
  }
}

/** Two pixels at a time: each needs three divisions and a root. */
function evenRow(
  soft: usize,
  windows: usize,
  width: i32,
  radius: i32,
  rows: i32,
  unit: f64,
  floor: f64,
  values: usize,
  deviation: usize,
): void {
  const zero = f64x2.splat(0);
  const units = f64x2.splat(unit);
  const floors = f64x2.splat(floor);
  const most = f64x2.splat(4 * unit);
  const least = f64x2.splat(-4 * unit);
  const quarter = f64x2.splat(0.25);
  for (let x = 0; x < width; x += 2) {
    const next = min(x + 1, width - 1);
    const first = v128.load(windows + (x << 4));
    const second = v128.load(windows + (next << 4));
    const count = f64x2.replace_lane(
      f64x2.splat(<f64>(rows * columnsAt(x, width, radius))),
      1,
      <f64>(rows * columnsAt(next, width, radius)),
    );
    const grey = f64x2.replace_lane(
      f64x2.splat(<f64>load<u16>(soft + (x << 1))),
      1,
      <f64>load<u16>(soft + (next << 1)),
    );
    const mean = f64x2.div(v128.shuffle<f64>(first, second, 0, 2), count);
    const square = f64x2.div(v128.shuffle<f64>(first, second, 1, 3), count);
    const spread = f64x2.sqrt(f64x2.pmax(zero, f64x2.sub(square, f64x2.mul(mean, mean))));
    const value = f64x2.div(f64x2.mul(f64x2.sub(grey, mean), units), f64x2.add(spread, floors));
    const even = i32x4.trunc_sat_f64x2_s_zero(f64x2.pmax(least, f64x2.pmin(most, value)));
    const deviations = i32x4.trunc_sat_f64x2_s_zero(f64x2.mul(spread, quarter));
    store<i16>(values + (next << 1), <i16>i32x4.extract_lane(even, 1));
    store<i16>(values + (x << 1), <i16>i32x4.extract_lane(even, 0));
    store<u16>(deviation + (next << 1), <u16>i32x4.extract_lane(deviations, 1));
    store<u16>(deviation + (x << 1), <u16>i32x4.extract_lane(deviations, 0));
  }
}

function columnsAt(x: i32, width: i32, radius: i32): i32 {
  return min(width - 1, x + radius) - max(0, x - radius) + 1;
}

function soften(pixels: usize, width: i32, height: i32, across: usize, soft: usize): void {
  for (let y = 0; y < height; y++) softenRow(pixels + y * width, width, across + ((y * width) << 1));
  const line = <usize>(width << 1);
  for (let y = 0; y < height; y++) {
    const row = across + y * line;
    const up = y > 0 ? row - line : row;
    const down = y < height - 1 ? row + line : row;
    const out = soft + y * line;
    let at: usize = 0;
    for (; at + 16 <= line; at += 16) {
      const sides = i16x8.add(v128.load(up + at), v128.load(down + at));
      v128.store(out + at, i16x8.add(sides, i16x8.shl(v128.load(row + at), 1)));
    }
    for (; at < line; at += 2)
      store<u16>(
        out + at,
        <u16>(<i32>load<u16>(up + at) + 2 * <i32>load<u16>(row + at) + <i32>load<u16>(down + at)),
      );
  }
}

function softenRow(pixels: usize, width: i32, across: usize): void {
  softenPixel(pixels, 0, width, across);
  let x = 1;
  for (; x + 8 < width; x += 8) {
    const sides = i16x8.add(v128.load_ext<u8>(pixels + x - 1), v128.load_ext<u8>(pixels + x + 1));
    v128.store(across + (x << 1), i16x8.add(sides, i16x8.shl(v128.load_ext<u8>(pixels + x), 1)));
  }
  for (; x < width; x++) softenPixel(pixels, x, width, across);
}

function softenPixel(pixels: usize, x: i32, width: i32, across: usize): void {
  const before = <i32>load<u8>(pixels + max(0, x - 1));
  const after = <i32>load<u8>(pixels + min(width - 1, x + 1));
  store<u16>(across + (x << 1), <u16>(before + 2 * <i32>load<u8>(pixels + x) + after));
}

/** Takes a row of greys into the sums of the columns, or out of them; whole numbers, so the order does not matter. */
function add(greys: usize, width: i32, sign: i32, sums: usize, squared: usize): void {
  const signs = i32x4.splat(sign);
  let x = 0;
  for (; x + 4 <= width; x += 4) {
    const grey = v128.load_ext<u16>(greys + (x << 1));
    const signed = i32x4.mul(grey, signs);
    const squares = i32x4.mul(signed, grey);
    const sum = sums + (x << 2);
    const square = squared + (x << 3);
    v128.store(sum, i32x4.add(v128.load(sum), signed));
    v128.store(square, f64x2.add(v128.load(square), f64x2.convert_low_i32x4_s(squares)));
    const upper = v128.shuffle<i32>(squares, squares, 2, 3, 2, 3);
    v128.store(square, f64x2.add(v128.load(square, 16), f64x2.convert_low_i32x4_s(upper)), 16);
  }
  for (; x < width; x++) {
    const grey = <i32>load<u16>(greys + (x << 1));
    store<i32>(sums + (x << 2), load<i32>(sums + (x << 2)) + sign * grey);
    store<f64>(squared + (x << 3), load<f64>(squared + (x << 3)) + <f64>(sign * grey * grey));
  }
}
