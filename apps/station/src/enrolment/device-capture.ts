/** One call to a biometric device for a step of a recording, and what it leaves behind. */

import { type CapturedSample, type CaptureRequest, type DeviceKind, firstPreviousHash } from '@rekam/devices';
import {
  type CaptureSlot,
  captureCounts,
  currentStep,
  type CapturedSample as DescribedSample,
  type EnrolmentDraft,
  type EnrolmentFact,
  exceptionsOf,
  type FingerCode,
  type IrisCode,
  modalityOf,
  type Outcome,
  refuse,
  type Step,
  slotsOfStep,
  subjectsOfSlot,
  succeed,
  thresholdFor,
} from '@rekam/domain';

/** How long a device may try, ms; MOSIP's registration client waits as long for a slap. */
const captureTimeoutMs = 20_000;

export interface PlannedCapture {
  readonly step: Step;
  readonly kind: DeviceKind;
  readonly request: CaptureRequest;
}

/** What to ask a device for, or why a slot is not to be captured now. */
export function planCapture(
  draft: EnrolmentDraft,
  facts: readonly EnrolmentFact[],
  slot: CaptureSlot,
  transactionId: string,
): Outcome<PlannedCapture, 'ENROLMENT_SLOT_NOT_IN_STEP' | 'ENROLMENT_SUBJECT_EXCEPTED'> {
  const step = currentStep(draft);
  const slots: readonly CaptureSlot[] = step === null ? [] : slotsOfStep[step];
  if (step === null || !slots.includes(slot)) return refuse('ENROLMENT_SLOT_NOT_IN_STEP');
  const excepted = exceptionsOf(draft, step);
  const { count, exceptions } = captureCounts(slot, excepted);
  const subjects = subjectsOfSlot[slot].filter((subject) => !excepted.includes(subject));
  if (count === 0) return refuse('ENROLMENT_SUBJECT_EXCEPTED', { subject: exceptions.join(', ') });
  const single = slot === 'left-index' || slot === 'right-index';
  return succeed({
    step,
    kind: modalityOf(subjects[0]!),
    request: {
      slot: single ? 'single-finger' : slot,
      subjects,
      exceptions: exceptions as readonly (FingerCode | IrisCode)[],
      requestedScore: thresholdFor(subjects[0]!, draft.policy),
      timeoutMs: captureTimeoutMs,
      transactionId,
      previousHash: lastHash(facts),
    },
  });
}

/** Rule CAP2: the chain goes on from the last thing any device delivered for this recording, kept or not. */
function lastHash(facts: readonly EnrolmentFact[]): string {
  const hashes = facts.flatMap((fact) =>
    fact.kind === 'captures-recorded' ? fact.captures.flatMap(({ sbi }) => (sbi ? [sbi.hash] : [])) : [],
  );
  return hashes.at(-1) ?? firstPreviousHash;
}

/** Tries so far at one body part in one step, those before going back included. */
export const triesAt = (facts: readonly EnrolmentFact[], step: Step, subject: string): number =>
  facts.filter(
    (fact) =>
      fact.kind === 'captures-recorded' &&
      fact.step === step &&
      fact.captures.some((capture) => capture.subject === subject),
  ).length;

/** `L2-1.iso`; `L2-verification-1.iso` for the second look. */
export function recordName(facts: readonly EnrolmentFact[], step: Step, subject: string): string {
  const look = step === 'verification' ? '-verification' : '';
  return `${subject}${look}-${triesAt(facts, step, subject) + 1}.iso`;
}

/** The sample as facts carry it; its record lies beside them under `sampleName`. */
export const describeSample = (sample: CapturedSample, sampleName: string): DescribedSample => ({
  subject: sample.subject,
  qualityScore: sample.qualityScore,
  sampleName,
  source: 'sbi',
  deviceSerialNo: sample.deviceSerialNo,
  sbi: {
    transactionId: sample.transactionId,
    timestamp: sample.timestamp,
    previousHash: sample.previousHash,
    hash: sample.chainHash,
    signatureParts: sample.signatureParts,
    certificateSha256: sample.certificateSha256,
  },
});
