/** Wires the letters: whose photo, which head, which keys. */
import { dayAt, type Instant, type TimeZoneName, timeZones } from '@rekam/domain';
import { codeSignerOf } from '@rekam/protocol/qr/node-keys.ts';
import { blanksIn } from '../blank/index.ts';
import { findPhoto } from '../enrolment/index.ts';
import {
  batchRoutes,
  type EndingRouteDeps,
  endingRoutes,
  findLetterByNumber,
  findLetterPhoto,
  getCodeKey,
  getLetter,
  isPrintableJpeg,
  letterRoutes,
  makeDrawingPool,
  makeLetterAskLimit,
  makeSigning,
  openLetterFiles,
  orderRunningBatches,
  readLetterService,
  remindDaysOn,
  remindedLetterOf,
  signingRoutes,
  today,
  workOnBatch,
} from '../letter/index.ts';
import { getOffice } from '../office/index.ts';
import type { Keyring } from '../office-keys/index.ts';
import type { PacketFiles } from '../packet/index.ts';
import { findKelurahan, findRegency, listKelurahan } from '../place/index.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database, Queryable } from '../ports/database.ts';
import { Refused } from '../ports/refused.ts';
import type { Residents } from '../ports/residents.ts';

export interface LetterSurroundings {
  readonly dataDir: string;
  readonly keysDir: string;
  readonly database: Database;
  readonly clock: Clock;
  readonly keyring: () => Keyring;
  readonly files: PacketFiles;
  readonly residents: Residents;
  readonly timeZone: () => Promise<TimeZoneName>;
  readonly reminders: EndingRouteDeps['reminders'];
}

export async function composeLetters(surroundings: LetterSurroundings) {
  const { dataDir, keysDir, database, clock, keyring, files, residents, timeZone, reminders } = surroundings;
  const codeKey = getCodeKey(keysDir);
  const drawing = makeDrawingPool();
  const mayAsk = makeLetterAskLimit();
  const signing = makeSigning({ keysDir, clock });
  const letterFiles = await openLetterFiles(dataDir);
  const deps = {
    database,
    clock,
    keyring,
    files: letterFiles,
    timeZone,
    findResident: residents.find,
    holdAlive: residents.holdAlive,
    photoOf: (nik: string) => findPhoto(database, { files, keyring }, nik),
    isPhoto: isPrintableJpeg,
    mayAsk,
    reminders,
    remindersOpen: reminders.isOpen,
    blanks: blanksIn,
    letterhead: letterheadOf,
    documentSigner: signing.signer,
    signing,
    drawing,
    codeKey,
    codeSigner: () => codeSignerOf(codeKey),
    issuer: async (of: Queryable) => `urn:dukcapil:${(await getOffice(of)).regionCode}`,
    officeName: async () => (await getOffice(database)).name,
    listCounted: residents.listCounted,
    areaName: (regionCode: string) => areaNameOf(database, regionCode),
  };
  return {
    handlers: { ...letterRoutes(deps), ...batchRoutes(deps), ...endingRoutes(deps), ...signingRoutes(deps) },
    tasks: {
      'letter-batch': (payload: unknown) => workOnBatch(deps, (payload as { batchId: string }).batchId),
    },
    recover: () => orderRunningBatches(database),
    /** What notices take from letters. */
    reminded: {
      today: () => today(deps),
      dayOf: async (at: Instant) => dayAt(at, timeZones[await timeZone()].offsetMinutes),
      remindDays: async () => remindDaysOn(deps, await today(deps)),
      find: async (number: string, remoteAddress: string) => {
        if (!mayAsk(remoteAddress, clock())) throw new Refused('LETTER_ASKED_TOO_MUCH');
        const letter = await findLetterByNumber(database, number.trim().toUpperCase());
        return letter ? remindedLetterOf(letter) : null;
      },
    },
    numberOf: async (id: string) => (await getLetter(database, id)).number,
    /** JPEG of the latest letter of a resident; null where there is none. */
    photoOf: (nik: string) => findLetterPhoto(database, { files: letterFiles, keyring }, nik),
    /** What the service status asks. */
    service: () => readLetterService(database, deps.documentSigner, deps.blanks),
    close: async () => {
      await drawing.close();
      signing.close();
    },
  };
}

/** What stands at the head of a letter to somebody who lives in a kelurahan of this or of another region. */
export async function letterheadOf(database: Queryable, kelurahanCode: string) {
  const { name: officeName, regionCode } = await getOffice(database);
  const regency = findRegency(regionCode);
  const area = await findKelurahan(database, kelurahanCode);
  return {
    officeName,
    regency: regency?.name.toUpperCase() ?? regionCode,
    province: regency?.province ?? '',
    kelurahan: area?.name ?? kelurahanCode,
    kecamatan: area?.kecamatanName ?? kelurahanCode.slice(0, 8),
  };
}

async function areaNameOf(database: Database, regionCode: string): Promise<string> {
  const within = (await listKelurahan(database)).find(
    ({ code, kecamatanCode }) => code === regionCode || kecamatanCode === regionCode,
  );
  if (!within) return findRegency(regionCode)?.name ?? regionCode;
  return within.code === regionCode ? within.name : within.kecamatanName;
}
