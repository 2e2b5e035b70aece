/** A counter with an invented resident, for tests of the recording's rules. */
import type { ClockReading, Instant } from '../../kernel/calendar.ts';
import { plainDate, toInstant } from '../../kernel/calendar.ts';
import { makeId } from '../../kernel/ids.ts';
import type { Biodata } from '../../resident/resident.ts';
import type { Approval } from '../approval.ts';
import type { CapturedSample, FingerComparison } from '../capture.ts';
import type { EnrolmentCommand, EnrolmentCommandKind, EnrolmentCommands } from '../commands.ts';
import { decideEnrolment } from '../decide.ts';
import type { EnrolmentDraft } from '../draft.ts';
import type { Eligibility } from '../eligibility.ts';
import { evolveEnrolment } from '../evolve.ts';
import type { EnrolmentPolicy } from '../policy.ts';
import { defaultEnrolmentPolicy } from '../policy.ts';
import { currentStep, wantedOf } from '../progress.ts';
import { makeReceiptCode } from '../receipt-code.ts';
import type { Step, Subject } from '../steps.ts';

const bytes = new Uint8Array(10);
export const operatorId = makeId('officer', 1, bytes);
export const supervisorId = makeId('officer', 2, bytes);
export const enrolmentId = makeId('enrolment', 3, bytes);
export const packetId = makeId('packet', 4, bytes);
export const otherPacketId = makeId('packet', 5, bytes);
export const receiptCode = makeReceiptCode(bytes);

const opening = Date.parse('2026-03-30T01:00:00.000Z');
export const reading = (seconds: number): ClockReading => ({
  at: toInstant(opening + seconds * 1000) as Instant,
  trusted: true,
  offsetMs: 0,
});
export const approval: Approval = { approvedBy: supervisorId, at: reading(0), method: 'pin' };

export const biodata: Biodata = {
  nik: '5371044501000001',
  familyCardNumber: null,
  name: 'MARIA DA SILVA',
  birthPlace: 'KUPANG',
  birthDate: plainDate(2000, 1, 5),
  sex: 'PEREMPUAN',
  bloodGroup: '-',
  religion: 'KATHOLIK',
  maritalStatus: 'BELUM KAWIN',
  occupation: 'PELAJAR/MAHASISWA',
  nationality: 'WNI',
  address: 'JL. INVENSI 1',
  rt: '003',
  rw: '012',
  kelurahanCode: '53.71.04.1001',
};

export const eligibility: Eligibility = {
  grounds: 'age',
  ageYears: 26,
  cardFrom: null,
  policyVersion: 1,
  reopening: null,
  notices: [],
};

/** A policy that differs from the default only in `part`. */
export const policyWith = (part: Partial<EnrolmentPolicy>): EnrolmentPolicy => ({
  ...defaultEnrolmentPolicy,
  ...part,
});

export const sample = (
  subject: Subject,
  qualityScore: number | null,
  sampleName = `${subject}.iso`,
): CapturedSample => ({
  subject,
  qualityScore,
  sampleName,
  source: 'sbi',
  deviceSerialNo: 'SIM-1',
  sbi: null,
});

export const same: FingerComparison = { verdict: 'same', score: 80, looksLike: null };

export const pen = { strokes: [[[0, 0, 1, 0]]], sampleName: 'signature.json', deviceSerialNo: null };

/** A command of the operator at `seconds` after opening. */
export const command = <K extends EnrolmentCommandKind>(
  kind: K,
  what: EnrolmentCommands[K],
  seconds = 0,
): EnrolmentCommand =>
  ({ ...(what as object), kind, at: reading(seconds), officerId: operatorId }) as unknown as EnrolmentCommand;

/** The draft after a command that must be allowed. */
export function done(draft: EnrolmentDraft | null, act: EnrolmentCommand): EnrolmentDraft {
  const decided = decideEnrolment(draft, act);
  if (!decided.ok)
    throw new Error(`${act.kind} was refused: ${decided.code} ${JSON.stringify(decided.details)}`);
  const after = decided.value.reduce<EnrolmentDraft | null>(evolveEnrolment, draft);
  if (after === null) throw new Error('nothing was begun');
  return after;
}

/** The code with which a command is refused; undefined when it is allowed. */
export function refusalOf(draft: EnrolmentDraft | null, act: EnrolmentCommand): string | undefined {
  const decided = decideEnrolment(draft, act);
  return decided.ok ? undefined : decided.code;
}

export const begun = (policy: EnrolmentPolicy = defaultEnrolmentPolicy): EnrolmentDraft =>
  done(
    null,
    command('begin', { enrolmentId, biodata, residentKnown: true, eligibility, warnings: [], policy }),
  );

/** One good try at everything the step wants. */
export function captured(
  draft: EnrolmentDraft,
  step: Step,
  qualityScore: number | null = 90,
): EnrolmentDraft {
  const samples = wantedOf(draft, step).map((subject) =>
    step === 'verification'
      ? { ...sample(subject, qualityScore), comparison: same }
      : sample(subject, qualityScore),
  );
  return samples.length === 0 ? draft : done(draft, command('record-captures', { step, samples }));
}

/** The current step done in the ordinary way. */
export function stepDone(draft: EnrolmentDraft): EnrolmentDraft {
  const step = currentStep(draft);
  if (step === null) return draft;
  if (step === 'biodata') return done(draft, command('confirm-biodata', {}));
  const filled =
    step === 'signature'
      ? done(draft, command('record-signature', pen))
      : step === 'statement'
        ? done(draft, command('record-statement', { ...pen, textVersion: '1' }))
        : captured(draft, step);
  return done(filled, command('accept-step', { step }));
}

/** A recording that has come as far as `step`, everything before it done. */
export function upTo(step: Step, draft: EnrolmentDraft = begun()): EnrolmentDraft {
  let reached = draft;
  while (currentStep(reached) !== step && currentStep(reached) !== null) reached = stepDone(reached);
  return reached;
}

export const sealing = (draft: EnrolmentDraft = upTo('review')): EnrolmentDraft =>
  done(draft, command('begin-sealing', { packetId, receiptCode }));
