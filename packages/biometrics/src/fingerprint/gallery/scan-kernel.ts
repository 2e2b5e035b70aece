import { fingerCodes } from '../../finger-code.ts';
import { gallery } from '../../parameters.ts';
import { startKernelOn } from '../kernels/kernel-memory.ts';
import { wasm } from '../kernels/scan.wasm.ts';
import { bitsApart } from './bits-apart.ts';
import { codeBytes } from './descriptor-kernels.ts';
import { evidenceRow } from './evidence.ts';
import { personCodeBytes } from './person-record.ts';
import type { Shard } from './shard.ts';

/** For whom a gallery is looked through. */
export interface ScanProbe {
  /** As in `PersonRecord`. */
  readonly codes: Uint8Array;
  /** One bit for each finger that the probe has, in the order of `fingerCodes`. */
  readonly asked: number;
  /** For each finger the four rows of `evidenceFor`. */
  readonly evidence: Int16Array;
}

/** A slot of a shard and what its codes say for the person in it, in 1/64 nat. */
export type Finds = { readonly count: number; readonly pairs: Int32Array };

/** Looks through a shard. The compiled one and its readable twin find the same. */
export interface Scanner {
  /** Those in slots [first, end), at most `gallery.block` of them, for whom at least `floor` speaks. */
  scan(first: number, end: number, floor: number): Finds;
}

/** As anybody can read it. */
export function readableScanner(shard: Shard, probe: ScanProbe): Scanner {
  const pairs = new Int32Array(2 * gallery.block);
  const scan = (first: number, end: number, floor: number): Finds => {
    let count = 0;
    for (let slot = first; slot < end; slot++) {
      if (!shard.isLive(slot)) continue;
      const evidence = evidenceOf(shard, slot, probe);
      if (evidence < floor) continue;
      pairs[2 * count] = slot;
      pairs[2 * count + 1] = evidence;
      count++;
    }
    return { count, pairs };
  };
  return { scan };
}

function evidenceOf(shard: Shard, slot: number, { codes, asked, evidence }: ScanProbe): number {
  let sum = 0;
  for (let finger = 0; finger < fingerCodes.length; finger++) {
    const kind = (shard.states[slot]! >>> (2 * finger)) & 3;
    if (kind === 0 || ((asked >> finger) & 1) === 0) continue;
    const from = slot * personCodeBytes + finger * codeBytes;
    const apart = bitsApart(
      codes.subarray(finger * codeBytes, (finger + 1) * codeBytes),
      shard.codes.subarray(from, from + codeBytes),
    );
    sum += evidence[(finger * 4 + kind) * evidenceRow + apart]!;
  }
  return sum;
}

interface Exports {
  scan(
    states: number,
    codes: number,
    first: number,
    end: number,
    probe: number,
    evidence: number,
    asked: number,
    floor: number,
    out: number,
  ): number;
}

/** In WebAssembly, in the shard's memory. */
export class CompiledScanner implements Scanner {
  readonly #kernel: Exports;
  readonly #shard: Shard;
  readonly #scratch: number;
  #asked = 0;

  /** `thread` chooses the page of scratch; no two threads share one. */
  constructor(shard: Shard, thread: number) {
    this.#shard = shard;
    this.#scratch = thread * 65_536;
    this.#kernel = startKernelOn<Exports>(wasm, shard.shared.memory);
  }

  prepare({ codes, asked, evidence }: ScanProbe): void {
    const { buffer } = this.#shard.shared.memory;
    new Uint8Array(buffer, this.#scratch, personCodeBytes).set(codes);
    new Int16Array(buffer, this.#scratch + personCodeBytes, evidence.length).set(evidence);
    this.#asked = asked;
  }

  scan(first: number, end: number, floor: number): Finds {
    const { statesAt, codesAt, shared } = this.#shard;
    const evidenceAt = this.#scratch + personCodeBytes;
    const out = (evidenceAt + fingerCodes.length * 4 * evidenceRow * 2 + 15) & ~15;
    const asked = this.#asked;
    const probe = this.#scratch;
    const count = this.#kernel.scan(statesAt, codesAt, first, end, probe, evidenceAt, asked, floor, out);
    return { count, pairs: new Int32Array(shared.memory.buffer, out, 2 * count) };
  }
}
