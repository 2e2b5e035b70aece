import {
  dayAt,
  type Instant,
  type PlaceId,
  type StationId,
  type TimeZoneName,
  timeZones,
  toInstant,
} from '@rekam/domain';
import { type Clock, nowOf } from '../ports/clock.ts';
import type { Queryable } from '../ports/database.ts';
import { recordingFrom } from './derive.ts';

/** What a station announced and has not finished. */
export interface Upload {
  readonly packetId: string;
  readonly stationId: StationId;
  readonly sha256: string;
  readonly bytes: number;
  readonly sealedAt: string;
  readonly announcedAt: string;
}

/** Every announcement that was written down, with the place of its station. */
export async function listUploads(database: Queryable): Promise<(Upload & { readonly placeId: PlaceId })[]> {
  return (
    await database.query<Upload & { readonly placeId: PlaceId }>(
      `select packet_id as "packetId", station_id as "stationId", sha256, bytes, sealed_at as "sealedAt",
         announced_at as "announcedAt", s.place_id as "placeId"
       from upload join station s on s.id = station_id order by announced_at`,
    )
  ).rows;
}

export async function putUpload(database: Queryable, upload: Upload): Promise<void> {
  await database.query(
    `insert into upload (packet_id, station_id, sha256, bytes, sealed_at, announced_at)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (packet_id) do update set sha256 = $3, bytes = $4, sealed_at = $5, announced_at = $6`,
    [upload.packetId, upload.stationId, upload.sha256, upload.bytes, upload.sealedAt, upload.announcedAt],
  );
}

export async function deleteUpload(database: Queryable, packetId: string): Promise<void> {
  await database.query('delete from upload where packet_id = $1', [packetId]);
}

/** A packet that the office has. */
export interface ReceivedPacket {
  readonly packetId: string;
  readonly stationId: StationId;
  readonly sha256: string;
  readonly bytes: number;
  readonly receivedAt: string;
}

export async function findReceived(
  database: Queryable,
  packetId: string,
): Promise<ReceivedPacket | undefined> {
  return (
    await database.query<ReceivedPacket>(
      `select packet_id as "packetId", station_id as "stationId", sha256, bytes, received_at as "receivedAt"
       from recording where packet_id = $1`,
      [packetId],
      'received',
    )
  ).rows[0];
}

export interface Arrival extends ReceivedPacket {
  readonly placeId: PlaceId;
  readonly sealedAt: string;
  readonly via: 'network' | 'stick';
}

/**
 * Writes down that a packet is here and orders its opening, in one statement. Nothing is answered before the
 * transaction commits.
 */
export async function commitReceived(tx: Queryable, arrival: Arrival): Promise<void> {
  const { packetId, receivedAt, ...details } = arrival;
  await tx.query(
    `with f as (
       insert into fact (at, noun, subject_id, kind, actor_kind, actor_id, details)
       values ($2, 'enrolment', $1, 'packet-received', 'station', $3, $4) returning *),
     made as (${recordingFrom('f')}),
     done as (delete from upload where packet_id = $1)
     select graphile_worker.add_job('open-packet', json_build_object('packetId', $1::text), job_key := $1::text,
       max_attempts := 1000)`,
    [packetId, receivedAt, arrival.stationId, JSON.stringify(details)],
    'packet-received',
  );
}

/** Queues the opening of a packet inside the transaction. */
export async function orderOpening(tx: Queryable, packetId: string): Promise<void> {
  await tx.query(
    `select graphile_worker.add_job('open-packet', json_build_object('packetId', $1::text), job_key := $1::text,
       max_attempts := 1000)`,
    [packetId],
  );
}

/** Which of these packets a backup holds. */
export async function listBackedUp(database: Queryable, packetIds: readonly string[]): Promise<string[]> {
  if (packetIds.length === 0) return [];
  const { rows } = await database.query<{ packetId: string }>(
    'select packet_id as "packetId" from recording where packet_id = any($1) and backed_up_at is not null',
    [packetIds],
  );
  return rows.map((row) => row.packetId);
}

/** Packets received since midnight in the office's zone, by station. */
export async function receivedToday(
  database: Queryable,
  clock: Clock,
  timeZone: TimeZoneName,
): Promise<ReadonlyMap<string, number>> {
  const { offsetMinutes } = timeZones[timeZone];
  const midnight = Date.parse(`${dayAt(nowOf(clock), offsetMinutes)}T00:00:00Z`) - offsetMinutes * 60_000;
  const { rows } = await database.query<{ stationId: string; count: number }>(
    'select station_id as "stationId", count(*) from recording where received_at >= $1 group by station_id',
    [toInstant(midnight)],
  );
  return new Map(rows.map((row) => [row.stationId, row.count]));
}

/** Orders the opening of everything that waits for it: jobs of a process that died stay locked for hours otherwise. */
export async function orderAllOpenings(database: Queryable): Promise<void> {
  await database.query(`${orderOpenings} where state = 'received'`);
}

/**
 * Orders again what has waited long for its opening and whose job is gone or locked: the database died between the two,
 * or under the runner's feet. A job that waits for its next try is left to wait.
 * @param inWork packets that this process is opening now
 */
export async function orderForgottenOpenings(
  database: Queryable,
  receivedBefore: Instant,
  inWork: readonly string[],
): Promise<number> {
  const { rowCount } = await database.query(
    `${orderOpenings} r where state = 'received' and received_at < $1 and packet_id <> all($2)
       and not exists (select from graphile_worker._private_jobs j where j.key = r.packet_id and j.locked_at is null)
     limit 500`,
    [receivedBefore, inWork],
  );
  return rowCount;
}

const orderOpenings = `
  select graphile_worker.add_job('open-packet', json_build_object('packetId', packet_id), job_key := packet_id,
    max_attempts := 1000) from recording`;
