import type { Instant } from '../kernel/calendar.ts';
import { openSince, type ServiceState, unknownYet } from './service.ts';

/** What the book of blanks says that decides about printing. */
export interface PrintingStock {
  readonly standing: 'empty' | 'few' | 'enough';
  /** When the last piece left store and desks; null while some are there. */
  readonly emptySince: Instant | null;
  /** When the book last said something. */
  readonly asOf: Instant;
  /** When a card was last put on a piece; null: never. */
  readonly lastPrintedAt: Instant | null;
}

/** So long after the last card the book still shows that printing works, ms: over a weekend with holidays. */
const printedLatelyMs = 7 * 86_400_000;

/** STS30: printing, by the book of blanks; not known where it has not begun, or shows nothing of the printers. */
export function derivePrinting(stock: PrintingStock | null, now: Instant): ServiceState {
  if (stock === null) return unknownYet;
  const { standing, emptySince, asOf, lastPrintedAt } = stock;
  const byBook = { asOf, source: 'book' } as const;
  if (standing === 'empty')
    return { ...unknownYet, ...byBook, condition: 'stopped', cause: 'blanks', since: emptySince };
  if (standing === 'few') return { ...unknownYet, ...byBook, condition: 'limited', cause: 'few-blanks' };
  const printedLately =
    lastPrintedAt !== null && Date.parse(now) - Date.parse(lastPrintedAt) <= printedLatelyMs;
  return printedLately ? openSince(asOf, 'book') : { ...unknownYet, ...byBook, cause: 'printer-not-seen' };
}

/** STS31: whether a statement that blanks are gone is older than what the book says of the blanks that are there. */
export function overtakenByBook(printing: ServiceState, claimed: ServiceState): boolean {
  if (printing.source !== 'book' || (claimed.asOf ?? '') >= (printing.asOf ?? '')) return false;
  if (claimed.cause === 'blanks') return printing.cause !== 'blanks';
  return claimed.cause === 'few-blanks' && printing.cause !== 'blanks' && printing.cause !== 'few-blanks';
}
