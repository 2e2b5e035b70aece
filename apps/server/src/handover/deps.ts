import {
  type CardId,
  type DirectoryEntry,
  dayAt,
  type FingerCode,
  type OfficerId,
  type PlainDate,
  type TimeZoneName,
  timeZones,
} from '@rekam/domain';
import { notesOf } from '../audit/index.ts';
import type { CardPieces } from '../blank/index.ts';
import type { Keyring } from '../office-keys/index.ts';
import { openSealedParts, type SealedParts } from '../packet/index.ts';
import { type Clock, nowOf } from '../ports/clock.ts';
import type { Database, Queryable } from '../ports/database.ts';
import type { SignedInOfficer } from '../ports/people.ts';
import type { Permitted } from '../ports/permit.ts';
import type { Residents } from '../ports/residents.ts';
import type { Comparing } from './comparing.ts';

export type HandoverFiles = SealedParts<'signature' | 'photo' | 'print'>;

export const openHandoverFiles = (dataDir: string): Promise<HandoverFiles> =>
  openSealedParts(dataDir, 'handovers', {
    signature: { name: 'signature.png', mediaType: 'image/png' },
    photo: { name: 'photo.jpg', mediaType: 'image/jpeg' },
    print: { name: 'print.iso', mediaType: 'application/vnd.iso.19794-4' },
  });

/** A card as handing it over knows it. */
export interface HandedCard {
  readonly id: CardId;
  readonly nik: string;
  readonly piece: string | null;
}

export interface HandoverDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly keyring: () => Keyring;
  readonly files: HandoverFiles;
  readonly comparing: Comparing;
  readonly timeZone: () => Promise<TimeZoneName>;
  /** `KOTA KUPANG`. */
  readonly regency: () => Promise<string>;
  readonly findResident: (database: Queryable, nik: string) => Promise<DirectoryEntry | null>;
  readonly findResidents: (database: Queryable, niks: readonly string[]) => Promise<DirectoryEntry[]>;
  /** RES19. */
  readonly holdAlive: Residents['holdAlive'];
  readonly officerNames: () => Promise<ReadonlyMap<string, string>>;
  readonly findOfficer: (id: string) => Promise<(SignedInOfficer & { readonly active: boolean }) | undefined>;
  readonly cards: {
    /** @throws Refused with what it is instead of ready */
    readonly getReady: (database: Queryable, id: string) => Promise<HandedCard>;
    readonly find: (database: Queryable, id: string) => Promise<HandedCard>;
    /** @throws Refused when somebody else was first */
    readonly handOver: (tx: Queryable, by: Permitted, id: CardId) => Promise<HandedCard>;
    /** The card that the holder of this one was given before it; null: none here. */
    readonly findOld: (tx: Queryable, card: HandedCard) => Promise<CardId | null>;
  };
  /** Pieces of cards in the book of blanks; each call holds the book from there on. */
  readonly pieces: Pick<CardPieces, 'handOver' | 'endOld' | 'bringBack' | 'spoil' | 'lose'>;
  readonly letters: {
    readonly findValid: (
      database: Queryable,
      nik: string,
      today: PlainDate,
    ) => Promise<{ readonly number: string; readonly validUntil: PlainDate } | null>;
    /** Holds the valid letter; `end` voids it in the same transaction. */
    readonly holdValid: (
      tx: Queryable,
      nik: string,
      today: PlainDate,
    ) => Promise<{ readonly number: string; readonly end: (by: Permitted) => Promise<void> } | null>;
  };
  readonly fingers: {
    readonly list: (nik: string) => Promise<readonly FingerCode[]>;
    readonly open: (
      nik: string,
    ) => Promise<readonly { readonly finger: FingerCode; readonly record: Uint8Array }[]>;
  };
  /** Whether a file is a JPEG that can be shown and printed. */
  readonly isPhoto: (bytes: Uint8Array) => boolean;
}

export const todayOf = async ({
  clock,
  timeZone,
}: Pick<HandoverDeps, 'clock' | 'timeZone'>): Promise<PlainDate> =>
  dayAt(nowOf(clock), timeZones[await timeZone()].offsetMinutes);

export const nameOf = (names: ReadonlyMap<string, string>, id: OfficerId): string => names.get(id) ?? id;

/** A fact about a hand-over, never whose card it is. */
export const note = notesOf('handover');
