import { gallery } from '../../parameters.ts';
import type { Finds } from './scan-kernel.ts';

const lowest = -32_768;
const range = 2 ** 32;

/** One found person: a slot of the whole gallery (shard × capacity + slot in it) and the evidence, 1/64 nat. */
export interface Found {
  readonly slot: number;
  readonly evidence: number;
}

/**
 * The best of many finds. Of equals the lower slot wins, so that the answer is the same however the work was
 * divided between threads. A find is kept as one number: evidence above, slot below.
 */
export class BestFinds {
  readonly #keep: number;
  readonly #keys: Float64Array;
  #count = 0;
  /** Below this nothing can become one of the best any more. */
  floor = lowest;

  constructor(keep: number) {
    this.#keep = keep;
    this.#keys = new Float64Array(keep + 4 * gallery.block);
  }

  offer({ count, pairs }: Finds, firstSlot: number): void {
    if (this.#count + count > this.#keys.length) this.#cut();
    for (let i = 0; i < count; i++)
      this.#keys[this.#count++] =
        (pairs[2 * i + 1]! - lowest) * range + (range - 1 - (firstSlot + pairs[2 * i]!));
    if (this.#count > this.#keep + 2 * gallery.block) this.#cut();
  }

  #cut(): void {
    const filled = this.#keys.subarray(0, this.#count).sort();
    const best = filled.slice(Math.max(0, this.#count - this.#keep));
    this.#keys.set(best);
    this.#count = best.length;
    if (best.length === this.#keep) this.floor = Math.floor(best[0]! / range) + lowest;
  }

  /** The best, best first. */
  list(): Found[] {
    this.#cut();
    return Array.from(this.#keys.subarray(0, this.#count).slice().reverse(), (key) => ({
      slot: range - 1 - (key % range),
      evidence: Math.floor(key / range) + lowest,
    }));
  }
}
