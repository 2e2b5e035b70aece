// AssemblyScript: lines one pixel wide, thinned as bits, 128 pixels at a time. The twin in
// src/fingerprint/kernels/lines-twin.ts says what it does.

/** Bytes of zeros before and after a row of bits, so that each word has neighbours. */
const margin: usize = 16;

/** Bytes of a picture as bits, of which `ridgeLines` needs two. */
export function bitRow(width: i32): i32 {
  return (((width + 127) >> 7) << 4) + <i32>(2 * margin);
}

/** `bits` and `other` are zeros of `height` rows of `bitRow(width)` bytes, `out` zeros of the picture's size. */
export function ridgeLines(
  enhanced: usize,
  width: i32,
  height: i32,
  corners: usize,
  bits: usize,
  other: usize,
  out: usize,
): void {
  const row = <usize>bitRow(width);
  for (let y = 1; y < height - 1; y++)
    pack(enhanced + ((y * width) << 1), width, bits + <usize>y * row + margin);
  for (let changed = true; changed; ) {
    const first = thinPass(bits, other, row, height, true);
    const second = thinPass(other, bits, row, height, false);
    changed = first || second;
  }
  for (let y = 1; y < height - 1; y++)
    unpack(bits + <usize>y * row + margin, row - 2 * margin, out + y * width);
  for (let y = 1; y < height - 1; y++)
    cutCorners(bits + <usize>y * row + margin, row - 2 * margin, out + y * width, width, corners);
}

/** One bit a pixel that is below 0, the first in the lowest; the ends of the row stay 0. */
function pack(greys: usize, width: i32, to: usize): void {
  let x = 0;
  for (; x + 8 <= width; x += 8) store<u8>(to + (x >> 3), <u8>i16x8.bitmask(v128.load(greys + (x << 1))));
  for (; x < width; x++) if (load<i16>(greys + (x << 1)) < 0) setBit(to, x);
  clearBit(to, 0);
  clearBit(to, width - 1);
}

function setBit(row: usize, x: i32): void {
  const at = row + (x >> 3);
  store<u8>(at, <u8>(<i32>load<u8>(at) | (1 << (x & 7))));
}

function clearBit(row: usize, x: i32): void {
  const at = row + (x >> 3);
  store<u8>(at, <u8>(<i32>load<u8>(at) & ~(1 << (x & 7))));
}

/** Each pixel with its neighbour to the left in its own place. */
function fromLeft(at: usize): v128 {
  return v128.or(i64x2.shl(v128.load(at), 1), i64x2.shr_u(v128.load(at - 8), 63));
}

function fromRight(at: usize): v128 {
  return v128.or(i64x2.shr_u(v128.load(at), 1), i64x2.shl(v128.load(at + 8), 63));
}

/** One pass over all pixels at once; returns whether any was deleted. */
function thinPass(from: usize, to: usize, row: usize, height: i32, first: bool): bool {
  let gone = i64x2.splat(0);
  for (let y = 1; y < height - 1; y++) {
    const start = <usize>y * row + margin;
    for (let at = start; at < start + row - 2 * margin; at += 16) {
      const middle = v128.load(from + at);
      if (!v128.any_true(middle)) {
        v128.store(to + at, middle);
        continue;
      }
      const doomed = v128.and(middle, isDoomed(from + at, row, first));
      gone = v128.or(gone, doomed);
      v128.store(to + at, v128.andnot(middle, doomed));
    }
  }
  return v128.any_true(gone);
}

/**
 * Zhang and Suen (1984): the neighbours are one run, neither one alone nor all but one or none, and a corner of the
 * kind that this pass takes is free.
 */
function isDoomed(at: usize, row: usize, first: bool): v128 {
  const n = v128.load(at - row);
  const ne = fromRight(at - row);
  const e = fromRight(at);
  const se = fromRight(at + row);
  const s = v128.load(at + row);
  const sw = fromLeft(at + row);
  const w = fromLeft(at);
  const nw = fromLeft(at - row);
  const full = first ? v128.and(v128.and(e, s), v128.or(n, w)) : v128.and(v128.and(n, w), v128.or(e, s));
  // Runs that begin: a neighbour that is set after one that is not.
  const r0 = v128.andnot(ne, n);
  const r1 = v128.andnot(e, ne);
  const r2 = v128.andnot(se, e);
  const r3 = v128.andnot(s, se);
  const r4 = v128.andnot(sw, s);
  const r5 = v128.andnot(w, sw);
  const r6 = v128.andnot(nw, w);
  const r7 = v128.andnot(n, nw);
  const upper = v128.or(v128.or(r0, r1), v128.or(r2, r3));
  const lower = v128.or(v128.or(r4, r5), v128.or(r6, r7));
  const two = v128.or(twoOf(r0, r1, r2, r3), v128.or(twoOf(r4, r5, r6, r7), v128.and(upper, lower)));
  const oneRun = v128.andnot(v128.or(upper, lower), two);
  const pair = v128.or(beside(n, ne, e, se, s), beside(s, sw, w, nw, n));
  const gap = v128.or(
    beside(v128.not(n), v128.not(ne), v128.not(e), v128.not(se), v128.not(s)),
    beside(v128.not(s), v128.not(sw), v128.not(w), v128.not(nw), v128.not(n)),
  );
  return v128.andnot(v128.and(oneRun, v128.and(pair, gap)), full);
}

/** Where at least two of four are set. */
function twoOf(a: v128, b: v128, c: v128, d: v128): v128 {
  return v128.or(v128.or(v128.and(a, b), v128.and(c, d)), v128.and(v128.or(a, b), v128.or(c, d)));
}

/** Where two that follow each other are set. */
function beside(a: v128, b: v128, c: v128, d: v128, e: v128): v128 {
  return v128.or(v128.and(b, v128.or(a, c)), v128.and(d, v128.or(c, e)));
}

function unpack(bits: usize, bytes: usize, out: usize): void {
  for (let at: usize = 0; at < bytes; at += 8)
    for (let word = load<u64>(bits + at); word; word &= word - 1)
      store<u8>(out + (at << 3) + <usize>ctz(word), 1);
}

/** One pixel after the other, each seeing what was cut before it. */
function cutCorners(bits: usize, bytes: usize, out: usize, width: i32, corners: usize): void {
  for (let at: usize = 0; at < bytes; at += 8)
    for (let word = load<u64>(bits + at); word; word &= word - 1) {
      const pixel = out + (at << 3) + <usize>ctz(word);
      if (load<u8>(corners + neighbourhood(pixel, width))) store<u8>(pixel, 0);
    }
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
