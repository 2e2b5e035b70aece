// Looks through the codes of a gallery. The twin is `readableScanner` in src/fingerprint/gallery/scan-kernel.ts, which
// also says how the probe is laid out; arguments of type usize are addresses.

const fingers: usize = 10;
const glanceBytes: usize = 8;
const codeBytes: usize = 64;
/** One row of evidence: distances of none to all bits, and room to the next multiple of 8; a finger has four rows. */
const glanceRow: usize = (64 + 8) * 2;
const codeRow: usize = (512 + 8) * 2;

/**
 * Adds up the evidence of each living person in [first, end) whose glance says enough; writes slot and evidence of
 * those for whom at least `floor` of it speaks, and returns how many.
 */
export function scan(
  states: usize,
  glances: usize,
  codes: usize,
  first: u32,
  end: u32,
  probe: usize,
  glanceLeast: i32,
  floor: i32,
  out: usize,
): u32 {
  const probeGlance = probe + codeBytes * fingers;
  const glanceEvidence = probeGlance + glanceBytes * fingers;
  const evidence = glanceEvidence + 4 * fingers * glanceRow;
  let found: u32 = 0;
  for (let slot = first; slot < end; slot++) {
    const state = load<u32>(states + ((<usize>slot) << 2));
    if (!(state & 0x80000000)) continue;
    const glance = glances + <usize>slot * glanceBytes * fingers;
    if (evidenceOfGlance(state, probeGlance, glance, glanceEvidence) < glanceLeast) continue;
    const sum = evidenceOfCodes(state, probe, codes + <usize>slot * codeBytes * fingers, evidence);
    if (sum < floor) continue;
    store<u32>(out + ((<usize>found) << 3), slot);
    store<i32>(out + ((<usize>found) << 3), sum, 4);
    found++;
  }
  return found;
}

function evidenceOfGlance(state: u32, probe: usize, person: usize, evidence: usize): i32 {
  let sum: i32 = 0;
  let kinds = <usize>state;
  const end = person + fingers * glanceBytes;
  while (person < end) {
    const apart = <usize>popcnt<u64>(load<u64>(probe) ^ load<u64>(person));
    sum += <i32>load<i16>(evidence + (kinds & 3) * glanceRow + (apart << 1));
    kinds >>= 2;
    evidence += 4 * glanceRow;
    probe += glanceBytes;
    person += glanceBytes;
  }
  return sum;
}

function evidenceOfCodes(state: u32, probe: usize, person: usize, evidence: usize): i32 {
  let sum: i32 = 0;
  for (let finger: usize = 0; finger < fingers; finger++) {
    const kind = <usize>((state >> ((<u32>finger) << 1)) & 3);
    const at = finger * codeBytes;
    let apart: u64 = 0;
    for (let word: usize = 0; word < codeBytes; word += 8)
      apart += popcnt<u64>(load<u64>(probe + at + word) ^ load<u64>(person + at + word));
    sum += <i32>load<i16>(evidence + ((finger << 2) + kind) * codeRow + ((<usize>apart) << 1));
  }
  return sum;
}
