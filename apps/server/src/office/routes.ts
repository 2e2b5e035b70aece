import type { officeApi } from '@rekam/protocol';
import type { Keyring } from '../office-keys/index.ts';
import { addOfficer, prepareSecrets, type Sessions, sessionLifeMs, sessionView } from '../officer/index.ts';
import type { Handlers } from '../ports/call.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database } from '../ports/database.ts';
import type { RoleAt } from '../ports/people.ts';
import { Refused } from '../ports/refused.ts';
import { setUpOffice } from './set-up.ts';
import { isSetUpKey } from './set-up-key.ts';
import { findOffice } from './store.ts';

export interface OfficeDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly keyring: () => Keyring;
  readonly sessions: Sessions;
  /** The key printed at start; null once the office is set up. */
  readonly setUpKey: () => string | null;
  /** Called after the office was set up. */
  readonly onSetUp: (baseUrl: string) => Promise<void>;
}

/** The office as every session answer shows it. */
export async function officeView(database: Database) {
  const office = await findOffice(database);
  return {
    configured: office !== undefined,
    name: office?.name ?? null,
    regionCode: office?.regionCode ?? null,
    timeZone: office?.timeZone ?? null,
    demo: office?.demo ?? false,
  };
}

/** @throws Refused when the office is set up or the key is not the one that was printed */
export function checkSetUpKey(given: string, key: string | null): void {
  if (key === null) throw new Refused('OFFICE_ALREADY_SET_UP');
  if (!isSetUpKey(given, key)) throw new Refused('OFFICE_SETUP_KEY_WRONG');
}

export function officeRoutes(deps: OfficeDeps): Handlers<typeof officeApi, 'setUp'> {
  const { database, clock, keyring, sessions, setUpKey, onSetUp } = deps;
  return {
    setUp: async ({ body, baseUrl, setSession }) => {
      checkSetUpKey(body.setupKey, setUpKey());
      const secrets = await prepareSecrets(body.head.username, body.head.password, undefined);
      // The first account may do what the head and the administrator may, so that nobody has to sign in twice.
      const roles: RoleAt[] = [
        { role: 'head', placeId: null },
        { role: 'administrator', placeId: null },
      ];
      const id = await database.transact(async (tx) => {
        await setUpOffice(tx, clock, keyring(), { ...body, demo: false });
        const by = { actor: { kind: 'office', id: null } as const, permittedBy: null };
        return addOfficer(tx, clock, { ...body.head, roles }, secrets, by);
      });
      const { username, name } = body.head;
      const officer = { id, username, name, roles };
      setSession(await sessions.begin(officer), sessionLifeMs / 1000);
      await onSetUp(baseUrl);
      return sessionView(officer, await officeView(database));
    },
  };
}
