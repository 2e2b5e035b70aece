/** Chance that comes again: the same seed gives the same numbers on every machine. */
export interface SeededRandom {
  /** A number in [0, 1). */
  fraction(): number;
  /** A whole number in [0, below). */
  below(below: number): number;
  /** One of the entries, each as likely as the others. */
  pick<T>(entries: readonly T[]): T;
  /** True with the given probability, 0–1. */
  chance(probability: number): boolean;
}

/** Generator of 32-bit words after Marsaglia's xorshift with a Weyl step, started from a hashed seed. */
export function seededRandom(seed: number | string): SeededRandom {
  let [x, y, z, w] = stateOf(String(seed));
  let weyl = 0;
  const word = (): number => {
    const t = x ^ (x << 11);
    x = y;
    y = z;
    z = w;
    w = (w ^ (w >>> 19) ^ t ^ (t >>> 8)) >>> 0;
    weyl = (weyl + 0x9e3779b9) >>> 0;
    return (w + weyl) >>> 0;
  };
  const fraction = (): number => word() / 2 ** 32;
  const below = (limit: number): number => Math.floor(fraction() * limit);
  return {
    fraction,
    below,
    pick: (entries) => {
      const entry = entries[below(entries.length)];
      if (entry === undefined) throw new RangeError('nothing to pick from');
      return entry;
    },
    chance: (probability) => fraction() < probability,
  };
}

/** Four words that are not all zero, by a multiplicative hash of the seed's characters. */
function stateOf(seed: string): [number, number, number, number] {
  const words = [1, 2, 3, 4].map((lane) => {
    let hash = Math.imul(lane, 0x85ebca6b);
    for (const character of seed) {
      hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
      hash ^= hash >>> 15;
    }
    return (Math.imul(hash, 0xc2b2ae35) ^ (hash >>> 13)) >>> 0 || lane;
  });
  return words as [number, number, number, number];
}
