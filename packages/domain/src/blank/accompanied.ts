import type { PlainDate } from '../kernel/calendar.ts';
import { refuse } from '../kernel/outcome.ts';
import { isLost } from './piece-place.ts';

/** What is written down beside any movement of the book. */
export interface Accompanied {
  /** Number of the hand-over paper or record; null where none is asked for. */
  readonly paper: string | null;
  readonly reason: string | null;
  /** Last day by which what was lent or borrowed comes back; null for all else. */
  readonly dueOn: PlainDate | null;
  /** Who handed it over or took it, with position, as the paper names them; null: not named. */
  readonly counterpart: string | null;
}

interface Way {
  readonly from: { readonly kind: string };
  readonly to: { readonly kind: string };
}

const paperAsked: ReadonlySet<string> = new Set(['centre', 'supplier', 'borrowed', 'lent', 'destroyed']);
const reasonAsked: ReadonlySet<string> = new Set(['spoiled', 'destroyed', 'lost']);

/** BLK7, BLK13: the paper, the reason and the day that a movement must come with. */
export function refusePapers({ from, to, paper, reason, dueOn }: Way & Accompanied, today: PlainDate) {
  if ((paperAsked.has(from.kind) || paperAsked.has(to.kind)) && !paper?.trim())
    return refuse('BLANK_PAPER_MISSING');
  const explained = (reason ?? '').trim().length >= 5;
  if ((reasonAsked.has(to.kind) || isLost(from)) && !explained) return refuse('BLANK_REASON_MISSING');
  const isLoan = to.kind === 'lent' || from.kind === 'borrowed';
  return isLoan && (dueOn === null || dueOn < today) ? refuse('BLANK_DUE_DAY_MISSING') : null;
}
