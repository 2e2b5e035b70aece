// BIO: your version of this file was overwritten by mistake at 15:49 (sorry, the lead): please write YOUR version of finger.ts, orientation-field.ts,
// ridge-growth.ts and smooth-noise.ts again from your notes; yours is wanted. Then delete impression.ts, seeded-random.ts and the sections
// "synthetic" and "impression" at the end of parameters.ts, and adapt or delete slap.ts. Commit at once when it runs.
import { type SeededRandom, seededRandom } from './seeded-random.ts';

/** A smooth random surface over the plane, values about −1 … 1. */
export type Surface = (x: number, y: number) => number;

const cells = 64;

/** Value noise: chance at the corners of a grid, blended between them. @param spacing pixels between corners */
export function smoothNoise(seed: string, spacing: number): Surface {
  const corners = cornersOf(seededRandom(seed));
  return (x, y) => {
    const u = x / spacing + 1000;
    const v = y / spacing + 1000;
    const column = Math.floor(u);
    const row = Math.floor(v);
    const right = eased(u - column);
    const down = eased(v - row);
    const corner = (i: number, j: number): number =>
      corners[((row + j) % cells) * cells + ((column + i) % cells)]!;
    const upper = corner(0, 0) + (corner(1, 0) - corner(0, 0)) * right;
    const lower = corner(0, 1) + (corner(1, 1) - corner(0, 1)) * right;
    return upper + (lower - upper) * down;
  };
}

const cornersOf = (random: SeededRandom): Float32Array =>
  Float32Array.from({ length: cells * cells }, () => random.next() * 2 - 1);

const eased = (t: number): number => t * t * (3 - 2 * t);
