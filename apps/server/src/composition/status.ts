/** Wires what the office notices and what it says of its services: health, register, status. */
import {
  componentOfDevice,
  decideAccess,
  type Instant,
  type PlaceId,
  type PlainDate,
  type TimeZoneName,
  timeZones,
} from '@rekam/domain';
import type { FastifyInstance } from 'fastify';
import type { PublishedStock } from '../blank/index.ts';
import { kindOfComplaint, type PublishedQueue } from '../card/index.ts';
import { makeCentreAnswers } from '../centre/index.ts';
import { findChronicle } from '../chronicle/index.ts';
import { makeStationReports } from '../equipment/index.ts';
import {
  hasOpenTrouble,
  healthRoutes,
  listDeviceHealth,
  type Trouble,
  type TroubleListener,
  takeReports,
} from '../health/index.ts';
import { getOffice } from '../office/index.ts';
import { listOfficers } from '../officer/index.ts';
import { listKelurahan, listKeptPlaces } from '../place/index.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database, Queryable } from '../ports/database.ts';
import { type Headline, makePublicSite, type PublicSite, publicPages } from '../public-site/index.ts';
import {
  type KeeperParts,
  makeStatusKeeper,
  type Snapshot,
  type StatusKeeper,
  type StatusSet,
  type StatusSources,
  type StatusStation,
  serviceRoutes,
} from '../service-status/index.ts';
import { listStations, listStatuses } from '../station/index.ts';
import type { ComposedEquipment } from './equipment.ts';

interface Deps {
  readonly database: Database;
  readonly clock: Clock;
  readonly timeZone: () => Promise<TimeZoneName>;
  readonly policyInForce: StatusSources['policy'];
  readonly isSetUp: () => boolean;
  readonly devices: ComposedEquipment;
  /** By fault, the day on which its repair is promised; without those that were not kept. */
  readonly promises: () => Promise<ReadonlyMap<string, PlainDate>>;
  /** What is published of the stock of blanks; null while the book has not begun. */
  readonly stock: () => Promise<PublishedStock | null>;
  readonly printers: StatusSources['printers'];
  readonly letters: StatusSources['letters'];
  /** What is published of the print queue. */
  readonly queue: () => Promise<PublishedQueue>;
  /** Whether residents can ask to be told. */
  readonly noticesOpen: boolean;
  /** What the office has said that the first page names. */
  readonly headlines: (now: Instant) => Promise<readonly Headline[]>;
  /** Hears of every status after the public has it. */
  readonly onStatus: (snapshot: Snapshot) => Promise<void>;
  readonly emit: (event: string, facts?: Readonly<Record<string, unknown>>) => void;
}

export interface ComposedStatus {
  readonly site: PublicSite;
  readonly keeper: StatusKeeper;
  /** Whether residents are recorded at a place now, as the public is told. */
  readonly works: (placeId: PlaceId) => boolean;
  /** The public site. */
  readonly pages: (app: FastifyInstance) => Promise<void>;
  readonly handlers: ReturnType<typeof healthRoutes> & ReturnType<typeof serviceRoutes>;
  readonly takeReports: (
    tx: Queryable,
    station: Parameters<typeof takeReports>[2],
    heartbeat: Parameters<typeof takeReports>[3],
  ) => Promise<void>;
}

/** A certificate that ends soon is no fault of the component. */
const symptomOf = {
  vanished: 'not-detected',
  'not-ready': 'error-shown',
  hangs: 'hangs',
  untrusted: 'error-shown',
  fails: 'captures-fail',
  'quality-drift': 'poor-quality',
} as const;

