// AssemblyScript: which waves are strongest at each point. The twin in src/fingerprint/kernels/waves-twin.ts says what
// it does.
//
// Four points beside each other are taken at once, one a lane, and all waves of a row of points before the next row,
// so that what is worked on stays in the nearest cache. Values of two rows that are multiplied in one go lie together,
// 16 bits each; sixteen rows of them lie in a ring.

import { addByAngle, tellPoint } from './wave-point';

/** Zeros at both ends of a row of strengths, so that each point has neighbours. */
const margin = 2;

/** Bytes of zeros that `strongestWaves` works in. */
export function wavesRoom(columns: i32, rows: i32, periods: i32, orientations: i32): i32 {
  layOut(columns, rows, periods, orientations);
  return <i32>roomEnd;
}

let blocks = 0;
let waves = 0;
let strengths = 0;
/** Bytes of a row of one strength, with and without margins. */
let wideRow: usize = 0;
let plainRow: usize = 0;
let foldedAt: usize = 0;
let tapsAt: usize = 0;
let skinAt: usize = 0;
let ringAt: usize = 0;
let strengthAt: usize = 0;
let sumsAt: usize = 0;
let pointAt: usize = 0;
let roomEnd: usize = 0;

function layOut(columns: i32, rows: i32, periods: i32, orientations: i32): void {
  blocks = (columns + 3) >> 2;
  waves = periods * ((orientations >> 1) + 1);
  strengths = periods * orientations;
  plainRow = <usize>(blocks << 5);
  wideRow = plainRow + <usize>(2 * margin * 8);
  foldedAt = 0;
  tapsAt = foldedAt + 256;
  skinAt = tapsAt + <usize>(waves << 7);
  ringAt = skinAt + <usize>((rows * blocks * 4 + 15) & ~15);
  strengthAt = ringAt + <usize>((blocks * waves) << 8);
  sumsAt = strengthAt + <usize>strengths * wideRow;
  pointAt = sumsAt + 4 * <usize>strengths * plainRow;
  roomEnd = pointAt + <usize>((strengths + orientations) << 4);
}

export function strongestWaves(
  half: usize,
  width: i32,
  columns: i32,
  rows: i32,
  skin: usize,
  taps: usize,
  periods: i32,
  orientations: i32,
  perfect: f64,
  neighbour: f64,
  turns: usize,
  logPeriods: usize,
  room: usize,
  out: usize,
): void {
  layOut(columns, rows, periods, orientations);
  repeatTaps(taps, room + tapsAt);
  for (let r = 0; r < rows; r++)
    memory.copy(room + skinAt + <usize>(r * blocks * 4), skin + r * columns, columns);
  for (let pair = 0; pair < 6; pair++) takeAcross(half, width, rows, pair, taps, room);
  for (let r = 0; r <= rows; r++) {
    if (r < rows) {
      takeAcross(half, width, rows, 2 * r + 6, taps, room);
      takeAcross(half, width, rows, 2 * r + 7, taps, room);
      for (let block = 0; block < blocks; block++) takeDown(r, block, periods, orientations, perfect, room);
      smoothAcross(r, neighbour, room);
    }
    if (r > 0) tellRow(r - 1, columns, rows, periods, orientations, neighbour, turns, logPeriods, room, out);
  }
}

/** The eight pairs of taps of each wave down, twice over, so that they can begin anywhere in the ring. */
function repeatTaps(taps: usize, to: usize): void {
  for (let wave = 0; wave < waves; wave++)
    for (let i = 0; i < 2; i++) {
      const from = taps + ((wave << 7) + 64 + (i << 5));
      const at = to + ((wave << 7) + (i << 6));
      memory.copy(at, from, 32);
      memory.copy(at + 32, from, 32);
    }
}

/** All waves along two rows, at all columns of points of which a row that feels them has skin. */
function takeAcross(half: usize, width: i32, rows: i32, pair: i32, taps: usize, room: usize): void {
  const slot = <usize>((pair & 7) << 4);
  const upper = half + ((2 * pair * width) << 1);
  const lower = upper + (width << 1);
  const folded = room + foldedAt;
  for (let block = 0; block < blocks; block++) {
    if (!isFelt(pair, rows, block, room)) continue;
    fold(upper + (block << 5), folded);
    fold(lower + (block << 5), folded + 128);
    const ring = room + ringAt + <usize>((block * waves) << 8) + slot;
    waveRows(folded, taps, ring);
    waveRows(folded + 64, taps + 32, ring + 128);
  }
}

function isFelt(pair: i32, rows: i32, block: i32, room: usize): bool {
  for (let r = max(0, (pair >> 1) - 3); r <= min(rows - 1, pair >> 1); r++)
    if (skinOf(r, block, room)) return true;
  return false;
}

