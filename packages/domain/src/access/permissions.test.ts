import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlaceId } from '../kernel/ids.ts';
import { makeId } from '../kernel/ids.ts';
import type { Action, RoleHeld } from './permissions.ts';
import { actions, decideAccess, permissions, permittedActions, placesPermitted } from './permissions.ts';
import type { Role } from './roles.ts';
import { roles } from './roles.ts';

const oebobo = makeId('place', 1, new Uint8Array(10));
const alak = makeId('place', 2, new Uint8Array(10));
const id = makeId('officer', 1, new Uint8Array(10));
const officer = (...held: RoleHeld[]) => ({ id, roles: held });
const may = (action: Action, role: Role, heldAt: PlaceId | null, placeId: PlaceId | null) =>
  decideAccess({ action, officer: officer({ role, placeId: heldAt }), placeId }).ok;
/** Asked of the function itself: at the office, at a place, at neither. */
const reachOf = (action: Action, role: Role) => {
  if (may(action, role, oebobo, oebobo)) return 'place';
  return may(action, role, null, null) ? 'office' : 'never';
};
const anyPlace = fc.constantFrom(null, oebobo, alak);
const anyRole = fc.record({ role: fc.constantFrom(...roles), placeId: anyPlace });

/** The rows of SPEC.md: `| **ACC9** | revoke a station | supervisor, technician: place; head: office |`. */
const spec = readFileSync(new URL('SPEC.md', import.meta.url), 'utf8');
const written = new Map(
  [...spec.matchAll(/^\| \*\*(ACC\d+)\*\* +\|[^|]+\| ([^|]+?) +\|$/gm)].map(
    ([, rule = '', who = '']) => [rule, who] as const,
  ),
);

/** What a cell such as `operator, supervisor: place; head: office` says of a role. */
function saidOf(role: Role, cell: string): 'never' | 'place' | 'office' {
  const named = cell.split('; ').find((part) => part.split(/, |: /).includes(role.replace('-', ' ')));
  return named === undefined ? 'never' : named.endsWith(': office') ? 'office' : 'place';
}

describe('access', () => {
  it.each(actions.map((action) => [permissions[action].rule, action] as const))(
    '%s %s is permitted to those whom SPEC.md names, where it says so, and to nobody else',
    (rule, action) => {
      const cell = written.get(rule) ?? '';
      expect(roles.map((role) => [role, reachOf(action, role)])).toEqual(
        roles.map((role) => [role, saidOf(role, cell)]),
      );
    },
  );

  it('SPEC.md has a row for each action, and none besides', () => {
    expect([...written.keys()].toSorted()).toEqual(
      actions.map((action) => permissions[action].rule).toSorted(),
    );
  });

  it('ACC7 names the rule that permits', () => {
    const question = { action: 'enrolment.decide-held', placeId: oebobo } as const;
    const supervisor = officer({ role: 'supervisor', placeId: oebobo });
    expect(decideAccess({ ...question, officer: supervisor })).toEqual({
      ok: true,
      value: { permittedBy: `ACC7 supervisor@${oebobo}` },
    });
    expect(
      decideAccess({ ...question, officer: officer({ role: 'supervisor', placeId: null }) }),
    ).toMatchObject({
      value: { permittedBy: 'ACC7 supervisor@office' },
    });
    expect(new Set(actions.map((action) => permissions[action].rule)).size).toBe(actions.length);
  });

  it('ACC20 a role held at one place reaches neither another place nor the whole office', () => {
    for (const action of actions) {
      for (const role of roles) {
        expect(may(action, role, oebobo, alak)).toBe(false);
        expect(may(action, role, oebobo, null)).toBe(false);
      }
    }
    expect(may('policy.change', 'head', oebobo, oebobo)).toBe(false);
    expect(may('enrolment.record', 'operator', oebobo, oebobo)).toBe(true);
  });

  it('ACC21 more roles never permit less', () => {
    const held = fc.array(anyRole, { maxLength: 4 });
    fc.assert(
      fc.property(held, anyRole, fc.constantFrom(...actions), anyPlace, (some, more, action, placeId) => {
        const before = decideAccess({ action, officer: officer(...some), placeId }).ok;
        const after = decideAccess({ action, officer: officer(...some, more), placeId }).ok;
        expect(before && !after).toBe(false);
      }),
      { seed: 81 },
    );
  });

  it('ACC22 the auditor changes nothing and sees no samples; the administrator sees no recordings', () => {
    const seeing = actions.filter((action) => /\.(view|search)$/.test(action));
    expect(permittedActions(officer({ role: 'auditor', placeId: null }))).toEqual(seeing);
    const administrator = permittedActions(officer({ role: 'administrator', placeId: null }));
    expect(administrator.filter((action) => action.startsWith('enrolment.'))).toEqual([]);
  });

  it('ACC23 what is not in the table is refused', () => {
    for (const action of ['card.print', 'toString', '__proto__', ''] as string[] as Action[]) {
      expect(may(action, 'head', null, null)).toBe(false);
    }
    for (const role of ['janitor', 'rule', 'constructor'] as unknown as Role[]) {
      expect(actions.some((action) => may(action, role, null, null))).toBe(false);
    }
    expect(decideAccess({ action: 'policy.view', officer: officer(), placeId: null })).toMatchObject({
      ok: false,
      code: 'ACCESS_DENIED',
    });
  });

  it('ACC20 lists the places at which something may be done', () => {
    const mixed = officer(
      { role: 'supervisor', placeId: oebobo },
      { role: 'technician', placeId: alak },
      { role: 'operator', placeId: oebobo },
    );
    expect(placesPermitted('enrolment.decide-held', mixed)).toEqual([oebobo]);
    expect(placesPermitted('station.view', mixed)).toEqual([oebobo, alak]);
    expect(placesPermitted('policy.change', mixed)).toEqual([]);
    expect(placesPermitted('enrolment.view', officer({ role: 'head', placeId: null }))).toBe('all');
    expect(permittedActions(mixed)).toContain('station.enrol');
    expect(permittedActions(mixed)).not.toContain('officer.view');
  });
});
