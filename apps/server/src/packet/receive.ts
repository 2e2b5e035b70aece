import type { Hash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { toInstant } from '@rekam/domain';
import type { PacketState, SignedReceipt } from '@rekam/protocol';
import { signValue } from '@rekam/protocol/sync/signed.ts';
import type { Keyring } from '../office-keys/index.ts';
import { type Clock, nowOf } from '../ports/clock.ts';
import type { Database, Transact } from '../ports/database.ts';
import type { StationCaller } from '../ports/people.ts';
import { Refused } from '../ports/refused.ts';
import { findSize, freeBytesOf, hashPrefix, type PacketFiles, placeDurably, removeFile } from './files.ts';
import {
  commitReceived,
  deleteUpload,
  findReceived,
  findStanding,
  listUploads,
  putUpload,
  type ReceivedPacket,
  type Upload,
} from './store.ts';

export interface ReceivingDeps {
  readonly database: Database;
  /** For announcements: one that is lost is made again. */
  readonly relaxed: Database;
  /** How the fact of a received packet is committed; `database.transact` but for the builds that prove the harness. */
  readonly transact: Transact;
  readonly clock: Clock;
  readonly keyring: () => Keyring;
  readonly files: PacketFiles;
}

export interface Announcement {
  readonly packetId: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly sealedAt: string;
}

export interface Receiving {
  readonly announce: (station: StationCaller, announcement: Announcement) => Promise<PacketState>;
  readonly state: (station: StationCaller, packetId: string) => Promise<PacketState>;
  readonly upload: (
    station: StationCaller,
    packetId: string,
    offset: number,
    body: Readable,
  ) => Promise<PacketState>;
  /** Whether packets pour in right now, so that other work should wait. */
  readonly isBusy: () => boolean;
  /** Finishes what a crash cut off between the file's last rename and the fact's commit. */
  readonly recover: () => Promise<number>;
}

/** Unfinished uploads of one station: more than any counter has open, little enough for the disk. */
const mostUploads = 64;
const mostUploadBytes = 4_000_000_000;
/** An unfinished upload is forgotten after a month; the packet still lies on its station. */
const forgetAfterMs = 30 * 86_400_000;
/** Room that receiving leaves to the database. */
const reservedBytes = 200_000_000;
/** Bytes gathered before they are written. */
const writeBytes = 512 * 1024;
/** A connection that brought nothing for so long gives way to a new one for the same packet. */
const yieldAfterMs = 5_000;

/** The first bytes of a packet as they lie in its `.part` file, with their hash. */
interface Progress {
  bytes: number;
  hash: Hash;
}

interface Running {
  readonly done: Promise<unknown>;
  readonly cut: () => void;
  lastByteAtMs: number;
}

export function makeReceiving(deps: ReceivingDeps): Receiving {
  const { database, relaxed, transact, clock, keyring, files } = deps;
  const progress = new Map<string, Progress>();
  const running = new Map<string, Running>();
  const meter = makeMeter();

  const receiptOf = ({ packetId, sha256, bytes, stationId, receivedAt }: ReceivedPacket): SignedReceipt => {
    const value = { packetId, sha256, bytes, stationId, receivedAt: toInstant(Date.parse(receivedAt)) };
    return signValue('rekam/receipt/1', value, keyring().receiptKey);
  };
  const received = (packet: ReceivedPacket): PacketState => ({
    packetId: packet.packetId,
    state: 'received',
    uploadedBytes: packet.bytes,
    receipt: receiptOf(packet),
    problem: null,
  });
  const wanted = (packetId: string, uploadedBytes: number): PacketState => ({
    packetId,
    state: 'wanted',
    uploadedBytes,
    receipt: null,
    problem: null,
  });
  const refused = (packetId: string, problem: string): PacketState => ({
    packetId,
    state: 'refused',
    uploadedBytes: 0,
    receipt: null,
    problem,
  });

  const uploadedBytes = async (packetId: string): Promise<number> =>
    progress.get(packetId)?.bytes ?? (await findSize(files.partOf(packetId))) ?? 0;

  const forget = async (packetId: string): Promise<void> => {
    progress.delete(packetId);
    await removeFile(files.partOf(packetId));
  };

  /** Commits what lies durably in its place, once; whoever comes second gets the first one's receipt. */
  const commit = async (upload: Upload, placeId: StationCaller['placeId']): Promise<PacketState> => {
    const { packetId, stationId, sha256, bytes, sealedAt } = upload;
    const arrival = { packetId, stationId, sha256, bytes, sealedAt, placeId, receivedAt: nowOf(clock) };
    try {
      await transact((tx) => commitReceived(tx, { ...arrival, via: 'network' }));
    } catch (error) {
      const before = isDuplicate(error) ? await findReceived(database, packetId) : undefined;
      if (before?.sha256 === sha256) return received(before);
      throw error;
    }
    return received(arrival);
  };

  /** A whole file in place without its fact: a crash came between. */
  const findCutOff = async (upload: Upload): Promise<boolean> => {
    const file = files.packetOf(upload.packetId);
    if ((await findSize(file)) !== upload.bytes) return false;
    return (await hashPrefix(file, upload.bytes)).digest('hex') === upload.sha256;
  };

  const refuseBeyondQuota = async (station: StationCaller, bytes: number): Promise<void> => {
    const uploads = await listUploads(database, station.id);
    const old = uploads.filter(({ announcedAt }) => clock() - Date.parse(announcedAt) > forgetAfterMs);
    for (const { packetId } of old) {
      await forget(packetId);
      await deleteUpload(database, packetId);
    }
    const open_ = uploads.filter((upload) => !old.includes(upload));
    const total = open_.reduce((sum, upload) => sum + upload.bytes, bytes);
    if (open_.length >= mostUploads || total > mostUploadBytes) throw new Refused('PACKET_QUOTA_REACHED');
    if ((await freeBytesOf(files.incoming)) < bytes + reservedBytes) throw new Refused('PACKET_DISK_FULL');
  };

  const announce: Receiving['announce'] = async (station, announcement) => {
    const { packetId, sha256, bytes } = announcement;
    const { received: before, upload: known } = await findStanding(database, packetId);
    if (before) return before.sha256 === sha256 ? received(before) : refused(packetId, 'PACKET_HASH_DIFFERS');
    if (known && known.stationId !== station.id) return refused(packetId, 'PACKET_OF_ANOTHER_STATION');
    const upload: Upload = { ...announcement, stationId: station.id, announcedAt: nowOf(clock) };
    if (known && known.sha256 === sha256 && known.bytes === bytes) {
      if (await findCutOff(known)) return commit(known, station.placeId);
      return wanted(packetId, await uploadedBytes(packetId));
    }
    if (known) {
      // Nothing of it was acknowledged, so the station may correct itself.
      if (running.has(packetId)) throw new Refused('PACKET_BUSY');
      await forget(packetId);
    } else await refuseBeyondQuota(station, bytes);
    await putUpload(relaxed, upload);
    return wanted(packetId, await uploadedBytes(packetId));
  };

  const state: Receiving['state'] = async (station, packetId) => {
    const { received: before, upload: known } = await findStanding(database, packetId);
    if (before) return received(before);
    if (!known) throw new Refused('PACKET_NOT_ANNOUNCED');
    if (known.stationId !== station.id) throw new Refused('PACKET_OF_ANOTHER_STATION');
    return wanted(packetId, await uploadedBytes(packetId));
  };

  /** Waits until no other connection uploads this packet; one that has gone silent is cut. */
  const takeTurn = async (packetId: string): Promise<void> => {
    for (let other = running.get(packetId); other; other = running.get(packetId)) {
      if (performance.now() - other.lastByteAtMs > yieldAfterMs) other.cut();
      const timer = Promise.withResolvers<void>();
      const handle = setTimeout(timer.resolve, 500);
      await Promise.race([other.done.catch(() => undefined), timer.promise]);
      clearTimeout(handle);
    }
  };

  const upload: Receiving['upload'] = async (station, packetId, offset, body) => {
    try {
      await takeTurn(packetId);
      const turn = Promise.withResolvers<void>();
      const mine: Running = {
        done: turn.promise,
        cut: () => body.destroy(),
        lastByteAtMs: performance.now(),
      };
      running.set(packetId, mine);
      try {
        return await receiveBytes(station, packetId, offset, body, mine);
      } finally {
        running.delete(packetId);
        turn.resolve();
      }
    } finally {
      // What nobody wants to read any more must not hold the connection.
      body.resume();
    }
  };

  const receiveBytes = async (
    station: StationCaller,
    packetId: string,
    offset: number,
    body: Readable,
    mine: Running,
  ): Promise<PacketState> => {
    const { received: before, upload: known } = await findStanding(database, packetId);
    if (before) return received(before);
    if (!known) throw new Refused('PACKET_NOT_ANNOUNCED');
    if (known.stationId !== station.id) throw new Refused('PACKET_OF_ANOTHER_STATION');
    const soFar = await uploadedBytes(packetId);
    if (offset > soFar) throw new Refused('PACKET_OFFSET_DIFFERS', { uploadedBytes: soFar });

    const part = files.partOf(packetId);
    const handle = await open(part, soFar === 0 ? 'w' : 'r+', 0o600);
    try {
      const reached = progress.get(packetId) ?? { bytes: soFar, hash: await hashPrefix(part, soFar) };
      progress.set(packetId, reached);
      await appendBody(handle, body, soFar - offset, reached, known.bytes, (bytes) => {
        mine.lastByteAtMs = performance.now();
        meter.add(bytes);
      });
      if (reached.bytes < known.bytes) return wanted(packetId, reached.bytes);
      if (reached.hash.copy().digest('hex') !== known.sha256) {
        await forget(packetId);
        throw new Refused('PACKET_CONTENT_DIFFERS');
      }
      const target = files.packetOf(packetId);
      await placeDurably(handle, part, target, dirname(target), files.packets);
      progress.delete(packetId);
    } catch (error) {
      progress.delete(packetId);
      if (isDiskFull(error)) throw new Refused('PACKET_DISK_FULL');
      if (error instanceof Refused && error.code === 'PACKET_TOO_LARGE') await forget(packetId);
      throw error;
    } finally {
      await handle.close();
    }
    return commit(known, station.placeId);
  };

  const recover = async (): Promise<number> => {
    let finished = 0;
    for (const known of await listUploads(database, null)) {
      if (!(await findCutOff(known))) continue;
      const { rows } = await database.query<{ placeId: StationCaller['placeId'] }>(
        'select place_id as "placeId" from station where id = $1',
        [known.stationId],
      );
      await commit(known, rows[0]!.placeId);
      finished += 1;
    }
    return finished;
  };

  return { announce, state, upload, recover, isBusy: meter.isBusy };
}

/**
 * Appends a body to the part file and its hash, skipping the first `skip` bytes, which are there already. A connection
 * that breaks keeps what had come.
 */
async function appendBody(
  handle: FileHandle,
  body: Readable,
  skip: number,
  reached: Progress,
  announcedBytes: number,
  onBytes: (bytes: number) => void,
): Promise<void> {
  let gathered: Buffer[] = [];
  let gatheredBytes = 0;
  const flush = async (): Promise<void> => {
    if (gatheredBytes === 0) return;
    const { bytesWritten } = await handle.writev(gathered, reached.bytes);
    if (bytesWritten < gatheredBytes) throw Object.assign(new Error('short write'), { code: 'ENOSPC' });
    for (const piece of gathered) reached.hash.update(piece);
    reached.bytes += gatheredBytes;
    [gathered, gatheredBytes] = [[], 0];
  };
  let toSkip = skip;
  try {
    // Destroying the body would tear down the connection before the refusal is told.
    for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      onBytes(chunk.length);
      const piece = toSkip > 0 ? chunk.subarray(Math.min(toSkip, chunk.length)) : chunk;
      toSkip -= chunk.length - piece.length;
      if (piece.length === 0) continue;
      if (reached.bytes + gatheredBytes + piece.length > announcedBytes)
        throw new Refused('PACKET_TOO_LARGE');
      gathered.push(piece);
      gatheredBytes += piece.length;
      if (gatheredBytes >= writeBytes) await flush();
    }
  } catch (error) {
    if (!isCut(error)) throw error;
  }
  await flush();
}

