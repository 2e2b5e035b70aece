import { daysLater, type PlainDate } from '../kernel/calendar.ts';
import { type Outcome, refuse, succeed } from '../kernel/outcome.ts';
import { type AskedBefore, isTooOften } from './notice.ts';
import type { NoticeRefusalCode } from './refusals.ts';

/** A card as its notices see it. */
export interface AwaitedCard {
  /** Handed over, or wanted by nobody any more. */
  readonly gone: boolean;
  /** Day on which it was found good and can be fetched; null: not yet. */
  readonly readyOn: PlainDate | null;
}

/** How often somebody is told of a card that waits, of the rule in force. */
export interface CardReminding {
  /** Days between two messages. */
  readonly remindAfterDays: number;
  /** After the first message. */
  readonly mostReminders: number;
}

/** Whether the holder of a card can be asked whether to be told (NTC14). */
export function decideAskCard(
  question: AskedBefore & { readonly channelOpen: boolean; readonly card: Pick<AwaitedCard, 'gone'> },
): Outcome<null, NoticeRefusalCode> {
  if (!question.channelOpen) return refuse('NOTICE_CHANNEL_CLOSED');
  if (question.card.gone) return refuse('NOTICE_CARD_GONE');
  return isTooOften(question) ? refuse('NOTICE_TOO_MANY') : succeed(null);
}

/**
 * The message about a card whose time has come (NTC15): 0 says that it can be fetched, later ones remind of that.
 * @param told days on which messages were ordered, the last one last
 * @returns null: none
 */
export function dueCardMessage(question: {
  readonly card: AwaitedCard;
  readonly told: readonly PlainDate[];
  readonly reminding: CardReminding;
  readonly today: PlainDate;
}): number | null {
  const { card, told, reminding, today } = question;
  if (card.gone || card.readyOn === null) return null;
  const last = told.at(-1);
  if (last === undefined) return 0;
  if (told.length > reminding.mostReminders) return null;
  return daysLater(last, reminding.remindAfterDays) <= today ? told.length : null;
}

/** Whether nothing is told after message `number` (NTC15). */
export const isLastCardMessage = (number: number, { mostReminders }: CardReminding): boolean =>
  number >= mostReminders;
