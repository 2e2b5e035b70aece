import type { CardId } from '../kernel/ids.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import type { PieceLedger } from './ledger.ts';
import { type PiecePlace, placeKey } from './piece-place.ts';
import type { BlankRefusalCode } from './refusals.ts';
import { overlapAmong, piecesInAll, type SerialRange, tellRange, withoutRanges } from './serial.ts';

/** Where pieces are counted: a place; or all printed cards together that wait to be handed over, or that came back. */
export type CountedPlace =
  | Exclude<PiecePlace, { readonly card: CardId }>
  | { readonly kind: 'card' }
  | { readonly kind: 'returned' };

/** What a stock-taking found, in pieces; `missing` are the serials of the book that did not lie there. */
export interface StockCount {
  readonly book: number;
  readonly counted: number;
  readonly missing: readonly SerialRange[];
  readonly explanation: string | null;
}

/** BLK8–BLK9: compares the serials that lie there with the book; never changes it. */
export function decideCount(
  ledger: PieceLedger,
  where: CountedPlace,
  found: readonly SerialRange[],
  explanation: string | null,
): Outcome<StockCount, BlankRefusalCode> {
  const twice = overlapAmong(found);
  if (twice) return refuse('BLANK_SERIAL_OVERLAP', { overlap: tellRange(twice) });
  const inBook = ledger.filter((holding) => liesIn(holding.where, where)).map(({ range }) => range);
  const [book, counted] = [piecesInAll(inBook), piecesInAll(found)];
  const surplus = withoutRanges(found, inBook)[0];
  if (surplus) return refuse('BLANK_COUNT_ABOVE_BOOK', { serials: tellRange(surplus), book, counted });
  const missing = withoutRanges(inBook, found);
  if (missing.length > 0 && !explains(explanation))
    return refuse('BLANK_DIFFERENCE_UNEXPLAINED', { difference: book - counted });
  return succeed({ book, counted, missing, explanation });
}

const liesIn = (where: PiecePlace, counted: CountedPlace): boolean =>
  'card' in where ? where.kind === counted.kind : placeKey(where) === placeKey(counted);

/** What a stock-taking of prints left found. */
export type PrintsCount = Omit<StockCount, 'missing'>;

/** BLK8–BLK9 for prints left, which have no serials. @param book prints by the book, @param counted prints found */
export function decideCountPrints(
  book: number,
  counted: number,
  explanation: string | null,
): Outcome<PrintsCount, BlankRefusalCode> {
  if (!Number.isSafeInteger(counted) || counted < 0) return refuse('BLANK_PRINTS_INVALID');
  if (counted > book) return refuse('BLANK_PRINTS_ABOVE_BOOK', { book, counted });
  if (counted < book && !explains(explanation))
    return refuse('BLANK_DIFFERENCE_UNEXPLAINED', { difference: book - counted });
  return succeed({ book, counted, explanation });
}

const explains = (explanation: string | null): boolean => (explanation ?? '').trim().length >= 5;
