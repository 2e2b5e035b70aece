import type { Step, Subject } from '@rekam/domain';
import { type CaptureSlot, slotsOfStep, subjectsOfSlot } from '@rekam/domain/enrolment/capture.ts';
import { subjectsOfStep } from '@rekam/domain/enrolment/steps.ts';
import type { StepView } from '@rekam/protocol/http/counter-views.ts';
import type { MarkState } from './body-drawing.tsx';

/** What the next press of the button does in a capturing step. */
export type CapturePlan =
  | { readonly kind: 'accept'; readonly forced: boolean; readonly again: CaptureSlot | null }
  /** Out of tries, and not found to be the fingers taken before. */
  | { readonly kind: 'let-pass'; readonly subjects: readonly Subject[] }
  | { readonly kind: 'capture'; readonly slot: CaptureSlot; readonly repeated: boolean };

/**
 * First what is missing, then what is below the threshold and has tries left; when nothing is left to do, the step can
 * be accepted.
 */
export function planCapture(view: StepView): CapturePlan {
  const slots: readonly CaptureSlot[] = slotsOfStep[view.step];
  const wanted = (slot: CaptureSlot): readonly Subject[] =>
    subjectsOfSlot[slot].filter((subject) => !view.exceptions.includes(subject));
  const captureOf = (subject: Subject) => view.captures.find((capture) => capture.subject === subject);
  const missing = slots.find((slot) => wanted(slot).some((subject) => !captureOf(subject)));
  const isWeak = (subject: Subject): boolean => {
    const capture = captureOf(subject);
    return capture !== undefined && (!capture.sufficient || isOther(view, capture));
  };
  const isOpen = (subject: Subject): boolean => captureOf(subject)?.exhausted === false;
  const weak = slots.find((slot) => wanted(slot).some((subject) => isWeak(subject) && isOpen(subject)));
  const any =
    slots.find((slot) => wanted(slot).some(isOpen)) ?? slots.find((slot) => wanted(slot).length > 0);
  if (view.acceptable) {
    const again = view.triesLeft > 0 ? (weak ?? any ?? null) : null;
    return { kind: 'accept', forced: slots.some((slot) => wanted(slot).some(isWeak)), again };
  }
  if (!missing && !weak && view.unverified.length > 0) return { kind: 'let-pass', subjects: view.unverified };
  const slot = missing ?? weak ?? any ?? (slots[0] as CaptureSlot);
  return { kind: 'capture', slot, repeated: missing === undefined };
}

/** At the verification: not found to be the finger taken before, nor let pass. */
export const isOther = (view: StepView, capture: StepView['captures'][number]): boolean =>
  view.step === 'verification' && capture.comparison?.verdict !== 'same' && !capture.letPass;

/** How each body part of a step stands, for the drawing. */
export function marksOf(
  view: StepView,
  slot: CaptureSlot | null,
): Readonly<Partial<Record<Subject, MarkState>>> {
  const subjects: readonly Subject[] = subjectsOfStep[view.step as Step];
  const inSlot: readonly Subject[] = slot ? subjectsOfSlot[slot] : subjects;
  return Object.fromEntries(
    subjects.map((subject): [Subject, MarkState] => {
      if (view.exceptions.includes(subject)) return [subject, 'excepted'];
      const capture = view.captures.find((one) => one.subject === subject);
      if (!capture) return [subject, inSlot.includes(subject) ? 'wanted' : 'idle'];
      return [subject, capture.sufficient && !isOther(view, capture) ? 'good' : 'weak'];
    }),
  );
}
