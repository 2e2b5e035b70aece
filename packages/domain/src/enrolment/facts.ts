import type { EnrolmentId, PacketId } from '../kernel/ids.ts';
import type { NikWarning } from '../resident/nik.ts';
import type { Biodata } from '../resident/resident.ts';
import type { Approval } from './approval.ts';
import type { Capture } from './capture.ts';
import type { Act } from './commands.ts';
import type { Eligibility } from './eligibility.ts';
import type { EnrolmentPolicy } from './policy.ts';
import type { ReceiptCode } from './receipt-code.ts';
import type { Step, Subject } from './steps.ts';

export interface EnrolmentFacts {
  'enrolment-begun': {
    biodata: Biodata;
    residentKnown: boolean;
    eligibility: Eligibility;
    warnings: readonly NikWarning[];
    policy: EnrolmentPolicy;
  };
  'biodata-confirmed': unknown;
  'correction-asked': { wrongFields: readonly (keyof Biodata)[] };
  'captures-recorded': { step: Step; captures: readonly Capture[] };
  'exceptions-marked': { step: Step; subjects: readonly Subject[]; approval: Approval };
  'signature-recorded': { sampleName: string; deviceSerialNo: string | null };
  'statement-recorded': { sampleName: string; deviceSerialNo: string | null; textVersion: string };
  /** `forced`: kept although below the threshold after all tries. */
  'step-accepted': { step: Step; forced: readonly Subject[] };
  'unverified-accepted': { subjects: readonly Subject[]; approval: Approval };
  'step-owed': { step: Step; approval: Approval };
  /** `alsoOpened`: steps that must be done again because they stood on this one. */
  'step-reopened': { step: Step; alsoOpened: readonly Step[]; afresh: boolean };
  'enrolment-set-aside': { reason: string };
  'enrolment-resumed': unknown;
  'biodata-corrected': { biodata: Biodata; eligibility: Eligibility; warnings: readonly NikWarning[] };
  'enrolment-discarded': { reason: string; approval: Approval };
  'sealing-begun': { packetId: PacketId; receiptCode: ReceiptCode };
  'sealing-failed': unknown;
  'enrolment-sealed': { packetId: PacketId };
}

export type EnrolmentFactKind = keyof EnrolmentFacts;
/** Something that happened to a recording at its station: appended, never changed. */
export type EnrolmentFactOf<K extends EnrolmentFactKind> = Readonly<
  { kind: K; enrolmentId: EnrolmentId } & EnrolmentFacts[K]
> &
  Act;
export type EnrolmentFact = { [K in EnrolmentFactKind]: EnrolmentFactOf<K> }[EnrolmentFactKind];
