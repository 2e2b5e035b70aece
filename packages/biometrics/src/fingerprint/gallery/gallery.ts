import { fingerCodes } from '../../finger-code.ts';
import { descriptor, gallery as parameters } from '../../parameters.ts';
import { type Labelling, labellings, rightlyLabelled } from '../labelling.ts';
import type { Found } from './best-finds.ts';
import type { Looked } from './closer-look.ts';
import { evidenceFor, evidenceRow } from './evidence.ts';
import { type Fingers, type PersonRecord, personCodeBytes, preparePerson } from './person-record.ts';
import { scoreNeeded } from './person-score.ts';
import type { PrintKind } from './print-kind.ts';
import type { ScanProbe } from './scan-kernel.ts';
import { type Doubt, doubtsOf } from './search-doubts.ts';
import { type SearchThreads, searchHere, startThreads } from './search-threads.ts';
import { newShardMemory, ShardWriter } from './shard.ts';

/** How a gallery is to work. */
export interface GalleryOptions {
  /** Threads that search beside this one; 0 searches in this one. Default 1. */
  readonly threads?: number;
  /** Persons in one shard of memory; small for small galleries. */
  readonly shard?: number;
}

/** Somebody who may be the one searched for. */
export interface Candidate {
  readonly id: string;
  /** See `scoreOfPersons`. */
  readonly score: number;
  /** How the probe's labels had to be taken, and the score of each finger, called as in the gallery. */
  readonly labelling: Labelling;
  readonly fingers: Looked['fingers'];
}

/** Whom a search found, how far it looked, and why it may be wrong. */
export interface SearchAnswer {
  /** Those whose score no stranger reaches more often than asked for, best first. */
  readonly candidates: readonly Candidate[];
  /** The next best of the short list, for people who want to look themselves. */
  readonly below: readonly Candidate[];
  /** Score from which a candidate counts, for the rate asked for, the persons looked at and the ways to label fingers. */
  readonly needed: number;
  readonly looked: {
    /** Persons whose codes were looked at; of those the short list; of those the ones compared point by point. */
    readonly persons: number;
    readonly kept: number;
    readonly compared: number;
    /** How the probe's labels were taken, one after the other until somebody was found. */
    readonly labellings: readonly Labelling[];
  };
  /** Why nobody found need not mean that nobody is there. */
  readonly doubts: readonly Doubt[];
}

/**
 * Persons with up to ten fingers each, to be searched for one of them. Lives in shared memory: adding and removing
 * are done when they return, at any time, also while threads search. A search that begins afterwards sees the
 * change, and no search that ends afterwards returns a removed person.
 */
export class Gallery {
  readonly #threads: SearchThreads;
  readonly #shardSize: number;
  readonly #shards: ShardWriter[] = [];
  readonly #slotOf = new Map<string, number>();
  readonly #idOf: (string | undefined)[] = [];

  constructor({ threads = 1, shard = parameters.shard }: GalleryOptions = {}) {
    if (!Number.isInteger(shard) || shard < 1) throw new RangeError(`shards of ${shard} persons cannot be`);
    this.#threads = threads === 0 ? searchHere() : startThreads(threads);
    this.#shardSize = shard;
  }

  get size(): number {
    return this.#slotOf.size;
  }

  /** Bytes of shared memory that hold something. */
  get bytesUsed(): number {
    return this.#shards.reduce((sum, shard) => sum + shard.bytesUsed, 0);
  }

  has(id: string): boolean {
    return this.#slotOf.has(id);
  }

  /** Throws RangeError for a person without prints, an id that is taken, or one of no or more than 255 bytes. */
  add(id: string, fingers: Fingers): void {
    this.addPrepared(id, preparePerson(fingers));
  }