/** Skin of four points as bytes. */
function skinOf(row: i32, block: i32, room: usize): u32 {
  return load<u32>(room + skinAt + <usize>((row * blocks + block) << 2));
}

/**
 * Sums and differences of values as far before as after the middle of each of four windows, which is all that an even
 * and an odd wave want to know: four pairs of sums, then four of differences, a window a lane.
 */
function fold(from: usize, to: usize): void {
  const a = v128.load(from);
  const b = v128.load(from, 8);
  const c = v128.load(from, 16);
  const d = v128.load(from, 24);
  const a1 = turned(v128.load(from, 16));
  const b1 = turned(v128.load(from, 24));
  const c1 = turned(v128.load(from, 32));
  const d1 = turned(v128.load(from, 40));
  spread(i16x8.add(a, a1), i16x8.add(b, b1), i16x8.add(c, c1), i16x8.add(d, d1), to);
  spread(i16x8.sub(a, a1), i16x8.sub(b, b1), i16x8.sub(c, c1), i16x8.sub(d, d1), to + 64);
}

function turned(v: v128): v128 {
  return v128.shuffle<i16>(v, v, 7, 6, 5, 4, 3, 2, 1, 0);
}

/** Rows of four pairs become columns. */
function spread(a: v128, b: v128, c: v128, d: v128, to: usize): void {
  const abLow = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
  const cdLow = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
  const abHigh = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
  const cdHigh = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<i64>(abLow, cdLow, 0, 2));
  v128.store(to, v128.shuffle<i64>(abLow, cdLow, 1, 3), 16);
  v128.store(to, v128.shuffle<i64>(abHigh, cdHigh, 0, 2), 32);
  v128.store(to, v128.shuffle<i64>(abHigh, cdHigh, 1, 3), 48);
}

/** Every wave along an upper and a lower row, which become the two halves of each lane. */
function waveRows(folded: usize, taps: usize, ring: usize): void {
  const a = v128.load(folded);
  const b = v128.load(folded, 16);
  const c = v128.load(folded, 32);
  const d = v128.load(folded, 48);
  const a1 = v128.load(folded, 128);
  const b1 = v128.load(folded, 144);
  const c1 = v128.load(folded, 160);
  const d1 = v128.load(folded, 176);
  const low = i32x4.splat(0xffff);
  for (let wave = 0; wave < waves; wave++) {
    const t0 = v128.load32_splat(taps);
    const t1 = v128.load32_splat(taps, 4);
    const t2 = v128.load32_splat(taps, 8);
    const t3 = v128.load32_splat(taps, 12);
    const upper = i32x4.add(
      i32x4.add(i32x4.dot_i16x8_s(a, t0), i32x4.dot_i16x8_s(b, t1)),
      i32x4.add(i32x4.dot_i16x8_s(c, t2), i32x4.dot_i16x8_s(d, t3)),
    );
    const lower = i32x4.add(
      i32x4.add(i32x4.dot_i16x8_s(a1, t0), i32x4.dot_i16x8_s(b1, t1)),
      i32x4.add(i32x4.dot_i16x8_s(c1, t2), i32x4.dot_i16x8_s(d1, t3)),
    );
    const first = v128.and(i32x4.shr_s(upper, 9), low);
    v128.store(ring, v128.or(first, i32x4.shl(i32x4.shr_s(lower, 9), 16)));
    taps += 128;
    ring += 256;
  }
}

/** Strength of every wave at four points. */
function takeDown(row: i32, block: i32, periods: i32, orientations: i32, perfect: f64, room: usize): void {
  const felt = skinOf(row, block, room);
  const to = room + strengthAt + <usize>((margin << 3) + (block << 5));
  if (!felt) {
    for (let i = 0; i < strengths; i++) keep(to + <usize>i * wideRow, i64x2.splat(0), i64x2.splat(0));
    return;
  }
  const bytes = i32x4.splat(<i32>felt);
  const left = i64x2.ne(v128.and(bytes, i64x2(0xff, 0xff00)), i64x2.splat(0));
  const right = i64x2.ne(v128.and(bytes, i64x2(0xff0000, 0xff000000)), i64x2.splat(0));
  const all = f64x2.splat(perfect);
  const quarter = orientations >> 1;
  let ring = room + ringAt + <usize>((block * waves) << 8);
  let taps = room + tapsAt + <usize>((8 - ((2 * row) & 7)) << 2);
  for (let f = 0; f < periods; f++) {
    for (let k = 0; k <= quarter; k++) {
      let cc = i32x4.splat(0);
      let cs = i32x4.splat(0);
      let sc = i32x4.splat(0);
      let ss = i32x4.splat(0);
      for (let slot: usize = 0; slot < 8; slot++) {
        const even = v128.load(ring + (slot << 4));
        const odd = v128.load(ring + (slot << 4), 128);
        const cosine = v128.load32_splat(taps + (slot << 2));
        const sine = v128.load32_splat(taps + (slot << 2), 64);
        cc = i32x4.add(cc, i32x4.dot_i16x8_s(even, cosine));
        cs = i32x4.add(cs, i32x4.dot_i16x8_s(even, sine));
        sc = i32x4.add(sc, i32x4.dot_i16x8_s(odd, cosine));
        ss = i32x4.add(ss, i32x4.dot_i16x8_s(odd, sine));
      }
      const rising = to + <usize>(f * orientations + k) * wideRow;
      keepStrength(rising, i32x4.sub(cc, ss), i32x4.add(cs, sc), all, left, right);
      if (k > 0 && k < quarter) {
        const falling = to + <usize>(f * orientations + orientations - k) * wideRow;
        keepStrength(falling, i32x4.add(cc, ss), i32x4.sub(cs, sc), all, left, right);
      }
      ring += 256;
      taps += 128;
    }
  }
}

