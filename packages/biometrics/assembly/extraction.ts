// AssemblyScript. Each function has a twin in src/fingerprint/kernels/extraction-twin.ts, which says what it does;
// arguments of type usize are the addresses of the arrays that the twin is given.

export { evenOut } from './contrast';

function sumOf(v: v128): i32 {
  const pairs = i32x4.add(v, v128.shuffle<i32>(v, v, 2, 3, 0, 1));
  return i32x4.extract_lane(pairs, 0) + i32x4.extract_lane(pairs, 1);
}

function dot16(at: usize, low: v128, high: v128): i32 {
  const first = i32x4.dot_i16x8_s(v128.load(at), low);
  return sumOf(i32x4.add(first, i32x4.dot_i16x8_s(v128.load(at, 16), high)));
}

export function ridgePower(
  half: usize,
  width: i32,
  height: i32,
  columns: i32,
  rows: i32,
  skin: usize,
  taps: usize,
  periods: i32,
  orientations: i32,
  perfect: f64,
  neighbour: f64,
  cosines: usize,
  sines: usize,
  power: usize,
  sums: usize,
  out: usize,
): void {
  const quarter = orientations >> 1;
  for (let f = 0; f < periods; f++) {
    for (let k = 0; k <= quarter; k++) {
      const wave = taps + ((f * (quarter + 1) + k) << 7);
      wavesAcross(half, width, height, columns, wave, cosines, sines);
      const rising = power + ((f * orientations + k) << 3);
      const falling = power + ((f * orientations + (k === 0 || k === quarter ? k : orientations - k)) << 3);
      wavesDown(
        cosines,
        sines,
        height,
        columns,
        rows,
        skin,
        wave + 64,
        periods * orientations,
        perfect,
        falling,
        rising,
      );
    }
  }
  smoothPower(power, columns, rows, periods * orientations, neighbour, sums, out);
}

/** Along the rows into `sums`, then down the columns; `size` values of a point are even in number. */
function smoothPower(
  power: usize,
  columns: i32,
  rows: i32,
  size: i32,
  neighbour: f64,
  sums: usize,
  out: usize,
): void {
  const step = <usize>(size << 3);
  const line = step * columns;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = <usize>row * line + <usize>column * step;
      const before = power + (column > 0 ? at - step : at);
      const after = power + (column < columns - 1 ? at + step : at);
      const first = f64x2.splat(column > 0 ? neighbour : 0);
      const last = f64x2.splat(column < columns - 1 ? neighbour : 0);
      for (let i: usize = 0; i < step; i += 16) {
        const pair = f64x2.add(
          f64x2.mul(first, v128.load(before + i)),
          f64x2.mul(last, v128.load(after + i)),
        );
        v128.store(sums + at + i, f64x2.add(v128.load(power + at + i), pair));
      }
    }
  }
  for (let row = 0; row < rows; row++) {
    const down = 1 + (row > 0 ? neighbour : 0) + (row < rows - 1 ? neighbour : 0);
    for (let column = 0; column < columns; column++) {
      const at = <usize>row * line + <usize>column * step;
      const across = 1 + (column > 0 ? neighbour : 0) + (column < columns - 1 ? neighbour : 0);
      const before = sums + (row > 0 ? at - line : at);
      const after = sums + (row < rows - 1 ? at + line : at);
      const first = f64x2.splat(row > 0 ? neighbour : 0);
      const last = f64x2.splat(row < rows - 1 ? neighbour : 0);
      const total = f64x2.splat(1 / (down * across));
      for (let i: usize = 0; i < step; i += 16) {
        const pair = f64x2.add(
          f64x2.mul(first, v128.load(before + i)),
          f64x2.mul(last, v128.load(after + i)),
        );
        v128.store(out + at + i, f64x2.mul(total, f64x2.add(v128.load(sums + at + i), pair)));
      }
    }
  }
}

function wavesAcross(
  half: usize,
  width: i32,
  height: i32,
  columns: i32,
  taps: usize,
  cosines: usize,
  sines: usize,
): void {
  const c0 = v128.load(taps);
  const c1 = v128.load(taps, 16);
  const s0 = v128.load(taps, 32);
  const s1 = v128.load(taps, 48);
  for (let y = 0; y < height; y++) {
    for (let column = 0; column < columns; column++) {
      const from = half + ((y * width + column * 4) << 1);
      const to = (column * height + y) << 1;
      store<i16>(cosines + to, <i16>(dot16(from, c0, c1) >> 9));
      store<i16>(sines + to, <i16>(dot16(from, s0, s1) >> 9));
    }
  }
}

