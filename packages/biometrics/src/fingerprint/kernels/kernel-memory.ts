type Numbers = Uint8Array | Int8Array | Int16Array | Int32Array | Float64Array;

/**
 * Memory in which a compiled kernel finds its arguments: arrays are copied in, results copied out. One call is one
 * `begin`; addresses are good until the next.
 */
export class KernelMemory {
  readonly memory: WebAssembly.Memory;
  #at = 16;

  constructor() {
    this.memory = new WebAssembly.Memory({ initial: 1 });
  }

  begin(): void {
    this.#at = 16;
  }

  /** Address of `bytes` bytes, aligned to 16, with whatever lay there. */
  room(bytes: number): number {
    const start = this.#at;
    this.#at = (start + bytes + 15) & ~15;
    const missing = this.#at + 64 - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / 65_536));
    return start;
  }

  /** Address of zeros. */
  zeros(bytes: number): number {
    const start = this.room(bytes);
    new Uint8Array(this.memory.buffer, start, bytes).fill(0);
    return start;
  }

  /** Address of a copy of the array. */
  put(values: Numbers): number {
    const start = this.room(values.byteLength);
    const from = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    new Uint8Array(this.memory.buffer, start, values.byteLength).set(from);
    return start;
  }

  int16(start: number, length: number): Int16Array {
    return new Int16Array(this.memory.buffer, start, length).slice();
  }

  uint16(start: number, length: number): Uint16Array {
    return new Uint16Array(this.memory.buffer, start, length).slice();
  }

  float64(start: number, length: number): Float64Array {
    return new Float64Array(this.memory.buffer, start, length).slice();
  }

  bytes(start: number, length: number): Uint8Array {
    return new Uint8Array(this.memory.buffer, start, length).slice();
  }
}

/** Starts a compiled kernel (base64) on a memory of its own; works in Node and in browsers alike. */
export const startKernel = <Exports>(base64: string, memory: KernelMemory): Exports =>
  startKernelOn(base64, memory.memory);

/** The same on a memory that others may share. */
export function startKernelOn<Exports>(base64: string, memory: WebAssembly.Memory): Exports {
  const binary = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const instance = new WebAssembly.Instance(new WebAssembly.Module(binary), {
    env: { memory },
  });
  return instance.exports as unknown as Exports;
}