function keepStrength(to: usize, a: v128, b: v128, all: v128, left: v128, right: v128): void {
  const first = squares(f64x2.convert_low_i32x4_s(a), f64x2.convert_low_i32x4_s(b));
  const second = squares(f64x2.convert_low_i32x4_s(upperHalf(a)), f64x2.convert_low_i32x4_s(upperHalf(b)));
  keep(to, v128.and(f64x2.div(first, all), left), v128.and(f64x2.div(second, all), right));
}

function keep(to: usize, left: v128, right: v128): void {
  v128.store(to, left);
  v128.store(to, right, 16);
}

function squares(a: v128, b: v128): v128 {
  return f64x2.add(f64x2.mul(a, a), f64x2.mul(b, b));
}

function upperHalf(v: v128): v128 {
  return v128.shuffle<i64>(v, v, 1, 1);
}

/** Sums of three rows of points lie in turn in three places; the fourth stays empty and is what lies outside. */
function sumsOf(row: i32, rows: i32, room: usize): usize {
  const place = row < 0 || row >= rows ? 3 : row % 3;
  return room + sumsAt + <usize>(place * strengths) * plainRow;
}

function smoothAcross(row: i32, neighbour: f64, room: usize): void {
  const weight = f64x2.splat(neighbour);
  let from = room + strengthAt + <usize>(margin << 3);
  let to = sumsOf(row, row + 1, room);
  for (let i = 0; i < strengths; i++) {
    for (let at: usize = 0; at < plainRow; at += 16) {
      const before = v128.load(from + at - 8);
      const after = v128.load(from + at + 8);
      const pair = f64x2.add(f64x2.mul(weight, before), f64x2.mul(weight, after));
      v128.store(to + at, f64x2.add(v128.load(from + at), pair));
    }
    from += wideRow;
    to += plainRow;
  }
}

function tellRow(
  row: i32,
  columns: i32,
  rows: i32,
  periods: i32,
  orientations: i32,
  neighbour: f64,
  turns: usize,
  logPeriods: usize,
  room: usize,
  out: usize,
): void {
  const weight = f64x2.splat(neighbour);
  const above = sumsOf(row - 1, rows, room);
  const here = sumsOf(row, rows, room);
  const below = sumsOf(row + 1, rows, room);
  const down = 1 + (row > 0 ? neighbour : 0) + (row < rows - 1 ? neighbour : 0);
  const point = room + pointAt;
  for (let column = 0; column < columns; column += 2) {
    const felt = skinOf(row, column >> 2, room) >> ((column & 2) << 3);
    if (!(felt & 0xffff)) continue;
    const total = f64x2.div(
      f64x2.splat(1),
      f64x2.replace_lane(
        f64x2.splat(down * weightAt(column, columns, neighbour)),
        1,
        down * weightAt(column + 1, columns, neighbour),
      ),
    );
    let at = <usize>(column << 3);
    for (let i = 0; i < strengths; i++) {
      const before = f64x2.mul(weight, v128.load(above + at));
      const after = f64x2.mul(weight, v128.load(below + at));
      const sum = f64x2.add(v128.load(here + at), f64x2.add(before, after));
      v128.store(point + (i << 4), f64x2.mul(total, sum));
      at += plainRow;
    }
    addByAngle(point, periods, orientations);
    const plane = <usize>((rows * columns) << 3);
    const to = out + ((row * columns + column) << 3);
    if (felt & 0xff) tellPoint(point, periods, orientations, turns, logPeriods, to, plane);
    if (felt & 0xff00) tellPoint(point + 8, periods, orientations, turns, logPeriods, to + 8, plane);
  }
}

function weightAt(column: i32, columns: i32, neighbour: f64): f64 {
  return 1 + (column > 0 ? neighbour : 0) + (column < columns - 1 ? neighbour : 0);
}