function wavesDown(
  cosines: usize,
  sines: usize,
  height: i32,
  columns: i32,
  rows: i32,
  skin: usize,
  taps: usize,
  stride: i32,
  perfect: f64,
  falling: usize,
  rising: usize,
): void {
  const c0 = v128.load(taps);
  const c1 = v128.load(taps, 16);
  const s0 = v128.load(taps, 32);
  const s1 = v128.load(taps, 48);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (!load<u8>(skin + row * columns + column)) continue;
      const from = (column * height + row * 4) << 1;
      const cc = <f64>dot16(cosines + from, c0, c1);
      const cs = <f64>dot16(cosines + from, s0, s1);
      const sc = <f64>dot16(sines + from, c0, c1);
      const ss = <f64>dot16(sines + from, s0, s1);
      const to = ((row * columns + column) * stride) << 3;
      store<f64>(falling + to, squares(cc + ss, cs - sc) / perfect);
      store<f64>(rising + to, squares(cc - ss, cs + sc) / perfect);
    }
  }
}

function squares(a: f64, b: f64): f64 {
  return a * a + b * b;
}

export function filterCells(
  framed: usize,
  wide: i32,
  width: i32,
  height: i32,
  filters: usize,
  chosen: usize,
  out: usize,
): void {
  const across = (width + 3) >> 2;
  const down = (height + 3) >> 2;
  for (let r = 0; r < down; r++) {
    for (let c = 0; c < across; c++) {
      const filter = load<i16>(chosen + ((r * across + c) << 1));
      if (filter < 0) continue;
      const taps = filters + ((<usize>filter) << 9);
      const bottom = min(height, 4 * r + 4);
      const right = min(width, 4 * c + 4);
      for (let y = 4 * r; y < bottom; y++) {
        for (let x = 4 * c; x < right; x++)
          store<i16>(
            out + ((y * width + x) << 1),
            <i16>(filterPixel(framed + ((y * wide + x) << 1), wide, taps) >> 13),
          );
      }
    }
  }
}

function filterPixel(from: usize, wide: i32, taps: usize): i32 {
  let low = i32x4.splat(0);
  let high = i32x4.splat(0);
  for (let row = 0; row < 16; row++) {
    low = i32x4.add(low, i32x4.dot_i16x8_s(v128.load(from), v128.load(taps)));
    high = i32x4.add(high, i32x4.dot_i16x8_s(v128.load(from, 16), v128.load(taps, 16)));
    from += wide << 1;
    taps += 32;
  }
  return sumOf(i32x4.add(low, high));
}

export function thin(ink: usize, width: i32, size: i32, table: usize, alive: usize, doomed: usize): void {
  let count = 0;
  for (let i = 0; i < size; i++) {
    if (load<u8>(ink + i)) {
      store<i32>(alive + (count << 2), i);
      count++;
    }
  }
  let changed = true;
  while (changed) {
    const before = count;
    count = thinPass(ink, width, table, 1, alive, count, doomed);
    count = thinPass(ink, width, table, 2, alive, count, doomed);
    changed = count < before;
  }
}

/** Only pixels in `alive` are looked at; returns how many of them are left. */
function thinPass(
  ink: usize,
  width: i32,
  table: usize,
  pass: i32,
  alive: usize,
  count: i32,
  doomed: usize,
): i32 {
  let dead = 0;
  for (let k = 0; k < count; k++) {
    const i = load<i32>(alive + (k << 2));
    if (load<u8>(table + neighbourhood(ink + i, width)) & pass) {
      store<i32>(doomed + (dead << 2), i);
      dead++;
    }
  }
  if (dead === 0) return count;
  for (let k = 0; k < dead; k++) store<u8>(ink + load<i32>(doomed + (k << 2)), 0);
  let kept = 0;
  for (let k = 0; k < count; k++) {
    const i = load<i32>(alive + (k << 2));
    if (load<u8>(ink + i)) {
      store<i32>(alive + (kept << 2), i);
      kept++;
    }
  }
  return kept;
}

function neighbourhood(at: usize, width: i32): i32 {
  return (
    <i32>load<u8>(at - width) |
    ((<i32>load<u8>(at - width + 1)) << 1) |
    ((<i32>load<u8>(at + 1)) << 2) |
    ((<i32>load<u8>(at + width + 1)) << 3) |
    ((<i32>load<u8>(at + width)) << 4) |
    ((<i32>load<u8>(at + width - 1)) << 5) |
    ((<i32>load<u8>(at - 1)) << 6) |
    ((<i32>load<u8>(at - width - 1)) << 7)
  );
}
