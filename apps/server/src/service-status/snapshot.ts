/** How everything stands now, in one value: derived from the office's tables, and from nothing else. */
import {
  type Calendar,
  type CardPrinterFacts,
  type CentreAnswers,
  type Counter,
  type CounterPolicy,
  calendarOf,
  centreWaitsOn,
  type DeviceWatchState,
  dayAt,
  deriveCentre,
  deriveCity,
  deriveLetters,
  derivePlace,
  derivePrinters,
  derivePrinting,
  deriveReserve,
  hearingOf,
  type Instant,
  type KeptPlace,
  type KindOfComplaint,
  type LetterService,
  openingAt,
  type PlaceId,
  type PlaceStatus,
  type PlainDate,
  type PrintingStock,
  type RegisteredSet,
  type RepairNews,
  type Reserve,
  type Service,
  type ServicePlace,
  type ServiceState,
  type Statement,
  type StationId,
} from '@rekam/domain';
import type { Heartbeat } from '@rekam/protocol/sync/heartbeat.ts';
import type { Queryable } from '../ports/database.ts';
import { readHours } from './hours-commands.ts';
import { centreWaitRules } from './rules.ts';
import { listOperatorsMissing, listPlaceServices, listSettlements, listStatements } from './store.ts';

/** A station as the status needs it. */
export interface StatusStation {
  readonly id: StationId;
  readonly name: string;
  readonly placeId: PlaceId;
  readonly lastSeenAt: Instant | null;
  readonly operatorSeenAt: Instant | null;
  readonly heartbeat: Pick<Heartbeat, 'spool' | 'disk' | 'begun' | 'operatorId'> | null;
}

/** A set of the register, with the station that is its computer. */
export interface StatusSet {
  readonly placeId: PlaceId;
  readonly stationId: StationId | null;
  readonly set: RegisteredSet;
}

/** Where the facts behind the status come from; other nouns give them. */
export interface StatusSources {
  readonly offsetMinutes: () => Promise<number>;
  readonly policy: () => Promise<CounterPolicy>;
  readonly places: (database: Queryable) => Promise<readonly KeptPlace[]>;
  readonly stations: (database: Queryable) => Promise<readonly StatusStation[]>;
  readonly devices: (
    database: Queryable,
  ) => Promise<readonly { readonly stationId: StationId; readonly state: DeviceWatchState }[]>;
  readonly sets: (database: Queryable) => Promise<readonly StatusSet[]>;
  /** By place, what is broken there and who has it in hand. */
  readonly repairs: () => Promise<ReadonlyMap<PlaceId, readonly RepairNews[]>>;
  /** The book of blanks; null while it has not begun. */
  readonly stock: () => Promise<PrintingStock | null>;
  readonly printers: () => Promise<readonly CardPrinterFacts[]>;
  readonly kindOfComplaint: KindOfComplaint;
  /** How the centre answers, by its words; null while there is none. */
  readonly centre: (
    today: PlainDate,
    tellingDays: number,
  ) => Promise<Readonly<Record<'taking-in' | 'comparing', CentreAnswers | null>>>;
  readonly letters: () => Promise<Omit<LetterService, 'staffed'>>;
  /** Whether anybody may issue letters at a place. */
  readonly issuers: () => Promise<(placeId: PlaceId) => boolean>;
}

export interface PlaceSnapshot extends ServicePlace {
  readonly status: PlaceStatus;
  readonly calendar: Calendar;
  readonly address: string;
  readonly operatorMissing: boolean;
  readonly repairs: readonly RepairNews[];
}

export interface Snapshot {
  readonly at: Instant;
  readonly today: PlainDate;
  readonly offsetMinutes: number;
  /** The office's own hours. */
  readonly calendar: Calendar;
  readonly places: readonly PlaceSnapshot[];
  readonly city: Readonly<Record<Service, ServiceState>>;
  readonly reserve: Reserve;
  readonly statements: readonly Statement[];
}