export function composeStatus(deps: Deps): ComposedStatus {
  const { database, clock, devices, emit } = deps;
  const listener = makeListener(devices, emit);
  const sources: StatusSources = {
    offsetMinutes: async () => timeZones[await deps.timeZone()].offsetMinutes,
    policy: deps.policyInForce,
    places: async (queryable) =>
      (await listKeptPlaces(queryable)).filter(({ retiredAt }) => retiredAt === null),
    stations: listStationsForStatus,
    devices: listDeviceHealth,
    sets: () => listSetsForStatus(devices, deps.promises),
    repairs: devices.repairNews,
    stock: deps.stock,
    printers: deps.printers,
    kindOfComplaint,
    centre: makeCentreAnswers(database),
    letters: deps.letters,
    issuers: async () => {
      const officers = (await listOfficers(database)).filter(({ active }) => active);
      return (placeId) =>
        officers.some((officer) => decideAccess({ action: 'letter.issue', officer, placeId }).ok);
    },
  };
  const site = makePublicSite();
  // Neither changes once the office is set up.
  let standing: Pick<Parameters<typeof site.update>[0], 'officeName' | 'kelurahan' | 'past'> | undefined;
  const publish: KeeperParts['onSnapshot'] = async (snapshot, history) => {
    standing ??= {
      officeName: (await getOffice(database)).name,
      kelurahan: await listKelurahan(database),
      past: (await findChronicle(database)) ?? null,
    };
    const headlines = await deps.headlines(snapshot.at);
    const { noticesOpen } = deps;
    const [stock, queue] = [await deps.stock(), await deps.queue()];
    site.update({ ...standing, noticesOpen, stock, queue, headlines, snapshot, history });
    await deps.onStatus(snapshot);
  };
  const keeper = makeStatusKeeper({
    database,
    clock,
    sources,
    isSetUp: deps.isSetUp,
    onSnapshot: publish,
    onReserve: ({ level, working, counters }) => emit('reserve', { level, working, counters }),
    onProblem: (error) => emit('job-failed', { task: 'service-status', code: (error as Error).name }),
  });
  return {
    site,
    keeper,
    works: (placeId) => {
      const rekam = keeper.current()?.places.find((place) => place.placeId === placeId)?.rekam;
      return rekam?.condition === 'open' || rekam?.condition === 'limited';
    },
    pages: publicPages(site, keeper.refresh),
    handlers: {
      ...healthRoutes({ database, clock, listStations, listStatuses }),
      ...serviceRoutes({ database, clock, keeper, sources }),
    },
    takeReports: (tx, station, heartbeat) => takeReports(tx, clock, station, heartbeat, listener),
  };
}

/** Rule HEA4: troubles become faults of what the register knows. */
function makeListener(devices: ComposedEquipment, emit: Deps['emit']): TroubleListener {
  const register = makeStationReports(devices.equipment);
  const say = (event: string, { placeId, kind, track, symptom }: Trouble): void =>
    emit(event, { placeId, kind, track, symptom });
  return {
    opened: async (tx, trouble) => {
      say('trouble-opened', trouble);
      const { stationId, kind, serialNo, track, since } = trouble;
      if (track === 'certificate') return;
      await register.report(tx, {
        stationId,
        kind: componentOfDevice[kind],
        serial: serialNo,
        symptom: symptomOf[trouble.symptom as keyof typeof symptomOf],
        effect: track === 'quality' ? 'limits' : 'stops',
        signal: trouble.symptom,
        since,
      });
    },
    closed: async (tx, trouble) => {
      say('trouble-closed', trouble);
      const { stationId, kind, serialNo, track } = trouble;
      if (track === 'certificate' || (await hasOpenTrouble(tx, stationId, kind))) return;
      await register.heal(tx, { stationId, kind: componentOfDevice[kind], serial: serialNo });
    },
  };
}

async function listSetsForStatus(
  { equipmentQueries }: ComposedEquipment,
  promises: Deps['promises'],
): Promise<StatusSet[]> {
  const promised = await promises();
  return (await equipmentQueries.overview()).map(({ set, state }) => ({
    placeId: set.placeId,
    stationId: set.stationId,
    set: {
      name: set.name,
      state,
      asOf: state.failing.reduce<Instant | null>(
        (last, { since }) => (since !== null && (last === null || since > last) ? since : last),
        null,
      ),
      promised: Object.fromEntries(
        state.failing.flatMap(({ slot, faultId }) => {
          const day = faultId === null ? undefined : promised.get(faultId);
          return day === undefined ? [] : [[slot, day]];
        }),
      ),
    },
  }));
}

/** Active stations with what they last said. */
async function listStationsForStatus(database: Queryable): Promise<StatusStation[]> {
  const statuses = new Map((await listStatuses(database)).map((status) => [status.stationId, status]));
  const stations = await listStations(database, 'all');
  return stations
    .filter(({ state }) => state === 'active')
    .map(({ id, name, place }) => {
      const status = statuses.get(id);
      return {
        id,
        name,
        placeId: place.id,
        lastSeenAt: status?.lastSeenAt ?? null,
        operatorSeenAt: status?.operatorSeenAt ?? null,
        heartbeat: status?.heartbeat ?? null,
      };
    });
}
