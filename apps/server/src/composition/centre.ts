/** Wires what goes to the centre and comes from it: whose samples, which keys, who hears of it. */
import type { TimeZoneName } from '@rekam/domain';
import {
  type CentreRouteDeps,
  centreRoutes,
  type ExportDeps,
  exportRoutes,
  getExportKey,
} from '../centre/index.ts';
import { getRecording, openRecording } from '../enrolment/index.ts';
import { getOffice } from '../office/index.ts';
import type { Keyring } from '../office-keys/index.ts';
import type { PacketFiles } from '../packet/index.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database } from '../ports/database.ts';
import type { Residents } from '../ports/residents.ts';
import { type DeathDeps, holdForDeath, listDeaths, writeDeath } from '../resident/death/index.ts';

export interface CentreSurroundings {
  readonly database: Database;
  readonly clock: Clock;
  readonly timeZone: () => Promise<TimeZoneName>;
  readonly residents: Residents;
  readonly files: PacketFiles;
  readonly keyring: () => Keyring;
  readonly keysDir: string;
}

/** What an export needs, for the running office and for the command beside it. */
export function exportDepsOf(surroundings: CentreSurroundings): ExportDeps {
  const { database, clock, timeZone, residents, files, keyring, keysDir } = surroundings;
  return {
    database,
    clock,
    timeZone,
    residentsChanged: residents.heardOf,
    holdRegister: residents.holdRegister,
    open: (packetId) => openRecording(database, { files, keyring }, packetId),
    signWith: () => getExportKey(keysDir),
    office: () => getOffice(database),
  };
}

export function composeCentre(
  surroundings: CentreSurroundings & {
    readonly emit: (event: string) => void;
    readonly sayCardOf: CentreRouteDeps['sayCardOf'];
    readonly byReceipt: CentreRouteDeps['byReceipt'];
    readonly offersNotice: CentreRouteDeps['offersNotice'];
    readonly deaths: DeathDeps;
  },
) {
  const exporting = exportDepsOf(surroundings);
  const { database, clock, timeZone, residentsChanged, holdRegister } = exporting;
  return {
    ...centreRoutes({
      database,
      clock,
      timeZone,
      residentsChanged,
      holdRegister,
      listDead: async (now, niks) => new Set((await listDeaths(now, niks)).map(({ nik }) => nik)),
      holdForDeath,
      // The centre's own word: the register's day of birth settles nothing against it.
      writeDeath: async (tx, by, { source, ...death }) =>
        void (await writeDeath(
          surroundings.deaths,
          tx,
          by,
          { ...death, paper: `Berkas pusat: ${source}`, scan: null },
          null,
        )),
      getRecording,
      officeName: async () => (await getOffice(database)).name,
      sayCardOf: surroundings.sayCardOf,
      byReceipt: surroundings.byReceipt,
      offersNotice: surroundings.offersNotice,
    }),
    ...exportRoutes({ ...exporting, onCutOff: () => surroundings.emit('centre-export-cut-off') }),
  };
}
