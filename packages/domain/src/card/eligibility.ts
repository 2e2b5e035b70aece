import { findCentreStatus } from '../centre/status.ts';
import type { PlainDate } from '../kernel/calendar.ts';
import { ageOn, birthday } from '../kernel/calendar.ts';
import type { CardId } from '../kernel/ids.ts';
import type { Outcome, Refusal } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import type { Biodata, RecordedStatus } from '../resident/resident.ts';
import type { CardGround, PrintClass, PrintPolicy } from './policy.ts';
import type { CardRefusalCode } from './refusals.ts';

/** Age from which a card is issued (UU 23/2006 Art. 63). */
const cardAge = 17;

/** A card that somebody waits for, with what decides about its place. */
export interface CardRequest {
  readonly id: CardId;
  readonly ground: CardGround;
  readonly requestedOn: PlainDate;
  /** Day of the letter that stands in for the card; null: none. */
  readonly letterIssuedOn: PlainDate | null;
  readonly holder: Pick<Biodata, 'birthDate' | 'maritalStatus' | 'nationality'>;
  /** The centre's last word on the record, as observed; null: none known. */
  readonly recorded: RecordedStatus | null;
  /** Day on which the holder died; null: no death is written down. */
  readonly diedOn: PlainDate | null;
  /** Whether the office holds a photo to print. */
  readonly hasPhoto: boolean;
  /** Why its face could not be drawn; null: nothing is known against it. */
  readonly faceProblem: Refusal<CardRefusalCode> | null;
}

/** Whether a card may be printed, and as what (CRD2–CRD7, CRD38). */
export function decideEligible(
  request: CardRequest,
  policy: PrintPolicy,
  today: PlainDate,
): Outcome<PrintClass, CardRefusalCode> {
  const { recorded, holder, diedOn } = request;
  if (diedOn !== null) return refuse('CARD_HOLDER_DIED', { on: diedOn });
  if (!recorded?.asOf || recorded.asOf > today) return refuse('CARD_STATUS_UNKNOWN');
  if (!isPrintReady(recorded.status))
    return refuse('CARD_NOT_PRINT_READY', { status: recorded.status, asOf: recorded.asOf });
  if (holder.nationality !== 'WNI') return refuse('CARD_FOREIGN');
  const age = ageOn(holder.birthDate, today);
  const married = age >= 0 && holder.maritalStatus !== 'BELUM KAWIN';
  if (!(age >= cardAge || married))
    return refuse('CARD_TOO_YOUNG', { from: birthday(holder.birthDate, cardAge) });
  const printClass = printClassOf(request, policy);
  const named = policy.groups.flat().includes(printClass);
  if (!named) return refuse('CARD_CLASS_NOT_NAMED', { basis: policy.basis });
  if (!request.hasPhoto) return refuse('CARD_PHOTO_MISSING');
  return request.faceProblem ?? succeed(printClass);
}

/** Whether the centre calls a record unique and ready to be printed, in whatever spelling. */
export const isPrintReady = (status: string): boolean => findCentreStatus(status) === 'PRINT_READY_RECORD';

/** A beginner is one on the day of asking: waiting does not make anybody lose the rank. */
export function printClassOf(
  {
    ground,
    holder,
    requestedOn,
  }: Pick<CardRequest, 'ground' | 'requestedOn'> & {
    readonly holder: Pick<Biodata, 'birthDate'>;
  },
  policy: PrintPolicy,
): PrintClass {
  if (ground !== 'first-card') return ground;
  return ageOn(holder.birthDate, requestedOn) < policy.beginnerBelowAge ? 'beginner' : 'first-card';
}
