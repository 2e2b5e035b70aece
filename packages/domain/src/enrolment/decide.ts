import type { Outcome, Refusal } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import type { Approval } from './approval.ts';
import { isSignature } from './capture.ts';
import type { Act, EnrolmentCommand, EnrolmentCommandKind, EnrolmentCommandOf } from './commands.ts';
import type { EnrolmentDraft } from './draft.ts';
import type { EnrolmentFact, EnrolmentFactKind, EnrolmentFacts } from './facts.ts';
import {
  currentStep,
  exceptionsOf,
  findTries,
  judgeStep,
  mayBeOwed,
  stepsLacking,
  wantedOf,
} from './progress.ts';
import type { EnrolmentRefusalCode } from './refusals.ts';
import type { Step, Subject } from './steps.ts';
import { subjectsOfStep } from './steps.ts';
import { enrolmentTransitions } from './transitions.ts';

type Decision = Outcome<readonly EnrolmentFact[], EnrolmentRefusalCode>;
type Deciders = {
  [K in Exclude<EnrolmentCommandKind, 'begin'>]: (
    draft: EnrolmentDraft,
    command: EnrolmentCommandOf<K>,
  ) => Decision;
};

/**
 * What follows from a command: facts to write down before anything else happens, or the reason why not.
 * @param draft null before the recording was begun
 */
export function decideEnrolment(draft: EnrolmentDraft | null, command: EnrolmentCommand): Decision {
  if (draft === null) return command.kind === 'begin' ? begin(command) : refuse('ENROLMENT_NOT_BEGUN');
  const allowed = enrolmentTransitions[draft.state][command.kind];
  if (allowed !== 'allowed') return refuse(allowed);
  if (command.kind === 'begin') return refuse('ENROLMENT_ALREADY_BEGUN');
  const decider = deciders[command.kind] as (draft: EnrolmentDraft, command: EnrolmentCommand) => Decision;
  return decider(draft, command);
}

function begin(command: EnrolmentCommandOf<'begin'>): Decision {
  const { at, officerId, enrolmentId, biodata, residentKnown, eligibility, warnings, policy } = command;
  const reopening = eligibility.reopening;
  if (reopening && isOwn(reopening.approval, command)) return refuse('ENROLMENT_APPROVAL_OWN');
  const begun = { biodata, residentKnown, eligibility, warnings, policy };
  return succeed([{ kind: 'enrolment-begun', enrolmentId, at, officerId, ...begun }]);
}

