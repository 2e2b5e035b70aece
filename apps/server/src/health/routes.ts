import { type DeviceWatchState, hearingOf, openTroublesOf, type PlaceId } from '@rekam/domain';
import type { officeApi } from '@rekam/protocol';
import type { DeviceHealthRow, TroubleRow } from '@rekam/protocol/http/health-api.ts';
import type { Handlers } from '../ports/call.ts';
import { type Clock, nowOf } from '../ports/clock.ts';
import type { Database, Queryable } from '../ports/database.ts';
import type { SignedInOfficer } from '../ports/people.ts';
import { permit, permittedPlaces } from '../ports/permit.ts';
import { Refused } from '../ports/refused.ts';
import { learnAnew } from './commands.ts';
import { type DeviceHealth, listDeviceHealth, listTroubles } from './store.ts';

/** A station as far as its devices are listed. */
export interface HealthStation {
  readonly id: string;
  readonly name: string;
  readonly place: { readonly id: PlaceId; readonly name: string };
}

export interface StationHeard {
  readonly stationId: string;
  readonly lastSeenAt: Parameters<typeof hearingOf>[0];
  readonly heartbeat: { readonly devices: readonly { readonly kind: string; readonly status: string }[] };
}

export interface HealthDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly listStations: (
    database: Queryable,
    places: readonly PlaceId[] | 'all',
  ) => Promise<readonly HealthStation[]>;
  readonly listStatuses: (database: Queryable) => Promise<readonly StationHeard[]>;
}

type Names = 'listTroubles' | 'listDeviceHealth' | 'noteCleaned';

export function healthRoutes({
  database,
  clock,
  listStations,
  listStatuses,
}: HealthDeps): Handlers<typeof officeApi, Names> {
  const deviceRows = async (officer: SignedInOfficer | null): Promise<DeviceHealthRow[]> => {
    const stations = await listStations(database, permittedPlaces(officer, 'station.view'));
    const heard = new Map((await listStatuses(database)).map((status) => [status.stationId, status]));
    const devices = await listDeviceHealth(database);
    return stations.flatMap((station) =>
      devices
        .filter(({ stationId, state }) => stationId === station.id && state.serialNo !== null)
        .map(({ state }) => rowOf(station, heard.get(station.id), state, nowOf(clock))),
    );
  };
  return {
    listTroubles: async ({ officer, query }) => {
      const places = permittedPlaces(officer, 'station.view');
      const stations = new Map(
        (await listStations(database, places)).map((station) => [station.id as string, station]),
      );
      const troubles = await listTroubles(database, places, Number(query.limit));
      return troubles.flatMap(({ placeId: _, ...trouble }): TroubleRow[] => {
        const station = stations.get(trouble.stationId);
        return station ? [{ ...trouble, stationName: station.name, placeName: station.place.name }] : [];
      });
    },
    listDeviceHealth: ({ officer }) => deviceRows(officer),
    noteCleaned: async ({ officer, params, body }) => {
      const station = (await listStations(database, 'all')).find(({ id }) => id === params.id);
      if (!station) throw new Refused('STATION_NOT_FOUND');
      const { officer: by, permittedBy } = permit(officer, 'device.care', station.place.id);
      const fact = { kind: 'glass-cleaned', actor: { kind: 'officer', id: by.id } as const, permittedBy };
      await database.transact((tx) =>
        learnAnew(tx, clock, station.id as DeviceHealth['stationId'], [body.kind], fact),
      );
      return deviceRows(officer);
    },
  };
}

function rowOf(
  station: HealthStation,
  heard: StationHeard | undefined,
  state: DeviceWatchState,
  now: Parameters<typeof hearingOf>[1],
): DeviceHealthRow {
  const { kind, serialNo, make, model, firmware, certificateUntil, heardAt, captures, trend } = state;
  const status = heard?.heartbeat.devices.find((device) => device.kind === kind)?.status ?? null;
  return {
    stationId: station.id,
    stationName: station.name,
    placeName: station.place.name,
    hearing: hearingOf(heard?.lastSeenAt ?? null, now),
    kind,
    status: status as DeviceHealthRow['status'],
    serialNo,
    make,
    model,
    firmware,
    certificateUntil,
    heardAt,
    captures,
    usualScore: trend.visits === 0 ? null : Math.round(trend.mean),
    visits: trend.visits,
    drifting: trend.drifting,
    troubles: openTroublesOf(state).map(({ track, symptom, since }) => ({ track, symptom, since })),
  };
}
