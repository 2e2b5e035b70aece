/**
 * Chance that can be repeated: the same seed gives the same numbers on every machine, since only integer
 * arithmetic and exact divisions are used.
 */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** Bell-shaped, mean 0, deviation 1, never beyond ±3.5 (sum of twelve uniforms would be ±6; four are used). */
  bell(): number;
  /** A whole number in [0, count). */
  below(count: number): number;
}

/** 128 bits from a text: FNV-1a in four lanes with different starts, then stirred. */
function stateOf(seed: string): Uint32Array {
  const state = Uint32Array.of(0x811c9dc5, 0x01000193, 0x9e3779b9, 0x85ebca6b);
  for (let i = 0; i < seed.length; i++) {
    for (let lane = 0; lane < 4; lane++)
      state[lane] = Math.imul(state[lane]! ^ (seed.charCodeAt(i) + lane * 0x101), 0x01000193 + lane * 0x1000);
  }
  return state;
}

/** Numbers that follow from the parts of the seed, in order. `seededRandom(1, 'a')` and `seededRandom('1a')` differ. */
export function seededRandom(...seed: readonly (string | number)[]): Random {
  const s = stateOf(seed.map((part) => `${typeof part}:${part}`).join('\u0000'));
  // xoshiro128** of Blackman and Vigna.
  const step = (): number => {
    const five = Math.imul(s[1]!, 5);
    const result = Math.imul((five << 7) | (five >>> 25), 9) >>> 0;
    const shifted = s[1]! << 9;
    s[2]! ^= s[0]!;
    s[3]! ^= s[1]!;
    s[1]! ^= s[2]!;
    s[0]! ^= s[3]!;
    s[2]! ^= shifted;
    s[3] = (s[3]! << 11) | (s[3]! >>> 21);
    return result;
  };
  for (let i = 0; i < 16; i++) step();
  const next = (): number => step() / 4294967296;
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    bell: () => (next() + next() + next() + next() - 2) * Math.sqrt(3),
    below: (count) => Math.floor(next() * count),
  };
}