const deciders: Deciders = {
  'confirm-biodata': (draft, command) =>
    notCurrent(draft, 'biodata') ?? happened(draft, command, 'biodata-confirmed', {}),

  'stop-for-correction': (draft, command) => {
    if (command.wrongFields.length === 0) return refuse('ENROLMENT_NO_WRONG_FIELD');
    return (
      notCurrent(draft, 'biodata') ??
      happened(draft, command, 'correction-asked', { wrongFields: command.wrongFields })
    );
  },

  'record-captures': (draft, command) =>
    notCurrent(draft, command.step) ?? unwelcomeSamples(draft, command) ?? recordCaptures(draft, command),

  'mark-exception': (draft, command) => {
    const { step, subjects, approval } = command;
    if (draft.finished[step] !== undefined) return refuse('ENROLMENT_STEP_NOT_CURRENT', { step });
    if (subjects.includes('FA')) return refuse('ENROLMENT_FACE_NOT_EXCEPTED');
    const stranger = outside(step, subjects);
    if (stranger) return refuse('ENROLMENT_SUBJECT_NOT_IN_STEP', { step, subject: stranger });
    if (isOwn(approval, command)) return refuse('ENROLMENT_APPROVAL_OWN');
    return (
      notAsked(draft, step) ?? happened(draft, command, 'exceptions-marked', { step, subjects, approval })
    );
  },

  'record-signature': (draft, command) => {
    if (!isSignature(command.strokes)) return refuse('ENROLMENT_NOT_SIGNED');
    const { sampleName, deviceSerialNo } = command;
    return (
      notCurrent(draft, 'signature') ??
      happened(draft, command, 'signature-recorded', { sampleName, deviceSerialNo })
    );
  },

  'record-statement': (draft, command) => {
    if (!isSignature(command.strokes)) return refuse('ENROLMENT_NOT_SIGNED');
    const { sampleName, deviceSerialNo, textVersion } = command;
    return (
      notCurrent(draft, 'statement') ??
      happened(draft, command, 'statement-recorded', { sampleName, deviceSerialNo, textVersion })
    );
  },

  'accept-step': (draft, command) => notCurrent(draft, command.step) ?? acceptStep(draft, command),

  'accept-unverified': (draft, command) => {
    const { subjects, approval } = command;
    const { unverified } = judgeStep(draft, 'verification');
    const stranger = subjects.find((subject) => !unverified.includes(subject));
    if (stranger || subjects.length === 0)
      return refuse('ENROLMENT_NOT_UNVERIFIED', { subject: stranger ?? '' });
    if (isOwn(approval, command)) return refuse('ENROLMENT_APPROVAL_OWN');
    return (
      notCurrent(draft, 'verification') ??
      happened(draft, command, 'unverified-accepted', { subjects, approval })
    );
  },

  'owe-step': (draft, command) => {
    const { step, approval } = command;
    if (!mayBeOwed(draft, step)) return refuse('ENROLMENT_STEP_CANNOT_BE_OWED', { step });
    if (isOwn(approval, command)) return refuse('ENROLMENT_APPROVAL_OWN');
    return notCurrent(draft, step) ?? happened(draft, command, 'step-owed', { step, approval });
  },

  'go-back': (draft, command) => {
    const { step, afresh = false } = command;
    const open = draft.finished[step] === undefined;
    if (open && !(afresh && step === currentStep(draft))) {
      return notAsked(draft, step) ?? refuse('ENROLMENT_STEP_NOT_DONE', { step });
    }
    const alsoOpened = standingOn(step).filter((later) => draft.finished[later] !== undefined);
    return happened(draft, command, 'step-reopened', { step, alsoOpened, afresh });
  },

  'set-aside': (draft, command) =>
    noReason(command.reason) ??
    happened(draft, command, 'enrolment-set-aside', { reason: command.reason.trim() }),

  resume: (draft, command) => {
    const { corrected } = command;
    const resumed = happened(draft, command, 'enrolment-resumed', {});
    if (!corrected || !resumed.ok) return resumed;
    if (corrected.biodata.nik !== draft.biodata.nik) return refuse('ENROLMENT_NIK_CHANGED');
    const changed = happened(draft, command, 'biodata-corrected', corrected);
    return changed.ok ? succeed([...resumed.value, ...changed.value]) : changed;
  },

  discard: (draft, command) => {
    const { approval } = command;
    if (isOwn(approval, command)) return refuse('ENROLMENT_APPROVAL_OWN');
    const reason = command.reason.trim();
    return noReason(reason) ?? happened(draft, command, 'enrolment-discarded', { reason, approval });
  },

  'begin-sealing': (draft, command) => {
    const { packetId, receiptCode } = command;
    if (draft.sealing) {
      return draft.sealing.packetId === packetId ? succeed([]) : refuse('ENROLMENT_SEALING');
    }
    const lacking = stepsLacking(draft);
    if (lacking.length > 0) return refuse('ENROLMENT_NOT_READY', { steps: lacking.join(', ') });
    return happened(draft, command, 'sealing-begun', { packetId, receiptCode });
  },

  sealed: (draft, command) =>
    draft.sealing?.packetId === command.packetId
      ? happened(draft, command, 'enrolment-sealed', { packetId: command.packetId })
      : refuse('ENROLMENT_NOT_SEALING'),

  'sealing-failed': (draft, command) => happened(draft, command, 'sealing-failed', {}),
};

