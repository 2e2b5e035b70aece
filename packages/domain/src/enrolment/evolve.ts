import type { Instant } from '../kernel/calendar.ts';
import type { Capture } from './capture.ts';
import { betterOf } from './capture.ts';
import type { EnrolmentDraft, EnrolmentState, PenSample, SubjectTries } from './draft.ts';
import type { EnrolmentFact, EnrolmentFactKind, EnrolmentFactOf } from './facts.ts';
import { currentStep, findTries } from './progress.ts';
import type { Step } from './steps.ts';

/** Longest time between two acts that is believed; more means that the clock jumped or the counter was left, ms. */
export const longestPauseMs = 60 * 60_000;

type Evolvers = {
  [K in Exclude<EnrolmentFactKind, 'enrolment-begun'>]: (
    draft: EnrolmentDraft,
    fact: EnrolmentFactOf<K>,
  ) => Partial<EnrolmentDraft>;
};

/** The draft after a fact. @throws when a recording's facts do not start with its beginning, or belong to another */
export function evolveEnrolment(draft: EnrolmentDraft | null, fact: EnrolmentFact): EnrolmentDraft {
  if (fact.kind === 'enrolment-begun') return begun(fact);
  if (draft === null || draft.id !== fact.enrolmentId) {
    throw new Error(`Fact ${fact.kind} does not belong to this recording`);
  }
  const evolver = evolvers[fact.kind] as (
    draft: EnrolmentDraft,
    fact: EnrolmentFact,
  ) => Partial<EnrolmentDraft>;
  return {
    ...draft,
    ...measured(draft, fact),
    ...evolver(draft, fact),
    officerId: fact.officerId,
    lastFactAt: fact.at.at,
  };
}

/** The draft that a recording's facts add up to, oldest first. */
export const replayEnrolment = (facts: readonly EnrolmentFact[]): EnrolmentDraft | null =>
  facts.reduce<EnrolmentDraft | null>(evolveEnrolment, null);

function begun(fact: EnrolmentFactOf<'enrolment-begun'>): EnrolmentDraft {
  const { biodata, residentKnown, eligibility, warnings, policy } = fact;
  return {
    id: fact.enrolmentId,
    state: 'open',
    policy,
    biodata,
    residentKnown,
    eligibility,
    warnings,
    startedAt: fact.at,
    officerId: fact.officerId,
    biodataConfirmedAt: null,
    wrongFields: [],
    finished: {},
    owed: [],
    tried: [],
    exceptions: [],
    unverified: [],
    signature: null,
    statement: null,
    stepMs: {},
    lastFactAt: fact.at.at,
    setAside: null,
    sealing: null,
    sealedAt: null,
  };
}

const evolvers: Evolvers = {
  'biodata-confirmed': (draft, fact) => ({
    biodataConfirmedAt: fact.at,
    finished: { ...draft.finished, biodata: 'done' },
  }),
  'correction-asked': (_, fact) => ({ state: 'stopped', wrongFields: fact.wrongFields }),
  'captures-recorded': (draft, fact) => ({
    unverified: draft.unverified.filter(
      (mark) => !fact.captures.some((capture) => fact.step === mark.step && capture.subject === mark.subject),
    ),
    tried: fact.captures.reduce<readonly SubjectTries[]>((tried, capture) => {
      const tries = triedOnceMore(draft, fact.step, capture);
      return [
        ...tried.filter((other) => other.step !== tries.step || other.subject !== tries.subject),
        tries,
      ];
    }, draft.tried),
  }),
  'exceptions-marked': (draft, fact) => ({
    exceptions: [
      ...draft.exceptions.filter((mark) => mark.step !== fact.step),
      ...fact.subjects.map((subject) => ({ step: fact.step, subject, approval: fact.approval })),
    ],
  }),
  'signature-recorded': (draft, fact) => ({ signature: penSample(draft.signature, fact) }),
  'statement-recorded': (draft, fact) => ({
    statement: { ...penSample(draft.statement, fact), textVersion: fact.textVersion },
  }),
  'step-accepted': (draft, fact) => ({
    finished: { ...draft.finished, [fact.step]: 'done' },
    tried: draft.tried.map((tries) =>
      tries.step === fact.step ? { ...tries, forced: fact.forced.includes(tries.subject) } : tries,
    ),
  }),
  'unverified-accepted': (draft, { subjects, approval }) => ({
    unverified: [
      ...draft.unverified.filter((mark) => !subjects.includes(mark.subject)),
      ...subjects.map((subject) => ({ step: 'verification' as const, subject, approval })),
    ],
  }),
  'step-owed': (draft, fact) => ({
    finished: { ...draft.finished, [fact.step]: 'owed' },
    owed: [...draft.owed, { step: fact.step, approval: fact.approval }],
  }),
  'step-reopened': reopened,
  'enrolment-set-aside': (_, fact) => ({
    state: 'set-aside',
    setAside: { reason: fact.reason, at: fact.at },
  }),
  'enrolment-resumed': () => ({ state: 'open', setAside: null, wrongFields: [] }),
  'biodata-corrected': (draft, fact) => ({
    biodata: fact.biodata,
    eligibility: fact.eligibility,
    warnings: fact.warnings,
    biodataConfirmedAt: null,
    finished: without(draft.finished, ['biodata', 'statement', 'review']),
    statement: null,
  }),
  'enrolment-discarded': () => ({ state: 'discarded' }),
  'sealing-begun': (draft, fact) => ({
    state: 'sealing',
    sealing: { packetId: fact.packetId, receiptCode: fact.receiptCode, at: fact.at },
    finished: draft.policy.steps.includes('review') ? { ...draft.finished, review: 'done' } : draft.finished,
  }),
  'sealing-failed': (draft) => ({
    state: 'open',
    sealing: null,
    finished: without(draft.finished, ['review']),
  }),
  'enrolment-sealed': (_, fact) => ({ state: 'sealed', sealedAt: fact.at }),
};

