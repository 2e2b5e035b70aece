/** Neighbours clockwise from above, as bits 0 to 7. */
const above = 1;
const right = 4;
const below = 16;
const left = 64;

/** For each neighbourhood whether Zhang and Suen (1984) delete its middle in the first (1) and second (2) pass. */
const zhangSuen = Uint8Array.from({ length: 256 }, (_, n) => {
  const count = bits(n);
  if (count < 2 || count > 6 || transitions(n) !== 1) return 0;
  const [a, r, b, l] = [n & above, n & right, n & below, n & left];
  const first = !(a && r && b) && !(r && b && l);
  const second = !(a && r && l) && !(a && b && l);
  return (first ? 1 : 0) | (second ? 2 : 0);
});

/** Neighbours that are set. */
export function bits(n: number): number {
  let count = 0;
  for (let i = 0; i < 8; i++) count += (n >> i) & 1;
  return count;
}

/** Changes from 0 to 1 around the middle. */
function transitions(n: number): number {
  let count = 0;
  for (let i = 0; i < 8; i++) if (!((n >> i) & 1) && (n >> ((i + 1) & 7)) & 1) count++;
  return count;
}

export function ridgeLines(
  enhanced: Int16Array,
  width: number,
  height: number,
  corners: Uint8Array,
): Uint8Array {
  const lines = inkOf(enhanced, width, height);
  const pass = (which: number): boolean => {
    const doomed: number[] = [];
    for (let i = 0; i < lines.length; i++)
      if (lines[i] && zhangSuen[neighbourhood(lines, width, i)]! & which) doomed.push(i);
    for (const i of doomed) lines[i] = 0;
    return doomed.length > 0;
  };
  for (let changed = true; changed; ) {
    const first = pass(1);
    changed = pass(2) || first;
  }
  for (let i = 0; i < lines.length; i++)
    if (lines[i] && corners[neighbourhood(lines, width, i)]) lines[i] = 0;
  return lines;
}

/** 1 where ridges are dark, but for the rim. */
function inkOf(enhanced: Int16Array, width: number, height: number): Uint8Array {
  const ink = new Uint8Array(width * height);
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) ink[y * width + x] = enhanced[y * width + x]! < 0 ? 1 : 0;
  return ink;
}

/** The eight neighbours of pixel i as bits, clockwise from above; pixels on the rim must be 0. */
export function neighbourhood(ink: Uint8Array, width: number, i: number): number {
  return (
    ink[i - width]! |
    (ink[i - width + 1]! << 1) |
    (ink[i + 1]! << 2) |
    (ink[i + width + 1]! << 3) |
    (ink[i + width]! << 4) |
    (ink[i + width - 1]! << 5) |
    (ink[i - 1]! << 6) |
    (ink[i - width - 1]! << 7)
  );
}
