import type { officeApi } from '@rekam/protocol';
import type { DeathView, deathApi } from '@rekam/protocol/http/death-api.ts';
import type { Handlers } from '../../ports/call.ts';
import { permitAnywhere } from '../../ports/permit.ts';
import { Refused } from '../../ports/refused.ts';
import { findResident } from '../store.ts';
import { type DeathDeps, noteDeath, takeDeathBack } from './commands.ts';
import { listDeaths } from './store.ts';

export interface DeathRouteDeps extends DeathDeps {
  readonly officerNames: () => Promise<ReadonlyMap<string, string>>;
}

export function deathRoutes(deps: DeathRouteDeps): Handlers<typeof officeApi, keyof typeof deathApi> {
  const { database } = deps;

  const view = async (nik: string): Promise<DeathView> => {
    const [death] = await listDeaths(database, [nik]);
    if (!death) return { death: null, ends: await deps.endings(database, nik) };
    const { diedOn, paper, notedAt, notedBy } = death;
    const names = await deps.officerNames();
    return {
      death: { diedOn, paper, notedAt, notedBy: names.get(notedBy) ?? notedBy },
      ends: await deps.endings(database, nik),
    };
  };

  return {
    deathOfResident: async ({ officer, body }) => {
      permitAnywhere(officer, 'resident.note-death');
      if (!(await findResident(database, body.nik))) throw new Refused('RESIDENT_UNKNOWN');
      return view(body.nik);
    },
    noteDeath: async ({ officer, body: { nik, ...death } }) => {
      const by = permitAnywhere(officer, 'resident.note-death');
      const ended = await noteDeath(deps, by, nik, death);
      return { ...(await view(nik)), ends: ended };
    },
    takeDeathBack: async ({ officer, body: { nik, reason } }) => {
      await takeDeathBack(deps, permitAnywhere(officer, 'resident.note-death'), nik, reason);
      return view(nik);
    },
  };
}
