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
const anyPlace = fc.constantFrom(null, oebobo, alak);
const anyRole = fc.record({ role: fc.constantFrom(...roles), placeId: anyPlace });

/** Who may do what somewhere, written out a second time so that a slip in the table shows. */
const expected: Record<Action, readonly Role[]> = {
  'enrolment.record': ['operator', 'supervisor'],
  'enrolment.approve-exception': ['supervisor'],
  'enrolment.reopen': ['supervisor'],
  'enrolment.discard': ['operator', 'supervisor'],
  'enrolment.view': ['operator', 'supervisor', 'printing-officer', 'head', 'auditor'],
  'enrolment.view-samples': ['supervisor'],
  'enrolment.decide-held': ['supervisor'],
  'station.enrol': ['technician', 'administrator'],
  'station.revoke': ['supervisor', 'technician', 'head', 'administrator'],
  'station.view': ['operator', 'supervisor', 'technician', 'head', 'auditor', 'administrator'],
  'resident.search': ['operator', 'supervisor', 'printing-officer', 'head', 'auditor'],
  'resident.import': ['administrator'],
  'officer.manage': ['head', 'administrator'],
  'officer.view': ['head', 'auditor', 'administrator'],
  'policy.change': ['head'],
  'policy.view': roles,
  'backup.run': ['head', 'administrator'],
  'audit.view': ['head', 'auditor'],
  'statistics.view': ['supervisor', 'head', 'auditor', 'administrator'],
  'equipment.view': [
    'operator',
    'supervisor',
    'technician',
    'storekeeper',
    'head',
    'auditor',
    'administrator',
  ],
  'equipment.manage': ['technician', 'storekeeper', 'administrator'],
  'equipment.move': ['technician', 'storekeeper', 'head'],
  'equipment.dispose': ['storekeeper', 'head'],
  'fault.report': ['operator', 'supervisor', 'technician', 'storekeeper', 'head'],
  'repair.manage': ['supervisor', 'technician', 'head'],
  'turned-away.count': ['operator', 'supervisor', 'technician', 'head'],
  'device.care': ['operator', 'supervisor', 'technician'],
  'service.report': ['operator', 'supervisor', 'head', 'administrator'],
  'service.state': ['supervisor', 'head'],
  'service.configure': ['head', 'administrator'],
  'service.view': roles,
  'announcement.view': ['supervisor', 'head', 'auditor', 'administrator'],
  'announcement.draft': ['supervisor', 'head'],
  'announcement.approve': ['head'],
  'letter.view': ['operator', 'supervisor', 'printing-officer', 'head', 'auditor'],
  'letter.issue': ['operator', 'supervisor', 'printing-officer'],
  'letter.decide': ['supervisor'],
  'letter.void': ['supervisor', 'head'],
  'letter.register': ['supervisor', 'head'],
  'letter.sign': ['supervisor', 'head'],
  'card.view': ['operator', 'supervisor', 'printing-officer', 'head', 'auditor'],
  'card.ask': ['operator', 'supervisor', 'printing-officer'],
  'card.propose': ['operator', 'supervisor', 'printing-officer'],
  'card.agree': ['supervisor', 'head'],
  'card.withdraw': ['supervisor', 'printing-officer'],
  'card.face': ['supervisor', 'printing-officer'],
  'card.print': ['printing-officer'],
  'card.set-printer': ['supervisor', 'printing-officer', 'administrator'],
  'handover.view': ['operator', 'supervisor', 'printing-officer', 'head', 'auditor'],
  'handover.give': ['operator', 'supervisor', 'printing-officer'],
  'handover.agree': ['supervisor'],
  'handover.return': ['supervisor', 'printing-officer'],
  'handover.give-up': ['supervisor'],
  'centre.note': ['operator', 'supervisor', 'printing-officer'],
  'centre.import': ['supervisor', 'administrator'],
  'centre.decide': ['supervisor'],
  'blank.view': ['supervisor', 'storekeeper', 'printing-officer', 'head', 'auditor'],
  'blank.keep': ['storekeeper', 'head'],
  'blank.spoil': ['storekeeper', 'printing-officer'],
  'blank.count': ['storekeeper', 'printing-officer', 'head'],
  'blank.write-off': ['storekeeper', 'head'],
  'centre.export': ['supervisor'],
};

describe('access', () => {
  it.each(actions.map((action) => [permissions[action].rule, action] as const))(
    '%s %s is permitted to those named and to nobody else',
    (_, action) => {
      expect(roles.filter((role) => may(action, role, null, null))).toEqual(
        roles.filter((role) => expected[action].includes(role)),
      );
    },
  );

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