  /** The same for what `preparePerson` made, perhaps in another thread. */
  addPrepared(id: string, record: PersonRecord): void {
    const length = new TextEncoder().encode(id).length;
    if (length === 0 || length > 255) throw new RangeError('an id has 1 to 255 bytes');
    if (this.#slotOf.has(id)) throw new RangeError('the id is taken; remove the person first');
    if (record.kinds === 0) throw new RangeError('a person without prints cannot be found');
    const shardNumber = this.#shardWithRoom();
    const slot = shardNumber * this.#shardSize + this.#shards[shardNumber]!.add(record);
    this.#slotOf.set(id, slot);
    this.#idOf[slot] = id;
  }

  /** @returns whether the person was there */
  remove(id: string): boolean {
    const slot = this.#slotOf.get(id);
    if (slot === undefined) return false;
    this.#slotOf.delete(id);
    this.#idOf[slot] = undefined;
    this.#shards[Math.floor(slot / this.#shardSize)]!.remove(slot % this.#shardSize);
    return true;
  }

  /** All persons and their records, in the order of their slots; for saving. */
  *entries(): Generator<[id: string, record: PersonRecord]> {
    for (let slot = 0; slot < this.#idOf.length; slot++) {
      const id = this.#idOf[slot];
      if (id === undefined) continue;
      const record = this.#shards[Math.floor(slot / this.#shardSize)]!.read(slot % this.#shardSize);
      if (record) yield [id, record];
    }
  }

  /**
   * Looks for whom the probe's fingers are: first by codes through everybody, then point by point through the short
   * list. `falsePositiveRate` is the part of searches for people who are not in the gallery that may nevertheless
   * name somebody, 0 to 1 exclusive. Throws RangeError for a probe without fingers or a rate that is none.
   */
  async search(probe: Fingers, falsePositiveRate: number): Promise<SearchAnswer> {
    if (!(falsePositiveRate > 0 && falsePositiveRate < 1))
      throw new RangeError('a false-positive rate lies between 0 and 1');
    if (fingerCodes.every((finger) => !probe[finger]))
      throw new RangeError('a probe has at least one finger');
    const persons = this.size;
    const chances = Math.max(1, persons * labellings.length);
    const needed = scoreNeeded(falsePositiveRate, chances);
    const passes: Pass[] = [];
    for (const labelling of labellings) {
      const taken = rightlyLabelled(probe, labelling);
      if (Object.keys(taken).length === 0) continue;
      const pass = await this.#pass(taken, labelling);
      passes.push(pass);
      if (pass.looked.some(({ score }) => score >= needed)) break;
    }
    const candidates = this.#whoAreStillThere(passes);
    return {
      candidates: candidates.filter(({ score }) => score >= needed),
      below: candidates.filter(({ score }) => score < needed).slice(0, parameters.below),
      needed,
      looked: {
        persons,
        kept: passes.reduce((sum, { kept }) => sum + kept, 0),
        compared: passes.reduce((sum, { looked }) => sum + looked.length, 0),
        labellings: passes.map(({ labelling }) => labelling),
      },
      doubts: doubtsOf(probe, falsePositiveRate / chances),
    };
  }

  /** Reads all codes once in TypeScript and does nothing with them, for a bench to set a search beside. */
  sumOfCodes(): { readonly bytes: number; readonly sum: number } {
    let [bytes, sum] = [0, 0];
    for (const { codes, used } of this.#shards) {
      const words = new Float64Array(codes.buffer, codes.byteOffset, used * (personCodeBytes / 8));
      for (let i = 0; i < words.length; i++) sum += words[i]! > 0 ? 1 : 0;
      bytes += words.byteLength;
    }
    return { bytes, sum };
  }

  /** Ends the threads; the gallery can no longer be searched. */
  async close(): Promise<void> {
    await this.#threads.close();
  }

  /** How many persons the codes keep for the closer look. */
  keptOf(persons: number): number {
    return Math.min(
      parameters.keptMost,
      Math.max(parameters.keptLeast, Math.ceil(persons * parameters.kept)),
    );
  }

  /** The ids that are kept for comparison, best first: what a search looks at last, for measuring what it loses. */
  async keptFor(probe: Fingers): Promise<{ byCodes: string[]; byVotes: string[] }> {
    const slots = await this.#shortList(probe);
    const ids = (list: readonly number[]) => list.flatMap((slot) => this.#idOf[slot] ?? []);
    return { byCodes: ids(slots), byVotes: ids(await this.#mostVoted(probe, slots)) };
  }

  async #pass(probe: Fingers, labelling: Labelling): Promise<Pass> {
    const kept = await this.#shortList(probe);
    const slots = await this.#mostVoted(probe, kept);
    return { labelling, kept: kept.length, looked: await this.#threads.look({ probe, slots }) };
  }

  async #mostVoted(probe: Fingers, slots: readonly number[]): Promise<number[]> {
    const voted = await this.#threads.vote({ probe, slots });
    const best = voted.sort((a, b) => b.votes - a.votes || a.slot - b.slot).slice(0, parameters.compared);
    const enough = parameters.votesLeast * (best[0]?.votes ?? 0);
    return best.filter(({ votes }) => votes >= enough).map(({ slot }) => slot);
  }

  async #shortList(probe: Fingers): Promise<number[]> {
    const keep = this.keptOf(this.size);
    const taken = new SharedArrayBuffer(4);
    const used = this.#shards.map((shard) => shard.used);
    const found = await this.#threads.scan({ probe: scanProbeOf(probe), keep, used, taken });
    return found
      .sort((a, b) => b.evidence - a.evidence || a.slot - b.slot)
      .slice(0, keep)
      .map(({ slot }: Found) => slot);
  }

  /** Best first; each person once. Who was removed meanwhile is not among them, nor who came into their slot. */
  #whoAreStillThere(passes: readonly Pass[]): Candidate[] {
    const best = new Map<string, Candidate>();
    for (const { labelling, looked } of passes)
      for (const { slot, tenure, score, fingers } of looked) {
        const id = this.#idOf[slot];
        const shard = this.#shards[Math.floor(slot / this.#shardSize)]!;
        if (id === undefined || shard.tenures[slot % this.#shardSize] !== tenure) continue;
        if (score > (best.get(id)?.score ?? -1)) best.set(id, { id, score, labelling, fingers });
      }
    return [...best.values()].sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  }

  #shardWithRoom(): number {
    const last = this.#shards.findIndex((shard) => !shard.isFull());
    if (last >= 0) return last;
    const memory = newShardMemory(this.#shardSize);
    this.#shards.push(new ShardWriter(memory));
    this.#threads.attach(memory);
    return this.#shards.length - 1;
  }
}

/** One way through everybody, with the labels of the probe taken in one way. */
interface Pass {
  readonly labelling: Labelling;
  readonly kept: number;
  readonly looked: readonly Looked[];
}

/** A probe as the scan wants it. */
function scanProbeOf(probe: Fingers): ScanProbe {
  const { kinds, codes } = preparePerson(probe);
  const about = (bits: number): Int16Array => {
    const rows = new Int16Array(fingerCodes.length * 4 * evidenceRow(bits));
    fingerCodes.forEach((_, i) => {
      const kind = (kinds >> (2 * i)) & 3;
      if (kind !== 0) rows.set(evidenceFor(kind as PrintKind, bits), i * 4 * evidenceRow(bits));
    });
    return rows;
  };
  const enough = Object.keys(probe).length >= parameters.glanceFingers;
  return {
    codes,
    glanceLeast: enough ? Math.round(64 * parameters.glanceLeast) : noGlance,
    glanceEvidence: about(descriptor.glanceBits),
    evidence: about(descriptor.bits),
  };
}

/** Lower than any glance. */
const noGlance = -32_768;
