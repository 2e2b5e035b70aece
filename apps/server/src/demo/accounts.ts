import { randomInt } from 'node:crypto';
import { type Role, roles } from '@rekam/domain';

export interface DemoAccount {
  readonly role: Role;
  readonly username: string;
  readonly name: string;
  readonly password: string;
  /** Six digits for those who approve at a counter; null for the others. */
  readonly pin: string | null;
}

const people: Readonly<Record<Role, { readonly username: string; readonly name: string }>> = {
  operator: { username: 'operator', name: 'Operator Contoh' },
  supervisor: { username: 'supervisor', name: 'Supervisor Contoh' },
  technician: { username: 'teknisi', name: 'Teknisi Contoh' },
  storekeeper: { username: 'gudang', name: 'Petugas Gudang Contoh' },
  'printing-officer': { username: 'pencetak', name: 'Petugas Cetak Contoh' },
  head: { username: 'kepala', name: 'Kepala Dinas Contoh' },
  auditor: { username: 'auditor', name: 'Auditor Contoh' },
  administrator: { username: 'administrator', name: 'Administrator Contoh' },
};

/** One account per role, with secrets of this office alone. */
export const inventAccounts = (): DemoAccount[] =>
  roles.map((role) => ({
    role,
    ...people[role],
    password: inventPassword(),
    pin: role === 'supervisor' ? inventPin() : null,
  }));

/** Letters and digits that cannot be taken for one another, in groups that can be read aloud: 60 bits. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

const inventPassword = (): string =>
  Array.from({ length: 3 }, () =>
    Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join(''),
  ).join('-');

/** No digit beside itself or its neighbour, so that no row or run comes about. */
function inventPin(): string {
  let pin = '';
  while (pin.length < 6) {
    const digit = randomInt(10);
    const last = pin === '' ? -9 : Number(pin.at(-1));
    if (Math.abs(digit - last) > 1) pin += digit;
  }
  return pin;
}
