import type { Database } from '../ports/database.ts';
import type { Residents } from '../ports/residents.ts';
import { lockRevision } from './merge-store.ts';
import { currentRevision } from './queries.ts';
import { findResident, holdAlive, listCounted, listResidents, listWithStatus, markChanged } from './store.ts';

export { LineText } from './csv/line-text.ts';
export { RecordReader } from './csv/records.ts';
export {
  type ImportDeps,
  type ImportWish,
  importResidents,
  type Progress,
  recoverImports,
} from './import-commands.ts';
export { readDirectory, searchResidents } from './queries.ts';
export { type ResidentDeps, residentRoutes, residentSyncRoutes } from './routes.ts';

/** What other nouns may ask and tell about residents. */
export const residentsOf = (database: Database): Residents => ({
  find: async (tx, nik) => (await findResident(tx, nik)) ?? null,
  listCounted: (region) => listCounted(database, region),
  findAll: listResidents,
  withStatus: listWithStatus,
  recordingChanged: (tx, nik) => markChanged(tx, [nik]),
  heardOf: markChanged,
  holdAlive,
  holdRegister: async (tx) => void (await lockRevision(tx)),
  revision: () => currentRevision(database),
});
