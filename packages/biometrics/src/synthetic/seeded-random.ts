/** Chance that repeats: the same seed gives the same numbers on every machine. */
export interface SeededRandom {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform in [least, most). */
  between(least: number, most: number): number;
  /** Roughly normal with mean 0 and deviation 1: the sum of twelve uniforms, without functions that differ by platform. */
  normal(): number;
}

/** FNV-1a over the seed's characters, then a 32-bit Weyl sequence through two rounds of mixing. */
export function seededRandom(...seeds: readonly (string | number)[]): SeededRandom {
  let hash = 0x811c9dc5;
  for (const character of seeds.join('\u0000'))
    hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
  let state = hash >>> 0;
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    between: (least, most) => least + next() * (most - least),
    normal: () => {
      let sum = -6;
      for (let i = 0; i < 12; i++) sum += next();
      return sum;
    },
  };
}
