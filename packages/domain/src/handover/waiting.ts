import { daysLater, type PlainDate } from '../kernel/calendar.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import type { HandoverPolicy } from './policy.ts';
import type { HandoverRefusalCode } from './refusals.ts';

/** A card that is ready and was not fetched. */
export interface WaitingCard {
  /** Day on which it was checked. */
  readonly since: PlainDate;
  /** Day on which it went back from its counter to the office's keeping; null: it did not. */
  readonly returnedOn: PlainDate | null;
  readonly holderDied: boolean;
}

export interface WaitingDates {
  /** From this day on it may go back; null: it did. */
  readonly returnFrom: PlainDate | null;
  /** From this day on it may be given up; null: never, under this rule. */
  readonly giveUpFrom: PlainDate | null;
}

type Terms = Pick<HandoverPolicy, 'returnAfterDays' | 'giveUpAfterDays'>;

/** HND21, HND22: what may be done about a waiting card, and from when. */
export const waitingDates = (
  { since, returnedOn }: Pick<WaitingCard, 'since' | 'returnedOn'>,
  { returnAfterDays, giveUpAfterDays }: Terms,
): WaitingDates => ({
  returnFrom: returnedOn === null ? daysLater(since, returnAfterDays) : null,
  giveUpFrom: giveUpAfterDays === null ? null : daysLater(since, giveUpAfterDays),
});

/** HND21. */
export function decideReturn(
  waiting: WaitingCard,
  terms: Terms,
  today: PlainDate,
): Outcome<null, HandoverRefusalCode> {
  const { returnFrom } = waitingDates(waiting, terms);
  if (returnFrom === null) return refuse('HANDOVER_RETURNED_ALREADY');
  return today >= returnFrom ? succeed(null) : refuse('HANDOVER_TOO_EARLY', { from: returnFrom });
}

/** HND22. */
export function decideGiveUp(
  waiting: WaitingCard,
  terms: Terms,
  today: PlainDate,
): Outcome<null, HandoverRefusalCode> {
  if (waiting.holderDied) return succeed(null);
  const { giveUpFrom } = waitingDates(waiting, terms);
  if (giveUpFrom === null) return refuse('HANDOVER_NEVER_GIVEN_UP');
  if (today < giveUpFrom) return refuse('HANDOVER_TOO_EARLY', { from: giveUpFrom });
  return waiting.returnedOn === null ? refuse('HANDOVER_RETURN_FIRST') : succeed(null);
}
