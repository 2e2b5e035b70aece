/** Wires the office: which noun gets what from which other. The only place that knows them all. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dayAt, policyOn, type TimeZoneName, timeZones } from '@rekam/domain';
import type { equipmentApi, officeApi, paperApi, planningApi, repairApi, syncApi } from '@rekam/protocol';
import type { FastifyInstance } from 'fastify';
import { auditRoutes, linkFacts, theOffice } from './audit/index.ts';
import { chroniclePages, chronicleRoutes } from './chronicle/index.ts';
import { composeAnnouncements } from './compose-announcement.ts';
import { composeBlanks } from './compose-blank.ts';
import { composeCards } from './compose-card.ts';
import { composeCentre } from './compose-centre.ts';
import { composeEquipment } from './compose-equipment.ts';
import { composeHandovers } from './compose-handover.ts';
import { composeLetters, letterheadOf } from './compose-letter.ts';
import { composeNotes } from './compose-notes.ts';
import { composePlanning } from './compose-planning.ts';
import { composeStatus } from './compose-status.ts';
import { demoRoutes, playScene } from './demo/index.ts';
import { enrolmentRoutes } from './enrolment/index.ts';
import { lockEquipment } from './equipment/index.ts';
import { makeNotices, type NoticeSettings } from './notice/index.ts';
import {
  adoptKeys,
  findOffice,
  getOffice,
  makeSetUpKey,
  officeRoutes,
  officeView,
  settingsChanged,
} from './office/index.ts';
import { type Keyring, keysDirOf, loadKeyring } from './office-keys/index.ts';
import { listOperatorsAt, listPinVerifiers, makeSessions, officerRoutes } from './officer/index.ts';
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
} from './packet/index.ts';
import {
  getPlace,
  listEveryPlace,
  listKelurahan,
  listPlaces,
  listRegencies,
  placeRoutes,
  recordPlace,
} from './place/index.ts';
import { listPolicies, policyRoutes } from './policy/index.ts';
import type { BulkLoad } from './ports/bulk-load.ts';
import type { Handlers } from './ports/call.ts';
import { type Clock, nowOf } from './ports/clock.ts';
import type { Database, Transact } from './ports/database.ts';
import type { SignedInOfficer, StationCaller } from './ports/people.ts';
import { getValue } from './ports/refused.ts';
import { recoverImports, residentRoutes, residentSyncRoutes, residentsOf } from './resident/index.ts';
import {
  listStations,
  makeCallers,
  makeSessionTokens,
  makeStationCode,
  stationRoutes,
  stationSyncRoutes,
} from './station/index.ts';
import { statisticsRoutes } from './statistics/index.ts';

export interface Surroundings {
  readonly dataDir: string;
  readonly database: Database;
  /** The same database, for what may be lost with the power and comes again by itself. */
  readonly relaxed: Database;
  readonly bulkLoad: BulkLoad;
  readonly clock: Clock;
  /** PEM with the authorities of device certificates; null: none. */
  readonly trustDevicesFile: string | null;
  /** How residents are told that recording works again; null: they cannot be. */
  readonly notices: NoticeSettings | null;
  /** Address of the public site, `https://dukcapil.kupangkota.go.id`; null: not set. */
  readonly publicUrl: string | null;
  /** Counter on this computer that gets a code by itself; null: none. */
  readonly announceLocalStation: string | null;
  readonly emit: (event: string, facts?: Readonly<Record<string, unknown>>) => void;
  /** Commits received packets; the database's own unless a build is sabotaged on purpose. */
  readonly transact?: Transact;
}