/** Bytes a second from which on receiving has the machine to itself; a slow line never reaches it. */
const busyBytesPerSecond = 8_000_000;
const meterMs = 250;

function makeMeter(): { add: (bytes: number) => void; isBusy: () => boolean } {
  let beganAtMs = 0;
  let bytes = 0;
  let before = 0;
  const turn = (): void => {
    const nowMs = performance.now();
    if (nowMs - beganAtMs < meterMs) return;
    before = nowMs - beganAtMs < 2 * meterMs ? bytes : 0;
    [bytes, beganAtMs] = [0, nowMs];
  };
  return {
    add: (more) => {
      turn();
      bytes += more;
    },
    isBusy: () => {
      turn();
      return Math.max(before, bytes) > (busyBytesPerSecond * meterMs) / 1000;
    },
  };
}

const codeOf = (error: unknown): string => String((error as { code?: unknown } | null)?.code ?? '');

/** The other side went away in the middle, or we cut it: what came so far is good. */
const isCut = (error: unknown): boolean =>
  ['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR', 'ERR_STREAM_DESTROYED'].includes(codeOf(error));

/** ENOSPC and EDQUOT of the system, 53100 of PostgreSQL. */
const isDiskFull = (error: unknown): boolean => ['ENOSPC', 'EDQUOT', '53100'].includes(codeOf(error));

/** SQLSTATE unique_violation. */
const isDuplicate = (error: unknown): boolean => codeOf(error) === '23505';
