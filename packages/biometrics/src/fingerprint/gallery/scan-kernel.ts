import { fingerCodes } from '../../finger-code.ts';
import { gallery } from '../../parameters.ts';
import { startKernelOn } from '../kernels/kernel-memory.ts';
import { wasm } from '../kernels/scan.wasm.ts';
import { bitsApart } from './bits-apart.ts';
import { codeBytes } from './descriptor-kernels.ts';
import { evidenceRow } from './evidence.ts';
import { glanceBytes, glanceOf, personGlanceBytes } from './glance.ts';
import { personCodeBytes } from './person-record.ts';
import type { Shard } from './shard.ts';

/** For whom a gallery is looked through. Evidence says 0 about a finger that either side lacks. */
export interface ScanProbe {
  /** As in `PersonRecord`. */
  readonly codes: Uint8Array;
  /** What their glances must say for people whose codes are looked at, in 1/64 nat. */
  readonly glanceLeast: number;
  /** For each finger the four rows of `evidenceFor` about a glance, and about a code. */
  readonly glanceEvidence: Int16Array;
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
  const glance = glanceOf(probe.codes);
  const scan = (first: number, end: number, floor: number): Finds => {
    let count = 0;
    for (let slot = first; slot < end; slot++) {
      if (!shard.isLive(slot)) continue;
      const kinds = shard.states[slot]!;
      const seen = shard.glances.subarray(slot * personGlanceBytes);
      if (evidenceOf(kinds, glance, seen, probe.glanceEvidence, glanceBytes) < probe.glanceLeast) continue;
      const codes = shard.codes.subarray(slot * personCodeBytes);
      const evidence = evidenceOf(kinds, probe.codes, codes, probe.evidence, codeBytes);
      if (evidence < floor) continue;
      pairs[2 * count] = slot;
      pairs[2 * count + 1] = evidence;
      count++;
    }
    return { count, pairs };
  };
  return { scan };
}

/** Adds up what the distances of ten fingers say, `bytes` each. */
function evidenceOf(
  kinds: number,
  probe: Uint8Array,
  person: Uint8Array,
  evidence: Int16Array,
  bytes: number,
): number {
  let sum = 0;
  for (let finger = 0; finger < fingerCodes.length; finger++) {
    const kind = (kinds >>> (2 * finger)) & 3;
    const [from, end] = [finger * bytes, (finger + 1) * bytes];
    const apart = bitsApart(probe.subarray(from, end), person.subarray(from, end));
    sum += evidence[(finger * 4 + kind) * evidenceRow(8 * bytes) + apart]!;
  }
  return sum;
}

interface Exports {
  scan(
    states: number,
    glances: number,
    codes: number,
    first: number,
    end: number,
    probe: number,
    glanceLeast: number,
    floor: number,
    out: number,
  ): number;
}

/** What the kernel finds of the probe, one after the other. */
const [glanceAt, glanceEvidenceAt] = [personCodeBytes, personCodeBytes + personGlanceBytes];
const evidenceAt = glanceEvidenceAt + 2 * 4 * fingerCodes.length * evidenceRow(8 * glanceBytes);
const outAt = evidenceAt + 2 * 4 * fingerCodes.length * evidenceRow(8 * codeBytes);

/** In WebAssembly, in the shard's memory. */
export class CompiledScanner implements Scanner {
  readonly #kernel: Exports;
  readonly #shard: Shard;
  readonly #scratch: number;
  #glanceLeast = 0;

  /** `thread` chooses the page of scratch; no two threads share one. */
  constructor(shard: Shard, thread: number) {
    this.#shard = shard;
    this.#scratch = thread * 65_536;
    this.#kernel = startKernelOn<Exports>(wasm, shard.shared.memory);
  }

  prepare({ codes, glanceLeast, glanceEvidence, evidence }: ScanProbe): void {
    const scratch = new Uint8Array(this.#shard.shared.memory.buffer, this.#scratch, outAt);
    scratch.set(codes);
    scratch.set(glanceOf(codes), glanceAt);
    scratch.set(bytesOf(glanceEvidence), glanceEvidenceAt);
    scratch.set(bytesOf(evidence), evidenceAt);
    this.#glanceLeast = glanceLeast;
  }

  scan(first: number, end: number, floor: number): Finds {
    const { statesAt, glancesAt, codesAt, shared } = this.#shard;
    const [probe, out] = [this.#scratch, this.#scratch + outAt];
    const least = this.#glanceLeast;
    const count = this.#kernel.scan(statesAt, glancesAt, codesAt, first, end, probe, least, floor, out);
    return { count, pairs: new Int32Array(shared.memory.buffer, out, 2 * count) };
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Int16Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);
