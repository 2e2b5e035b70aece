import {
  correctionPath,
  currentStep,
  type EnrolmentDraft,
  type KeptCapture,
  photoBackground,
  readyToSeal,
  stepsProgress,
  totalMs,
} from '@rekam/domain';
import type { EnrolmentView, StepView } from '@rekam/protocol/http/counter-views.ts';

/** A recording as the counter screen shows it. */
export function viewOf(draft: EnrolmentDraft, operatorName: string): EnrolmentView {
  const { grounds, ageYears, cardFrom } = draft.eligibility;
  return {
    id: draft.id,
    state: draft.state,
    biodata: draft.biodata,
    known: draft.residentKnown,
    grounds,
    ageYears,
    cardFrom,
    warnings: [...draft.warnings],
    photoBackground: photoBackground(draft.biodata.birthDate),
    currentStep: currentStep(draft),
    steps: stepsProgress(draft).map(
      (progress): StepView => ({
        step: progress.step,
        state: progress.state,
        ms: progress.ms,
        attempts: progress.attempts,
        triesLeft: progress.triesLeft,
        captures: progress.captures.map(captureOf),
        exceptions: [...progress.exceptions],
        unverified: [...progress.unverified],
        acceptable: progress.acceptable,
      }),
    ),
    totalMs: totalMs(draft),
    startedAt: draft.startedAt.at,
    operatorName,
    setAsideReason: draft.setAside?.reason ?? null,
    correction:
      draft.state === 'stopped'
        ? {
            wrongFields: [...draft.wrongFields],
            path: correctionPath(draft.wrongFields, draft.residentKnown),
          }
        : null,
    readyToSeal: readyToSeal(draft),
  };
}

const captureOf = (capture: KeptCapture): StepView['captures'][number] => ({
  subject: capture.subject,
  // What nothing measured counts as nothing.
  qualityScore: capture.qualityScore ?? 0,
  threshold: capture.threshold,
  attempt: capture.attempt,
  attempts: capture.attempts,
  sufficient: capture.sufficient,
  exhausted: capture.exhausted,
  forced: capture.forced,
  imageName: capture.sampleName,
  background: capture.background ?? null,
  engineQuality: capture.engineQuality ?? null,
  comparison: capture.comparison ?? null,
  letPass: capture.letPass,
});
