// From a finger's features to its code. The twin is src/fingerprint/gallery/descriptor-twin.ts.

const axes = 128;
const blocks = 4;
const rounds = 2;

/** z[a] = ((Σ weights[a, f] · centred[f]) >> 8) · gain[a] >> 8; `count` is a multiple of 8. */
export function project(centred: usize, weights: usize, gain: usize, count: i32, z: usize): void {
  for (let a = 0; a < axes; a++) {
    let sums = i32x4.splat(0);
    const row = weights + <usize>(a * count);
    for (let f = 0; f < count; f += 8) {
      const eight = v128.load_ext<i8>(row + <usize>f);
      sums = i32x4.add(sums, i32x4.dot_i16x8_s(eight, v128.load(centred + ((<usize>f) << 1))));
    }
    const sum =
      i32x4.extract_lane(sums, 0) +
      i32x4.extract_lane(sums, 1) +
      i32x4.extract_lane(sums, 2) +
      i32x4.extract_lane(sums, 3);
    store<i32>(z + ((<usize>a) << 2), ((sum >> 8) * <i32>load<i16>(gain + ((<usize>a) << 1))) >> 8);
  }
}

/** Turns the axes by flipped signs and Hadamard transforms and keeps the signs; `room` holds 128 numbers. */
export function spin(z: usize, signs: usize, room: usize, code: usize): void {
  for (let block = 0; block < blocks; block++) {
    memory.copy(room, z, axes * 4);
    for (let round = 0; round < rounds; round++) {
      const from = signs + <usize>((block * rounds + round) * axes);
      for (let i = 0; i < axes; i++) {
        const at = room + ((<usize>i) << 2);
        store<i32>(at, load<i32>(at) * <i32>load<i8>(from + <usize>i));
      }
      hadamard(room);
      for (let i = 0; i < axes; i += 4) {
        const at = room + ((<usize>i) << 2);
        v128.store(at, i32x4.shr_s(v128.load(at), 3));
      }
    }
    for (let byte = 0; byte < axes / 8; byte++) {
      let bits: u32 = 0;
      for (let bit = 0; bit < 8; bit++)
        if (load<i32>(room + ((<usize>(byte * 8 + bit)) << 2)) >= 0) bits |= 1 << bit;
      store<u8>(code + <usize>((block * axes) / 8 + byte), bits);
    }
  }
}

function hadamard(room: usize): void {
  for (let half = 1; half < 4; half *= 2)
    for (let start = 0; start < axes; start += 2 * half)
      for (let i = start; i < start + half; i++) {
        const at = room + ((<usize>i) << 2);
        const other = at + ((<usize>half) << 2);
        const a = load<i32>(at);
        const b = load<i32>(other);
        store<i32>(at, a + b);
        store<i32>(other, a - b);
      }
  for (let half = 4; half < axes; half *= 2)
    for (let start = 0; start < axes; start += 2 * half)
      for (let i = start; i < start + half; i += 4) {
        const at = room + ((<usize>i) << 2);
        const other = at + ((<usize>half) << 2);
        const a = v128.load(at);
        const b = v128.load(other);
        v128.store(at, i32x4.add(a, b));
        v128.store(other, i32x4.sub(a, b));
      }
}
