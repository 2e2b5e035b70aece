import type { Role } from '@rekam/domain';

export interface RoleEntry {
  readonly role: Role;
  /** Null: held at the whole office. */
  readonly placeId: string | null;
}

/** The form of one person as typed so far. */
export interface OfficerEntries {
  readonly name: string;
  readonly username: string;
  /** Empty: keep the one there is. */
  readonly password: string;
  readonly pin: string;
  readonly active: boolean;
  readonly roles: readonly RoleEntry[];
}

export type OfficerField = 'name' | 'username' | 'password' | 'pin' | 'roles';

export const usernameShape = /^[a-z][a-z0-9._-]{2,31}$/;
export const pinShape = /^\d{6,12}$/;
/** Fewest characters of a password. */
export const passwordLength = 10;

/** The entries that cannot be sent as they are. */
export function wrongEntries(entries: OfficerEntries, isNew: boolean): ReadonlySet<OfficerField> {
  const { name, username, password, pin, roles } = entries;
  const wrong = new Set<OfficerField>();
  if (isNew && name.trim() === '') wrong.add('name');
  if (isNew && !usernameShape.test(username)) wrong.add('username');
  if ((isNew || password !== '') && password.length < passwordLength) wrong.add('password');
  if (pin !== '' && !pinShape.test(pin)) wrong.add('pin');
  if (roles.length === 0) wrong.add('roles');
  return wrong;
}
