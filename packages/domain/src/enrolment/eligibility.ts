import type { PlainDate } from '../kernel/calendar.ts';
import { ageOn, birthday } from '../kernel/calendar.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import { meansRecorded } from '../resident/recorded.ts';
import type { Biodata, RecordedStatus } from '../resident/resident.ts';
import type { Approval } from './approval.ts';
import type { EnrolmentPolicy } from './policy.ts';

/** A supervisor's word that a resident who is recorded already may be recorded again. */
export interface Reopening {
  readonly reason: string;
  readonly approval: Approval;
}

/** What the operator is told although the recording may begin. */
export type EligibilityNotice = 'card-from-birthday' | 'recorded-again' | 'foreigner-permit';

/** Why this resident may be recorded today. */
export interface Eligibility {
  /** `age`: old enough for a card; `married`: younger, but married or once married; `early`: recorded ahead. */
  readonly grounds: 'age' | 'married' | 'early';
  readonly ageYears: number;
  /** First day on which a card may be issued; null when it may be at once. */
  readonly cardFrom: PlainDate | null;
  readonly policyVersion: number;
  readonly reopening: Reopening | null;
  readonly notices: readonly EligibilityNotice[];
}

export interface EligibilityRequest {
  readonly biodata: Pick<Biodata, 'birthDate' | 'maritalStatus' | 'nationality'>;
  /** What is known of an earlier recording; null when none is known. */
  readonly recorded: RecordedStatus | null;
  /** Day of a death that is written down; null: none is. */
  readonly diedOn: PlainDate | null;
  readonly today: PlainDate;
  readonly policy: EnrolmentPolicy;
  readonly reopening?: Reopening | undefined;
}

type EligibilityRefusal =
  | 'ENROLMENT_RESIDENT_DIED'
  | 'ENROLMENT_TOO_YOUNG'
  | 'ENROLMENT_ALREADY_RECORDED'
  | 'ENROLMENT_REASON_MISSING';

/** Whether a resident may be recorded today, and on what grounds (rules ENR1–ENR4, ENR59). */
export function decideEligibility(request: EligibilityRequest): Outcome<Eligibility, EligibilityRefusal> {
  const { biodata, recorded, diedOn, today, policy, reopening } = request;
  if (diedOn !== null) return refuse('ENROLMENT_RESIDENT_DIED', { diedOn });
  const again = recorded !== null && meansRecorded(recorded);
  if (again && !reopening) {
    return refuse('ENROLMENT_ALREADY_RECORDED', {
      status: recorded.status,
      source: recorded.source,
      asOf: recorded.asOf ?? '-',
    });
  }
  if (again && reopening && reopening.reason.trim() === '') return refuse('ENROLMENT_REASON_MISSING');

  const ageYears = ageOn(biodata.birthDate, today);
  const grounds = groundsFor(ageYears, biodata.maritalStatus, policy);
  if (grounds === null) {
    return refuse('ENROLMENT_TOO_YOUNG', {
      ageYears,
      fromAge: policy.earlyAge ?? policy.cardAge,
      fromDate: birthday(biodata.birthDate, policy.earlyAge ?? policy.cardAge),
    });
  }
  const cardFrom = grounds === 'early' ? birthday(biodata.birthDate, policy.cardAge) : null;
  const notices: EligibilityNotice[] = [];
  if (cardFrom !== null) notices.push('card-from-birthday');
  if (again) notices.push('recorded-again');
  if (biodata.nationality === 'WNA') notices.push('foreigner-permit');
  return succeed({
    grounds,
    ageYears,
    cardFrom,
    policyVersion: policy.version,
    reopening: again && reopening ? reopening : null,
    notices,
  });
}

function groundsFor(
  ageYears: number,
  maritalStatus: Biodata['maritalStatus'],
  policy: EnrolmentPolicy,
): Eligibility['grounds'] | null {
  if (ageYears >= policy.cardAge) return 'age';
  if (ageYears < 0) return null;
  if (maritalStatus !== 'BELUM KAWIN') return 'married';
  return policy.earlyAge !== null && ageYears >= policy.earlyAge ? 'early' : null;
}
