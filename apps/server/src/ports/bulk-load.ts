import type { Writable } from 'node:stream';
import type { Queryable } from './database.ts';

/** One connection held for a long piece of work, on which rows can be streamed into a table. */
export interface BulkSession extends Queryable {
  /** Takes what PostgreSQL's COPY … FROM STDIN takes; 'finish' says that the rows are in. */
  readonly copyInto: (statement: string) => Writable;
}

/** Lends a connection for the time of `work`; it is closed, with all it holds, when the work fails. */
export type BulkLoad = <T>(work: (session: BulkSession) => Promise<T>) => Promise<T>;
