import { describe, expect, it } from 'vitest';
import { type OfficerEntries, wrongEntries } from './officer-entries.ts';

const good: OfficerEntries = {
  name: 'Maria',
  username: 'maria.k',
  password: 'sepuluh-huruf',
  pin: '',
  active: true,
  roles: [{ role: 'operator', placeId: null }],
};
const wrongWith = (change: Partial<OfficerEntries>, isNew = true) => [
  ...wrongEntries({ ...good, ...change }, isNew),
];

describe('wrongEntries', () => {
  it('lets a complete person through', () => {
    expect(wrongWith({})).toEqual([]);
    expect(wrongWith({ pin: '482913' })).toEqual([]);
  });

  it.each([
    ['name', { name: '  ' }],
    ['username', { username: 'Ma' }],
    ['username', { username: '1maria' }],
    ['password', { password: 'pendek' }],
    ['pin', { pin: '12345' }],
    ['roles', { roles: [] }],
  ] as const)('holds %s back: %j', (field, change) => {
    expect(wrongWith(change)).toEqual([field]);
  });

  it('keeps the password of somebody known when none is typed, but checks one that is', () => {
    expect(wrongWith({ password: '', name: '', username: '' }, false)).toEqual([]);
    expect(wrongWith({ password: 'pendek' }, false)).toEqual(['password']);
  });
});
