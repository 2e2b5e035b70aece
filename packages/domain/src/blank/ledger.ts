import type { Instant } from '../kernel/calendar.ts';
import type { OfficerId } from '../kernel/ids.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import { isOutside, type PiecePlace, type PiecePlaceKind, placeKey, waysOfPieces } from './piece-place.ts';
import type { BlankRefusalCode } from './refusals.ts';
import {
  overlapAmong,
  overlapOf,
  piecesInAll,
  type SerialRange,
  tellRange,
  withoutRanges,
} from './serial.ts';

/** Pieces moved from one place to another: who, when, by which paper, and why. */
export interface PieceMovement {
  readonly ranges: readonly SerialRange[];
  readonly from: PiecePlace;
  readonly to: PiecePlace;
  /** Number of the hand-over paper or record; null where none is asked for. */
  readonly paper: string | null;
  readonly reason: string | null;
  readonly by: OfficerId;
  readonly at: Instant;
}

/** Pieces that lie together. */
export interface Holding {
  readonly where: PiecePlace;
  readonly range: SerialRange;
}

/** Where each piece is that ever came in and was not given back. No two holdings overlap. */
export type PieceLedger = readonly Holding[];

const paperAsked: ReadonlySet<PiecePlaceKind> = new Set(['centre', 'borrowed', 'lent', 'destroyed']);
const reasonAsked: ReadonlySet<PiecePlaceKind> = new Set(['spoiled', 'destroyed', 'lost']);

/** Decides whether the pieces may move so (BLK2–BLK7); the movement is then the fact. */
export function decideMovePieces(
  ledger: PieceLedger,
  movement: PieceMovement,
): Outcome<PieceMovement, BlankRefusalCode> {
  return refusePapers(movement) ?? refuseWay(movement) ?? refusePieces(ledger, movement) ?? succeed(movement);
}

function refusePapers({ ranges, from, to, paper, reason }: PieceMovement) {
  if (ranges.length === 0) return refuse('BLANK_NOTHING_NAMED');
  if ((paperAsked.has(from.kind) || paperAsked.has(to.kind)) && !paper?.trim())
    return refuse('BLANK_PAPER_MISSING');
  const explained = (reason ?? '').trim().length >= 5;
  if ((reasonAsked.has(to.kind) || from.kind === 'lost') && !explained) return refuse('BLANK_REASON_MISSING');
  return null;
}

function refuseWay({ ranges, from, to }: PieceMovement) {
  const ways: readonly PiecePlaceKind[] = waysOfPieces[from.kind];
  if (!ways.includes(to.kind) || placeKey(from) === placeKey(to)) return refuse('BLANK_WAY_CLOSED');
  if (to.kind === 'card' && piecesInAll(ranges) !== 1) return refuse('BLANK_ONE_PIECE_A_CARD');
  if (to.kind === 'resident' && from.kind === 'card' && from.card !== to.card)
    return refuse('BLANK_OTHER_CARD');
  return null;
}

function refusePieces(ledger: PieceLedger, { ranges, from, to }: PieceMovement) {
  const twice = overlapAmong(ranges);
  if (twice) return refuse('BLANK_SERIAL_OVERLAP', { overlap: tellRange(twice) });
  if (to.kind === 'card' && rangesAt(ledger, to).length > 0) return refuse('BLANK_ONE_PIECE_A_CARD');
  if (isOutside(from)) {
    const known = ledger.flatMap(({ range }) => ranges.flatMap((asked) => overlapOf(asked, range) ?? []))[0];
    return known ? refuse('BLANK_SERIAL_OVERLAP', { overlap: tellRange(known) }) : null;
  }
  const absent = withoutRanges(ranges, rangesAt(ledger, from))[0];
  return absent ? refuse('BLANK_NOT_THERE', { serials: tellRange(absent) }) : null;
}

/** The book after a movement that was decided on; ranges split where only a part moves (BLK2). */
export function evolveLedger(ledger: PieceLedger, { ranges, to }: PieceMovement): PieceLedger {
  const stayed = ledger.flatMap(({ where, range }) =>
    withoutRanges([range], ranges).map((left) => ({ where, range: left })),
  );
  return isOutside(to) ? stayed : [...stayed, ...ranges.map((range) => ({ where: to, range }))];
}

/** What lies there. */
export function rangesAt(ledger: PieceLedger, where: PiecePlace): readonly SerialRange[] {
  const key = placeKey(where);
  return ledger.filter((holding) => placeKey(holding.where) === key).map(({ range }) => range);
}

/** A place's account: what came, what went by where it went, and what must lie there, in pieces. */
export interface PieceAccount {
  readonly received: number;
  readonly gone: Readonly<Partial<Record<PiecePlaceKind, number>>>;
  readonly inStock: number;
}

/** BLK5: the account of one place, from the movements alone. */
export function accountOf(movements: readonly PieceMovement[], where: PiecePlace): PieceAccount {
  const key = placeKey(where);
  const gone: Partial<Record<PiecePlaceKind, number>> = {};
  let received = 0;
  let inStock = 0;
  for (const { ranges, from, to } of movements) {
    const pieces = piecesInAll(ranges);
    if (placeKey(to) === key) {
      received += pieces;
      inStock += pieces;
    }
    if (placeKey(from) !== key) continue;
    gone[to.kind] = (gone[to.kind] ?? 0) + pieces;
    inStock -= pieces;
  }
  return { received, gone, inStock };
}
