/** Wires the nouns of the office: which gets what from which other. Where two need each other, one asks late. */
import { findCardInWork } from '../card/index.ts';
import { makeByReceipt } from '../centre/index.ts';
import { makeStationReports } from '../equipment/index.ts';
import { makeNotices } from '../notice/index.ts';
import { getOffice } from '../office/index.ts';
import { listPlaces } from '../place/index.ts';
import { composeAnnouncements } from './announcements.ts';
import type { Basics } from './basics.ts';
import { composeBlanks } from './blanks.ts';
import { composeCards } from './cards.ts';
import type { Surroundings } from './composed-office.ts';
import { composeDeaths } from './deaths.ts';
import { composeEquipment } from './equipment.ts';
import { composeHandovers } from './handovers.ts';
import { composeLetters, letterheadOf } from './letters.ts';
import { composeNotes } from './notes.ts';
import { composePlanning } from './planning.ts';
import { composeRecordings } from './recordings.ts';
import { composeStations } from './stations.ts';
import { composeStatus } from './status.ts';

export type Nouns = Awaited<ReturnType<typeof composeNouns>>;

export async function composeNouns(surroundings: Surroundings, basics: Basics) {
  const { dataDir, database, relaxed, bulkLoad, clock, emit } = surroundings;
  const { keysDir, keyring, timeZone, policyInForce, setUp } = basics;

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
    isSetUp: setUp.isDone,
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
    devices,
    blanks,
    planning,
    recordings,
    letters,
    cards,
    handovers,
    deaths,
    announcements,
    status,
    stations,
    byReceipt,
    notices,
  };
}