function unwelcomeSamples(
  draft: EnrolmentDraft,
  { step, samples }: EnrolmentCommandOf<'record-captures'>,
): Refusal<EnrolmentRefusalCode> | undefined {
  const subjects = samples.map((sample) => sample.subject);
  if (subjects.length === 0) return refuse('ENROLMENT_NOTHING_CAPTURED', { step });
  const stranger = outside(step, subjects) ?? twice(subjects);
  if (stranger) return refuse('ENROLMENT_SUBJECT_NOT_IN_STEP', { step, subject: stranger });
  const excepted = exceptionsOf(draft, step).find((subject) => subjects.includes(subject));
  if (excepted) return refuse('ENROLMENT_SUBJECT_EXCEPTED', { step, subject: excepted });
  const exhausted = (subject: Subject) =>
    (findTries(draft, step, subject)?.triesThisTime ?? 0) >= draft.policy.maxTries;
  const othersMissing = wantedOf(draft, step).some((subject) => !findTries(draft, step, subject)?.best);
  if (subjects.every(exhausted) && !othersMissing) {
    return refuse('ENROLMENT_NO_TRIES_LEFT', { maxTries: draft.policy.maxTries });
  }
  return undefined;
}

function recordCaptures(draft: EnrolmentDraft, command: EnrolmentCommandOf<'record-captures'>): Decision {
  const { step, samples } = command;
  const captures = samples.map((sample) => ({
    ...sample,
    attempt: (findTries(draft, step, sample.subject)?.tries ?? 0) + 1,
  }));
  return happened(draft, command, 'captures-recorded', { step, captures });
}

function acceptStep(draft: EnrolmentDraft, command: EnrolmentCommandOf<'accept-step'>): Decision {
  const { step } = command;
  if (step === 'biodata') return refuse('ENROLMENT_BIODATA_UNCONFIRMED');
  const { missing, tryAgain, forced, unverified, unsigned } = judgeStep(draft, step);
  if (unsigned) return refuse('ENROLMENT_NOT_SIGNED');
  if (missing.length > 0) return refuse('ENROLMENT_SUBJECT_MISSING', { step, subjects: missing.join(', ') });
  if (tryAgain.length > 0) return refuse('ENROLMENT_TRIES_LEFT', { step, subjects: tryAgain.join(', ') });
  if (unverified.length > 0)
    return refuse('ENROLMENT_FINGER_NOT_VERIFIED', { subjects: unverified.join(', ') });
  return happened(draft, command, 'step-accepted', { step, forced });
}

/** Steps whose result means nothing any more once `step` is done again. */
function standingOn(step: Step): readonly Step[] {
  if (step === 'biodata') return ['statement', 'review'];
  if (step === 'left-four' || step === 'right-four') return ['verification', 'review'];
  return step === 'review' ? [] : ['review'];
}

const outside = (step: Step, subjects: readonly Subject[]): Subject | undefined => {
  const own: readonly Subject[] = subjectsOfStep[step];
  return subjects.find((subject) => !own.includes(subject));
};

const twice = (subjects: readonly Subject[]): Subject | undefined =>
  subjects.find((subject, i) => subjects.indexOf(subject) !== i);

const isOwn = (approval: Approval, act: Act): boolean => approval.approvedBy === act.officerId;

const noReason = (reason: string): Refusal<'ENROLMENT_REASON_MISSING'> | undefined =>
  reason.trim().length < 3 ? refuse('ENROLMENT_REASON_MISSING') : undefined;

const notAsked = (draft: EnrolmentDraft, step: Step): Refusal<'ENROLMENT_STEP_NOT_ASKED'> | undefined =>
  draft.policy.steps.includes(step) ? undefined : refuse('ENROLMENT_STEP_NOT_ASKED', { step });

function notCurrent(draft: EnrolmentDraft, step: Step): Refusal<EnrolmentRefusalCode> | undefined {
  const current = currentStep(draft);
  if (step === current) return undefined;
  return (
    notAsked(draft, step) ?? refuse('ENROLMENT_STEP_NOT_CURRENT', { step, current: current ?? 'review' })
  );
}

function happened<K extends EnrolmentFactKind>(
  draft: EnrolmentDraft,
  { at, officerId }: Act,
  kind: K,
  what: EnrolmentFacts[K],
): Decision {
  return succeed([
    { ...(what as object), kind, enrolmentId: draft.id, at, officerId } as unknown as EnrolmentFact,
  ]);
}
