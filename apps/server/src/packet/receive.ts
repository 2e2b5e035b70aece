import type { Readable } from 'node:stream';
import { toInstant } from '@rekam/domain';
import type { PacketState, SignedReceipt } from '@rekam/protocol';
import { signValue } from '@rekam/protocol/sync/signed.ts';
import type { Keyring } from '../office-keys/index.ts';
import { type Clock, nowOf } from '../ports/clock.ts';
import type { Database, Transact } from '../ports/database.ts';
import type { StationCaller } from '../ports/people.ts';
import { Refused } from '../ports/refused.ts';
import { findSize, freeBytesOf, hashPrefix, type PacketFiles, removeFile } from './files.ts';
import { appendToPart, nothingYet, type Progress, readProgress } from './part-file.ts';
import { makeRushMeter } from './rush.ts';
import {
  commitReceived,
  deleteUpload,
  findReceived,
  findStanding,
  listUploads,
  putUpload,
  type ReceivedPacket,
  type Unfinished,
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
  /** How packets come; over the network unless said. */
  readonly via?: 'network' | 'stick';
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
/** A connection that brought nothing for so long gives way to a new one for the same packet. */
const yieldAfterMs = 5_000;

/** A packet on its way: what was announced, and how far it came. */
interface Open {
  readonly upload: Upload;
  readonly progress: Progress;
}

interface Running {
  readonly done: Promise<unknown>;
  readonly cut: () => void;
  lastByteAtMs: number;
}

export function makeReceiving(deps: ReceivingDeps): Receiving {
  const { database, relaxed, transact, clock, keyring, files, via = 'network' } = deps;
  const open = new Map<string, Open>();
  const running = new Map<string, Running>();
  const meter = makeRushMeter();

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
    open.get(packetId)?.progress.bytes ?? (await findSize(files.partOf(packetId))) ?? 0;

  const forget = async (packetId: string): Promise<void> => {
    open.delete(packetId);
    await removeFile(files.partOf(packetId));
  };

  /** Commits what lies durably in its place, once; whoever comes second gets the first one's receipt. */
  const commit = async (upload: Upload, placeId: StationCaller['placeId']): Promise<PacketState> => {
    const { packetId, stationId, sha256, bytes, sealedAt } = upload;
    const arrival = { packetId, stationId, sha256, bytes, sealedAt, placeId, receivedAt: nowOf(clock) };
    try {
      await transact((tx) => commitReceived(tx, { ...arrival, via }));
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

  const refuseBeyondQuota = async (station: StationCaller, bytes: number, unfinished: Unfinished) => {
    let { count, total } = unfinished;
    if (count >= mostUploads || total + bytes > mostUploadBytes) {
      const uploads = await listUploads(database, station.id);
      const old = uploads.filter(({ announcedAt }) => clock() - Date.parse(announcedAt) > forgetAfterMs);
      for (const upload of old) {
        await forget(upload.packetId);
        await deleteUpload(database, upload.packetId);
        [count, total] = [count - 1, total - upload.bytes];
      }
    }
    if (count >= mostUploads || total + bytes > mostUploadBytes) throw new Refused('PACKET_QUOTA_REACHED');
    if ((await freeBytes()) < bytes + reservedBytes) throw new Refused('PACKET_DISK_FULL');
  };
  const freeBytes = makeFreeBytes(files.incoming);

  const announce: Receiving['announce'] = async (station, announcement) => {
    const { packetId, sha256, bytes } = announcement;
    const {
      received: before,
      upload: known,
      unfinished,
    } = await findStanding(database, packetId, station.id);
    if (before) return before.sha256 === sha256 ? received(before) : refused(packetId, 'PACKET_HASH_DIFFERS');
    if (known && known.stationId !== station.id) return refused(packetId, 'PACKET_OF_ANOTHER_STATION');
    if (known && known.sha256 === sha256 && known.bytes === bytes) {
      if (await findCutOff(known)) return commit(known, station.placeId);
      return wanted(packetId, await uploadedBytes(packetId));
    }
    if (known) {
      // Nothing of it was acknowledged, so the station may correct itself.
      if (running.has(packetId)) throw new Refused('PACKET_BUSY');
      await forget(packetId);
    } else await refuseBeyondQuota(station, bytes, unfinished);
    const upload: Upload = { ...announcement, stationId: station.id, announcedAt: nowOf(clock) };
    await putUpload(relaxed, upload);
    open.set(packetId, { upload, progress: nothingYet() });
    return wanted(packetId, 0);
  };

  const state: Receiving['state'] = async (station, packetId) => {
    const { received: before, upload: known } = await findStanding(database, packetId, station.id);
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
    const before = open.has(packetId) ? undefined : await findReceived(database, packetId);
    if (before) return received(before);
    const { upload: known, progress } = await getOpen(packetId);
    if (known.stationId !== station.id) throw new Refused('PACKET_OF_ANOTHER_STATION');
    if (offset > progress.bytes)
      throw new Refused('PACKET_OFFSET_DIFFERS', { uploadedBytes: progress.bytes });
    try {
      const whole = await appendToPart(files, packetId, known.sha256, progress, body, {
        skip: progress.bytes - offset,
        announcedBytes: known.bytes,
        onBytes: (bytes) => {
          mine.lastByteAtMs = performance.now();
          meter.add(bytes);
        },
      });
      if (!whole) return wanted(packetId, progress.bytes);
      open.delete(packetId);
    } catch (error) {
      // What the file holds now is found out afresh.
      open.delete(packetId);
      if (isDiskFull(error)) throw new Refused('PACKET_DISK_FULL');
      if (error instanceof Refused) await forget(packetId);
      throw error;
    }
    return commit(known, station.placeId);
  };

  /** The packet as announced, from memory or, after a restart, from the database and the disk. */
  const getOpen = async (packetId: string): Promise<Open> => {
    const remembered = open.get(packetId);
    if (remembered) return remembered;
    const { upload: known } = await findStanding(database, packetId, '');
    if (!known) throw new Refused('PACKET_NOT_ANNOUNCED');
    const found = { upload: known, progress: await readProgress(files, packetId) };
    open.set(packetId, found);
    return found;
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

/** Free bytes on the disk of a folder, asked at most once a second. */
function makeFreeBytes(dir: string): () => Promise<number> {
  let asked = { atMs: Number.NEGATIVE_INFINITY, bytes: 0 };
  return async () => {
    if (performance.now() - asked.atMs > 1000)
      asked = { atMs: performance.now(), bytes: await freeBytesOf(dir) };
    return asked.bytes;
  };
}

const codeOf = (error: unknown): string => String((error as { code?: unknown } | null)?.code ?? '');

/** ENOSPC and EDQUOT of the system, 53100 of PostgreSQL. */
const isDiskFull = (error: unknown): boolean => ['ENOSPC', 'EDQUOT', '53100'].includes(codeOf(error));

/** SQLSTATE unique_violation. */
const isDuplicate = (error: unknown): boolean => codeOf(error) === '23505';
