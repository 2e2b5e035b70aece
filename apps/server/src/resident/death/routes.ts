import type { PaperId } from '@rekam/domain';
import type { officeApi } from '@rekam/protocol';
import type { DeathView, deathApi } from '@rekam/protocol/http/death-api.ts';
import type { Handlers } from '../../ports/call.ts';
import { permitAnywhere } from '../../ports/permit.ts';
import { Refused } from '../../ports/refused.ts';
import { findResident } from '../store.ts';
import { type DeathDeps, note, noteDeath, takeDeathBack } from './commands.ts';
import { findScan, listDeaths } from './store.ts';

export interface DeathRouteDeps extends DeathDeps {
  readonly officerNames: () => Promise<ReadonlyMap<string, string>>;
  /** @throws Refused PAPER_NOT_FOUND */
  readonly readPaper: (id: PaperId) => Promise<{ readonly content: Buffer; readonly mediaType: string }>;
  /** @throws Refused PAPER_NOT_FOUND when it is not there */
  readonly refuseUnknownPapers: (ids: readonly (string | null)[]) => Promise<void>;
}

export function deathRoutes(deps: DeathRouteDeps): Handlers<typeof officeApi, keyof typeof deathApi> {
  const { database } = deps;

  const view = async (nik: string): Promise<DeathView> => {
    const [death] = await listDeaths(database, [nik]);
    if (!death) return { death: null, ends: await deps.endings(database, nik) };
    const { id, diedOn, paper, scan, notedAt, notedBy } = death;
    const names = await deps.officerNames();
    return {
      death: {
        id,
        diedOn,
        paper,
        scanned: scan !== null,
        notedAt,
        notedBy: names.get(notedBy) ?? notedBy,
      },
      ends: await deps.endings(database, nik),
    };
  };

  return {
    deathOfResident: async ({ officer, body }) => {
      permitAnywhere(officer, 'resident.note-death');
      if (!(await findResident(database, body.nik))) throw new Refused('RESIDENT_UNKNOWN');
      return view(body.nik);
    },
    noteDeath: async ({ officer, body: { nik, scan, ...death } }) => {
      const by = permitAnywhere(officer, 'resident.note-death');
      await deps.refuseUnknownPapers([scan]);
      const ended = await noteDeath(deps, by, nik, { ...death, scan: scan as PaperId | null });
      return { ...(await view(nik)), ends: ended };
    },
    deathPaper: async ({ officer, params }) => {
      const by = permitAnywhere(officer, 'resident.note-death');
      const scan = await findScan(database, params.id);
      if (scan === null) throw new Refused('PAPER_NOT_FOUND');
      const kept = await deps.readPaper(scan);
      await note(database, deps, by, params.id, 'death-paper-viewed', {});
      return kept;
    },
    takeDeathBack: async ({ officer, body: { nik, reason } }) => {
      await takeDeathBack(deps, permitAnywhere(officer, 'resident.note-death'), nik, reason);
      return view(nik);
    },
  };
}
