import type { OfficerId, PlaceId } from '../kernel/ids.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import type { Role } from './roles.ts';

export const actions = [
  'enrolment.record',
  'enrolment.approve-exception',
  'enrolment.reopen',
  'enrolment.discard',
  'enrolment.view',
  'enrolment.view-samples',
  'enrolment.decide-held',
  'station.enrol',
  'station.revoke',
  'station.view',
  'resident.search',
  'resident.import',
  'resident.note-death',
  'officer.manage',
  'officer.view',
  'policy.change',
  'policy.view',
  'backup.run',
  'audit.view',
  'statistics.view',
  'equipment.view',
  'equipment.manage',
  'equipment.move',
  'equipment.dispose',
  'fault.report',
  'repair.manage',
  'turned-away.count',
  'device.care',
  'service.report',
  'service.state',
  'service.configure',
  'service.view',
  'announcement.view',
  'announcement.draft',
  'announcement.approve',
  'letter.view',
  'letter.issue',
  'letter.decide',
  'letter.void',
  'letter.register',
  'letter.sign',
  'card.view',
  'card.ask',
  'card.propose',
  'card.agree',
  'card.withdraw',
  'card.face',
  'card.print',
  'card.set-printer',
  'handover.view',
  'handover.give',
  'handover.agree',
  'handover.return',
  'handover.give-up',
  'centre.note',
  'centre.import',
  'centre.decide',
  'blank.view',
  'blank.keep',
  'blank.spoil',
  'blank.count',
  'blank.write-off',
  'centre.export',
] as const;
export type Action = (typeof actions)[number];

/**
 * Where a role allows an action. `place`: where the role is held, which is everywhere for a role held at the office;
 * `office`: only for a role held at the office; `never`.
 */
type Reach = 'never' | 'place' | 'office';
type Row = { readonly rule: `ACC${number}` } & Readonly<Record<Role, Reach>>;

const nobody = {
  operator: 'never',
  supervisor: 'never',
  technician: 'never',
  storekeeper: 'never',
  'printing-officer': 'never',
  head: 'never',
  auditor: 'never',
  administrator: 'never',
} as const satisfies Record<Role, Reach>;

