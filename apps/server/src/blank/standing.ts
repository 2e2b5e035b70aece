/** What the rest of the office asks of the book: is there a blank, how does printing stand, what is published. */
import {
  type BlankStock,
  deriveStanding,
  deriveStockDays,
  deriveStockOutlook,
  type Instant,
  type StockDay,
  type StockOutlook,
  type StockStanding,
} from '@rekam/domain';
import type { Queryable } from '../ports/database.ts';
import { type BlankDeps, momentOf } from './commands.ts';
import { findBegun, findLastMoves, isBegun, listDaysMoved } from './journal.ts';
import { usedSince } from './queries.ts';
import { sumStock } from './store.ts';

/** Pieces in store and at desks, for people without an account. */
export interface PublishedStock {
  readonly pieces: number;
  readonly standing: StockStanding;
  /** When the book last said something. */
  readonly asOf: Instant;
  readonly outlook: StockOutlook | null;
  readonly emptySince: Instant | null;
  readonly lastPrintedAt: Instant | null;
  /** Oldest first, today last. */
  readonly days: readonly StockDay[];
}

/** LET rule of 2022: whether there are blanks; not known while the book has not begun. */
export async function blanksIn(database: Queryable): Promise<BlankStock> {
  if (!(await isBegun(database))) return 'unknown';
  return (await sumStock(database)) > 0 ? 'some' : 'none';
}

/** Tells the stock as it is published, worked out anew only when the book or the day has changed. */
export function makePublishedStock(deps: Pick<BlankDeps, 'clock' | 'timeZone'>, database: Queryable) {
  let known: { readonly key: string; readonly stock: PublishedStock | null } | null = null;
  return async (): Promise<PublishedStock | null> => {
    const { today } = await momentOf(deps);
    const { asOf, begunOn, seq } = await findBegun(database);
    const key = `${seq} ${today}`;
    if (known?.key !== key)
      known = { key, stock: asOf === null || begunOn === null ? null : await work(asOf, begunOn) };
    return known.stock;

    async function work(at: Instant, first: NonNullable<typeof begunOn>): Promise<PublishedStock> {
      const pieces = await sumStock(database);
      const used = await usedSince(database, 'piece', first, today);
      const outlook = deriveStockOutlook(pieces, used, today);
      const { leftAt, printedAt } = await findLastMoves(database);
      return {
        pieces,
        standing: deriveStanding(pieces, outlook),
        asOf: at,
        outlook,
        emptySince: pieces > 0 ? null : leftAt,
        lastPrintedAt: printedAt,
        days: deriveStockDays(await listDaysMoved(database), today),
      };
    }
  };
}
