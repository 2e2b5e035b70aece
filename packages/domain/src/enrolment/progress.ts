/** What can be read off a draft: where it stands, what each step holds and lacks, how long it took. */
import type { Capture } from './capture.ts';
import { deviceOfStep, isSame, isSufficient, thresholdFor } from './capture.ts';
import type { EnrolmentDraft, SubjectTries } from './draft.ts';
import type { Step, Subject } from './steps.ts';
import { steps, subjectsOfStep } from './steps.ts';

/** The first step that is neither done nor owed; null when all are. */
export const currentStep = (draft: EnrolmentDraft): Step | null =>
  draft.policy.steps.find((step) => draft.finished[step] === undefined) ?? null;

/** Body parts excepted in a step; one excepted when the prints were taken is excepted at the verification, too. */
export function exceptionsOf(draft: EnrolmentDraft, step: Step): readonly Subject[] {
  const subjects: readonly Subject[] = subjectsOfStep[step];
  return subjects.filter((subject) =>
    draft.exceptions.some(
      (mark) => mark.subject === subject && (mark.step === step || step === 'verification'),
    ),
  );
}

/** Body parts that a step must still deliver or has delivered: its own without the excepted ones. */
export function wantedOf(draft: EnrolmentDraft, step: Step): readonly Subject[] {
  const excepted = exceptionsOf(draft, step);
  return subjectsOfStep[step].filter((subject) => !excepted.includes(subject));
}

export const findTries = (draft: EnrolmentDraft, step: Step, subject: Subject): SubjectTries | undefined =>
  draft.tried.find((tries) => tries.step === step && tries.subject === subject);

/** What stands between a step and its acceptance. */
export interface StepJudgement {
  readonly acceptable: boolean;
  /** Neither captured nor excepted. */
  readonly missing: readonly Subject[];
  /** Best below the threshold, and another try is allowed. */
  readonly tryAgain: readonly Subject[];
  /** Best below the threshold after all tries: kept, and marked so. */
  readonly forced: readonly Subject[];
  /** Not found to be the finger taken before, out of tries, and not let pass by a supervisor. */
  readonly unverified: readonly Subject[];
  /** True when the step wants a pen and nothing was drawn. */
  readonly unsigned: boolean;
}

/** Judges a capturing, signing or reviewing step as it stands; biodata are confirmed, not accepted. */
export function judgeStep(draft: EnrolmentDraft, step: Step): StepJudgement {
  const missing: Subject[] = [];
  const tryAgain: Subject[] = [];
  const forced: Subject[] = [];
  const unverified: Subject[] = [];
  for (const subject of wantedOf(draft, step)) {
    const tries = findTries(draft, step, subject);
    if (!tries?.best) missing.push(subject);
    else if (!isVerified(draft, tries)) (tries.exhausted ? unverified : tryAgain).push(subject);
    else if (isSufficient(tries.best, draft.policy)) continue;
    else if (tries.exhausted) forced.push(subject);
    else tryAgain.push(subject);
  }
  const unsigned =
    (step === 'signature' && draft.signature === null) || (step === 'statement' && draft.statement === null);
  const open = missing.length + tryAgain.length + unverified.length;
  const acceptable = step !== 'biodata' && open === 0 && !unsigned;
  return { acceptable, missing, tryAgain, forced, unverified, unsigned };
}

/** At the verification: found to be the same finger, or let pass by a supervisor. Elsewhere nothing is compared. */
const isVerified = (draft: EnrolmentDraft, { step, subject, best }: SubjectTries): boolean =>
  step !== 'verification' || (best !== null && isSame(best)) || isLetPass(draft, subject);

const isLetPass = (draft: EnrolmentDraft, subject: Subject): boolean =>
  draft.unverified.some((mark) => mark.subject === subject);

/** Tries that the body part with the most of them still has. */
export function triesLeft(draft: EnrolmentDraft, step: Step): number {
  const left = wantedOf(draft, step).map(
    (subject) => draft.policy.maxTries - (findTries(draft, step, subject)?.triesThisTime ?? 0),
  );
  return Math.max(0, ...left);
}

/** One kept capture with what was asked of it. */
export interface KeptCapture extends Capture {
  readonly step: Step;
  readonly purpose: 'enrolment' | 'verification';
  readonly threshold: number;
  /** Tries at this body part in all. */
  readonly attempts: number;
  readonly sufficient: boolean;
  /** Its tries are used up: nothing more is asked of it. */
  readonly exhausted: boolean;
  readonly forced: boolean;
  /** A supervisor let it pass although it was not found to be the finger taken before. */
  readonly letPass: boolean;
}

