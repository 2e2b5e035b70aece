import type {
  DeviceWatchState,
  Instant,
  PlaceId,
  StationId,
  TroubleId,
  TroubleTrack,
  WatchedKind,
} from '@rekam/domain';
import type { Queryable } from '../ports/database.ts';

export interface DeviceHealth {
  readonly stationId: StationId;
  readonly state: DeviceWatchState;
}

/** The devices of one station, locked until the transaction ends: two heartbeats never decide at once. */
export async function listDevicesLocked(tx: Queryable, stationId: StationId): Promise<DeviceWatchState[]> {
  return (
    await tx.query<{ state: DeviceWatchState }>(
      'select state from device_health where station_id = $1 order by kind for update',
      [stationId],
    )
  ).rows.map(({ state }) => state);
}

export async function listDeviceHealth(database: Queryable): Promise<DeviceHealth[]> {
  return (
    await database.query<DeviceHealth>(
      `select h.station_id as "stationId", h.state from device_health h
       join station s on s.id = h.station_id where s.state = 'active' order by 1, h.kind`,
    )
  ).rows;
}

export async function upsertDevices(
  tx: Queryable,
  stationId: StationId,
  states: readonly DeviceWatchState[],
): Promise<void> {
  if (states.length === 0) return;
  await tx.query(
    `insert into device_health (station_id, kind, state)
     select $1, s ->> 'kind', s from jsonb_array_elements($2::jsonb) as s
     on conflict (station_id, kind) do update set state = excluded.state`,
    [stationId, JSON.stringify(states)],
  );
}

/** Something the office noticed by itself about one device. */
export interface Trouble {
  readonly id: TroubleId;
  readonly stationId: StationId;
  readonly placeId: PlaceId;
  readonly kind: WatchedKind;
  readonly serialNo: string | null;
  readonly track: TroubleTrack;
  readonly symptom: string;
  readonly since: Instant;
  readonly openedAt: Instant;
  readonly endedAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly relapses: number;
}

const columns = `t.id, t.station_id as "stationId", t.place_id as "placeId", t.kind, t.serial_no as "serialNo", t.track,
  t.symptom, t.since, t.opened_at as "openedAt", t.ended_at as "endedAt", t.closed_at as "closedAt", t.relapses`;

export async function insertTrouble(tx: Queryable, trouble: Trouble): Promise<void> {
  await tx.query(
    `insert into trouble (id, station_id, place_id, kind, serial_no, track, symptom, since, opened_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      trouble.id,
      trouble.stationId,
      trouble.placeId,
      trouble.kind,
      trouble.serialNo,
      trouble.track,
      trouble.symptom,
      trouble.since,
      trouble.openedAt,
    ],
  );
}

/** @returns the trouble that was open; undefined when none was */
export async function closeTrouble(
  tx: Queryable,
  which: { readonly stationId: StationId; readonly kind: string; readonly track: TroubleTrack },
  how: { readonly endedAt: Instant; readonly closedAt: Instant; readonly relapses: number },
): Promise<Trouble | undefined> {
  return (
    await tx.query<Trouble>(
      `update trouble t set ended_at = $4, closed_at = $5, relapses = $6
       where station_id = $1 and kind = $2 and track = $3 and closed_at is null returning ${columns}`,
      [which.stationId, which.kind, which.track, how.endedAt, how.closedAt, how.relapses],
    )
  ).rows[0];
}

/** Open troubles first, then the newest; of active stations at these places. */
export async function listTroubles(
  database: Queryable,
  places: readonly PlaceId[] | 'all',
  limit: number,
): Promise<Trouble[]> {
  return (
    await database.query<Trouble>(
      `select ${columns} from trouble t join station s on s.id = t.station_id and s.state = 'active'
       where $1::text[] is null or t.place_id = any($1)
       order by t.closed_at is not null, t.opened_at desc, t.id desc limit $2`,
      [places === 'all' ? null : places, limit],
    )
  ).rows;
}

/** Whether anything but a certificate is wrong with a device. */
export async function hasOpenTrouble(tx: Queryable, stationId: StationId, kind: string): Promise<boolean> {
  const { rows } = await tx.query(
    `select 1 from trouble where station_id = $1 and kind = $2 and track <> 'certificate' and closed_at is null`,
    [stationId, kind],
  );
  return rows.length > 0;
}