/** Who may do what, and where: the whole of it. A role not named in a row may not. */
export const permissions = {
  'enrolment.record': { ...nobody, rule: 'ACC1', operator: 'place', supervisor: 'place' },
  'enrolment.approve-exception': { ...nobody, rule: 'ACC2', supervisor: 'place' },
  'enrolment.reopen': { ...nobody, rule: 'ACC3', supervisor: 'place' },
  'enrolment.discard': { ...nobody, rule: 'ACC4', operator: 'place', supervisor: 'place' },
  'enrolment.view': {
    ...nobody,
    rule: 'ACC5',
    operator: 'place',
    supervisor: 'place',
    'printing-officer': 'place',
    head: 'office',
    auditor: 'office',
  },
  'enrolment.view-samples': { ...nobody, rule: 'ACC6', supervisor: 'place' },
  'enrolment.decide-held': { ...nobody, rule: 'ACC7', supervisor: 'place' },
  'station.enrol': { ...nobody, rule: 'ACC8', technician: 'place', administrator: 'office' },
  'station.revoke': {
    ...nobody,
    rule: 'ACC9',
    supervisor: 'place',
    technician: 'place',
    head: 'office',
    administrator: 'office',
  },
  'station.view': {
    ...nobody,
    rule: 'ACC10',
    operator: 'place',
    supervisor: 'place',
    technician: 'place',
    head: 'office',
    auditor: 'office',
    administrator: 'office',
  },
  'resident.search': {
    ...nobody,
    rule: 'ACC11',
    operator: 'place',
    supervisor: 'place',
    'printing-officer': 'place',
    head: 'office',
    auditor: 'office',
  },
  'resident.import': { ...nobody, rule: 'ACC12', administrator: 'office' },
  'resident.note-death': { ...nobody, rule: 'ACC31', supervisor: 'place', head: 'office' },
  'officer.manage': { ...nobody, rule: 'ACC13', administrator: 'office', head: 'office' },
  'officer.view': { ...nobody, rule: 'ACC14', head: 'office', auditor: 'office', administrator: 'office' },
  'policy.change': { ...nobody, rule: 'ACC15', head: 'office' },
  'policy.view': {
    operator: 'place',
    supervisor: 'place',
    technician: 'place',
    storekeeper: 'place',
    'printing-officer': 'place',
    head: 'office',
    auditor: 'office',
    administrator: 'office',
    rule: 'ACC16',
  },
  'backup.run': { ...nobody, rule: 'ACC17', administrator: 'office', head: 'office' },
  'audit.view': { ...nobody, rule: 'ACC18', head: 'office', auditor: 'office' },
  'statistics.view': {
    ...nobody,
    rule: 'ACC19',
    supervisor: 'place',
    head: 'office',
    auditor: 'office',
    administrator: 'office',
  },
  'equipment.view': {
    ...nobody,
    rule: 'ACC24',
    operator: 'place',
    supervisor: 'place',
    technician: 'place',
    storekeeper: 'place',
    head: 'office',
    auditor: 'office',
    administrator: 'office',
  },
  'equipment.manage': {
    ...nobody,
    rule: 'ACC25',
    technician: 'place',
    storekeeper: 'place',
    administrator: 'office',
  },
  'equipment.move': { ...nobody, rule: 'ACC26', technician: 'place', storekeeper: 'place', head: 'office' },
  'equipment.dispose': { ...nobody, rule: 'ACC27', storekeeper: 'office', head: 'office' },
  'fault.report': {
    ...nobody,
    rule: 'ACC28',
    operator: 'place',
    supervisor: 'place',
    technician: 'place',
    storekeeper: 'place',
    head: 'office',
  },
  'repair.manage': { ...nobody, rule: 'ACC29', supervisor: 'place', technician: 'place', head: 'office' },
  'turned-away.count': {
    ...nobody,
    rule: 'ACC30',
    operator: 'place',
    supervisor: 'place',
    technician: 'place',
    head: 'office',
  },
  'device.care': { ...nobody, rule: 'ACC50', operator: 'place', supervisor: 'place', technician: 'place' },
  'service.report': {
    ...nobody,
    rule: 'ACC51',
    operator: 'place',
    supervisor: 'place',
    head: 'office',
    administrator: 'office',
  },
  'service.state': { ...nobody, rule: 'ACC52', supervisor: 'office', head: 'office' },
  'service.configure': { ...nobody, rule: 'ACC53', head: 'office', administrator: 'office' },
  'service.view': {
    operator: 'place',
    supervisor: 'place',
    technician: 'place',
    storekeeper: 'place',
    'printing-officer': 'place',
    head: 'office',
    auditor: 'office',
    administrator: 'office',
    rule: 'ACC54',
  },
  'announcement.view': {
    ...nobody,
    rule: 'ACC55',
    supervisor: 'office',
    head: 'office',
    auditor: 'office',
    administrator: 'office',
  },
  'announcement.draft': { ...nobody, rule: 'ACC56', supervisor: 'office', head: 'office' },
  'announcement.approve': { ...nobody, rule: 'ACC57', head: 'office' },
  'letter.view': {
    ...nobody,
    rule: 'ACC60',
    operator: 'place',
    supervisor: 'place',
    'printing-officer': 'place',
    head: 'office',
    auditor: 'office',
  },
  'letter.issue': {
    ...nobody,
    rule: 'ACC61',
    operator: 'place',
    supervisor: 'place',
    'printing-officer': 'place',
  },
  'letter.decide': { ...nobody, rule: 'ACC62', supervisor: 'place' },
  'letter.void': { ...nobody, rule: 'ACC63', supervisor: 'place', head: 'office' },
  'letter.register': { ...nobody, rule: 'ACC64', supervisor: 'office', head: 'office' },
  'letter.sign': { ...nobody, rule: 'ACC65', supervisor: 'office', head: 'office' },
  'card.view': {
    ...nobody,
    rule: 'ACC90',
    operator: 'place',
    supervisor: 'place',
    'printing-officer': 'place',
    head: 'office',
    auditor: 'office',
  },
  'card.ask': {
    ...nobody,
    rule: 'ACC91',
    operator: 'place',
    supervisor: 'place',
    'printing-officer': 'place',
  },
  'card.propose': {
    ...nobody,
    rule: 'ACC92',
    operator: 'place',
    supervisor: 'place',
    'printing-officer': 'place',
  },
  'card.agree': { ...nobody, rule: 'ACC93', supervisor: 'place', head: 'office' },
  'card.withdraw': { ...nobody, rule: 'ACC94', supervisor: 'place', 'printing-officer': 'place' },
  'card.face': { ...nobody, rule: 'ACC95', supervisor: 'place', 'printing-officer': 'place' },
  'card.print': { ...nobody, rule: 'ACC96', 'printing-officer': 'place' },
  'card.set-printer': {
    ...nobody,
    rule: 'ACC97',
    'printing-officer': 'place',
    supervisor: 'place',
    administrator: 'office',
  },
  'handover.view': {
    ...nobody,
    rule: 'ACC98',
    operator: 'place',
    supervisor: 'place',
    'printing-officer': 'place',
    head: 'office',
    auditor: 'office',
  },
  'handover.give': {
    ...nobody,
    rule: 'ACC99',
    operator: 'place',
    supervisor: 'place',
    'printing-officer': 'place',
  },
  'handover.agree': { ...nobody, rule: 'ACC100', supervisor: 'place' },
  'handover.return': { ...nobody, rule: 'ACC101', supervisor: 'place', 'printing-officer': 'place' },
  'handover.give-up': { ...nobody, rule: 'ACC102', supervisor: 'place' },
  'centre.note': {
    ...nobody,
    rule: 'ACC70',
    operator: 'place',
    supervisor: 'place',
    'printing-officer': 'place',
  },
  'centre.import': { ...nobody, rule: 'ACC71', supervisor: 'office', administrator: 'office' },
  'centre.decide': { ...nobody, rule: 'ACC72', supervisor: 'place' },
  'blank.view': {
    ...nobody,
    rule: 'ACC80',
    supervisor: 'place',
    storekeeper: 'place',
    'printing-officer': 'place',
    head: 'office',
    auditor: 'office',
  },
  'blank.keep': { ...nobody, rule: 'ACC81', storekeeper: 'office', head: 'office' },
  'blank.spoil': { ...nobody, rule: 'ACC82', storekeeper: 'place', 'printing-officer': 'place' },
  'blank.count': {
    ...nobody,
    rule: 'ACC83',
    storekeeper: 'place',
    'printing-officer': 'place',
    head: 'office',
  },
  'blank.write-off': { ...nobody, rule: 'ACC84', storekeeper: 'office', head: 'office' },
  'centre.export': { ...nobody, rule: 'ACC73', supervisor: 'office' },
} as const satisfies Record<Action, Row>;

