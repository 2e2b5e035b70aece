import type { PlainDate } from '../kernel/calendar.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import type { ResidentRefusalCode } from './refusals.ts';

/** A death as somebody read it from a paper. */
export interface Death {
  readonly diedOn: PlainDate;
  /** Kind and number of the paper, 5–120 characters: `Akta kematian 5371-KM-26112026-0001`. */
  readonly paper: string;
}

/** Characters of the words that name a paper. */
export const shortestPaper = 5;
export const longestPaper = 120;
const shortestReason = 5;

/** RES15. @param known the death that is written down already; null: none */
export function decideDeath(
  { diedOn, paper }: Death,
  known: Death | null,
  { birthDate, today }: { readonly birthDate: PlainDate | null; readonly today: PlainDate },
): Outcome<Death, ResidentRefusalCode> {
  if (known) return refuse('RESIDENT_DEATH_KNOWN', { on: known.diedOn });
  if (diedOn > today || (birthDate !== null && diedOn < birthDate)) return refuse('RESIDENT_DEATH_DAY');
  const named = paper.trim();
  return named.length < shortestPaper ? refuse('RESIDENT_DEATH_PAPER') : succeed({ diedOn, paper: named });
}

/** RES16. @returns the reason */
export function decideDeathTakenBack(
  known: Death | null,
  reason: string,
): Outcome<string, ResidentRefusalCode> {
  if (!known) return refuse('RESIDENT_DEATH_UNKNOWN');
  const why = reason.trim();
  return why.length < shortestReason ? refuse('RESIDENT_DEATH_REASON') : succeed(why);
}
