import { type Instant, toInstant } from '../kernel/calendar.ts';
import type { CardId, LetterId, NoticeId, PlaceId } from '../kernel/ids.ts';
import { type Outcome, refuse, succeed } from '../kernel/outcome.ts';
import type { NoticeChannel } from './contact.ts';
import type { NoticeRefusalCode } from './refusals.ts';

/** What somebody wants to be told of: recording at a place, the end of a letter, or a card that can be fetched. */
export type NoticeSubject =
  | { readonly kind: 'place'; readonly placeId: PlaceId }
  | { readonly kind: 'letter'; readonly letterId: LetterId }
  | { readonly kind: 'card'; readonly cardId: CardId };

export interface Notice {
  readonly id: NoticeId;
  readonly about: NoticeSubject;
  readonly channel: NoticeChannel;
  readonly askedAt: Instant;
  readonly confirmedAt: Instant | null;
}

export const noticeEnds = [
  'told',
  'stopped',
  'unconfirmed',
  'expired',
  'undeliverable',
  'overtaken',
] as const;
/** `overtaken`: the letter was voided or renewed, the card handed over or wanted no more. */
export type NoticeEnd = (typeof noticeEnds)[number];

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** NTC2. */
export const confirmWithinMs = dayMs;
/** NTC3: messages asking for a confirmation, to one contact in a day and by the office in an hour. */
export const mostAsked = { byContactPerDay: 3, byOfficePerHour: 60 } as const;
/** NTC6. */
export const noticeDays = 90;
export const cardNoticeDays = 365;
/** NTC8. */
export const triedForMs = dayMs;
const mostPauseMs = hourMs;

/** How often was asked before. */
export interface AskedBefore {
  readonly askedOfContactToday: number;
  readonly askedByOfficeThisHour: number;
}

/** What is known when somebody asks to be told. */
export interface AskQuestion extends AskedBefore {
  readonly channelOpen: boolean;
  /** Whether residents are recorded at the place now. */
  readonly works: boolean;
}

/** Whether a message that asks for a confirmation may go out (NTC3, NTC4). */
export function decideAsk(question: AskQuestion): Outcome<null, NoticeRefusalCode> {
  if (!question.channelOpen) return refuse('NOTICE_CHANNEL_CLOSED');
  if (question.works) return refuse('NOTICE_PLACE_WORKS');
  return isTooOften(question) ? refuse('NOTICE_TOO_MANY') : succeed(null);
}

/** NTC3. */
export const isTooOften = ({ askedOfContactToday, askedByOfficeThisHour }: AskedBefore): boolean =>
  askedOfContactToday >= mostAsked.byContactPerDay || askedByOfficeThisHour >= mostAsked.byOfficePerHour;

/** Why a notice has ended by `now` without anybody's doing (NTC2, NTC6); null: it has not. */
export function deriveLapse({ about, askedAt, confirmedAt }: Notice, now: Instant): NoticeEnd | null {
  const since = (from: Instant): number => Date.parse(now) - Date.parse(from);
  if (confirmedAt === null) return since(askedAt) > confirmWithinMs ? 'unconfirmed' : null;
  // One about a letter lives as long as the letter.
  if (about.kind === 'letter') return null;
  const days = about.kind === 'place' ? noticeDays : cardNoticeDays;
  return since(confirmedAt) > days * dayMs ? 'expired' : null;
}

/** Whether a notice is to be told now (NTC5). */
export const isDue = (notice: Notice, works: boolean, now: Instant): boolean =>
  works && notice.confirmedAt !== null && deriveLapse(notice, now) === null;

/**
 * When a message that failed is tried again (NTC8); null: given up.
 * @param tries how often it was tried, at least 1
 */
export function nextTry(madeAt: Instant, tries: number, now: Instant): Instant | null {
  if (Date.parse(now) - Date.parse(madeAt) > triedForMs) return null;
  return toInstant(Date.parse(now) + Math.min(2 ** (tries - 1) * 60_000, mostPauseMs));
}
