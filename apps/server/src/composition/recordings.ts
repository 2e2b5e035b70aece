/** Wires the way of a recording: residents it is matched with, packets received, opened, counted and looked at. */
import type { TimeZoneName } from '@rekam/domain';
import { enrolmentRoutes } from '../enrolment/index.ts';
import { getOffice } from '../office/index.ts';
import type { Keyring } from '../office-keys/index.ts';
import { listPinVerifiers } from '../officer/index.ts';
import {
  compactTally,
  listBackedUp,
  makeOpeningPool,
  makeReceiving,
  openPacketFiles,
  openReceived,
  orderAllOpenings,
  packetRoutes,
  receivedToday,
  rememberOpenings,
} from '../packet/index.ts';
import { listPlaces } from '../place/index.ts';
import type { BulkLoad } from '../ports/bulk-load.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database, Transact } from '../ports/database.ts';
import {
  type ImportDeps,
  recoverImports,
  residentRoutes,
  residentSyncRoutes,
  residentsOf,
} from '../resident/index.ts';
import { statisticsRoutes } from '../statistics/index.ts';

interface Deps {
  readonly dataDir: string;
  readonly database: Database;
  /** The same database, for what may be lost with the power and comes again by itself. */
  readonly relaxed: Database;
  readonly bulkLoad: BulkLoad;
  /** Commits received packets. */
  readonly transact: Transact;
  readonly clock: Clock;
  readonly keyring: () => Keyring;
  readonly timeZone: () => Promise<TimeZoneName>;
  readonly deaths: ImportDeps['deaths'];
  readonly emit: (event: string, facts: Readonly<Record<string, unknown>>) => void;
}

export async function composeRecordings(deps: Deps) {
  const { dataDir, database, relaxed, bulkLoad, transact, clock, keyring, timeZone, deaths, emit } = deps;
  const files = await openPacketFiles(dataDir);
  const pool = makeOpeningPool();
  const residents = residentsOf(database);
  const receiving = makeReceiving({ database, relaxed, transact, clock, keyring, files });
  const { isBusy } = receiving;
  const opening = { database: relaxed, isBusy, clock, keyring, files, pool, residents, timeZone };
  const imports = {
    database,
    bulkLoad,
    clock,
    office: getOffice,
    deaths,
    running: new Map(),
    places: listPlaces,
    pinVerifiers: listPinVerifiers,
  };
  return {
    files,
    residents,
    imports,
    handlers: {
      ...residentRoutes(imports),
      ...enrolmentRoutes({ database, clock, keyring, files, residents, timeZone }),
      ...statisticsRoutes({ database, clock }),
    },
    syncHandlers: { ...residentSyncRoutes(imports), ...packetRoutes(receiving) },
    tasks: {
      'open-packet': (payload: unknown) => openReceived(opening, (payload as { packetId: string }).packetId),
    },
    receivedToday: async () => receivedToday(database, clock, await timeZone()),
    /** Which of these packets a backup of the office holds. */
    backedUp: (packetIds: readonly string[]) => listBackedUp(database, packetIds),
    /** Finishes what a crash cut off; before anything is received. */
    recover: async () => {
      const finished = await receiving.recover();
      await recoverImports(imports);
      await orderAllOpenings(database);
      if (finished > 0) emit('recovered', { packets: finished });
    },
    upkeep: async () => {
      await receiving.noteOpen();
      const forgotten = await rememberOpenings(opening);
      if (forgotten > 0) emit('openings-ordered-again', { packets: forgotten });
      await compactTally(relaxed);
    },
    close: pool.close,
  };
}
