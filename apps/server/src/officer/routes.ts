import { type PlaceId, permittedActions } from '@rekam/domain';
import type { officeApi } from '@rekam/protocol';
import type { Session } from '@rekam/protocol/http/session-api.ts';
import type { Handlers } from '../ports/call.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database } from '../ports/database.ts';
import type { RoleAt, SignedInOfficer } from '../ports/people.ts';
import { getOfficer, permit } from '../ports/permit.ts';
import { Refused } from '../ports/refused.ts';
import {
  addOfficer,
  changeOfficer,
  getOfficerRecord,
  type PreparedSecrets,
  prepareSecrets,
} from './commands.ts';
import {
  checkPassword,
  checkPin,
  hashPassword,
  makePinVerifier,
  makeStationCredential,
  passwordMatches,
} from './secrets.ts';
import { hashToken, type Sessions, sessionLifeMs } from './sessions.ts';
import { listOfficers, type OfficerRecord } from './store.ts';

export interface OfficerDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly sessions: Sessions;
  /** How the office introduces itself in every session answer. */
  readonly officeView: () => Promise<Session['office']>;
  /** Names of all places by id. */
  readonly placeNames: () => Promise<ReadonlyMap<string, string>>;
  /** Stations must hear of changed operators. */
  readonly settingsChanged: (tx: Parameters<Parameters<Database['transact']>[0]>[0]) => Promise<void>;
}

type Names =
  | 'getSession'
  | 'signIn'
  | 'signOut'
  | 'changeOwnPassword'
  | 'listOfficers'
  | 'addOfficer'
  | 'changeOfficer';

/** What the screens hear about who is signed in. */
export const sessionView = (officer: SignedInOfficer | null, office: Session['office']): Session => ({
  officer:
    officer === null
      ? null
      : { id: officer.id, username: officer.username, name: officer.name, roles: [...officer.roles] },
  actions: officer === null ? [] : [...permittedActions(officer)],
  office,
});

export function officerRoutes(deps: OfficerDeps): Handlers<typeof officeApi, Names> {
  const { database, clock, sessions, officeView, placeNames, settingsChanged } = deps;

  const rowOf = (officer: OfficerRecord, names: ReadonlyMap<string, string>) => ({
    id: officer.id,
    username: officer.username,
    name: officer.name,
    active: officer.active,
    hasPin: officer.pinHash !== null,
    roles: officer.roles.map(({ role, placeId }) => ({
      role,
      placeId,
      placeName: placeId === null ? null : (names.get(placeId) ?? null),
    })),
    lastSignInAt: officer.lastSignInAt,
  });

  const checkPlaces = async (roles: readonly { placeId: string | null }[]): Promise<void> => {
    const names = await placeNames();
    if (roles.some(({ placeId }) => placeId !== null && !names.has(placeId)))
      throw new Refused('PLACE_NOT_FOUND');
  };
  const asRoles = (roles: readonly { role: RoleAt['role']; placeId: string | null }[]): RoleAt[] =>
    roles.map(({ role, placeId }) => ({ role, placeId: placeId as PlaceId | null }));

  const secretsOf = async (
    username: string,
    password?: string,
    pin?: string,
  ): Promise<Partial<PreparedSecrets>> => {
    if (password !== undefined) checkPassword(password, username);
    if (pin !== undefined) checkPin(pin);
    return {
      ...(password === undefined
        ? {}
        : { web: await hashPassword(password), station: await makeStationCredential(password) }),
      ...(pin === undefined ? {} : { pin: await makePinVerifier(pin) }),
    };
  };

  return {
    getSession: async ({ officer }) => sessionView(officer, await officeView()),
    signIn: async ({ body, remoteAddress, setSession }) => {
      const { token, officer } = await sessions.signIn(body.username, body.password, remoteAddress);
      setSession(token, sessionLifeMs / 1000);
      return sessionView(officer, await officeView());
    },
    signOut: async ({ sessionToken, setSession }) => {
      if (sessionToken !== null) await sessions.signOut(sessionToken);
      setSession(null, 0);
      return undefined;
    },
    changeOwnPassword: async ({ officer, sessionToken, body }) => {
      const own = await getOfficerRecord(database, getOfficer(officer).id);
      if (!(await passwordMatches(body.current, { salt: own.passwordSalt, hash: own.passwordHash })))
        throw new Refused('ACCESS_CREDENTIALS_WRONG');
      const secrets = await secretsOf(own.username, body.password, body.pin);
      const keepSession = sessionToken === null ? null : hashToken(sessionToken);
      await database.transact(async (tx) => {
        const by = { actor: { kind: 'officer', id: own.id } as const, permittedBy: null };
        await changeOfficer(tx, clock, own.id, { secrets, keepSession }, by);
        await settingsChanged(tx);
      });
      return sessionView(officer, await officeView());
    },
    listOfficers: async ({ officer }) => {
      permit(officer, 'officer.view', null);
      const names = await placeNames();
      return (await listOfficers(database)).map((row) => rowOf(row, names));
    },
    addOfficer: async ({ officer, body }) => {
      const { officer: by, permittedBy } = permit(officer, 'officer.manage', null);
      await checkPlaces(body.roles);
      const secrets = await prepareSecrets(body.username, body.password, body.pin);
      const id = await database.transact(async (tx) => {
        const actor = { kind: 'officer', id: by.id } as const;
        const added = await addOfficer(tx, clock, { ...body, roles: asRoles(body.roles) }, secrets, {
          actor,
          permittedBy,
        });
        await settingsChanged(tx);
        return added;
      });
      return rowOf(await getOfficerRecord(database, id), await placeNames());
    },
    changeOfficer: async ({ officer, params, body }) => {
      const { officer: by, permittedBy } = permit(officer, 'officer.manage', null);
      const changed = await getOfficerRecord(database, params.id);
      if (body.roles) await checkPlaces(body.roles);
      const secrets = await secretsOf(changed.username, body.password, body.pin);
      await database.transact(async (tx) => {
        const change = { roles: body.roles && asRoles(body.roles), active: body.active, secrets };
        await changeOfficer(tx, clock, changed.id, change, {
          actor: { kind: 'officer', id: by.id },
          permittedBy,
        });
        await settingsChanged(tx);
      });
      return rowOf(await getOfficerRecord(database, changed.id), await placeNames());
    },
  };
}
