import type { officeApi } from '@rekam/protocol';
import type { Handlers } from '../ports/call.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database, Queryable } from '../ports/database.ts';
import { permit, permittedPlaces } from '../ports/permit.ts';
import { addPolicy } from './commands.ts';
import { listPolicies } from './store.ts';

export interface PolicyDeps {
  readonly database: Database;
  readonly clock: Clock;
  /** Lets stations know, in the same transaction, that their settings have changed. */
  readonly settingsChanged: (tx: Queryable) => Promise<void>;
}

export function policyRoutes({
  database,
  clock,
  settingsChanged,
}: PolicyDeps): Handlers<typeof officeApi, 'getPolicy' | 'addPolicy'> {
  const versions = async () =>
    (await listPolicies(database)).map((policy) => ({ ...policy, steps: [...policy.steps] }));
  return {
    getPolicy: async ({ officer }) => {
      permittedPlaces(officer, 'policy.view');
      return versions();
    },
    addPolicy: async ({ officer, body }) => {
      const { officer: by, permittedBy } = permit(officer, 'policy.change', null);
      await database.transact(async (tx) => {
        await addPolicy(tx, clock, body, { actor: { kind: 'officer', id: by.id }, permittedBy });
        await settingsChanged(tx);
      });
      return versions();
    },
  };
}
