import { limits } from '../parameters.ts';

/** What a parser answers: the record, or one English sentence on why it is none. */
export type ParsedRecord<T> =
  | { readonly ok: true; readonly record: T }
  | { readonly ok: false; readonly reason: string };

/** Thrown inside a parser and caught at its door: the bytes break the format. */
class Malformed extends Error {}

export function refuse(reason: string): never {
  throw new Malformed(reason);
}

/** Runs a parser over bytes that nobody vouches for. Anything but a broken format is a bug and passes through. */
export function parseBytes<T>(bytes: Uint8Array, parse: (cursor: ByteCursor) => T): ParsedRecord<T> {
  if (bytes.length > limits.recordBytes)
    return { ok: false, reason: `the record has ${bytes.length} bytes, more than ${limits.recordBytes}` };
  try {
    return { ok: true, record: parse(new ByteCursor(bytes)) };
  } catch (error) {
    if (error instanceof Malformed) return { ok: false, reason: error.message };
    throw error;
  }
}

/** Reads big-endian fields one after the other, never past the end. */
export class ByteCursor {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get at(): number {
    return this.#at;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  #step(count: number): number {
    if (count > this.left) refuse(`the record ends at byte ${this.#bytes.length}, inside a field`);
    const start = this.#at;
    this.#at += count;
    return start;
  }

  u8(): number {
    return this.#view.getUint8(this.#step(1));
  }

  u16(): number {
    return this.#view.getUint16(this.#step(2));
  }

  u32(): number {
    return this.#view.getUint32(this.#step(4));
  }

  skip(count: number): void {
    this.#step(count);
  }

  /** A copy of the next bytes. */
  bytes(count: number): Uint8Array {
    const start = this.#step(count);
    return this.#bytes.slice(start, start + count);
  }

  /** What is left, without copying and without going on. */
  rest(): Uint8Array {
    return this.#bytes.subarray(this.#at);
  }

  /** A cursor over the next bytes, without copying; this one goes on after them. */
  part(count: number): ByteCursor {
    const start = this.#step(count);
    return new ByteCursor(this.#bytes.subarray(start, start + count));
  }
}

/** Writes big-endian fields one after the other. */
export class ByteWriter {
  #parts: Uint8Array[] = [];

  #number(size: 1 | 2 | 4, value: number): this {
    if (!Number.isInteger(value) || value < 0 || value >= 2 ** (8 * size))
      throw new RangeError(`${value} does not fit a field of ${size} bytes`);
    const part = new Uint8Array(size);
    for (let i = 0; i < size; i++) part[i] = Math.floor(value / 2 ** (8 * (size - 1 - i))) & 255;
    return this.bytes(part);
  }

  u8(...values: number[]): this {
    for (const value of values) this.#number(1, value);
    return this;
  }

  u16(...values: number[]): this {
    for (const value of values) this.#number(2, value);
    return this;
  }

  u32(value: number): this {
    return this.#number(4, value);
  }

  bytes(part: Uint8Array): this {
    this.#parts.push(part);
    return this;
  }

  done(): Uint8Array {
    const whole = new Uint8Array(this.#parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of this.#parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }
}
