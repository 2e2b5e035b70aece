/** Wires the hand-over: whose card, which letter ends, whose fingers, whose piece. */
import { dayAt, handoverPolicyOn, type Instant, type TimeZoneName, timeZones } from '@rekam/domain';
import type { CardPieces } from '../blank/index.ts';
import { findOldCard, getCard, getReadyCard, giveUpCard, handOverCard, loseCard } from '../card/index.ts';
import { listFingers, openFingers } from '../enrolment/index.ts';
import {
  destroyOutlived,
  handoverRoutes,
  handoverRules,
  handoverSyncRoutes,
  makeComparing,
  openHandoverFiles,
  waitingRoutes,
} from '../handover/index.ts';
import { endLetter, findValidLetter, holdValidLetter, isPrintableJpeg } from '../letter/index.ts';
import { getOffice } from '../office/index.ts';
import type { Keyring } from '../office-keys/index.ts';
import { findOfficer, listOfficers } from '../officer/index.ts';
import type { PacketFiles } from '../packet/index.ts';
import { findRegency, listKelurahan } from '../place/index.ts';
import { type Clock, nowOf } from '../ports/clock.ts';
import type { Database } from '../ports/database.ts';
import { Refused } from '../ports/refused.ts';
import type { Residents } from '../ports/residents.ts';
import { findStation } from '../station/index.ts';

export interface HandoverSurroundings {
  readonly dataDir: string;
  readonly database: Database;
  readonly clock: Clock;
  readonly keyring: () => Keyring;
  /** Samples of the recordings. */
  readonly packets: PacketFiles;
  readonly residents: Residents;
  readonly timeZone: () => Promise<TimeZoneName>;
  readonly pieces: CardPieces;
  readonly notices: Parameters<typeof waitingRoutes>[0]['notices'];
}

export async function composeHandovers(surroundings: HandoverSurroundings) {
  const { dataDir, database, clock, keyring, packets, residents, timeZone, pieces, notices } = surroundings;
  const samples = { files: packets, keyring };
  const comparing = makeComparing();
  const deps = {
    database,
    clock,
    keyring,
    files: await openHandoverFiles(dataDir),
    comparing,
    timeZone,
    regency: async () => {
      const { regionCode, name } = await getOffice(database);
      return findRegency(regionCode)?.name ?? name;
    },
    findResident: residents.find,
    findResidents: residents.findAll,
    holdAlive: residents.holdAlive,
    officerNames: async () => new Map((await listOfficers(database)).map(({ id, name }) => [id, name])),
    findOfficer: (id: string) => findOfficer(database, id),
    cards: {
      getReady: getReadyCard,
      find: getCard,
      handOver: (tx, by, id) => handOverCard(tx, { clock }, by, id),
      findOld: findOldCard,
    },
    pieces,
    letters: {
      findValid: findValidLetter,
      holdValid: async (tx, nik, today) => {
        const letter = await holdValidLetter(tx, nik, today);
        const because = { reason: 'card-handed-over', on: today } as const;
        return (
          letter && { number: letter.number, end: (by) => endLetter(tx, { clock }, by, letter, because) }
        );
      },
    },
    fingers: {
      list: (nik: string) => listFingers(database, samples, nik),
      open: (nik: string) => openFingers(database, samples, nik),
    },
    isPhoto: isPrintableJpeg,
    stationKey: async (id: string) => {
      const station = await findStation(database, id);
      if (!station) throw new Refused('STATION_NOT_FOUND');
      if (station.state === 'revoked') throw new Refused('STATION_REVOKED');
      return station.publicKey;
    },
    kecamatanNames: async () =>
      new Map(
        (await listKelurahan(database)).map(({ kecamatanCode, kecamatanName }) => [
          kecamatanCode,
          kecamatanName,
        ]),
      ),
    notices,
    giveUp: (tx, by, id, reason) => giveUpCard(tx, { clock }, by, id, reason),
    lose: (tx, by, id, told) => loseCard(tx, { clock }, by, id, told),
  } satisfies Parameters<typeof handoverSyncRoutes>[0] & Parameters<typeof waitingRoutes>[0];
  const dayOf = async (at: Instant) => dayAt(at, timeZones[await timeZone()].offsetMinutes);
  return {
    handlers: { ...handoverRoutes(deps), ...waitingRoutes(deps) },
    /** What notices about cards ask. */
    awaited: {
      today: () => dayOf(nowOf(clock)),
      dayOf,
      reminding: async () => {
        const policy = handoverPolicyOn(await handoverRules.list(database), await dayOf(nowOf(clock)));
        return policy.ok ? policy.value : null;
      },
    },
    syncHandlers: handoverSyncRoutes(deps),
    /** Destroys prints whose days are over. */
    turn: () => destroyOutlived(deps),
    close: comparing.close,
  };
}
