import { daysLater, type PlainDate } from '../kernel/calendar.ts';
import { type Outcome, refuse, succeed } from '../kernel/outcome.ts';
import { type AskedBefore, isTooOften, type NoticeEnd } from './notice.ts';
import type { NoticeRefusalCode } from './refusals.ts';

/** A letter as its reminders see it. */
export interface RemindedLetter {
  /** Last day on which it is valid. */
  readonly validUntil: PlainDate;
  /** Voided or renewed. */
  readonly endedEarly: boolean;
}

/** What is known when somebody asks to be reminded of a letter. */
export interface ReminderQuestion extends AskedBefore {
  readonly channelOpen: boolean;
  readonly letter: RemindedLetter;
  readonly today: PlainDate;
  /** Days before the end, of the policy in force. */
  readonly remindDays: readonly number[];
}

/** Whether a letter can be reminded of (NTC10, NTC11). */
export function decideAskReminder(question: ReminderQuestion): Outcome<null, NoticeRefusalCode> {
  const { letter, today, remindDays, channelOpen } = question;
  if (!channelOpen) return refuse('NOTICE_CHANNEL_CLOSED');
  if (deriveReminderEnd(letter, today) !== null) return refuse('NOTICE_LETTER_ENDED');
  if (remindDays.length === 0) return refuse('NOTICE_NO_REMINDERS');
  if (!remindDays.some((days) => daysLater(letter.validUntil, -days) >= today))
    return refuse('NOTICE_REMINDER_TOO_LATE', { until: letter.validUntil });
  return isTooOften(question) ? refuse('NOTICE_TOO_MANY') : succeed(null);
}

/** Why nobody is reminded of this letter any more (NTC13); null: somebody may be. */
export function deriveReminderEnd(
  { validUntil, endedEarly }: RemindedLetter,
  today: PlainDate,
): NoticeEnd | null {
  if (endedEarly) return 'overtaken';
  return today > validUntil ? 'expired' : null;
}

/**
 * Of the policy's days before the end the one whose time has come (NTC12); null: none.
 * @param told days before the end that were ordered already
 */
export function dueReminder(question: {
  readonly validUntil: PlainDate;
  readonly remindDays: readonly number[];
  readonly confirmedOn: PlainDate;
  readonly today: PlainDate;
  readonly told: readonly number[];
}): number | null {
  const { validUntil, remindDays, confirmedOn, today, told } = question;
  if (today > validUntil) return null;
  const come = remindDays.filter((days) => {
    const on = daysLater(validUntil, -days);
    return on <= today && on >= confirmedOn;
  });
  if (come.length === 0) return null;
  const nearest = Math.min(...come);
  return told.some((days) => days <= nearest) ? null : nearest;
}

/** Whether no reminder is to come after the one so many days before the end. */
export const isLastReminder = (days: number, remindDays: readonly number[]): boolean =>
  !remindDays.some((other) => other < days);
