import {
  type Instant,
  mayDelete,
  type Outcome,
  type PacketId,
  refuse,
  type SpoolState,
  succeed,
} from '@rekam/domain';
import type { SignedReceipt } from '@rekam/protocol/http/sync-api.ts';
import { removeIfThere, replaceFile, settle, unfinished, writeUnfinished } from '../storage/durable-files.ts';
import { errnoOf, type FileSystemPort, isFull } from '../storage/file-system.ts';
import { folderOf, notesPath, packetPath } from './found-packets.ts';
import { lockFolder } from './lock.ts';
import {
  freshNotes,
  type PacketNotes,
  type SpoolEntry,
  type SpoolProblem,
  sha256Of,
  writeNotes,
} from './packet-notes.ts';
import { believesReceipt, type ReceiptTrust } from './receipt-trust.ts';
import { recoverSpool } from './recover.ts';

export type PutRefusal = 'SPOOL_DISK_FULL' | 'SPOOL_DISK_FAILS' | 'SPOOL_PACKET_DIFFERS';
export type ReceiveRefusal = 'SPOOL_PACKET_UNKNOWN' | 'SPOOL_RECEIPT_NOT_BELIEVED';

export interface SpoolPlace {
  readonly fs: FileSystemPort;
  /** The spool's own folder, `…/station/spool`; made when missing, its parent must exist. */
  readonly folder: string;
  readonly trust: ReceiptTrust;
}

/** Beside the spool, not in it: who has taken it. */
const lockOf = (folder: string): string => `${folder}.lock`;

/** A spool that this process alone uses. */
export interface TakenSpool {
  readonly spool: Spool;
  /** Lets the next process have it; the spool must not be used any more. */
  release(): Promise<void>;
}

/** Takes the spool for this process and brings it into order (SPL10). */
export async function takeSpool(place: SpoolPlace): Promise<Outcome<TakenSpool, 'SPOOL_IN_USE'>> {
  const lock = await lockFolder(lockOf(place.folder));
  if (!lock.ok) return lock;
  try {
    return succeed({ spool: await openSpool(place), release: lock.value.release });
  } catch (error) {
    await lock.value.release();
    throw error;
  }
}

/** Opens a spool that nobody else has open and brings it into order; programs use `takeSpool`. */
export async function openSpool(place: SpoolPlace): Promise<Spool> {
  const { entries, damaged, unreceipted } = await recoverSpool(place.fs, place.folder, place.trust);
  const spool = new Spool(place, entries);
  for (const packetId of unreceipted) await spool.release(packetId);
  for (const packetId of damaged) await spool.hold(packetId, { code: 'SPOOL_PACKET_DAMAGED' });
  return spool;
}

export class Spool {
  readonly #fs: FileSystemPort;
  readonly #folder: string;
  readonly #trust: ReceiptTrust;
  readonly #entries: Map<PacketId, SpoolEntry>;
  #last: Promise<unknown> = Promise.resolve();

  /** Use `openSpool`. */
  constructor({ fs, folder, trust }: SpoolPlace, entries: Map<PacketId, SpoolEntry>) {
    this.#fs = fs;
    this.#folder = folder;
    this.#trust = trust;
    this.#entries = entries;
  }

  /** All packets here, oldest first. */
  list(): readonly SpoolEntry[] {
    return [...this.#entries.values()].sort((a, b) => (a.packetId < b.packetId ? -1 : 1));
  }

  find(packetId: PacketId): SpoolEntry | undefined {
    return this.#entries.get(packetId);
  }

  freeBytes(): Promise<number> {
    return this.#fs.freeBytes(this.#folder);
  }

  /** Takes a sealed packet in. When it answers with success, and not before, the packet is durable (SPL1). */
  put(
    packetId: PacketId,
    bytes: Uint8Array,
    facts: { readonly sealedAt: Instant },
  ): Promise<Outcome<SpoolEntry, PutRefusal>> {
    return this.#inTurn(async () => {
      const notes = freshNotes(packetId, bytes, facts.sealedAt);
      const present = this.#entries.get(packetId);
      if (present) return present.sha256 === notes.sha256 ? succeed(present) : refuse('SPOOL_PACKET_DIFFERS');
      try {
        await this.#store(notes, bytes);
      } catch (error) {
        await this.#undoStore(packetId);
        return isFull(error)
          ? refuse('SPOOL_DISK_FULL')
          : refuse('SPOOL_DISK_FAILS', { error: errnoOf(error) });
      }
      return succeed(this.#remember(notes, 'outbox'));
    });
  }

