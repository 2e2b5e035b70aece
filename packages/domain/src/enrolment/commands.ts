import type { ClockReading } from '../kernel/calendar.ts';
import type { EnrolmentId, OfficerId, PacketId } from '../kernel/ids.ts';
import type { NikWarning } from '../resident/nik.ts';
import type { Biodata } from '../resident/resident.ts';
import type { Approval } from './approval.ts';
import type { CapturedSample } from './capture.ts';
import type { Eligibility } from './eligibility.ts';
import type { EnrolmentPolicy } from './policy.ts';
import type { ReceiptCode } from './receipt-code.ts';
import type { Step, Subject } from './steps.ts';

/** Who does something, and when by the station's clock. */
export interface Act {
  readonly at: ClockReading;
  readonly officerId: OfficerId;
}

/** What the pad delivered: `strokes` only so that an empty pad is noticed. */
export interface PenInput {
  readonly strokes: readonly (readonly unknown[])[];
  readonly sampleName: string;
  readonly deviceSerialNo: string | null;
}

export interface EnrolmentCommands {
  begin: {
    enrolmentId: EnrolmentId;
    biodata: Biodata;
    residentKnown: boolean;
    eligibility: Eligibility;
    warnings: readonly NikWarning[];
    policy: EnrolmentPolicy;
  };
  'confirm-biodata': unknown;
  'stop-for-correction': { wrongFields: readonly (keyof Biodata)[] };
  /** What one call to a device delivered; call it for successes only, a failed device costs no try. */
  'record-captures': { step: Step; samples: readonly CapturedSample[] };
  /** Replaces the exceptions of the step; an empty list withdraws them. */
  'mark-exception': { step: Step; subjects: readonly Subject[]; approval: Approval };
  'record-signature': PenInput;
  'record-statement': PenInput & { textVersion: string };
  'accept-step': { step: Step };
  'owe-step': { step: Step; approval: Approval };
  /** A supervisor lets fingers pass that were not found to be the same after all tries. */
  'accept-unverified': { subjects: readonly Subject[]; approval: Approval };
  /** `afresh` throws the step's captures away (wrong hand, wrong person); otherwise the best so far stays. */
  'go-back': { step: Step; afresh?: boolean };
  'set-aside': { reason: string };
  /** Goes on after an interruption, too. `corrected` after the data were put right; the NIK stays. */
  resume: {
    corrected?: { biodata: Biodata; eligibility: Eligibility; warnings: readonly NikWarning[] };
  };
  discard: { reason: string; approval: Approval };
  'begin-sealing': { packetId: PacketId; receiptCode: ReceiptCode };
  /** Only when the packet is durable on this station. */
  sealed: { packetId: PacketId };
  /** Only when the station has made sure that no packet was written. */
  'sealing-failed': unknown;
}

export type EnrolmentCommandKind = keyof EnrolmentCommands;
export type EnrolmentCommandOf<K extends EnrolmentCommandKind> = Readonly<
  { kind: K } & EnrolmentCommands[K]
> &
  Act;
export type EnrolmentCommand = { [K in EnrolmentCommandKind]: EnrolmentCommandOf<K> }[EnrolmentCommandKind];
