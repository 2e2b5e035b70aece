// Looks through the codes of a gallery. The twin is src/fingerprint/gallery/scan-twin.ts.

const codeBytes: usize = 64;
const fingers: usize = 10;
/** Entries of one row of evidence: distances 0 to 512, and room to the next multiple of 8. */
const rowBytes: usize = 520 * 2;

/**
 * Adds up the evidence of each living person in [first, end) that at least `floor` of it speaks for; writes slot and
 * evidence, and returns how many. `evidence` holds a row for each finger and class of print; fingers that either
 * side lacks say nothing.
 */
export function scan(
  states: usize,
  codes: usize,
  first: u32,
  end: u32,
  probe: usize,
  evidence: usize,
  asked: u32,
  floor: i32,
  out: usize,
): u32 {
  let found: u32 = 0;
  for (let slot = first; slot < end; slot++) {
    const state = load<u32>(states + ((<usize>slot) << 2));
    if (!(state & 0x80000000)) continue;
    let person = codes + <usize>slot * codeBytes * fingers;
    let sum: i32 = 0;
    for (let finger: u32 = 0; finger < <u32>fingers; finger++) {
      const kind = (state >> (finger << 1)) & 3;
      if (kind && (asked >> finger) & 1) {
        const a = probe + <usize>finger * codeBytes;
        const distance =
          popcnt<u64>(load<u64>(a) ^ load<u64>(person)) +
          popcnt<u64>(load<u64>(a, 8) ^ load<u64>(person, 8)) +
          popcnt<u64>(load<u64>(a, 16) ^ load<u64>(person, 16)) +
          popcnt<u64>(load<u64>(a, 24) ^ load<u64>(person, 24)) +
          popcnt<u64>(load<u64>(a, 32) ^ load<u64>(person, 32)) +
          popcnt<u64>(load<u64>(a, 40) ^ load<u64>(person, 40)) +
          popcnt<u64>(load<u64>(a, 48) ^ load<u64>(person, 48)) +
          popcnt<u64>(load<u64>(a, 56) ^ load<u64>(person, 56));
        sum += <i32>load<i16>(evidence + <usize>((finger << 2) + kind) * rowBytes + ((<usize>distance) << 1));
      }
      person += codeBytes;
    }
    if (sum >= floor) {
      store<u32>(out + ((<usize>found) << 3), slot);
      store<i32>(out + ((<usize>found) << 3), sum, 4);
      found++;
    }
  }
  return found;
}