/** The best capture of every body part that is not excepted, in the order of the steps. */
export function keptCaptures(draft: EnrolmentDraft): KeptCapture[] {
  return draft.policy.steps.flatMap((step) =>
    wantedOf(draft, step).flatMap((subject) => {
      const tries = findTries(draft, step, subject);
      return tries?.best ? [keptCapture(draft, tries, tries.best)] : [];
    }),
  );
}

const keptCapture = (draft: EnrolmentDraft, tries: SubjectTries, best: Capture): KeptCapture => ({
  ...best,
  step: tries.step,
  purpose: tries.step === 'verification' ? 'verification' : 'enrolment',
  threshold: thresholdFor(tries.subject, draft.policy),
  attempts: tries.tries,
  sufficient: isSufficient(best, draft.policy),
  exhausted: tries.exhausted,
  forced: tries.forced,
  letPass: tries.step === 'verification' && isLetPass(draft, tries.subject),
});

/** A step as a screen or a manifest shows it. */
export interface StepProgress {
  readonly step: Step;
  readonly state: 'waiting' | 'current' | 'done' | 'owed' | 'not-asked';
  /** Time spent so far, ms; null before it began. */
  readonly ms: number | null;
  /** Most tries at any one body part, or signatures drawn. */
  readonly attempts: number;
  readonly triesLeft: number;
  readonly captures: readonly KeptCapture[];
  readonly exceptions: readonly Subject[];
  /** Fingers that only a supervisor can let pass now. */
  readonly unverified: readonly Subject[];
  readonly acceptable: boolean;
}

/** Every step there is, in the office's order, the ones it does not ask for last. */
export function stepsProgress(draft: EnrolmentDraft): StepProgress[] {
  const kept = keptCaptures(draft);
  const current = currentStep(draft);
  const notAsked = steps.filter((step) => !draft.policy.steps.includes(step));
  return [...draft.policy.steps, ...notAsked].map((step) => ({
    step,
    state: notAsked.includes(step)
      ? 'not-asked'
      : (draft.finished[step] ?? (step === current ? 'current' : 'waiting')),
    ms: draft.stepMs[step] ?? null,
    attempts: attemptsOf(draft, step),
    triesLeft: triesLeft(draft, step),
    captures: kept.filter((capture) => capture.step === step),
    exceptions: exceptionsOf(draft, step),
    ...outcomeOf(draft, step),
  }));
}

function outcomeOf(draft: EnrolmentDraft, step: Step): Pick<StepProgress, 'acceptable' | 'unverified'> {
  const { acceptable, unverified } = judgeStep(draft, step);
  return { acceptable, unverified };
}

function attemptsOf(draft: EnrolmentDraft, step: Step): number {
  if (step === 'signature') return draft.signature?.attempt ?? 0;
  if (step === 'statement') return draft.statement?.attempt ?? 0;
  return Math.max(0, ...draft.tried.filter((tries) => tries.step === step).map(({ tries }) => tries));
}

/** Time measured in each step that was begun, ms, in the office's order. */
export const stepTimes = (draft: EnrolmentDraft): { readonly step: Step; readonly ms: number }[] =>
  draft.policy.steps.flatMap((step) => {
    const ms = draft.stepMs[step];
    return ms === undefined ? [] : [{ step, ms }];
  });

/** Time at the counter in all, ms, without the time it was set aside or stopped. */
export const totalMs = (draft: EnrolmentDraft): number =>
  stepTimes(draft).reduce((sum, { ms }) => sum + ms, 0);

/** Steps that keep the recording from being sealed; the review is closed by sealing itself. */
export const stepsLacking = (draft: EnrolmentDraft): readonly Step[] =>
  draft.policy.steps.filter((step) => step !== 'review' && draft.finished[step] === undefined);

/** Whether the recording may be sealed as it stands. */
export const readyToSeal = (draft: EnrolmentDraft): boolean =>
  draft.state === 'open' && stepsLacking(draft).length === 0;

/** Whether the office allows a step to be left for later when its device does not work. */
export function mayBeOwed(draft: EnrolmentDraft, step: Step): boolean {
  const device = deviceOfStep[step];
  return device !== null && draft.policy.withoutDevice[device] === 'owed';
}
