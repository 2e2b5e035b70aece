import type { officeApi } from '@rekam/protocol';
import type { Handlers } from '../ports/call.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database, Queryable } from '../ports/database.ts';
import { permit, permittedPlaces } from '../ports/permit.ts';
import { enrolmentRules } from './rules.ts';

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
    (await enrolmentRules.list(database)).map((policy) => ({ ...policy, steps: [...policy.steps] }));
  return {
    getPolicy: async ({ officer }) => {
      permittedPlaces(officer, 'policy.view');
      return versions();
    },
    addPolicy: async ({ officer, body }) => {
      const by = permit(officer, 'policy.change', null);
      await database.transact(async (tx) => {
        await enrolmentRules.add(tx, clock, by, body);
        await settingsChanged(tx);
      });
      return versions();
    },
  };
}
