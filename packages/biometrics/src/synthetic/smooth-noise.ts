import type { Random } from './random.ts';

/**
 * A field of chance that varies smoothly: random values on a lattice, joined by smooth curves.
 *
 * Values lie in [−1, 1]. `cell` is the distance between lattice points in pixels, so features are about one to
 * two cells wide.
 */
export interface SmoothNoise {
  at(x: number, y: number): number;
}

export function smoothNoise(random: Random, width: number, height: number, cell: number): SmoothNoise {
  const columns = Math.ceil(width / cell) + 2;
  const rows = Math.ceil(height / cell) + 2;
  const lattice = new Float32Array(columns * rows);
  for (let i = 0; i < lattice.length; i++) lattice[i] = random.between(-1, 1);
  const scale = 1 / cell;
  return {
    at(x, y) {
      const gx = Math.min(columns - 1.001, Math.max(0, x * scale));
      const gy = Math.min(rows - 1.001, Math.max(0, y * scale));
      const column = gx | 0;
      const row = gy | 0;
      const fx = ease(gx - column);
      const fy = ease(gy - row);
      const i = row * columns + column;
      const upper = lattice[i]! + (lattice[i + 1]! - lattice[i]!) * fx;
      const lower = lattice[i + columns]! + (lattice[i + columns + 1]! - lattice[i + columns]!) * fx;
      return upper + (lower - upper) * fy;
    },
  };
}

const ease = (t: number): number => t * t * (3 - 2 * t);

/** 0 below `from`, 1 above `to`, smooth between. */
export function smoothStep(from: number, to: number, value: number): number {
  const t = Math.max(0, Math.min(1, (value - from) / (to - from)));
  return ease(t);
}

/** Independent noise for every pixel in [−1, 1), from its index and a salt, without state. */
export function pixelNoise(index: number, salt: number): number {
  let h = Math.imul(index ^ salt, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca77);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae3d);
  return (h ^ (h >>> 16)) / 2147483648;
}
