import { gallery } from '../../parameters.ts';
import { BestFinds, type Found } from './best-finds.ts';
import { closerLook, cloudsOf, type Looked, prepareLook, votesFor } from './closer-look.ts';
import type { Fingers, PersonRecord } from './person-record.ts';
import { CompiledScanner, type ScanProbe } from './scan-kernel.ts';
import { Shard, type ShardMemory } from './shard.ts';

/** What all threads do together: take blocks by a common counter until none is left. */
export interface ScanTask {
  readonly probe: ScanProbe;
  readonly keep: number;
  /** Used slots of each shard when the search began. */
  readonly used: readonly number[];
  /** One counter of blocks that were taken. */
  readonly taken: SharedArrayBuffer;
}

/** Slots to be looked at more closely for a probe. */
export interface LookTask {
  readonly probe: Fingers;
  readonly slots: readonly number[];
}

export interface Voted {
  readonly slot: number;
  readonly votes: number;
}

/** One thread's part of searches. A slot's number is shard × capacity + slot in the shard. */
export class Searcher {
  readonly #thread: number;
  readonly #shards: { shard: Shard; scanner: CompiledScanner }[] = [];

  constructor(thread: number) {
    this.#thread = thread;
  }

  attach(memory: ShardMemory): void {
    const shard = new Shard(memory);
    this.#shards.push({ shard, scanner: new CompiledScanner(shard, this.#thread) });
  }

  scan({ probe, keep, used, taken }: ScanTask): Found[] {
    const best = new BestFinds(keep);
    const counter = new Int32Array(taken);
    let [block, before] = [Atomics.add(counter, 0, 1), 0];
    used.forEach((end, i) => {
      const { shard, scanner } = this.#shards[i]!;
      const blocks = Math.ceil(end / gallery.block);
      if (block < before + blocks) scanner.prepare(probe);
      for (; block < before + blocks; block = Atomics.add(counter, 0, 1)) {
        const first = (block - before) * gallery.block;
        const finds = scanner.scan(first, Math.min(end, first + gallery.block), best.floor);
        best.offer(finds, i * shard.capacity);
      }
      before += blocks;
    });
    return best.list();
  }

  /** What the points of those say who are still there. */
  vote({ probe, slots }: LookTask): Voted[] {
    const clouds = cloudsOf(probe);
    return this.#present(slots).map(({ slot, record }) => ({ slot, votes: votesFor(clouds, record) }));
  }

  /** Compares point by point those who are still there. */
  look({ probe, slots }: LookTask): Looked[] {
    const prepared = prepareLook(probe);
    return this.#present(slots).map(({ slot, record }) => ({
      slot,
      tenure: record.tenure,
      ...closerLook(prepared, record),
    }));
  }

  #present(slots: readonly number[]): { slot: number; record: PersonRecord & { readonly tenure: number } }[] {
    return slots.flatMap((slot) => {
      const { capacity } = this.#shards[0]!.shard;
      const record = this.#shards[Math.floor(slot / capacity)]!.shard.read(slot % capacity);
      return record ? [{ slot, record }] : [];
    });
  }
}
