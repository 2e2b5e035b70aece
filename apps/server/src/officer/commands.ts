import { decideAccess, type OfficerId } from '@rekam/domain';
import { appendFact, type By } from '../audit/index.ts';
import { type Clock, newId, nowOf } from '../ports/clock.ts';
import type { Queryable } from '../ports/database.ts';
import type { RoleAt } from '../ports/people.ts';
import { Refused } from '../ports/refused.ts';
import { checkPassword, checkPin, hashPassword, makePinVerifier, makeStationCredential } from './secrets.ts';
import {
  deleteSessionsOf,
  findOfficer,
  insertOfficer,
  listOfficers,
  type OfficerRecord,
  replaceRoles,
  updateActive,
  updatePassword,
  updatePin,
} from './store.ts';

export interface NewOfficer {
  readonly username: string;
  readonly name: string;
  readonly password: string;
  readonly pin?: string | undefined;
  readonly roles: readonly RoleAt[];
}

/** What was made of the secrets; slow on purpose, so it is done before the transaction begins. */
export interface PreparedSecrets {
  readonly web: { readonly salt: string; readonly hash: string };
  readonly station: { readonly salt: string; readonly recipient: string };
  readonly pin: { readonly salt: string; readonly hash: string } | null;
}

export async function prepareSecrets(
  username: string,
  password: string,
  pin: string | undefined,
): Promise<PreparedSecrets> {
  checkPassword(password, username);
  if (pin !== undefined) checkPin(pin);
  return {
    web: await hashPassword(password),
    station: await makeStationCredential(password),
    pin: pin === undefined ? null : await makePinVerifier(pin),
  };
}

/** Adds somebody. @throws Refused OFFICER_USERNAME_TAKEN */
export async function addOfficer(
  tx: Queryable,
  clock: Clock,
  officer: NewOfficer,
  secrets: PreparedSecrets,
  by: By,
): Promise<OfficerId> {
  const id = newId('officer', clock);
  const inserted = await insertOfficer(tx, {
    id,
    username: officer.username,
    name: officer.name,
    passwordSalt: secrets.web.salt,
    passwordHash: secrets.web.hash,
    stationSalt: secrets.station.salt,
    stationRecipient: secrets.station.recipient,
    pinSalt: secrets.pin?.salt ?? null,
    pinHash: secrets.pin?.hash ?? null,
  });
  if (!inserted) throw new Refused('OFFICER_USERNAME_TAKEN');
  await replaceRoles(tx, id, officer.roles);
  await appendFact(tx, {
    at: nowOf(clock),
    noun: 'officer',
    subjectId: id,
    kind: 'officer-added',
    ...by,
    details: { username: officer.username, roles: officer.roles, hasPin: secrets.pin !== null },
  });
  return id;
}

export interface OfficerChange {
  readonly roles?: readonly RoleAt[] | undefined;
  readonly active?: boolean | undefined;
  readonly secrets?: Partial<PreparedSecrets>;
  /** Session that stays when the password changes: the one that changes it. */
  readonly keepSession?: string | null;
}

export async function changeOfficer(
  tx: Queryable,
  clock: Clock,
  id: OfficerId,
  { roles, active, secrets = {}, keepSession = null }: OfficerChange,
  by: By,
): Promise<void> {
  if (roles) await replaceRoles(tx, id, roles);
  if (active !== undefined) await updateActive(tx, id, active);
  if (secrets.web && secrets.station) {
    await updatePassword(tx, id, secrets.web, secrets.station);
    await deleteSessionsOf(tx, id, keepSession);
  }
  if (secrets.pin) await updatePin(tx, id, secrets.pin);
  if (active === false) await deleteSessionsOf(tx, id, null);
  await refuseWithoutManager(tx);
  await appendFact(tx, {
    at: nowOf(clock),
    noun: 'officer',
    subjectId: id,
    kind: 'officer-changed',
    ...by,
    details: {
      ...(roles ? { roles } : {}),
      ...(active === undefined ? {} : { active }),
      ...(secrets.web ? { password: 'changed' } : {}),
      ...(secrets.pin ? { pin: 'changed' } : {}),
    },
  });
}

/** Somebody active must stay who can manage people, or the office is locked out of itself. */
async function refuseWithoutManager(tx: Queryable): Promise<void> {
  const officers = await listOfficers(tx);
  const mayManage = (officer: OfficerRecord): boolean =>
    officer.active && decideAccess({ action: 'officer.manage', officer, placeId: null }).ok;
  if (!officers.some(mayManage)) throw new Refused('OFFICER_LAST_ADMINISTRATOR');
}

/** @throws Refused OFFICER_NOT_FOUND */
export async function getOfficerRecord(database: Queryable, id: string): Promise<OfficerRecord> {
  const officer = await findOfficer(database, id);
  if (!officer) throw new Refused('OFFICER_NOT_FOUND');
  return officer;
}
