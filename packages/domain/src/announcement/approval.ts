import { daysLater, type Instant, type PlainDate, toInstant } from '../kernel/calendar.ts';
import { type Outcome, refuse, succeed } from '../kernel/outcome.ts';
import { type Calendar, hoursOn, momentOf, openingAt } from '../service-status/opening-hours.ts';
import { type AnnouncedFacts, changesBetween } from './matter.ts';
import type { AnnouncementRefusalCode } from './refusals.ts';

/** The words of an announcement in one language; `still` and `instead` may be empty. */
export interface AnnouncementText {
  readonly title: string;
  /** What is so, since when. */
  readonly what: string;
  /** Why, and until when. */
  readonly why: string;
  /** What is still possible here. */
  readonly still: string;
  /** Where else to go. */
  readonly instead: string;
}

export interface AnnouncementWords {
  readonly id: AnnouncementText;
  readonly en: AnnouncementText;
}

/** ANN12, characters: a title of three lines on a picture, a paragraph of one small screen. */
export const mostCharacters = { title: 110, paragraph: 600 } as const;
/** ANN11. */
export const nextNewsWithinDays = 31;

/** Rule ANN12. @returns the words without blanks around them */
export function checkWords(words: AnnouncementWords): Outcome<AnnouncementWords, AnnouncementRefusalCode> {
  const trimmed = { id: trim(words.id), en: trim(words.en) };
  for (const { title, what, why, still, instead } of [trimmed.id, trimmed.en]) {
    if (title === '' || what === '') return refuse('ANNOUNCEMENT_TEXT_MISSING');
    const longest = Math.max(...[what, why, still, instead].map(({ length }) => length));
    if (title.length > mostCharacters.title || longest > mostCharacters.paragraph)
      return refuse('ANNOUNCEMENT_TEXT_LONG', { ...mostCharacters });
  }
  return succeed(trimmed);
}

const trim = ({ title, what, why, still, instead }: AnnouncementText): AnnouncementText => ({
  title: title.replaceAll(/\s+/g, ' ').trim(),
  what: what.trim(),
  why: why.trim(),
  still: still.trim(),
  instead: instead.trim(),
});

export interface ApprovalQuestion {
  /** Facts that the words rest on. */
  readonly basis: AnnouncedFacts;
  /** Facts as they are. */
  readonly facts: AnnouncedFacts;
  readonly overtaken: boolean;
  readonly revision: number;
  /** What the approver has seen. */
  readonly seenRevision: number;
  /** Null: no more news will come. */
  readonly nextNewsAt: Instant | null;
  readonly now: Instant;
}

/** Rules ANN10 and ANN11. */
export function decideApproval(question: ApprovalQuestion): Outcome<null, AnnouncementRefusalCode> {
  const { basis, facts, overtaken, revision, seenRevision, nextNewsAt, now } = question;
  if (revision !== seenRevision) return refuse('ANNOUNCEMENT_MOVED');
  if (overtaken || changesBetween(basis, facts).length > 0) return refuse('ANNOUNCEMENT_OVERTAKEN');
  if (nextNewsAt === null)
    return facts.condition === 'open' ? succeed(null) : refuse('ANNOUNCEMENT_NEXT_NEWS_MISSING');
  const aheadMs = Date.parse(nextNewsAt) - Date.parse(now);
  return aheadMs > 0 && aheadMs <= nextNewsWithinDays * 86_400_000
    ? succeed(null)
    : refuse('ANNOUNCEMENT_NEXT_NEWS_TIME', { days: nextNewsWithinDays });
}

/** An hour before closing, and two hours after the next opening, in ms. */
const beforeClosingMs = 3_600_000;
const afterOpeningMs = 2 * 3_600_000;

/** Times worth promising (ANN11): later today, on the next working day, a week on; the soonest first. */
export function suggestNextNews(calendar: Calendar, now: Instant): Instant[] {
  const { day, today } = openingAt(calendar, now);
  const todays = today && Date.parse(momentOf(day, today.closes, calendar.offsetMinutes)) - beforeClosingMs;
  const later = todays !== null && todays - Date.parse(now) >= beforeClosingMs ? [toInstant(todays)] : [];
  return [...later, ...[1, 7].flatMap((ahead) => morningFrom(calendar, day, ahead) ?? [])];
}

function morningFrom(calendar: Calendar, today: PlainDate, ahead: number): Instant | null {
  for (let more = 0; more < 14; more++) {
    const day = daysLater(today, ahead + more);
    const hours = hoursOn(calendar, day);
    if (hours)
      return toInstant(Date.parse(momentOf(day, hours.opens, calendar.offsetMinutes)) + afterOpeningMs);
  }
  return null;
}
