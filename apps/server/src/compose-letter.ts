/** Wires the letters: whose photo, which head, which keys. */
import type { TimeZoneName } from '@rekam/domain';
import { codeSignerOf } from '@rekam/protocol/qr/node-keys.ts';
import { blanksIn } from './blank/index.ts';
import { findPhoto } from './enrolment/index.ts';
import {
  batchRoutes,
  findFileSigner,
  findLetterPhoto,
  getCodeKey,
  isPrintableJpeg,
  letterRoutes,
  makeDrawingPool,
  openLetterFiles,
  orderRunningBatches,
  readLetterService,
  workOnBatch,
} from './letter/index.ts';
import { getOffice } from './office/index.ts';
import type { Keyring } from './office-keys/index.ts';
import type { PacketFiles } from './packet/index.ts';
import { findKelurahan, findRegency, listKelurahan } from './place/index.ts';
import type { Clock } from './ports/clock.ts';
import type { Database } from './ports/database.ts';
import type { Residents } from './ports/residents.ts';

export interface LetterSurroundings {
  readonly dataDir: string;
  readonly keysDir: string;
  readonly database: Database;
  readonly clock: Clock;
  readonly keyring: () => Keyring;
  readonly files: PacketFiles;
  readonly residents: Residents;
  readonly timeZone: () => Promise<TimeZoneName>;
}

export async function composeLetters(surroundings: LetterSurroundings) {
  const { dataDir, keysDir, database, clock, keyring, files, residents, timeZone } = surroundings;
  const codeKey = getCodeKey(keysDir);
  const drawing = makeDrawingPool();
  const letterFiles = await openLetterFiles(dataDir);
  const deps = {
    database,
    clock,
    keyring,
    files: letterFiles,
    timeZone,
    findResident: residents.find,
    photoOf: (nik: string) => findPhoto(database, { files, keyring }, nik),
    isPhoto: isPrintableJpeg,
    blanks: () => blanksIn(database),
    letterhead: (kelurahanCode: string) => letterheadOf(database, kelurahanCode),
    documentSigner: () => findFileSigner(keysDir),
    drawing,
    codeKey,
    codeSigner: () => codeSignerOf(codeKey),
    issuer: async () => `urn:dukcapil:${(await getOffice(database)).regionCode}`,
    officeName: async () => (await getOffice(database)).name,
    listCounted: residents.listCounted,
    areaName: (regionCode: string) => areaNameOf(database, regionCode),
  };
  return {
    handlers: { ...letterRoutes(deps), ...batchRoutes(deps) },
    tasks: {
      'letter-batch': (payload: unknown) => workOnBatch(deps, (payload as { batchId: string }).batchId),
    },
    recover: () => orderRunningBatches(database),
    /** JPEG of the latest letter of a resident; null where there is none. */
    photoOf: (nik: string) => findLetterPhoto(database, { files: letterFiles, keyring }, nik),
    /** What the service status asks. */
    service: () => readLetterService(database, deps.documentSigner, deps.blanks),
    close: drawing.close,
  };
}

/** What stands at the head of a letter to somebody who lives in a kelurahan of this or of another region. */
export async function letterheadOf(database: Database, kelurahanCode: string) {
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
