import type { ExtractionKernels } from '../kernels/extraction-kernels.ts';
import { bits } from '../kernels/lines-twin.ts';

/** Neighbourhoods whose middle can go without breaking or shortening a line: corners of stairs. */
const corner = Uint8Array.from({ length: 256 }, (_, n) =>
  bits(n) >= 2 && pieces(n) === 1 && (n & 85) !== 85 ? 1 : 0,
);

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

/** 1 on lines one pixel wide along the ridges, which are below 0; ink on the rim is wiped. */
export const thin = (
  enhanced: Int16Array,
  width: number,
  height: number,
  kernels: ExtractionKernels,
): Uint8Array => kernels.ridgeLines(enhanced, width, height, corner);
