import { Readable } from 'node:stream';
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
  listUploads,
  putUpload,
  type ReceivedPacket,
  type Upload,
} from './store.ts';
import { makeTurns } from './upload-turns.ts';

export interface ReceivingDeps {
  readonly database: Database;
  /** For announcements: one that is lost is made again. */
  readonly relaxed: Database;
  /**
   * How the fact of a received packet is committed: durable when it resolves. It is one statement, which commits by
   * itself; only the builds that prove the harness do otherwise.
   */
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
  /** Writes down the announcements of packets that take their time; most are whole before it comes to that. */
  readonly noteOpen: () => Promise<void>;
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

/** A packet on its way: what was announced, and how far it came. */
interface Open {
  readonly upload: Upload;
  /** Null after a restart or a fault: the file is looked at again. */
  progress: Progress | null;
  /** Whether the announcement is written down. */
  noted: boolean;
}

export function makeReceiving(deps: ReceivingDeps): Receiving {
  const { database, relaxed, transact, clock, keyring, files, via = 'network' } = deps;
  const open = new Map<string, Open>();
  const turns = makeTurns();
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

  const uploadedBytes = (packetId: string): number =>
    open.get(packetId)?.progress?.bytes ?? findSize(files.partOf(packetId)) ?? 0;

  /** The bytes so far are worthless. */
  const beginAgain = async (packetId: string): Promise<void> => {
    await removeFile(files.partOf(packetId));
    const known = open.get(packetId);
    if (known) known.progress = nothingYet();
  };

  const forget = async ({ packetId }: Upload): Promise<void> => {
    open.delete(packetId);
    await removeFile(files.partOf(packetId));
    await deleteUpload(relaxed, packetId);
  };

  /** Commits what lies durably in its place, once; whoever comes second gets the first one's receipt. */
  const commit = async (upload: Upload, placeId: StationCaller['placeId']): Promise<PacketState> => {
    const { packetId, stationId, sha256, bytes, sealedAt } = upload;
    const arrival = { packetId, stationId, sha256, bytes, sealedAt, placeId, receivedAt: nowOf(clock) };
    try {
      await transact((tx) => commitReceived(tx, { ...arrival, via }));
      open.delete(packetId);
    } catch (error) {
      const before = isDuplicate(error) ? await findReceived(database, packetId) : undefined;
      if (before?.sha256 !== sha256) throw error;
      open.delete(packetId);
      return received(before);
    }
    return received(arrival);
  };

  /** A whole file in place without its fact: a crash came between. */
  const findCutOff = async (upload: Announcement): Promise<boolean> => {
    const file = files.packetOf(upload.packetId);
    if (findSize(file) !== upload.bytes) return false;
    return (await hashPrefix(file, upload.bytes)).digest('hex') === upload.sha256;
  };

  const refuseBeyondQuota = async (station: StationCaller, bytes: number): Promise<void> => {
    const unfinished = (): Upload[] =>
      [...open.values()].flatMap(({ upload }) => (upload.stationId === station.id ? [upload] : []));
    const reached = (uploads: readonly Upload[]): boolean =>
      uploads.length >= mostUploads ||
      uploads.reduce((sum, upload) => sum + upload.bytes, bytes) > mostUploadBytes;
    if (reached(unfinished())) {
      const isOld = ({ announcedAt }: Upload): boolean => clock() - Date.parse(announcedAt) > forgetAfterMs;
      for (const upload of unfinished().filter(isOld)) await forget(upload);
    }
    if (reached(unfinished())) throw new Refused('PACKET_QUOTA_REACHED');
    if ((await freeBytes()) < bytes + reservedBytes) throw new Refused('PACKET_DISK_FULL');
  };
  const freeBytes = makeFreeBytes(files.incoming);

  const announce: Receiving['announce'] = async (station, announcement) => {
    const { packetId, sha256, bytes } = announcement;
    const before = await findReceived(database, packetId);
    if (before) return before.sha256 === sha256 ? received(before) : refused(packetId, 'PACKET_HASH_DIFFERS');
    const known = open.get(packetId)?.upload;
    if (known && known.stationId !== station.id) return refused(packetId, 'PACKET_OF_ANOTHER_STATION');
    const upload: Upload = { ...announcement, stationId: station.id, announcedAt: nowOf(clock) };
    if (!turns.isTaken(packetId) && (await findCutOff(upload))) return commit(upload, station.placeId);
    if (known && known.sha256 === sha256 && known.bytes === bytes) return goOn(station, announcement);
    if (known) {
      // Nothing of it was acknowledged, so the station may correct itself.
      if (turns.isTaken(packetId)) throw new Refused('PACKET_BUSY');
      await forget(known);
    } else await refuseBeyondQuota(station, bytes);
    open.set(packetId, { upload, progress: null, noted: false });
    return goOn(station, announcement);
  };

  /** Says where to go on. When nothing is missing, because a crash came after the last byte, it is finished here. */
  const goOn = async (station: StationCaller, { packetId, bytes }: Announcement): Promise<PacketState> => {
    const there = uploadedBytes(packetId);
    return there < bytes ? wanted(packetId, there) : upload(station, packetId, bytes, Readable.from([]));
  };

  const state: Receiving['state'] = async (station, packetId) => {
    const before = await findReceived(database, packetId);
    if (before) return received(before);
    getOpen(station, packetId);
    return wanted(packetId, uploadedBytes(packetId));
  };

  const upload: Receiving['upload'] = (station, packetId, offset, body) =>
    turns.take(packetId, body, (heard) => receiveBytes(station, packetId, offset, body, heard));

  const receiveBytes = async (
    station: StationCaller,
    packetId: string,
    offset: number,
    body: Readable,
    heard: () => void,
  ): Promise<PacketState> => {
    const before = open.has(packetId) ? undefined : await findReceived(database, packetId);
    if (before) return received(before);
    const coming = getOpen(station, packetId);
    const known = coming.upload;
    coming.progress ??= await readProgress(files, packetId);
    const progress = coming.progress;
    if (offset > progress.bytes)
      throw new Refused('PACKET_OFFSET_DIFFERS', { uploadedBytes: progress.bytes });
    try {
      const whole = await appendToPart(files, packetId, known.sha256, progress, body, {
        skip: progress.bytes - offset,
        announcedBytes: known.bytes,
        onBytes: (bytes) => {
          heard();
          meter.add(bytes);
        },
      });
      if (!whole) return wanted(packetId, progress.bytes);
    } catch (error) {
      coming.progress = null;
      if (isDiskFull(error)) throw new Refused('PACKET_DISK_FULL');
      if (error instanceof Refused) await beginAgain(packetId);
      throw error;
    }
    return commit(known, station.placeId);
  };

  const getOpen = (station: StationCaller, packetId: string): Open => {
    const known = open.get(packetId);
    if (!known) throw new Refused('PACKET_NOT_ANNOUNCED');
    if (known.upload.stationId !== station.id) throw new Refused('PACKET_OF_ANOTHER_STATION');
    return known;
  };

  const noteOpen = async (): Promise<void> => {
    for (const [packetId, coming] of open) {
      if (coming.noted) continue;
      await putUpload(relaxed, coming.upload);
      coming.noted = true;
      // It became whole meanwhile.
      if (!open.has(packetId)) await deleteUpload(relaxed, packetId);
    }
  };

  const recover = async (): Promise<number> => {
    let finished = 0;
    for (const { placeId, ...upload } of await listUploads(database)) {
      if (await findCutOff(upload)) {
        await commit(upload, placeId);
        await deleteUpload(relaxed, upload.packetId);
        finished += 1;
      } else open.set(upload.packetId, { upload, progress: null, noted: true });
    }
    return finished;
  };

  return { announce, state, upload, noteOpen, recover, isBusy: meter.isBusy };
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