/** A role somebody holds at a place, or at the whole office when `placeId` is null. */
export interface RoleHeld {
  readonly role: Role;
  readonly placeId: PlaceId | null;
}

export interface OfficerAccess {
  readonly id: OfficerId;
  readonly roles: readonly RoleHeld[];
}

export const accessRefusalCodes = ['ACCESS_DENIED'] as const;
export type AccessRefusalCode = (typeof accessRefusalCodes)[number];

export interface Permit {
  /** The rule that permits, as facts carry it: `ACC7 supervisor@plc_…`, `ACC15 head@office`. */
  readonly permittedBy: string;
}

export interface AccessQuestion {
  readonly action: Action;
  readonly officer: OfficerAccess;
  /** Where it is done; null when it concerns the whole office. */
  readonly placeId: PlaceId | null;
}

/** Whether an officer may do this here, and by which rule. What no rule permits is refused. */
export function decideAccess(question: AccessQuestion): Outcome<Permit, AccessRefusalCode> {
  const { action, officer, placeId } = question;
  const row: Row | undefined = Object.hasOwn(permissions, action) ? permissions[action] : undefined;
  const held = row && officer.roles.find((role) => reaches(row[role.role], role, placeId));
  if (!row || !held) return refuse('ACCESS_DENIED', { action });
  return succeed({ permittedBy: `${row.rule} ${held.role}@${held.placeId ?? 'office'}` });
}

function reaches(reach: Reach | undefined, held: RoleHeld, placeId: PlaceId | null): boolean {
  if (reach === 'office') return held.placeId === null;
  if (reach === 'place') return held.placeId === null || held.placeId === placeId;
  return false;
}

/** Places at which an officer may do something: all, or those listed (none: nowhere). For lists and searches. */
export function placesPermitted(action: Action, officer: OfficerAccess): 'all' | readonly PlaceId[] {
  if (decideAccess({ action, officer, placeId: null }).ok) return 'all';
  const held = officer.roles.flatMap(({ placeId }) => (placeId === null ? [] : [placeId]));
  return [...new Set(held)].filter((placeId) => decideAccess({ action, officer, placeId }).ok);
}

/** Everything an officer may do at one place at least, for screens that hide the rest. */
export const permittedActions = (officer: OfficerAccess): readonly Action[] =>
  actions.filter((action) => {
    const places = placesPermitted(action, officer);
    return places === 'all' || places.length > 0;
  });