  async #store(notes: PacketNotes, bytes: Uint8Array): Promise<void> {
    const packet = packetPath(this.#folder, 'outbox', notes.packetId);
    const beside = notesPath(this.#folder, 'outbox', notes.packetId);
    await writeUnfinished(this.#fs, packet, bytes);
    await writeUnfinished(this.#fs, beside, writeNotes(notes));
    await settle(this.#fs, beside);
    await settle(this.#fs, packet);
    await this.#fs.syncFolder(folderOf(this.#folder, 'outbox'));
  }

  /** As far as the failing disk lets us; what remains is found and sent at the next opening, which harms nobody. */
  async #undoStore(packetId: PacketId): Promise<void> {
    const paths = [packetPath, notesPath].map((path) => path(this.#folder, 'outbox', packetId));
    for (const path of paths)
      for (const name of [path, path + unfinished])
        await removeIfThere(this.#fs, name).catch(() => undefined);
  }

  /** The packet as it lies on the disk; undefined when it no longer matches its notes. */
  async readWhole(packetId: PacketId): Promise<Uint8Array | undefined> {
    const entry = this.#entries.get(packetId);
    if (!entry) return undefined;
    const bytes = await this.#fs
      .read(packetPath(this.#folder, entry.state, packetId))
      .catch(() => new Uint8Array(0));
    return bytes.length === entry.bytes && sha256Of(bytes) === entry.sha256 ? bytes : undefined;
  }

  /** Takes a receipt of the office: the packet moves to `sent` (SPL4). A receipt that comes again changes nothing. */
  receive(receipt: SignedReceipt): Promise<Outcome<SpoolEntry, ReceiveRefusal>> {
    return this.#inTurn(async () => {
      const entry = this.#entries.get(receipt.value.packetId as PacketId);
      if (!entry) return refuse('SPOOL_PACKET_UNKNOWN');
      if (!believesReceipt(this.#trust, receipt, entry)) return refuse('SPOOL_RECEIPT_NOT_BELIEVED');
      if (entry.state === 'sent') return succeed(entry);
      return succeed(
        await this.#move(entry, 'sent', { receipt, problem: null, attempts: 0, nextTryAt: null }),
      );
    });
  }

  /** Sets a packet aside with a reason, to be looked at by a person. */
  hold(packetId: PacketId, problem: SpoolProblem): Promise<void> {
    return this.#inTurn(async () => {
      const entry = this.#entries.get(packetId);
      if (entry?.state === 'outbox') await this.#move(entry, 'held', { problem, nextTryAt: null });
    });
  }

  /** Puts a held packet, or a sent one whose receipt was lost, back in the queue. */
  release(packetId: PacketId): Promise<void> {
    return this.#inTurn(async () => {
      const entry = this.#entries.get(packetId);
      if (entry && entry.state !== 'outbox')
        await this.#move(entry, 'outbox', { problem: null, receipt: null, attempts: 0, nextTryAt: null });
    });
  }

  /** Notes how a try went; other packets keep their times (SPL12). */
  noteTry(
    packetId: PacketId,
    outcome: Pick<PacketNotes, 'attempts' | 'nextTryAt' | 'problem'>,
  ): Promise<void> {
    return this.#inTurn(async () => {
      const entry = this.#entries.get(packetId);
      if (entry) await this.#note({ ...entry, ...outcome });
    });
  }

  /**
   * Learns which sent packets a backup of the office holds, and deletes those that policy no longer asks to keep (SPL9).
   * @returns the packets deleted
   */
  prune(
    backedUp: readonly PacketId[],
    now: Instant,
    policy: { readonly keepSentDays: number },
  ): Promise<readonly PacketId[]> {
    return this.#inTurn(async () => {
      for (const packetId of backedUp) {
        const entry = this.#entries.get(packetId);
        if (entry?.state === 'sent' && entry.backedUpSince === null)
          await this.#note({ ...entry, backedUpSince: now });
      }
      const done = [...this.#entries.values()].filter((entry) => mayDelete(entry, now, policy).ok);
      for (const { packetId } of done) {
        await removeIfThere(this.#fs, packetPath(this.#folder, 'sent', packetId));
        await removeIfThere(this.#fs, notesPath(this.#folder, 'sent', packetId));
        this.#entries.delete(packetId);
      }
      if (done.length > 0) await this.#fs.syncFolder(folderOf(this.#folder, 'sent'));
      return done.map((entry) => entry.packetId);
    });
  }

  async #note(entry: SpoolEntry): Promise<void> {
    const { state, ...notes } = entry;
    await replaceFile(this.#fs, notesPath(this.#folder, state, entry.packetId), writeNotes(notes));
    this.#entries.set(entry.packetId, entry);
  }

  /** A second name first, synced; only then the old name goes (SPL5). */
  async #move(entry: SpoolEntry, to: SpoolState, change: Partial<PacketNotes>): Promise<SpoolEntry> {
    const { state: from, ...before } = entry;
    const notes: PacketNotes = { ...before, ...change };
    const { packetId } = notes;
    await replaceFile(this.#fs, notesPath(this.#folder, to, packetId), writeNotes(notes));
    const source = packetPath(this.#folder, from, packetId);
    const target = packetPath(this.#folder, to, packetId);
    await this.#fs.link(source, target).catch(async (error) => {
      // An earlier move may have got this far; anything but its twin is not ours to replace.
      if (errnoOf(error) !== 'EEXIST' || !(await this.#areTwins(source, target))) throw error;
    });
    await this.#fs.syncFolder(folderOf(this.#folder, to));
    const moved = this.#remember(notes, to);
    await removeIfThere(this.#fs, source);
    await removeIfThere(this.#fs, notesPath(this.#folder, from, packetId));
    await this.#fs.syncFolder(folderOf(this.#folder, from));
    return moved;
  }

  async #areTwins(a: string, b: string): Promise<boolean> {
    return sha256Of(await this.#fs.read(a)) === sha256Of(await this.#fs.read(b));
  }

  #remember(notes: PacketNotes, state: SpoolState): SpoolEntry {
    const entry: SpoolEntry = { ...notes, state };
    this.#entries.set(entry.packetId, entry);
    return entry;
  }

  /** Changes happen one after the other; a failed one does not stop the next. */
  #inTurn<T>(change: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(change, change);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
