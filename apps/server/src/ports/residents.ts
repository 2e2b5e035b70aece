import type { DirectoryEntry, Instant, PlainDate, RecordedStatus } from '@rekam/domain';
import type { Queryable } from './database.ts';

/** What receiving recordings needs to know of residents, and tells them. */
export interface Residents {
  /** The office's own entry of a NIK. */
  readonly find: (tx: Queryable, nik: string) => Promise<DirectoryEntry | null>;
  /** Those of a region whose recording counts here, in the order of their addresses. */
  readonly listCounted: (
    region: string,
  ) => Promise<readonly { readonly nik: string; readonly recorded: RecordedStatus | null }[]>;
  /** The entries of those of these NIKs that the office knows. */
  readonly findAll: (database: Queryable, niks: readonly string[]) => Promise<DirectoryEntry[]>;
  /** Every NIK whose entry came with such a word about its recording. */
  readonly withStatus: (database: Queryable, isWanted: (status: string) => boolean) => Promise<string[]>;
  /** A recording of this NIK counts since `counted.recordedOn`, or none does any more (null). */
  readonly recordingChanged: (
    tx: Queryable,
    nik: string,
    counted: { readonly recordedOn: PlainDate; readonly at: Instant } | null,
  ) => Promise<void>;
  /** The centre was heard about these residents. */
  readonly heardOf: (tx: Queryable, niks: readonly string[]) => Promise<void>;
  /**
   * RES19: until the transaction ends no death of these residents is written down; one that is just being written is
   * waited for. Asked before any other lock, and before their entries are read.
   */
  readonly holdAlive: (tx: Queryable, niks: readonly string[]) => Promise<void>;
  /** Whoever is about to change the entries of many does so after imports and other such, not among them. */
  readonly holdRegister: (tx: Queryable) => Promise<void>;
  /** Grows with every change of any resident; stations compare it with what they have. */
  readonly revision: (database: Queryable) => Promise<number>;
}
