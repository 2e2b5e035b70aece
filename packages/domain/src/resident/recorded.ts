import type { RecordedStatus } from './resident.ts';

/** Word of the source for a recording that this office has received and counted. */
export const recordedByRekam = 'rekam';

const wordsForUnrecorded = ['UNREGISTERED', 'BELUM REKAM', 'BELUM WAJIB'];

/**
 * Whether a status speaks of a recording that exists. A word nobody knows does: a second recording is worse than a
 * question to a supervisor. So does a failure at the centre, since the centre must delete it first.
 */
export const meansRecorded = (recorded: RecordedStatus): boolean =>
  !wordsForUnrecorded.includes(recorded.status.trim().toUpperCase().replaceAll('_', ' '));