/** @param listeningSince when the office began to listen: before that nobody was silent (SVC3) */
export async function takeSnapshot(
  database: Queryable,
  sources: StatusSources,
  now: Instant,
  listeningSince: Instant,
): Promise<Snapshot> {
  const offsetMinutes = await sources.offsetMinutes();
  const policy = await sources.policy();
  const today = dayAt(now, offsetMinutes);
  const hours = await readHours(database, today, offsetMinutes);
  const statements = await listStatements(database);
  const settlements = await listSettlements(database);
  const services = new Map((await listPlaceServices(database)).map((service) => [service.placeId, service]));
  const missing = new Map(
    (await listOperatorsMissing(database, today)).map(({ placeId, since }) => [placeId, since]),
  );
  const stations = await sources.stations(database);
  const devices = await sources.devices(database);
  const sets = await sources.sets(database);
  const repairs = await sources.repairs();
  const printers = await sources.printers();
  const waits = centreWaitsOn(await centreWaitRules.list(database), today);
  const answers = await sources.centre(today, waits.tellingDays);
  const letters = await sources.letters();
  const mayIssueAt = await sources.issuers();
  // What is derived at every asking is of the minute, so that pages change once a minute at most (PUB2).
  const minute = `${now.slice(0, 16)}:00.000Z` as Instant;
  const given = {
    toCentre: deriveCentre(answers['taking-in'], waits, today, offsetMinutes),
    tunggal: deriveCentre(answers.comparing, waits, today, offsetMinutes),
    cetak: derivePrinting(await sources.stock(), now),
  };

  const snapshotOf = (place: KeptPlace): PlaceSnapshot => {
    const own = stations.filter(({ placeId }) => placeId === place.id);
    const calendar = calendarOf(hours, place.id);
    const opening = openingAt(calendar, now);
    const status = derivePlace({
      placeId: place.id,
      counters: countersAt(place.id, own, devices, sets, now, listeningSince),
      opening,
      operatorMissingSince: missing.get(place.id) ?? null,
      derived: {
        ...given,
        printers: derivePrinters(printers, place.id, sources.kindOfComplaint),
        suket: deriveLetters({ ...letters, staffed: mayIssueAt(place.id) }, minute, today, offsetMinutes),
      },
      statements,
      settlements,
      policy,
      now,
    });
    const service = services.get(place.id);
    const begunToday = own.reduce(
      (sum, { heartbeat }) => sum + (heartbeat?.begun.day === today ? heartbeat.begun.count : 0),
      0,
    );
    return {
      placeId: place.id,
      kind: place.kind,
      name: place.name,
      regionCode: place.regionCode,
      location: place.position,
      rekam: status.services.rekam,
      opening,
      quota: service?.quota ?? null,
      begunToday,
      status,
      calendar,
      address: service?.address ?? '',
      operatorMissing: missing.has(place.id),
      repairs: repairs.get(place.id) ?? [],
    };
  };

  const places = (await sources.places(database)).map(snapshotOf);
  const statuses = places.map(({ status }) => status);
  const served = places.filter(({ status }) => status.counters.length > 0).map(({ status }) => status);
  return {
    at: now,
    today,
    offsetMinutes,
    calendar: calendarOf(hours, null),
    places,
    city: deriveCity(served.length > 0 ? served : statuses),
    reserve: deriveReserve(statuses),
    statements,
  };
}

/** Each station with its set, then the sets that no station is tied to. */
function countersAt(
  placeId: PlaceId,
  stations: readonly StatusStation[],
  devices: readonly { readonly stationId: StationId; readonly state: DeviceWatchState }[],
  sets: readonly StatusSet[],
  now: Instant,
  listeningSince: Instant,
): Counter[] {
  const withStation = stations.map(({ id, name, lastSeenAt, operatorSeenAt, heartbeat }): Counter => {
    const heardSince = lastSeenAt !== null && lastSeenAt < listeningSince ? listeningSince : lastSeenAt;
    return {
      station: {
        name,
        hearing: hearingOf(heardSince, now),
        lastHeardAt: lastSeenAt,
        devices: devices.filter(({ stationId }) => stationId === id).map(({ state }) => state),
        operatorPresent: (heartbeat?.operatorId ?? null) !== null,
        operatorSeenAt,
        freeBytes: heartbeat?.disk.freeBytes ?? 0,
        oldestUnsentAt: heartbeat?.spool.oldestUnsentAt ?? null,
      },
      set: sets.find(({ stationId }) => stationId === id)?.set ?? null,
    };
  });
  const alone = sets.filter((set) => set.placeId === placeId && set.stationId === null);
  return [...withStation, ...alone.map(({ set }): Counter => ({ station: null, set }))];
}