function triedOnceMore(draft: EnrolmentDraft, step: Step, capture: Capture): SubjectTries {
  const before = findTries(draft, step, capture.subject);
  const triesThisTime = (before?.triesThisTime ?? 0) + 1;
  return {
    step,
    subject: capture.subject,
    tries: (before?.tries ?? 0) + 1,
    triesThisTime,
    exhausted: (before?.exhausted ?? false) || triesThisTime >= draft.policy.maxTries,
    best: betterOf(before?.best ?? null, capture),
    forced: false,
  };
}

function reopened(
  draft: EnrolmentDraft,
  { step, alsoOpened, afresh }: EnrolmentFactOf<'step-reopened'>,
): Partial<EnrolmentDraft> {
  const opened = [step, ...alsoOpened];
  return {
    finished: without(draft.finished, opened),
    owed: draft.owed.filter((debt) => !opened.includes(debt.step)),
    unverified: draft.unverified.filter((mark) => !opened.includes(mark.step)),
    tried: draft.tried.map((tries) => {
      if (!opened.includes(tries.step)) return tries;
      const again = { ...tries, triesThisTime: 0, forced: false };
      if (tries.step === 'verification' && step !== 'verification') return notCompared(again);
      return afresh && tries.step === step ? { ...again, exhausted: false, best: null } : again;
    }),
    biodataConfirmedAt: step === 'biodata' ? null : draft.biodataConfirmedAt,
    signature: afresh && step === 'signature' ? null : draft.signature,
    statement: opened.includes('statement') && (afresh || step !== 'statement') ? null : draft.statement,
  };
}

/** What a finger was compared with is to be taken anew: nothing is known of it any more. */
const notCompared = (tries: SubjectTries): SubjectTries => ({
  ...tries,
  exhausted: false,
  best: tries.best && { ...tries.best, comparison: null },
});

const penSample = (
  before: PenSample | null,
  fact: EnrolmentFactOf<'signature-recorded'> | EnrolmentFactOf<'statement-recorded'>,
): PenSample => ({
  sampleName: fact.sampleName,
  deviceSerialNo: fact.deviceSerialNo,
  signedAt: fact.at,
  attempt: (before?.attempt ?? 0) + 1,
});

function without(finished: EnrolmentDraft['finished'], opened: readonly Step[]): EnrolmentDraft['finished'] {
  return Object.fromEntries(Object.entries(finished).filter(([step]) => !opened.includes(step as Step)));
}

const counting: Readonly<Record<EnrolmentState, boolean>> = {
  open: true,
  sealing: true,
  stopped: false,
  'set-aside': false,
  sealed: false,
  discarded: false,
};

/** The time since the last fact belongs to the step that was current; the pause before a resumption to none. */
function measured(draft: EnrolmentDraft, fact: EnrolmentFact): Partial<EnrolmentDraft> {
  const step = currentStep(draft);
  if (step === null || !counting[draft.state] || fact.kind === 'enrolment-resumed') return {};
  const ms = believableMs(draft.lastFactAt, fact.at.at);
  return { stepMs: { ...draft.stepMs, [step]: (draft.stepMs[step] ?? 0) + ms } };
}

function believableMs(from: Instant, until: Instant): number {
  const ms = Date.parse(until) - Date.parse(from);
  return ms >= 0 && ms <= longestPauseMs ? ms : 0;
}