export interface ComposedOffice {
  readonly officeHandlers: Handlers<typeof officeApi>;
  readonly syncHandlers: Handlers<typeof syncApi>;
  readonly equipmentHandlers: Handlers<typeof equipmentApi>;
  readonly repairHandlers: Handlers<typeof repairApi>;
  readonly paperHandlers: Handlers<typeof paperApi>;
  readonly planningHandlers: Handlers<typeof planningApi>;
  /** Pages outside the API, for people without an account. */
  readonly pages: readonly ((app: FastifyInstance) => Promise<void>)[];
  readonly identify: {
    readonly officer: (token: string) => Promise<SignedInOfficer | null>;
    readonly station: (token: string) => Promise<StationCaller | null>;
  };
  /** Tasks of the job queue by name. */
  readonly tasks: Readonly<Record<string, (payload: unknown) => Promise<void>>>;
  /** The key that sets the office up; null once it is. */
  readonly setUpKey: () => string | null;
  /** Finishes what a crash cut off; run once, before anything is received. */
  readonly recover: () => Promise<void>;
  /** What is done again and again beside the requests. */
  readonly upkeep: () => Promise<void>;
  /** Called once the office listens. */
  readonly listening: (url: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function compose(surroundings: Surroundings): Promise<ComposedOffice> {
  const { dataDir, database, relaxed, bulkLoad, clock, emit } = surroundings;
  const keysDir = keysDirOf(dataDir);
  let keys: Keyring = loadKeyring(keysDir);
  let keysChangedMs = statSync(keysDir).mtimeMs;
  const keyring = (): Keyring => keys;
  await adoptKeys(database, clock, keys);
  /** A key added beside the running office is taken into use; keys that are not this data's change nothing. */
  const takeNewKeys = async (): Promise<void> => {
    const changedMs = statSync(keysDir).mtimeMs;
    if (changedMs === keysChangedMs) return;
    const found = loadKeyring(keysDir);
    const adopted = await adoptKeys(database, clock, found);
    [keys, keysChangedMs] = [found, changedMs];
    if (adopted !== null) emit('office-key-adopted', { key: adopted });
  };
  const { trustDevicesFile, publicUrl } = surroundings;
  let told: string | null = null;
  /** Stations hear of devices that the office believes now, or no more, and of the address on receipts. */
  const tellNewSurroundings = async (): Promise<void> => {
    if ((trustDevicesFile === null && publicUrl === null) || !(await findOffice(database))) return;
    const now = [publicUrl ?? '', ...readTrust(trustDevicesFile)].join('\n');
    if (now === told) return;
    await database.transact(settingsChanged);
    told = now;
  };
  const files = await openPacketFiles(dataDir);
  const pool = makeOpeningPool();
  const residents = residentsOf(database);
  const sessions = makeSessions(database, clock);
  const tokens = makeSessionTokens(keys.sessionKey);
  const callers = makeCallers(database, clock);
  // Never changes once the office is set up.
  let knownZone: TimeZoneName | undefined;
  const timeZone = async (): Promise<TimeZoneName> => {
    knownZone ??= (await getOffice(database)).timeZone;
    return knownZone;
  };
  const offsetMinutes = async (): Promise<number> => timeZones[await timeZone()].offsetMinutes;
  const policyInForce = async () => {
    const today = dayAt(nowOf(clock), timeZones[await timeZone()].offsetMinutes);
    return getValue(policyOn(await listPolicies(database), today));
  };
  let setUpKey: string | null = (await findOffice(database)) ? null : makeSetUpKey();

  const announceLocalStation = async (officeUrl: string): Promise<void> => {
    const name = surroundings.announceLocalStation;
    if (name === null) return;
    const places = await listPlaces(database);
    const place = places.find(({ kind }) => kind === 'disdukcapil');
    if (!place) return;
    const by = { actor: { kind: 'office', id: null } as const, permittedBy: null };
    const { code } = await database.transact((tx) =>
      makeStationCode(tx, clock, keys, { placeId: place.id, name }, by),
    );
    emit('local-station-code', { officeUrl, code });
  };
  const onSetUp = async (baseUrl: string): Promise<void> => {
    setUpKey = null;
    emit('configured');
    await announceLocalStation(baseUrl);
  };

  const devices = composeEquipment({
    database,
    clock,
    dataDir,
    keyring,
    timeZone,
    policyInForce,
    askPrinter: (componentId) => cards.ask(componentId),
  });
  const blanks = composeBlanks({ database, clock, timeZone, papers: devices.papers });
  const planning = composePlanning({ database, clock, timeZone, policyInForce });
  const receiving = makeReceiving({
    database,
    relaxed,
    transact: surroundings.transact ?? ((work) => work(database)),
    clock,
    keyring,
    files,
  });
  const residentDeps = {
    database,
    bulkLoad,
    clock,
    office: getOffice,
    running: new Map(),
    places: listPlaces,
    pinVerifiers: listPinVerifiers,
  };
  const opening = {
    database: relaxed,
    isBusy: receiving.isBusy,
    clock,
    keyring,
    files,
    pool,
    residents,
    timeZone,
  };
  const letters = await composeLetters({
    dataDir,
    keysDir,
    database,
    clock,
    keyring,
    files,
    residents,
    timeZone,
    reminders: {
      isOpen: () => notices.isOpen,
      ask: (letter, contact) => notices.remind(letter, contact),
      of: (letterIds) => notices.remindersOf(letterIds),
    },
  });
  const cards = composeCards({
    database,
    clock,
    keyring,
    files,
    residents,
    timeZone,
    letterPhotoOf: letters.photoOf,
    regionOf: (kelurahanCode) => letterheadOf(database, kelurahanCode),
    pieces: blanks.cardPieces,
    reports: devices.printerReports,
    blanksInStock: async () => (await blanks.published())?.pieces ?? null,
    emit,
  });
  const handovers = await composeHandovers({
    dataDir,
    database,
    clock,
    keyring,
    packets: files,
    residents,
    timeZone,
    pieces: blanks.cardPieces,
    notices: {
      isOpen: () => notices.isOpen,
      ask: (cardId, contact) => notices.tellOfCard(cardId, contact),
      of: (cardIds) => notices.cardNoticesOf(cardIds),
    },
  });
  const settings = {
    keyring,
    office: getOffice,
    operatorsAt: listOperatorsAt,
    policies: listPolicies,
    kelurahan: listKelurahan,
    regencyCodes: () => listRegencies().map(({ code }) => code),
    deviceTrustPem: () => readTrust(trustDevicesFile),
    allowUnsignedDevices: false,
    publicUrl,
  };

  const announcements = composeAnnouncements({
    database,
    clock,
    publicUrl: surroundings.publicUrl,
    status: () => ({ site: status.site, refresh: status.keeper.refresh }),
    emit,
  });
  const status = composeStatus({
    database,
    clock,
    timeZone,
    policyInForce,
    isSetUp: () => setUpKey === null,
    devices,
    promises: devices.promises,
    stock: blanks.published,
    queue: cards.published,
    letters: letters.service,
    noticesOpen: surroundings.notices !== null,
    headlines: announcements.headlines,
    onStatus: announcements.turn,
    emit,
  });
  const notices = makeNotices({
    settings: surroundings.notices,
    database,
    clock,
    keyring,
    works: status.works,
    letters: letters.reminded,
    cards: handovers.awaited,
    letterNumber: letters.numberOf,
    officeName: async () => (await getOffice(database)).name,
    places: () => listPlaces(database),
    emit,
  });

  return {
    officeHandlers: {
      ...officeRoutes({ database, clock, keyring, sessions, setUpKey: () => setUpKey, onSetUp }),
      ...officerRoutes({
        database,
        clock,
        sessions,
        officeView: () => officeView(database),
        placeNames: async () => new Map((await listEveryPlace(database)).map(({ id, name }) => [id, name])),
        settingsChanged,
      }),
      ...placeRoutes({
        database,
        clock,
        officeRegion: async () => (await getOffice(database)).regionCode,
        lockEquipment,
        settingsChanged,
      }),
      ...stationRoutes({
        database,
        clock,
        keyring,
        getPlace: (id) => getPlace(database, id),
        policyInForce,
        receivedToday: async () => receivedToday(database, clock, await timeZone()),
        onRevoked: callers.forget,
      }),
      ...demoRoutes({
        imports: residentDeps,
        keyring,
        setUpKey: () => setUpKey,
        furnish: (scene) =>
          playScene(
            {
              database,
              clock,
              equipment: devices.equipment,
              components: () => devices.equipmentQueries.rows('all'),
              places: () => listPlaces(database),
              offsetMinutes,
              putOnMap: (placeId, position) =>
                recordPlace(database, { kind: 'place-changed', placeId, position }, nowOf(clock), {
                  actor: theOffice,
                  permittedBy: null,
                }),
            },
            scene,
          ),
        onSetUp,
        makeTrialSigner: async () =>
          (await import('./letter/trial-signer.ts')).makeTrialSigner(keysDir, clock()),
      }),
      ...residentRoutes(residentDeps),
      ...policyRoutes({ database, clock, settingsChanged }),
      ...status.handlers,
      ...announcements.handlers,
      ...statisticsRoutes({ database, clock }),
      ...auditRoutes({ database }),
      ...enrolmentRoutes({ database, clock, keyring, files, residents, timeZone }),
      ...composeCentre({
        database,
        clock,
        timeZone,
        residents: {
          ...residents,
          heardOf: async (tx, niks) => {
            await residents.heardOf(tx, niks);
            await cards.heardOf(tx, niks);
          },
        },
        files,
        keyring,
        keysDir,
        sayCardOf: cards.sayCardOf,
        emit,
      }),
      ...letters.handlers,
      ...blanks.handlers,
      ...chronicleRoutes(database),
      ...cards.handlers,
      ...handovers.handlers,
    },
    syncHandlers: {
      ...stationSyncRoutes({
        database,
        clock,
        tokens: () => tokens,
        settings,
        directoryRevision: () => residents.revision(database),
        backedUp: (packetIds) => listBackedUp(database, packetIds),
        takeReports: status.takeReports,
        takeNote: composeNotes({ clock, devices }),
        onHeard: status.keeper.refreshSoon,
      }),
      ...residentSyncRoutes(residentDeps),
      ...packetRoutes(receiving),
      ...handovers.syncHandlers,
    },
    equipmentHandlers: devices.equipmentHandlers,
    repairHandlers: devices.repairHandlers,
    paperHandlers: devices.paperHandlers,
    planningHandlers: planning.handlers,
    pages: [
      devices.labelPages,
      status.pages,
      announcements.pages,
      notices.pages,
      chroniclePages({
        database,
        places: () => listPlaces(database),
        register: planning.register,
        policy: policyInForce,
        offsetMinutes,
        officeName: async () => (await getOffice(database)).name,
      }),
    ],
    identify: {
      officer: sessions.identify,
      station: async (token) => {
        const id = tokens.stationOf(token, clock());
        return id === null ? null : callers.find(id);
      },
    },
    tasks: {
      'find-plan': planning.findPlan,
      ...letters.tasks,
      'open-packet': (payload) => openReceived(opening, (payload as { packetId: string }).packetId),
    },
    setUpKey: () => setUpKey,
    listening: async (url) => {
      const noneYet = (await listStations(database, 'all')).length === 0;
      if (setUpKey === null && noneYet) await announceLocalStation(url);
    },
    upkeep: async () => {
      await takeNewKeys();
      await tellNewSurroundings();
      await receiving.noteOpen();
      const forgotten = await rememberOpenings(opening);
      if (forgotten > 0) emit('openings-ordered-again', { packets: forgotten });
      await linkFacts(relaxed);
      await compactTally(relaxed);
      if (setUpKey === null) await devices.chase();
      await status.keeper.refresh();
      if (setUpKey === null) await notices.turn();
      await cards.turn();
      await handovers.turn();
    },
    recover: async () => {
      const finished = await receiving.recover();
      await recoverImports(residentDeps);
      await orderAllOpenings(database);
      await letters.recover();
      if (finished > 0) emit('recovered', { packets: finished });
    },
    close: async () => {
      await cards.close();
      await status.keeper.close();
      await Promise.all([
        notices.close(),
        pool.close(),
        letters.close(),
        announcements.close(),
        handovers.close(),
      ]);
    },
  };
}

/** Splits a trust list into its certificates and what it withdraws; none where the file is not there yet. */
function readTrust(file: string | null): string[] {
  if (file === null) return [];
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----|^revoked +\S+$/gm) ?? [];
}
