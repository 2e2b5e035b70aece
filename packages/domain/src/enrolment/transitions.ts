import type { EnrolmentCommandKind } from './commands.ts';
import type { EnrolmentState } from './draft.ts';
import type { EnrolmentRefusalCode } from './refusals.ts';

const closed = <Code extends EnrolmentRefusalCode>(code: Code) =>
  ({
    begin: 'ENROLMENT_ALREADY_BEGUN',
    'confirm-biodata': code,
    'stop-for-correction': code,
    'record-captures': code,
    'mark-exception': code,
    'record-signature': code,
    'record-statement': code,
    'accept-step': code,
    'accept-unverified': code,
    'owe-step': code,
    'go-back': code,
    'set-aside': code,
    resume: code,
    discard: code,
    'begin-sealing': code,
    sealed: code,
    'sealing-failed': code,
  }) as const;

/** What may be done in which state: `allowed`, or the code it is refused with. */
export const enrolmentTransitions = {
  open: {
    begin: 'ENROLMENT_ALREADY_BEGUN',
    'confirm-biodata': 'allowed',
    'stop-for-correction': 'allowed',
    'record-captures': 'allowed',
    'mark-exception': 'allowed',
    'record-signature': 'allowed',
    'record-statement': 'allowed',
    'accept-step': 'allowed',
    'accept-unverified': 'allowed',
    'owe-step': 'allowed',
    'go-back': 'allowed',
    'set-aside': 'allowed',
    resume: 'allowed',
    discard: 'allowed',
    'begin-sealing': 'allowed',
    sealed: 'ENROLMENT_NOT_SEALING',
    'sealing-failed': 'ENROLMENT_NOT_SEALING',
  },
  stopped: { ...closed('ENROLMENT_STOPPED'), resume: 'allowed', discard: 'allowed', 'set-aside': 'allowed' },
  'set-aside': { ...closed('ENROLMENT_SET_ASIDE'), resume: 'allowed', discard: 'allowed' },
  sealing: {
    ...closed('ENROLMENT_SEALING'),
    'begin-sealing': 'allowed',
    sealed: 'allowed',
    'sealing-failed': 'allowed',
  },
  sealed: closed('ENROLMENT_SEALED'),
  discarded: closed('ENROLMENT_DISCARDED'),
} as const satisfies Record<EnrolmentState, Record<EnrolmentCommandKind, 'allowed' | EnrolmentRefusalCode>>;
