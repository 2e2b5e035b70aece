import type { ExtractionKernels } from '../kernels/extraction-kernels.ts';
import { neighbourhood } from '../kernels/extraction-twin.ts';

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

/** Neighbourhoods whose middle can go without breaking or shortening a line: corners of stairs. */
const corner = Uint8Array.from({ length: 256 }, (_, n) =>
  bits(n) >= 2 && pieces(n) === 1 && (n & 85) !== 85 ? 1 : 0,
);

function bits(n: number): number {
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

/** Pieces into which the neighbours fall, touching at edges or corners, when the middle is gone. */
function pieces(n: number): number {
  const at = [
    [0, -1],
    [1, -1],
    [1, 0],
    [1, 1],
    [0, 1],
    [-1, 1],
    [-1, 0],
    [-1, -1],
  ];
  const left = new Set(at.map((_, i) => i).filter((i) => (n >> i) & 1));
  let count = 0;
  while (left.size > 0) {
    count++;
    const queue = [[...left][0]!];
    left.delete(queue[0]!);
    for (let i = 0; i < queue.length; i++)
      for (const j of [...left]) {
        const [dx, dy] = [at[j]![0]! - at[queue[i]!]![0]!, at[j]![1]! - at[queue[i]!]![1]!];
        if (Math.abs(dx) > 1 || Math.abs(dy) > 1) continue;
        left.delete(j);
        queue.push(j);
      }
  }
  return count;
}

/** Lines one pixel wide of the ink (1). Ink on the rim is wiped. */
export function thin(ink: Uint8Array, width: number, height: number, kernels: ExtractionKernels): Uint8Array {
  for (let x = 0; x < width; x++) ink[x] = ink[(height - 1) * width + x] = 0;
  for (let y = 0; y < height; y++) ink[y * width] = ink[y * width + width - 1] = 0;
  const lines = kernels.thinned(ink, width, zhangSuen);
  for (let i = 0; i < lines.length; i++) if (lines[i] && corner[neighbourhood(lines, width, i)]) lines[i] = 0;
  return lines;
}
