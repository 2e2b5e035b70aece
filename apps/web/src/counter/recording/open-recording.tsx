import type { Step } from '@rekam/domain';
import type { EnrolmentView, StepView } from '@rekam/protocol/http/counter-views.ts';
import { createContext, useContext } from 'react';

/** The recording on the screen and what any step may do with it. */
export interface OpenRecording {
  readonly view: EnrolmentView;
  /** Takes over what the station answered. */
  readonly setView: (view: EnrolmentView) => void;
  /** Leaves the recording where it is, with something to say on the next screen. */
  readonly leave: (notice: string | null) => void;
  /** Esc: to the step before this one, or the question whether to stop. */
  readonly back: () => void;
  readonly backTo: (step: Step) => void;
  readonly askSetAside: () => void;
  /** Asks whether the current step's results shall go (wrong hand, wrong person). */
  readonly askAfresh: () => void;
  readonly askDiscard: () => void;
}

export const OpenRecordingContext = createContext<OpenRecording | undefined>(undefined);

export function useRecording(): OpenRecording {
  const recording = useContext(OpenRecordingContext);
  if (!recording) throw new Error('No recording is open around this step');
  return recording;
}

/** The steps this office asks for, in its order. */
export const askedSteps = (view: EnrolmentView): readonly StepView[] =>
  view.steps.filter((step) => step.state !== 'not-asked');

export function getStep(view: EnrolmentView, step: Step): StepView {
  const found = view.steps.find((one) => one.step === step);
  if (!found) throw new Error(`The recording has no step ${step}`);
  return found;
}

/** The finished step before the current one, which Esc returns to. */
export function findStepBefore(view: EnrolmentView): Step | undefined {
  const asked = askedSteps(view);
  const at = asked.findIndex((step) => step.step === view.currentStep);
  const before = asked
    .slice(0, at < 0 ? asked.length : at)
    .findLast(({ state }) => state === 'done' || state === 'owed');
  return before?.step;
}
