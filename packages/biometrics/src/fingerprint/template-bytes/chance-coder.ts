import { refuse } from '../../records/byte-cursor.ts';

/** Slots of one context: the length of a number, its bits behind the first, and those of long ones. */
const slots = 320;
const tree = 16;
const long = 288;
const longest = 16;

/**
 * Numbers as bits, each bit as short as it is expected: an arithmetic coder whose chances learn from what went by. The
 * writer and the reader take the same way, so one description serves both: each method is told the value, which the
 * reader does not look at, and answers it.
 */
export abstract class ChanceCoder {
  /** Chance of a 1 in 65,536ths, and how often it was asked. */
  readonly #chance: Uint16Array;
  readonly #asked: Uint8Array;

  constructor(contexts: number) {
    this.#chance = new Uint16Array(contexts * slots).fill(32_768);
    this.#asked = new Uint8Array(contexts * slots);
  }

  protected abstract pass(bit: number, chance: number): number;

  /** A bit of a kind of its own: `kind` below 320. */
  flag(context: number, kind: number, bit: number): number {
    const slot = context * slots + kind;
    const passed = this.pass(bit, Math.max(32, Math.min(65_504, this.#chance[slot]!)));
    const asked = this.#asked[slot]!;
    const chance = this.#chance[slot]!;
    this.#chance[slot] = chance + Math.trunc(((passed ? 65_535 : 0) - chance) / (asked + 1.6));
    if (asked < 60) this.#asked[slot] = asked + 1;
    return passed;
  }

  /** A whole number from 0 to 65,534; small ones are short (Elias 1975). */
  number(context: number, value: number): number {
    const length = 31 - Math.clz32(value + 1);
    let bits = 0;
    while (this.flag(context, bits, bits < length ? 1 : 0))
      if (++bits === longest) refuse('a number is too long');
    let found = 1;
    for (let left = bits - 1; left >= 0; left--) {
      const kind = bits < 8 ? tree + (1 << bits) + found : long + left;
      found = 2 * found + this.flag(context, kind, ((value + 1) >> left) & 1);
    }
    return found - 1;
  }

  /** A whole number that may be negative. */
  signed(context: number, value: number): number {
    const folded = this.number(context, value < 0 ? -2 * value - 1 : 2 * value);
    return folded & 1 ? -(folded + 1) / 2 : folded / 2;
  }

  /** A whole number of which nothing is expected, from 0 below 2 to the power of `bits`. */
  even(bits: number, value: number): number {
    let found = 0;
    for (let left = bits - 1; left >= 0; left--) found = 2 * found + this.pass((value >> left) & 1, 32_768);
    return found;
  }
}

/** What is left of the interval, 32 bits: up to `split` means 1. */
const splitOf = (from: number, to: number, chance: number): number =>
  from + Math.floor(((to - from) * chance) / 65_536);

const hasSettled = (from: number, to: number): boolean => from >>> 24 === to >>> 24;

export class ChanceWriter extends ChanceCoder {
  readonly #bytes: number[] = [];
  #from = 0;
  #to = 0xffff_ffff;

  protected pass(bit: number, chance: number): number {
    const split = splitOf(this.#from, this.#to, chance);
    if (bit) this.#to = split;
    else this.#from = split + 1;
    while (hasSettled(this.#from, this.#to)) {
      this.#bytes.push(this.#from >>> 24);
      this.#from = (this.#from << 8) >>> 0;
      this.#to = ((this.#to << 8) | 255) >>> 0;
    }
    return bit;
  }

  /** The shortest bytes that say all; zeros at the end are left out, as the reader finds them there. */
  done(): Uint8Array {
    const bytes = [...this.#bytes];
    for (let count = 0; ; count++) {
      const unit = 2 ** (32 - 8 * count);
      const end = Math.ceil(this.#from / unit) * unit;
      if (end > this.#to) continue;
      for (let i = 0; i < count; i++) bytes.push((end >>> (24 - 8 * i)) & 255);
      break;
    }
    while (bytes.at(-1) === 0) bytes.pop();
    return Uint8Array.from(bytes);
  }
}

export class ChanceReader extends ChanceCoder {
  readonly #bytes: Uint8Array;
  #at = 0;
  #from = 0;
  #to = 0xffff_ffff;
  #value = 0;

  constructor(contexts: number, bytes: Uint8Array) {
    super(contexts);
    this.#bytes = bytes;
    for (let i = 0; i < 4; i++) this.#take();
  }

  #take(): void {
    this.#value = ((this.#value << 8) | (this.#bytes[this.#at++] ?? 0)) >>> 0;
  }

  protected pass(_bit: number, chance: number): number {
    const split = splitOf(this.#from, this.#to, chance);
    const bit = this.#value <= split ? 1 : 0;
    if (bit) this.#to = split;
    else this.#from = split + 1;
    while (hasSettled(this.#from, this.#to)) {
      this.#from = (this.#from << 8) >>> 0;
      this.#to = ((this.#to << 8) | 255) >>> 0;
      this.#take();
    }
    return bit;
  }
}
