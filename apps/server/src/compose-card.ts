/** Wires the cards: whose photo, which letter's day, what the centre last said. */
import type { TimeZoneName } from '@rekam/domain';
import { type CardRouteDeps, cardRoutes, takeUpReady } from './card/index.ts';
import { findNiksWithPhoto, findPhoto, findSignature } from './enrolment/index.ts';
import { findWaitingSince } from './letter/index.ts';
import type { Keyring } from './office-keys/index.ts';
import { listOfficers } from './officer/index.ts';
import type { PacketFiles } from './packet/index.ts';
import { listKelurahan } from './place/index.ts';
import type { Clock } from './ports/clock.ts';
import type { Database, Queryable } from './ports/database.ts';
import type { Residents } from './ports/residents.ts';

export interface CardSurroundings {
  readonly database: Database;
  readonly clock: Clock;
  readonly keyring: () => Keyring;
  readonly files: PacketFiles;
  readonly residents: Residents;
  readonly timeZone: () => Promise<TimeZoneName>;
  /** JPEG of the latest letter of a resident; null where there is none. */
  readonly letterPhotoOf: (nik: string) => Promise<Uint8Array | null>;
  readonly regionOf: CardRouteDeps['regionOf'];
}

export function composeCards(surroundings: CardSurroundings) {
  const { database, clock, keyring, files, residents, timeZone, letterPhotoOf, regionOf } = surroundings;
  const samples = { files, keyring };
  const deps: CardRouteDeps = {
    database,
    clock,
    timeZone,
    residents,
    letterDays: findWaitingSince,
    withPhoto: findNiksWithPhoto,
    photoOf: async (nik) => (await findPhoto(database, samples, nik)) ?? letterPhotoOf(nik),
    signatureOf: (nik) => findSignature(database, samples, nik),
    regionOf,
    officerNames: async () => new Map((await listOfficers(database)).map(({ id, name }) => [id, name])),
    kecamatanNames: async () =>
      new Map(
        (await listKelurahan(database)).map(({ kecamatanCode, kecamatanName }) => [
          kecamatanCode,
          kecamatanName,
        ]),
      ),
  };
  return {
    handlers: cardRoutes(deps),
    /** The centre was heard about these residents: who is print-ready now waits for a card. */
    heardOf: (tx: Queryable, niks: readonly string[]) => takeUpReady(deps, tx, niks),
  };
}
