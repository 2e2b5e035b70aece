/** Packets to the office and receipts from it, by stick. The layout is the protocol's (`packet/stick.ts`). */
import { dirname, join } from 'node:path';
import { isId, type Outcome, type PacketId, refuse, succeed } from '@rekam/domain';
import { signedReceipt } from '@rekam/protocol/http/sync-api.ts';
import { packetsOnStick, receiptsOnStick, type StickPacket } from '@rekam/protocol/packet/stick.ts';
import { removeIfThere, replaceFile } from '../storage/durable-files.ts';
import { errnoOf, type FileSystemPort, isFull } from '../storage/file-system.ts';
import { findBytes, findInFolder, packetPath } from './found-packets.ts';
import { notesSuffix, type PacketNotes, packetSuffix, sha256Of } from './packet-notes.ts';
import type { Spool } from './spool.ts';

export type StickRefusal =
  | 'SPOOL_STICK_FULL'
  | 'SPOOL_STICK_NOT_HERE'
  | 'SPOOL_STICK_NO_RECEIPTS'
  | 'SPOOL_STICK_FAILS';

export interface Exported {
  readonly copied: readonly PacketId[];
  /** Lay on the stick already, whole. */
  readonly already: readonly PacketId[];
  /** Differ from their notes and were not copied. */
  readonly damaged: readonly PacketId[];
}

/** Copies what waits for the office; each copy is read back and compared (SPL13). The spool itself is not changed. */
export async function exportTo(
  fs: FileSystemPort,
  spool: string,
  stationId: string,
  stick: string,
): Promise<Outcome<Exported, StickRefusal>> {
  const copied: PacketId[] = [];
  const already: PacketId[] = [];
  const damaged: PacketId[] = [];
  const { packets } = await findInFolder(fs, spool, 'outbox');
  return onStick(stick, async () => {
    const folder = packetsOnStick(stick);
    // One by one from the stick on: a stick that is not there is never made.
    for (const each of [dirname(folder), folder]) {
      await fs.makeFolder(each);
      await fs.syncFolder(dirname(each));
    }
    for (const { packetId, notes } of packets) {
      const bytes = await findBytes(fs, packetPath(spool, 'outbox', packetId));
      // The line was quicker: it is the office's already.
      if (bytes === undefined) continue;
      if (sha256Of(bytes) !== notes.sha256) damaged.push(packetId);
      else if (await isOnStick(fs, stick, notes)) already.push(packetId);
      else {
        await replaceFile(fs, join(folder, packetId + packetSuffix), bytes);
        if (!(await isCopied(fs, stick, notes)))
          throw Object.assign(new Error('what was read back differs'), { code: 'EIO' });
        await replaceFile(fs, join(folder, packetId + notesSuffix), announcement(notes, stationId));
        copied.push(packetId);
      }
    }
    await fs.syncFolder(folder);
    return { copied, already, damaged };
  });
}

function announcement({ packetId, sha256, bytes, sealedAt }: PacketNotes, stationId: string): Uint8Array {
  const value: StickPacket = { packetId, stationId, sha256, bytes, sealedAt };
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}

async function isCopied(
  fs: FileSystemPort,
  stick: string,
  { packetId, sha256 }: PacketNotes,
): Promise<boolean> {
  const bytes = await fs.read(join(packetsOnStick(stick), packetId + packetSuffix)).catch(() => undefined);
  return bytes !== undefined && sha256Of(bytes) === sha256;
}

async function isOnStick(fs: FileSystemPort, stick: string, notes: PacketNotes): Promise<boolean> {
  const beside = await fs.findSize(join(packetsOnStick(stick), notes.packetId + notesSuffix));
  return beside !== undefined && (await isCopied(fs, stick, notes));
}

/** Where receipts from a stick wait until the process that has the spool takes them in. */
export const arrivedIn = (spool: string): string => `${spool}.arrived`;

/** Copies the receipts of a stick to where the spool's owner finds them. @returns how many there were */
export async function bringReceipts(
  fs: FileSystemPort,
  spool: string,
  stick: string,
): Promise<Outcome<number, StickRefusal>> {
  const brought = await onStick(stick, async () => {
    const names = await fs.list(receiptsOnStick(stick)).catch((error): readonly string[] => {
      if (errnoOf(error) === 'ENOENT') return [];
      throw error;
    });
    const receipts = names.filter((name) => isId('packet', name.replace(/\.json$/, '')));
    await fs.makeFolder(arrivedIn(spool));
    for (const name of receipts)
      await replaceFile(fs, join(arrivedIn(spool), name), await fs.read(join(receiptsOnStick(stick), name)));
    return receipts.length;
  });
  // A mistyped folder, or a stick that was not yet at the office, must not be heard as "all is taken in".
  return brought.ok && brought.value === 0 ? refuse('SPOOL_STICK_NO_RECEIPTS', { folder: stick }) : brought;
}

export interface TakenIn {
  readonly received: readonly PacketId[];
  readonly refused: readonly { readonly packetId: string; readonly code: string }[];
}

/** Takes in the receipts that arrived by stick; one that is not believed is thrown away, the packet stays. */
export async function takeArrived(fs: FileSystemPort, folder: string, spool: Spool): Promise<TakenIn> {
  const received: PacketId[] = [];
  const refused: { packetId: string; code: string }[] = [];
  for (const name of await fs.list(arrivedIn(folder)).catch(() => [])) {
    const path = join(arrivedIn(folder), name);
    const receipt = signedReceipt.safeParse(parseJson(await fs.read(path)));
    const outcome = receipt.success
      ? await spool.receive(receipt.data)
      : refuse('SPOOL_RECEIPT_NOT_BELIEVED');
    if (outcome.ok) received.push(outcome.value.packetId);
    else refused.push({ packetId: name.replace(/\.json$/, ''), code: outcome.code });
    await removeIfThere(fs, path);
  }
  return { received, refused };
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}

async function onStick<T>(stick: string, work: () => Promise<T>): Promise<Outcome<T, StickRefusal>> {
  try {
    return succeed(await work());
  } catch (error) {
    if (isFull(error)) return refuse('SPOOL_STICK_FULL');
    if (errnoOf(error) === 'ENOENT') return refuse('SPOOL_STICK_NOT_HERE', { folder: stick });
    return refuse('SPOOL_STICK_FAILS', { error: errnoOf(error) });
  }
}
