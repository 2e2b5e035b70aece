// AssemblyScript: the picture through the filters that its cells chose. The twin in
// src/fingerprint/kernels/extraction-twin.ts says what it does.

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
      const left = 4 * c;
      for (let y = 4 * r; y < bottom; y++) {
        const sums = filterFour(framed + ((y * wide + left) << 1), wide, taps);
        const to = out + ((y * width + left) << 1);
        store<i16>(to, <i16>i32x4.extract_lane(sums, 0));
        if (left + 1 < width) store<i16>(to, <i16>i32x4.extract_lane(sums, 1), 2);
        if (left + 2 < width) store<i16>(to, <i16>i32x4.extract_lane(sums, 2), 4);
        if (left + 3 < width) store<i16>(to, <i16>i32x4.extract_lane(sums, 3), 6);
      }
    }
  }
}

/** Four pixels beside each other; those beyond the right edge come out of whatever lies there. */
function filterFour(from: usize, wide: i32, taps: usize): v128 {
  let first = i32x4.splat(0);
  let second = i32x4.splat(0);
  let third = i32x4.splat(0);
  let fourth = i32x4.splat(0);
  for (let row = 0; row < 16; row++) {
    const low = v128.load(taps);
    const high = v128.load(taps, 16);
    first = i32x4.add(first, dot16(from, low, high));
    second = i32x4.add(second, dot16(from + 2, low, high));
    third = i32x4.add(third, dot16(from + 4, low, high));
    fourth = i32x4.add(fourth, dot16(from + 6, low, high));
    from += wide << 1;
    taps += 32;
  }
  const pairs = i32x4.add(
    v128.shuffle<i32>(first, second, 0, 4, 2, 6),
    v128.shuffle<i32>(first, second, 1, 5, 3, 7),
  );
  const others = i32x4.add(
    v128.shuffle<i32>(third, fourth, 0, 4, 2, 6),
    v128.shuffle<i32>(third, fourth, 1, 5, 3, 7),
  );
  const sums = i32x4.add(v128.shuffle<i64>(pairs, others, 0, 2), v128.shuffle<i64>(pairs, others, 1, 3));
  return i32x4.shr_s(sums, 13);
}

function dot16(at: usize, low: v128, high: v128): v128 {
  return i32x4.add(i32x4.dot_i16x8_s(v128.load(at), low), i32x4.dot_i16x8_s(v128.load(at, 16), high));
}
