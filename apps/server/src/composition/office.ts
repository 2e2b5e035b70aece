/** Wires the office: which noun gets what from which other. The only place that knows them all. */
import { dayAt, policyOn, type TimeZoneName, timeZones } from '@rekam/domain';
import { auditRoutes, linkFacts } from '../audit/index.ts';
import { findCardInWork } from '../card/index.ts';
import { makeByReceipt } from '../centre/index.ts';
import { chroniclePages, chronicleRoutes } from '../chronicle/index.ts';
import { lockEquipment, makeStationReports } from '../equipment/index.ts';
import { makeNotices } from '../notice/index.ts';
import {
  findOffice,
  getOffice,
  makeSetUpKey,
  officeRoutes,
  officeView,
  settingsChanged,
} from '../office/index.ts';
import { keysDirOf } from '../office-keys/index.ts';
import { makeSessions, officerRoutes } from '../officer/index.ts';
import { listEveryPlace, listPlaces, placeRoutes } from '../place/index.ts';
import { enrolmentRules, policyRoutes } from '../policy/index.ts';
import { nowOf } from '../ports/clock.ts';
import { getValue } from '../ports/refused.ts';
import { composeAnnouncements } from './announcements.ts';
import { composeBlanks } from './blanks.ts';
import { composeCards } from './cards.ts';
import { composeCentre } from './centre.ts';
import type { ComposedOffice, Surroundings } from './composed-office.ts';
import { composeDeaths } from './deaths.ts';
import { composeDemo } from './demo.ts';
import { composeEquipment } from './equipment.ts';
import { composeHandovers } from './handovers.ts';
import { composeKeys } from './keys.ts';
import { composeLetters, letterheadOf } from './letters.ts';
import { composeNotes } from './notes.ts';
import { composePlanning } from './planning.ts';
import { composeRecordings } from './recordings.ts';
import { composeStations } from './stations.ts';
import { composeStatus } from './status.ts';

export async function compose(surroundings: Surroundings): Promise<ComposedOffice> {
  const { dataDir, database, relaxed, bulkLoad, clock, emit } = surroundings;
  const keysDir = keysDirOf(dataDir);
  const keys = await composeKeys({ keysDir, database, clock, emit });
  const { keyring } = keys;
  const sessions = makeSessions(database, clock);
  // Never changes once the office is set up.
  let knownZone: TimeZoneName | undefined;
  const timeZone = async (): Promise<TimeZoneName> => {
    knownZone ??= (await getOffice(database)).timeZone;
    return knownZone;
  };
  const offsetMinutes = async (): Promise<number> => timeZones[await timeZone()].offsetMinutes;
  const policyInForce = async () => {
    const today = dayAt(nowOf(clock), timeZones[await timeZone()].offsetMinutes);
    return getValue(policyOn(await enrolmentRules.list(database), today));
  };
  let setUpKey: string | null = (await findOffice(database)) ? null : makeSetUpKey();

  const onSetUp = async (baseUrl: string): Promise<void> => {
    setUpKey = null;
    emit('configured');
    await stations.announceLocal(baseUrl);
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
  const recordings = await composeRecordings({
    dataDir,
    database,
    relaxed,
    bulkLoad,
    transact: surroundings.transact ?? ((work) => work(database)),
    clock,
    keyring,
    timeZone,
    deaths: () => deaths.deps,
    emit,
  });
  const { files, residents } = recordings;
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
    promises: devices.promises,
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
  const deaths = composeDeaths({
    database,
    clock,
    timeZone,
    pieces: blanks.cardPieces,
    papers: devices.papers,
  });
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
    printers: cards.printerFacts,
    letters: letters.service,
    noticesOpen: surroundings.notices !== null,
    headlines: announcements.headlines,
    onStatus: announcements.turn,
    emit,
  });
  const stations = composeStations({
    database,
    clock,
    keyring,
    trustDevicesFiles: surroundings.trustDevicesFiles,
    publicUrl: surroundings.publicUrl,
    localStation: surroundings.announceLocalStation,
    policyInForce,
    receivedToday: recordings.receivedToday,
    directoryRevision: () => residents.revision(database),
    backedUp: recordings.backedUp,
    takeReports: status.takeReports,
    takeNote: composeNotes({ clock, devices }),
    onMoved: makeStationReports(devices.equipment).moved,
    onHeard: status.keeper.refreshSoon,
    emit,
  });
  const byReceipt = makeByReceipt({ database, clock });
  const notices = makeNotices({
    settings: surroundings.notices,
    database,
    clock,
    keyring,
    works: status.works,
    letters: letters.reminded,
    cards: {
      ...handovers.awaited,
      byReceipt,
      inWorkOf: async (nik) => (await findCardInWork(database, nik))?.id ?? null,
    },
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
      ...stations.handlers,
      ...composeDemo({
        database,
        clock,
        keyring,
        keysDir,
        imports: recordings.imports,
        devices,
        offsetMinutes,
        setUpKey: () => setUpKey,
        onSetUp,
      }),
      ...recordings.handlers,
      ...policyRoutes({ database, clock, settingsChanged }),
      ...status.handlers,
      ...announcements.handlers,
      ...auditRoutes({ database }),
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
        byReceipt,
        offersNotice: async (nik) => notices.isOpen && (await findCardInWork(database, nik)) !== null,
        deaths: deaths.deps,
        emit,
      }),
      ...letters.handlers,
      ...deaths.handlers,
      ...blanks.handlers,
      ...chronicleRoutes(database),
      ...cards.handlers,
      ...handovers.handlers,
    },
    syncHandlers: {
      ...stations.syncHandlers,
      ...recordings.syncHandlers,
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
      station: stations.identify,
    },
    tasks: {
      'find-plan': planning.findPlan,
      ...letters.tasks,
      ...recordings.tasks,
    },
    setUpKey: () => setUpKey,
    listening: async (url) => {
      if (setUpKey === null && (await stations.hasNone())) await stations.announceLocal(url);
    },
    upkeep: async () => {
      await keys.takeNew();
      await stations.tellNewSurroundings();
      await recordings.upkeep();
      await linkFacts(relaxed);
      if (setUpKey === null) await devices.chase();
      await status.keeper.refresh();
      if (setUpKey === null) await notices.turn();
      await cards.turn();
      await handovers.turn();
    },
    recover: async () => {
      await recordings.recover();
      await letters.recover();
    },
    close: async () => {
      await cards.close();
      await status.keeper.close();
      await Promise.all([
        notices.close(),
        recordings.close(),
        letters.close(),
        announcements.close(),
        handovers.close(),
      ]);
    },
  };
}
