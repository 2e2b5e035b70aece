import { type ByteCursor, refuse } from '../byte-cursor.ts';

const longest = 16;

/** A code as the file gives it: how many words there are of each length, 1 to 16 bits, and what they stand for. */
export interface HuffmanCode {
  readonly counts: readonly number[];
  readonly symbols: Uint8Array;
}

export function readHuffmanCode(segment: ByteCursor): HuffmanCode {
  const counts = Array.from({ length: longest }, () => segment.u8());
  const used = counts.reduce((sum, count, i) => sum + count * 2 ** (longest - 1 - i), 0);
  if (used > 2 ** longest) refuse('a Huffman table of the WSQ picture has more words than there is room for');
  const symbols = segment.bytes(counts.reduce((sum, count) => sum + count, 0));
  return { counts, symbols };
}

/** What a word stands for: a run of zeros, a value, or the kind of a longer number that follows it (annex A of the specification). */
const symbol = {
  longestRun: 100,
  value8: 101,
  minusValue8: 102,
  value16: 103,
  minusValue16: 104,
  run8: 105,
  run16: 106,
  zero: 180,
  unused: 255,
} as const;

/** Reads coded values one after the other into `values`, from `at` on; gives where it stopped. */
export function readValues(bits: Uint8Array, code: HuffmanCode, values: Int32Array, at: number): number {
  const reader = new BitReader(bits);
  const put = (count: number): number => {
    if (at + count > values.length) refuse('the WSQ picture has more values than its size allows');
    at += count;
    return at - count;
  };
  while (!reader.isPadding()) {
    const read = reader.symbol(code);
    if (read === 0 || read === symbol.unused) refuse('the WSQ picture has a value of an unknown kind');
    if (read <= symbol.longestRun) put(read);
    else if (read === symbol.run8) put(reader.bits(8));
    else if (read === symbol.run16) put(reader.bits(16));
    else values[put(1)] = numberOf(read, reader);
  }
  return at;
}

function numberOf(read: number, reader: BitReader): number {
  if (read === symbol.value8) return reader.bits(8);
  if (read === symbol.minusValue8) return -reader.bits(8);
  if (read === symbol.value16) return reader.bits(16);
  if (read === symbol.minusValue16) return -reader.bits(16);
  return read - symbol.zero;
}

class BitReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  bit(): number {
    const byte = this.#bytes[this.#at >> 3] ?? refuse('the WSQ picture is cut off');
    return (byte >> (7 - (this.#at++ & 7))) & 1;
  }

  bits(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++) value = value * 2 + this.bit();
    return value;
  }

  /** Whether only the ones are left that fill the last byte; no word consists of ones alone. */
  isPadding(): boolean {
    const left = this.#bytes.length * 8 - this.#at;
    const ones = 2 ** left - 1;
    return left === 0 || (left < 8 && (this.#bytes.at(-1)! & ones) === ones);
  }

  /** Words of one length are consecutive numbers; those of the next begin twice as high where these end. */
  symbol({ counts, symbols }: HuffmanCode): number {
    let [word, first, passed] = [0, 0, 0];
    for (const count of counts) {
      word = word * 2 + this.bit();
      first *= 2;
      if (word - first < count) return symbols[passed + word - first]!;
      first += count;
      passed += count;
    }
    return refuse('the WSQ picture holds a word that is not in its Huffman table');
  }
}
