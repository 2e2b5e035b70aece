import { fingerCodes } from '../../finger-code.ts';
import { gallery } from '../../parameters.ts';
import { glanceOf, personGlanceBytes } from './glance.ts';
import { packedMost } from './packed-print.ts';
import { type PersonRecord, personCodeBytes } from './person-record.ts';

/** A part of a gallery as threads hand it around: everything in it is shared memory. */
export interface ShardMemory {
  readonly capacity: number;
  /** A page of scratch for each thread, then the states, glances and codes of all slots; the kernel works here. */
  readonly memory: WebAssembly.Memory;
  /** For each slot where its prints begin, how long they are, and how often it changed hands. */
  readonly index: SharedArrayBuffer;
  readonly prints: SharedArrayBuffer;
}

const page = 65_536;
/** Room in each shard's memory for the probe and the finds of this many threads. */
export const mostThreads = 16;
/** What the kernel reads of one slot. */
const slotBytes = 4 + personGlanceBytes + personCodeBytes;
/** Prints lie at multiples of this, so that freed room fits others. */
const grain = 64;
const live = 0x80000000;

export function newShardMemory(capacity: number): ShardMemory {
  const pages = mostThreads + Math.ceil((capacity * slotBytes + 32) / page);
  return {
    capacity,
    memory: new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true }),
    index: new SharedArrayBuffer(capacity * 12),
    // Untouched memory costs nothing, so there is room for the longest prints.
    prints: new SharedArrayBuffer(capacity * Math.ceil((packedMost * fingerCodes.length) / grain) * grain),
  };
}

const rounded = (address: number): number => (address + 15) & ~15;

/** The addresses and arrays of a shard, the same for whoever writes and for those who look. */
export class Shard {
  readonly capacity: number;
  readonly shared: ShardMemory;
  /** Addresses in `shared.memory`. */
  readonly statesAt = mostThreads * page;
  readonly glancesAt: number;
  readonly codesAt: number;
  /** Bit 31: somebody lives here; below, two bits a finger. */
  readonly states: Uint32Array;
  readonly glances: Uint8Array;
  readonly codes: Uint8Array;
  readonly begins: Uint32Array;
  readonly lengths: Uint32Array;
  readonly tenures: Uint32Array;
  readonly prints: Uint8Array;

  constructor(shared: ShardMemory) {
    const { capacity, memory, index, prints } = shared;
    this.shared = shared;
    this.capacity = capacity;
    this.glancesAt = rounded(this.statesAt + capacity * 4);
    this.codesAt = rounded(this.glancesAt + capacity * personGlanceBytes);
    this.states = new Uint32Array(memory.buffer, this.statesAt, capacity);
    this.glances = new Uint8Array(memory.buffer, this.glancesAt, capacity * personGlanceBytes);
    this.codes = new Uint8Array(memory.buffer, this.codesAt, capacity * personCodeBytes);
    this.begins = new Uint32Array(index, 0, capacity);
    this.lengths = new Uint32Array(index, capacity * 4, capacity);
    this.tenures = new Uint32Array(index, capacity * 8, capacity);
    this.prints = new Uint8Array(prints);
  }

  isLive(slot: number): boolean {
    return (Atomics.load(this.states, slot) & live) !== 0;
  }

  /** A copy of who lives in a slot, or undefined if nobody does or they are just moving. */
  read(slot: number): (PersonRecord & { readonly tenure: number }) | undefined {
    const tenure = Atomics.load(this.tenures, slot);
    const state = Atomics.load(this.states, slot);
    if ((state & live) === 0) return undefined;
    const [from, length] = [this.begins[slot]!, this.lengths[slot]!];
    const prints = this.prints.slice(from, from + length);
    const codes = this.codes.slice(slot * personCodeBytes, (slot + 1) * personCodeBytes);
    const stays = Atomics.load(this.tenures, slot) === tenure && Atomics.load(this.states, slot) === state;
    return stays ? { kinds: state & ~live, codes, prints, tenure } : undefined;
  }
}

/** The one thread that adds and removes. */
export class ShardWriter extends Shard {
  /** Slots that were ever used; those above are empty. */
  used = 0;
  #printsEnd = 0;
  readonly #freeSlots: number[] = [];
  /** Beginnings of freed rooms by their length in grains. */
  readonly #freeRooms = new Map<number, number[]>();

  isFull(): boolean {
    return this.used === this.capacity && this.#freeSlots.length === 0;
  }

  /** Bytes that hold something. */
  get bytesUsed(): number {
    return this.used * (slotBytes + 12) + this.#printsEnd;
  }

  /** Whoever looks from now on sees the person. Throws RangeError if the shard is full. */
  add({ kinds, codes, prints }: PersonRecord): number {
    if (this.isFull()) throw new RangeError('the shard is full');
    const slot = this.#freeSlots.pop() ?? this.used++;
    this.codes.set(codes, slot * personCodeBytes);
    this.glances.set(glanceOf(codes), slot * personGlanceBytes);
    const from = this.#roomFor(prints.length);
    this.prints.set(prints, from);
    this.begins[slot] = from;
    this.lengths[slot] = prints.length;
    Atomics.store(this.states, slot, (kinds | live) >>> 0);
    return slot;
  }

  /** Whoever looks from now on does not see the person. */
  remove(slot: number): void {
    Atomics.store(this.states, slot, 0);
    // Who copied the prints meanwhile notices by this that they are another's now.
    Atomics.add(this.tenures, slot, 1);
    const grains = Math.ceil(this.lengths[slot]! / grain);
    const rooms = this.#freeRooms.get(grains);
    if (rooms) rooms.push(this.begins[slot]!);
    else this.#freeRooms.set(grains, [this.begins[slot]!]);
    this.#freeSlots.push(slot);
  }

  #roomFor(length: number): number {
    const grains = Math.ceil(length / grain);
    for (let more = grains; more <= grains + gallery.looseGrains; more++) {
      const rooms = this.#freeRooms.get(more);
      const from = rooms?.pop();
      if (from !== undefined) return this.#leaveRest(from, grains, more);
    }
    const from = this.#printsEnd;
    if (from + grains * grain > this.prints.length) return this.#anyRoom(grains);
    this.#printsEnd += grains * grain;
    return from;
  }

  #leaveRest(from: number, grains: number, found: number): number {
    if (found > grains) {
      const rest = found - grains;
      this.#freeRooms.set(rest, [...(this.#freeRooms.get(rest) ?? []), from + grains * grain]);
    }
    return from;
  }

  /** The end is reached: any larger room will do. There is one, since every slot has its share of the whole. */
  #anyRoom(grains: number): number {
    for (const [found, rooms] of [...this.#freeRooms].sort(([a], [b]) => a - b)) {
      if (found < grains || rooms.length === 0) continue;
      return this.#leaveRest(rooms.pop()!, grains, found);
    }
    throw new RangeError('the prints of the shard are in too many pieces; save and load the gallery');
  }
}
