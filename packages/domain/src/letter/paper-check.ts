import type { PlainDate } from '../kernel/calendar.ts';

/** LET62: a list of ended letters older than this says nothing reliable, ms: a weekend without a network. */
export const listGoodForMs = 72 * 3_600_000;

/** Clocks of phones differ by so much without being wrong, ms. */
const clockLeewayMs = 10 * 60_000;

/** What is known offline of a letter whose code the office signed; moments are ms since 1970. */
export interface PaperQuestion {
  readonly issuedAtMs: number;
  /** The last moment at which it is valid. */
  readonly validUntilMs: number;
  /** The day on which the list says it ended; null: the list does not name it. */
  readonly endedOn: PlainDate | null;
  /** When the list was signed; null: there is none. */
  readonly listAsOfMs: number | null;
  /** The phone's own clock. */
  readonly nowMs: number;
}

/** `doubtful` is no pass: what the phone lacks is named, and one look with a network settles it. */
export type PaperVerdict =
  | { readonly state: 'valid' }
  | { readonly state: 'ended'; readonly since: PlainDate }
  | { readonly state: 'expired' }
  | { readonly state: 'doubtful'; readonly because: 'clock' | 'no-list' | 'old-list' };

/** Judges a genuine code without a network (LET61, LET62). */
export function judgePaper(question: PaperQuestion): PaperVerdict {
  const { issuedAtMs, validUntilMs, endedOn, listAsOfMs, nowMs } = question;
  if (endedOn !== null) return { state: 'ended', since: endedOn };
  const youngest = Math.max(issuedAtMs, listAsOfMs ?? 0);
  if (!(nowMs >= youngest - clockLeewayMs)) return { state: 'doubtful', because: 'clock' };
  if (nowMs > validUntilMs) return { state: 'expired' };
  if (listAsOfMs === null) return { state: 'doubtful', because: 'no-list' };
  if (nowMs - listAsOfMs > listGoodForMs) return { state: 'doubtful', because: 'old-list' };
  return { state: 'valid' };
}
