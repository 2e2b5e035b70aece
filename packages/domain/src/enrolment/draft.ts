import type { ClockReading, Instant } from '../kernel/calendar.ts';
import type { EnrolmentId, OfficerId, PacketId } from '../kernel/ids.ts';
import type { NikWarning } from '../resident/nik.ts';
import type { Biodata } from '../resident/resident.ts';
import type { Approval } from './approval.ts';
import type { Capture } from './capture.ts';
import type { Eligibility } from './eligibility.ts';
import type { EnrolmentPolicy } from './policy.ts';
import type { ReceiptCode } from './receipt-code.ts';
import type { Step, Subject } from './steps.ts';

export const enrolmentStates = ['open', 'stopped', 'set-aside', 'sealing', 'sealed', 'discarded'] as const;
export type EnrolmentState = (typeof enrolmentStates)[number];

/** The tries at one body part in one step, and the best of them. */
export interface SubjectTries {
  readonly step: Step;
  readonly subject: Subject;
  /** Tries in all, thrown away ones included. */
  readonly tries: number;
  /** Tries since the step was opened last; these are compared with the policy's `maxTries`. */
  readonly triesThisTime: number;
  /** True once the tries that policy allows were used up, until the step is begun afresh. */
  readonly exhausted: boolean;
  /** Null after the step was begun afresh. */
  readonly best: Capture | null;
  /** True when the step was accepted although the best is below the threshold. */
  readonly forced: boolean;
}

/** A finger or eye that cannot be captured: which one and who agreed, never why. */
export interface ExceptionMark {
  readonly step: Step;
  readonly subject: Subject;
  readonly approval: Approval;
}

/** What the pad delivered; strokes and picture lie under the sample names. */
export interface PenSample {
  readonly sampleName: string;
  readonly deviceSerialNo: string | null;
  readonly signedAt: ClockReading;
  readonly attempt: number;
}

export interface SignedStatement extends PenSample {
  /** Version of the sentence that the resident signed. */
  readonly textVersion: string;
}

/**
 * A recording at a station, as far as it has come: a plain value that survives being written down as JSON.
 * It is finished under the policy under which it was begun.
 */
export interface EnrolmentDraft {
  readonly id: EnrolmentId;
  readonly state: EnrolmentState;
  readonly policy: EnrolmentPolicy;
  readonly biodata: Biodata;
  /** False when the operator typed the resident in. */
  readonly residentKnown: boolean;
  readonly eligibility: Eligibility;
  readonly warnings: readonly NikWarning[];
  readonly startedAt: ClockReading;
  /** Who acted last. */
  readonly officerId: OfficerId;
  readonly biodataConfirmedAt: ClockReading | null;
  /** Fields that the resident called wrong; empty unless stopped. */
  readonly wrongFields: readonly (keyof Biodata)[];
  readonly finished: Readonly<Partial<Record<Step, 'done' | 'owed'>>>;
  readonly owed: readonly { readonly step: Step; readonly approval: Approval }[];
  readonly tried: readonly SubjectTries[];
  readonly exceptions: readonly ExceptionMark[];
  /** Fingers of the verification that a supervisor let pass although they were not found to be the same. */
  readonly unverified: readonly ExceptionMark[];
  readonly signature: PenSample | null;
  readonly statement: SignedStatement | null;
  /** Time spent in each step so far, ms. */
  readonly stepMs: Readonly<Partial<Record<Step, number>>>;
  readonly lastFactAt: Instant;
  readonly setAside: { readonly reason: string; readonly at: ClockReading } | null;
  readonly sealing: {
    readonly packetId: PacketId;
    readonly receiptCode: ReceiptCode;
    readonly at: ClockReading;
  } | null;
  readonly sealedAt: ClockReading | null;
}
