import type { PlainDate } from '../kernel/calendar.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import type { HandoverRefusalCode } from './refusals.ts';

export const handoverStates = ['open', 'handed-over', 'cancelled', 'lapsed'] as const;
export type HandoverState = (typeof handoverStates)[number];

/** HND8: what a hand-over is on a day. */
export const handoverStateOn = (
  handover: { readonly state: HandoverState; readonly openedOn: PlainDate },
  today: PlainDate,
): HandoverState => (handover.state === 'open' && handover.openedOn < today ? 'lapsed' : handover.state);

/** HND8, HND10: whether something may still be done about it. */
export function decideOpen(state: HandoverState): Outcome<null, HandoverRefusalCode | 'CARD_HANDED_OVER'> {
  if (state === 'open') return succeed(null);
  return refuse(state === 'handed-over' ? 'CARD_HANDED_OVER' : 'HANDOVER_ENDED');
}

export const paperFates = ['taken-in', 'lost', 'none'] as const;
/** What became of a paper or card that the receiver held. */
export type PaperFate = (typeof paperFates)[number];

export interface ChangingHands {
  readonly hasActiveLetter: boolean;
  /** Null: nothing was said. */
  readonly letter: PaperFate | null;
  readonly oldCard: PaperFate | null;
  readonly signed: boolean;
}

/** HND11–HND13: whether all is said and given that the card changes hands for. */
export function decideChange(asked: ChangingHands): Outcome<null, HandoverRefusalCode> {
  const { hasActiveLetter, letter, oldCard, signed } = asked;
  if (letter === null || hasActiveLetter === (letter === 'none')) return refuse('HANDOVER_LETTER_UNSAID');
  if (oldCard === null) return refuse('HANDOVER_OLD_CARD_UNSAID');
  return signed ? succeed(null) : refuse('HANDOVER_SIGNATURE_MISSING');
}
