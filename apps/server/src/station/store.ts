import type { Instant, Place, PlaceId, StationId } from '@rekam/domain';
import type { Heartbeat } from '@rekam/protocol/sync/heartbeat.ts';
import type { Queryable } from '../ports/database.ts';

export interface Station {
  readonly id: StationId;
  readonly name: string;
  readonly place: Place;
  readonly publicKey: string;
  readonly state: 'active' | 'revoked';
  readonly enrolledAt: string;
}

const select = `select s.id, s.name, s.public_key as "publicKey", s.state, s.enrolled_at as "enrolledAt",
    jsonb_build_object('id', p.id, 'kind', p.kind, 'name', p.name, 'regionCode', p.region_code) as place
  from station s join place p on p.id = s.place_id`;

export async function findStation(database: Queryable, id: string): Promise<Station | undefined> {
  return (await database.query<Station>(`${select} where s.id = $1`, [id])).rows[0];
}

export async function listStations(
  database: Queryable,
  places: readonly PlaceId[] | 'all',
): Promise<Station[]> {
  return (
    await database.query<Station>(
      `${select} where $1::text[] is null or s.place_id = any($1) order by p.name, s.name`,
      [places === 'all' ? null : places],
    )
  ).rows;
}

/** Makes a station, or one that was revoked a station again. */
export async function admitStation(
  tx: Queryable,
  station: { id: StationId; name: string; placeId: string; publicKey: string; at: Instant },
): Promise<void> {
  await tx.query(
    `insert into station (id, name, place_id, public_key, state, enrolled_at) values ($1, $2, $3, $4, 'active', $5)
     on conflict (id) do update set name = $2, place_id = $3, state = 'active', enrolled_at = $5`,
    [station.id, station.name, station.placeId, station.publicKey, station.at],
  );
}

/** @returns false when it was revoked already */
export async function revokeStation(tx: Queryable, id: string): Promise<boolean> {
  return (
    (await tx.query(`update station set state = 'revoked' where id = $1 and state = 'active'`, [id]))
      .rowCount === 1
  );
}

export interface StationCode {
  readonly placeId: PlaceId;
  readonly name: string;
  readonly expiresAt: string;
  readonly usedByKey: string | null;
  readonly stationId: StationId | null;
}

export async function insertCode(
  tx: Queryable,
  code: { codeHash: string; placeId: string; name: string; expiresAt: Instant },
): Promise<void> {
  await tx.query('insert into station_code (code_hash, place_id, name, expires_at) values ($1, $2, $3, $4)', [
    code.codeHash,
    code.placeId,
    code.name,
    code.expiresAt,
  ]);
}

/** The code's row, locked until the transaction ends: it is used once. */
export async function findCodeLocked(tx: Queryable, codeHash: string): Promise<StationCode | undefined> {
  return (
    await tx.query<StationCode>(
      `select place_id as "placeId", name, expires_at as "expiresAt", used_by_key as "usedByKey",
         station_id as "stationId" from station_code where code_hash = $1 for update`,
      [codeHash],
    )
  ).rows[0];
}

export async function markCodeUsed(
  tx: Queryable,
  codeHash: string,
  publicKey: string,
  id: StationId,
): Promise<void> {
  await tx.query('update station_code set used_by_key = $2, station_id = $3 where code_hash = $1', [
    codeHash,
    publicKey,
    id,
  ]);
}

export async function findStationByKey(database: Queryable, publicKey: string): Promise<Station | undefined> {
  return (await database.query<Station>(`${select} where s.public_key = $1`, [publicKey])).rows[0];
}

/**
 * Keeps what a station said of itself, unless a later or the same heartbeat was taken before.
 * @returns false for one that was
 */
export async function takeStatus(
  tx: Queryable,
  stationId: StationId,
  at: Instant,
  heartbeat: KeptHeartbeat & Pick<Heartbeat, 'sequence'>,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into station_status (station_id, last_seen_at, heartbeat, sequence, operator_seen_at)
     values ($1, $2, $3, $4, $5)
     on conflict (station_id) do update set last_seen_at = $2, heartbeat = $3, sequence = $4,
       operator_seen_at = coalesce($5, station_status.operator_seen_at)
     where station_status.sequence < $4`,
    [stationId, at, JSON.stringify(heartbeat), heartbeat.sequence, heartbeat.operatorId === null ? null : at],
  );
  return rowCount === 1;
}

/** A heartbeat without what is only a question to the office. */
export type KeptHeartbeat = Omit<Heartbeat, 'sentPackets' | 'settingsVersion' | 'directoryRevision'>;

export interface StationStatus {
  readonly stationId: StationId;
  readonly lastSeenAt: Instant;
  readonly heartbeat: KeptHeartbeat;
  readonly operatorName: string | null;
  readonly operatorSeenAt: Instant | null;
}

export async function listStatuses(database: Queryable): Promise<StationStatus[]> {
  return (
    await database.query<StationStatus>(
      `select s.station_id as "stationId", s.last_seen_at as "lastSeenAt", s.heartbeat, o.name as "operatorName",
         s.operator_seen_at as "operatorSeenAt"
       from station_status s left join officer o on o.id = s.heartbeat ->> 'operatorId'`,
    )
  ).rows;
}

/** Remembers a note; waits for another transaction that takes the same one. @returns false when it was taken before */
export async function rememberNote(
  tx: Queryable,
  { id, stationId, kind }: { readonly id: string; readonly stationId: string; readonly kind: string },
  at: Instant,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into station_note (id, station_id, kind, taken_at) values ($1, $2, $3, $4) on conflict (id) do nothing`,
    [id, stationId, kind, at],
  );
  return rowCount > 0;
}
