import type { Random } from '../synthetic/random.ts';

type Injure = (bytes: Uint8Array, random: Random) => Uint8Array;

/** Values with which a field asks for too much, or for nothing. */
const extremes = [0, 1, 0x7f, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff];

/** Bytes in which formats keep their sizes and counts. */
const header = 96;

/** What may be done to the bytes of a good file so that nobody vouches for them any more; none changes its input. */
const injuries = {
  random: (bytes, random) => noise(random.below(2 * bytes.length), random),
  'random-after-signature': (bytes, random) => {
    const made = noise(16 + random.below(bytes.length), random);
    made.set(bytes.subarray(0, Math.min(made.length, 4 + random.below(28))));
    return made;
  },
  truncated: (bytes, random) => bytes.slice(0, random.below(bytes.length)),
  'bits-flipped': (bytes, random) =>
    changed(bytes, random, 1 + random.below(8), (old) => old ^ (1 << random.below(8))),
  'bytes-changed': (bytes, random) => changed(bytes, random, 1 + random.below(6), () => random.below(256)),
  'giant-field': (bytes, random) => {
    const made = Uint8Array.from(bytes);
    for (let i = random.below(3); i >= 0; i--) putExtreme(made, random);
    return made;
  },
  spliced: (bytes, random) => {
    const [from, to] = [random.below(bytes.length), random.below(bytes.length)];
    return Uint8Array.from([...bytes.subarray(0, from), ...bytes.subarray(to)]);
  },
} as const satisfies Record<string, Injure>;

export type Injury = keyof typeof injuries;

export const injuryNames = Object.keys(injuries) as readonly Injury[];

/** A hurt copy of a good file's bytes, which must not be empty. */
export const injure = (bytes: Uint8Array, injury: Injury, random: Random): Uint8Array =>
  injuries[injury](bytes, random);

const noise = (length: number, random: Random): Uint8Array =>
  Uint8Array.from({ length }, () => random.below(256));

/** Half of the places lie in the header, where a change says most. */
function changed(
  bytes: Uint8Array,
  random: Random,
  count: number,
  change: (old: number) => number,
): Uint8Array {
  const made = Uint8Array.from(bytes);
  for (let i = 0; i < count; i++) {
    const at = random.below(random.next() < 0.5 ? Math.min(header, made.length) : made.length);
    made[at] = change(made[at]!);
  }
  return made;
}

/** An extreme value in a field of one, two or four bytes of the header, in either byte order. */
function putExtreme(bytes: Uint8Array, random: Random): void {
  const size = [1, 2, 4][random.below(3)]!;
  if (bytes.length < size) return;
  const at = random.below(Math.min(header, bytes.length) - size + 1);
  const value = extremes[random.below(extremes.length)]!;
  const little = random.next() < 0.5;
  for (let k = 0; k < size; k++) bytes[at + k] = (value >>> (8 * (little ? k : size - 1 - k))) & 255;
}
