import type { Instant } from '../kernel/calendar.ts';
import { type Outcome, refuse, succeed } from '../kernel/outcome.ts';
import type { AnnouncementWords } from './approval.ts';
import { type AnnouncedFacts, keyOfMatter } from './matter.ts';
import type { AnnouncementRefusalCode } from './refusals.ts';

/** What the office has said to everybody; never changed but for its withdrawal. */
export interface Announcement {
  /** 1, 2, 3 … in the order of approval (ANN13). */
  readonly number: number;
  readonly facts: AnnouncedFacts;
  readonly words: AnnouncementWords;
  readonly publishedAt: Instant;
  /** Null: no more news will come. */
  readonly nextNewsAt: Instant | null;
  /** Number of the one that it puts right; null for none. */
  readonly corrects: number | null;
  readonly withdrawn: { readonly at: Instant; readonly reason: string } | null;
}

/** What became of an announcement (ANN14); `by`: the number of the one that took its place. */
export type AnnouncementStanding =
  | { readonly is: 'current' | 'withdrawn' }
  | { readonly is: 'followed' | 'corrected'; readonly by: number };

/** @param all every announcement, in any order */
export function standingOf(announcement: Announcement, all: readonly Announcement[]): AnnouncementStanding {
  if (announcement.withdrawn) return { is: 'withdrawn' };
  const living = all.filter(({ withdrawn }) => withdrawn === null).sort((a, b) => a.number - b.number);
  const correction = living.find(({ corrects }) => corrects === announcement.number);
  if (correction) return { is: 'corrected', by: correction.number };
  const key = keyOfMatter(announcement.facts);
  const next = living.find(({ number, facts }) => number > announcement.number && keyOfMatter(facts) === key);
  return next ? { is: 'followed', by: next.number } : { is: 'current' };
}

/** So long the first page says that a service runs again, ms. */
const goodNewsForMs = 48 * 3_600_000;

/** Whether the first page of the public site names it: it stands, and is either trouble or fresh good news. */
export const isOnFirstPage = (one: Announcement, all: readonly Announcement[], now: Instant): boolean =>
  standingOf(one, all).is === 'current' &&
  (one.facts.condition !== 'open' || Date.parse(now) - Date.parse(one.publishedAt) < goodNewsForMs);

/** Whether news was promised that has not come. */
export const isNewsOverdue = (one: Announcement, all: readonly Announcement[], now: Instant): boolean =>
  standingOf(one, all).is === 'current' && one.nextNewsAt !== null && one.nextNewsAt <= now;

const reasonCharacters = { least: 10, most: 300 } as const;

/** Rule ANN15. @returns the reason as it is kept */
export function decideWithdrawal(
  { withdrawn }: Announcement,
  reason: string,
): Outcome<string, AnnouncementRefusalCode> {
  if (withdrawn) return refuse('ANNOUNCEMENT_ENDED');
  const kept = reason.trim();
  return kept.length >= reasonCharacters.least && kept.length <= reasonCharacters.most
    ? succeed(kept)
    : refuse('ANNOUNCEMENT_REASON', { ...reasonCharacters });
}

/** Rule ANN16: whether it may be put right by another. */
export const decideCorrection = (
  one: Announcement,
  all: readonly Announcement[],
): Outcome<null, AnnouncementRefusalCode> => {
  const { is } = standingOf(one, all);
  return is === 'withdrawn' || is === 'corrected' ? refuse('ANNOUNCEMENT_ENDED') : succeed(null);
};
