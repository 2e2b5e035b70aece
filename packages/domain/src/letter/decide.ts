import type { PlainDate } from '../kernel/calendar.ts';
import { daysLater } from '../kernel/calendar.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import { meansRecorded } from '../resident/recorded.ts';
import type { RecordedStatus } from '../resident/resident.ts';
import { type Letter, lastValidDay, letterStateOn, type VoidReason } from './letter.ts';
import type { LetterPolicy, LetterPurpose } from './policy.ts';
import type { LetterRefusalCode } from './refusals.ts';

type Result<T> = Outcome<T, LetterRefusalCode>;

/** Whether the office has blank cards; `unknown` where no ledger says. */
export type BlankStock = 'some' | 'none' | 'unknown';

/** What is known when somebody asks for a letter. */
export interface LetterQuestion {
  readonly policy: LetterPolicy;
  readonly today: PlainDate;
  readonly purpose: LetterPurpose;
  readonly recorded: RecordedStatus | null;
  /** Day on which the resident died; null: no death is written down. */
  readonly diedOn: PlainDate | null;
  readonly hasPhoto: boolean;
  readonly blanks: BlankStock;
  /** The resident's latest letter, whatever became of it. */
  readonly latest: Letter | null;
  /** A supervisor's reason to issue although the centre doubts the record; null: none was given. */
  readonly decision: { readonly reason: string } | null;
  readonly mayDecide: boolean;
}

/** What a letter about to be written will say. */
export interface LetterTerms {
  readonly purpose: LetterPurpose;
  readonly issuedOn: PlainDate;
  readonly validUntil: PlainDate;
  readonly basis: string;
  readonly previousId: Letter['id'] | null;
}

/** Words of the centre for a record that may not be this person's alone (status list of the enrolment monitoring). */
const doubted = /DUPLICATE|\bDUP\b|\bDUF\b|FAILURE|\bEFC\b|ADJUDICAT|\bADJ\b|REQUEST VALIDATION/;

/** Whether the centre calls a record double, failed or undecided. */
export const isDoubted = (recorded: RecordedStatus): boolean =>
  doubted.test(recorded.status.toUpperCase().replaceAll('_', ' '));

/** Decides about a first letter (LET2–LET8, LET10). */
export function decideIssue(question: LetterQuestion): Result<LetterTerms> {
  const { latest, today } = question;
  if (latest && letterStateOn(latest, today) === 'valid')
    return refuse('LETTER_ALREADY_ACTIVE', { number: latest.number, until: latest.validUntil });
  return termsFor(question, null);
}

/** Decides about a renewal of `question.latest` (LET11): the same conditions, and not before its time. */
export function decideRenewal(question: LetterQuestion & { readonly latest: Letter }): Result<LetterTerms> {
  const { latest, today, policy } = question;
  if (latest.voided) return refuse('LETTER_VOIDED', { number: latest.number });
  if (latest.replacedById) return refuse('LETTER_ALREADY_RENEWED', { number: latest.number });
  const from = daysLater(latest.validUntil, -policy.renewFromDays);
  if (today < from) return refuse('LETTER_TOO_EARLY', { from });
  return termsFor(question, latest.id);
}

function termsFor(question: LetterQuestion, previousId: Letter['id'] | null): Result<LetterTerms> {
  const { policy, recorded, purpose, today, diedOn } = question;
  if (diedOn !== null) return refuse('LETTER_HOLDER_DIED', { on: diedOn });
  if (recorded === null || !meansRecorded(recorded)) return refuse('LETTER_NOT_RECORDED');
  if (!policy.purposes.includes(purpose))
    return refuse('LETTER_PURPOSE_NOT_ALLOWED', { basis: policy.basis });
  const stock = stockForbids(policy, question.blanks);
  if (stock) return stock;
  if (!question.hasPhoto) return refuse('LETTER_PHOTO_MISSING');
  const doubt = isDoubted(recorded) ? doubtForbids(question, recorded) : null;
  if (doubt) return doubt;
  const validUntil = lastValidDay(today, policy.validMonths);
  return succeed({ purpose, issuedOn: today, validUntil, basis: policy.basis, previousId });
}

function stockForbids(policy: LetterPolicy, blanks: BlankStock) {
  if (!policy.onlyWithoutBlanks || blanks === 'none') return null;
  return refuse(blanks === 'some' ? 'LETTER_WHILE_BLANKS' : 'LETTER_STOCK_UNKNOWN', { basis: policy.basis });
}

function doubtForbids({ decision, mayDecide }: LetterQuestion, { status }: RecordedStatus) {
  if (decision === null || !mayDecide) return refuse('LETTER_SUPERVISOR_NEEDED', { status });
  return decision.reason.trim().length < 5 ? refuse('LETTER_REASON_MISSING') : null;
}

/** Decides about an early end (LET12). A spoiled letter must say what happened. */
export function decideVoid(
  letter: Letter,
  request: { readonly reason: VoidReason; readonly note: string; readonly on: PlainDate },
): Result<NonNullable<Letter['voided']>> {
  if (letter.voided) return refuse('LETTER_VOIDED', { number: letter.number });
  const needsNote = request.reason === 'spoiled' || request.reason === 'ordered';
  if (needsNote && request.note.trim().length < 5) return refuse('LETTER_REASON_MISSING');
  return succeed({ on: request.on, reason: request.reason });
}
