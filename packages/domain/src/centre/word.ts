import type { PlainDate } from '../kernel/calendar.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import type { CentreRefusalCode } from './refusals.ts';
import { type CentreStatus, contradicts } from './status.ts';

/** What the centre was last heard to say of a resident. */
export interface LastWord {
  readonly status: CentreStatus;
  /** Day its source speaks of; null where an old export did not say. */
  readonly asOf: PlainDate | null;
}

/** A word as somebody saw it. */
export interface ObservedWord {
  readonly status: CentreStatus;
  readonly asOf: PlainDate;
  /** Where it was seen: `SIAK`, `Telepon Ditjen`. */
  readonly source: string;
}

/** How an observed word stands to the last one: the first three may be written, the others not as they are. */
export type WordFinding = 'new' | 'changes' | 'confirms' | 'known' | 'earlier' | 'contradicts';

/** CTR10–CTR12. */
export function judgeWord(last: LastWord | null, { status, asOf }: ObservedWord): WordFinding {
  if (last === null) return 'new';
  if (last.asOf !== null && asOf < last.asOf) return 'earlier';
  if (status === last.status) return asOf === last.asOf ? 'known' : 'confirms';
  return contradicts(last.status, status) ? 'contradicts' : 'changes';
}

export interface WordQuestion {
  readonly last: LastWord | null;
  readonly word: ObservedWord;
  readonly today: PlainDate;
  /** Why it is written although it contradicts the last one; null: no such decision. */
  readonly decision: { readonly reason: string } | null;
  readonly mayDecide: boolean;
}

/** Decides about one word by hand (CTR4, CTR10–CTR13). @returns the decision's reason where it needed one */
export function decideWord(
  question: WordQuestion,
): Outcome<{ readonly decidedBecause: string | null }, CentreRefusalCode> {
  const { last, word, today, decision, mayDecide } = question;
  if (word.asOf > today) return refuse('CENTRE_IN_FUTURE');
  if (word.source.trim() === '') return refuse('CENTRE_SOURCE_MISSING');
  switch (judgeWord(last, word)) {
    case 'earlier':
      return refuse('CENTRE_EARLIER', { since: last?.asOf ?? '' });
    case 'known':
      return refuse('CENTRE_KNOWN');
    case 'contradicts': {
      if (!mayDecide || decision === null)
        return refuse('CENTRE_CONTRADICTS', { status: last?.status ?? '' });
      const reason = decision.reason.trim();
      return reason.length < 5 ? refuse('CENTRE_REASON_MISSING') : succeed({ decidedBecause: reason });
    }
    default:
      return succeed({ decidedBecause: null });
  }
}
