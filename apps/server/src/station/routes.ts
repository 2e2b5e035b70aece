import { type EnrolmentPolicy, hearingOf, type PlaceId, toInstant } from '@rekam/domain';
import type { officeApi } from '@rekam/protocol';
import { appendFact } from '../audit/index.ts';
import type { Keyring } from '../office-keys/index.ts';
import type { Handlers } from '../ports/call.ts';
import { type Clock, nowOf } from '../ports/clock.ts';
import type { Database } from '../ports/database.ts';
import { permit, permittedPlaces } from '../ports/permit.ts';
import { Refused } from '../ports/refused.ts';
import { makeStationCode } from './commands.ts';
import {
  findStation,
  listStations,
  listStatuses,
  revokeStation,
  type Station,
  type StationStatus,
} from './store.ts';

export interface StationDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly keyring: () => Keyring;
  readonly getPlace: (id: string) => Promise<{ readonly id: PlaceId }>;
  readonly policyInForce: () => Promise<Pick<EnrolmentPolicy, 'alarmAfterHours'>>;
  /** Recordings received today (in the office's zone) by station. */
  readonly receivedToday: () => Promise<ReadonlyMap<string, number>>;
  /** Called after a station was revoked: its session ends at once. */
  readonly onRevoked: (id: string) => void;
}

export function stationRoutes(
  deps: StationDeps,
): Handlers<typeof officeApi, 'listStations' | 'makeStationCode' | 'revokeStation'> {
  const { database, clock, keyring, getPlace, policyInForce, receivedToday, onRevoked } = deps;

  const rows = async (stations: readonly Station[]) => {
    const statuses = new Map((await listStatuses(database)).map((status) => [status.stationId, status]));
    const { alarmAfterHours } = await policyInForce();
    const today = await receivedToday();
    return stations.map((station) =>
      rowOf(station, statuses.get(station.id), today.get(station.id) ?? 0, alarmAfterHours, clock()),
    );
  };

  return {
    listStations: async ({ officer }) =>
      rows(await listStations(database, permittedPlaces(officer, 'station.view'))),
    makeStationCode: async ({ officer, body, baseUrl }) => {
      const place = await getPlace(body.placeId);
      const { officer: by, permittedBy } = permit(officer, 'station.enrol', place.id);
      const actor = { kind: 'officer', id: by.id } as const;
      const request = { placeId: place.id, name: body.name };
      const made = await database.transact((tx) =>
        makeStationCode(tx, clock, keyring(), request, { actor, permittedBy }),
      );
      return { ...made, command: `bin/rekam station --office ${baseUrl} --code ${made.code}` };
    },
    revokeStation: async ({ officer, params, body }) => {
      const station = await findStation(database, params.id);
      if (!station) throw new Refused('STATION_NOT_FOUND');
      const { officer: by, permittedBy } = permit(officer, 'station.revoke', station.place.id);
      await database.transact(async (tx) => {
        if (!(await revokeStation(tx, station.id))) throw new Refused('STATION_ALREADY_REVOKED');
        await appendFact(tx, {
          at: nowOf(clock),
          noun: 'station',
          subjectId: station.id,
          kind: 'station-revoked',
          actor: { kind: 'officer', id: by.id },
          permittedBy,
          details: { reason: body.reason },
        });
      });
      onRevoked(station.id);
      return (await rows([{ ...station, state: 'revoked' }]))[0]!;
    },
  };
}

const linkOf = { heard: 'online', silent: 'silent', never: 'never' } as const;

function rowOf(
  station: Station,
  status: StationStatus | undefined,
  recordedToday: number,
  alarmAfterHours: number,
  nowMs: number,
) {
  const beat = status?.heartbeat;
  const oldestUnsentAt = beat?.spool.oldestUnsentAt ?? null;
  const oldestAgeMs = oldestUnsentAt ? nowMs - Date.parse(oldestUnsentAt) : 0;
  const link = linkOf[hearingOf(status?.lastSeenAt ?? null, toInstant(nowMs))];
  return {
    id: station.id,
    name: station.name,
    place: station.place,
    state: station.state,
    enrolledAt: station.enrolledAt,
    lastSeenAt: status?.lastSeenAt ?? null,
    link,
    softwareVersion: beat?.softwareVersion ?? null,
    outbox: beat?.spool.outbox ?? null,
    held: beat?.spool.held ?? null,
    oldestUnsentAt,
    alarm: station.state === 'active' && oldestAgeMs > alarmAfterHours * 3_600_000,
    clockOffsetMs: beat?.clock.offsetMs ?? null,
    clockTrusted: beat?.clock.trusted ?? null,
    freeBytes: beat?.disk.freeBytes ?? null,
    power: beat?.power ?? null,
    operatorName: status?.operatorName ?? null,
    devices: (beat?.devices ?? []).map(({ kind, status: state, serialNo, make, model, problem }) => ({
      kind,
      status: state,
      serialNo,
      make,
      model,
      problem,
    })),
    recordedToday,
  };
}
