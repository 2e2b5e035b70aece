import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import type { BlankRefusalCode } from './refusals.ts';

/** What the centre is asked for, with what it follows from. */
export interface BlankRequest {
  /** Residents whom the centre calls print-ready. */
  readonly waiting: number;
  /** Pieces in store and at desks. */
  readonly stock: number;
  /** Pieces that the office prints a day. */
  readonly perDay: number;
  /** Days that the consignment is to last. */
  readonly days: number;
  readonly pieces: number;
}

/**
 * BLK21: as many as wait, and no more than can be printed, less what is there.
 * @param asked.stock null while the book has not begun, @param asked.perDay null while nobody knows
 */
export function decideRequest(asked: {
  readonly waiting: number;
  readonly stock: number | null;
  readonly perDay: number | null;
  readonly days: number;
}): Outcome<BlankRequest, BlankRefusalCode> {
  const { waiting, stock, perDay, days } = asked;
  if (stock === null) return refuse('BLANK_BOOK_NOT_BEGUN');
  if (perDay === null || perDay <= 0) return refuse('BLANK_PACE_UNKNOWN');
  const needed = Math.min(waiting, perDay * days);
  const pieces = needed - stock;
  return pieces > 0
    ? succeed({ waiting, stock, perDay, days, pieces })
    : refuse('BLANK_REQUEST_NOT_NEEDED', { stock, needed });
}
