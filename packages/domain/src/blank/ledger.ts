import type { PlainDate } from '../kernel/calendar.ts';
import type { PaperId } from '../kernel/ids.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import { type Accompanied, refusePapers } from './accompanied.ts';
import {
  isOutside,
  type PiecePlace,
  type PiecePlaceKind,
  placeAfter,
  placeKey,
  waysOfPieces,
} from './piece-place.ts';
import type { BlankRefusalCode } from './refusals.ts';
import {
  joinRanges,
  overlapAmong,
  overlapOf,
  piecesInAll,
  type SerialRange,
  tellRange,
  withoutRanges,
} from './serial.ts';

/** Pieces moved from one place to another, by which paper, and why. Who and when stand with the fact. */
export interface PieceMovement extends Accompanied {
  readonly ranges: readonly SerialRange[];
  readonly from: PiecePlace;
  readonly to: PiecePlace;
  /** Pictures of what was spoiled. */
  readonly photos: readonly PaperId[];
  /** Who saw the destruction. */
  readonly witnesses: readonly Witness[];
}

export interface Witness {
  readonly name: string;
  /** Office and position: `Inspektorat, auditor muda`. */
  readonly position: string;
}

/** Pieces that lie together. */
export interface Holding {
  readonly where: PiecePlace;
  readonly range: SerialRange;
}

/** Where each piece is that ever came in and was not given back. No two holdings overlap. */
export type PieceLedger = readonly Holding[];

/** Least number of people who see a destruction (Surat Edaran Mendagri 470.13/11176/SJ of 2018 asks for witnesses). */
const leastWitnesses = 2;

/** Decides whether the pieces may move so (BLK2–BLK7, BLK12, BLK13, BLK16); the movement is then the fact. */
export function decideMovePieces(
  ledger: PieceLedger,
  movement: PieceMovement,
  today: PlainDate,
): Outcome<PieceMovement, BlankRefusalCode> {
  return (
    refuseEvidence(movement) ??
    refusePapers(movement, today) ??
    refuseWay(movement) ??
    refusePieces(ledger, movement) ??
    succeed(movement)
  );
}

function refuseEvidence({ ranges, from, to, photos, witnesses }: PieceMovement) {
  if (ranges.length === 0) return refuse('BLANK_NOTHING_NAMED');
  const atHand = from.kind === 'store' || from.kind === 'desk';
  if (to.kind === 'spoiled' && atHand && photos.length === 0) return refuse('BLANK_PHOTO_MISSING');
  if (to.kind !== 'destroyed') return null;
  const told = witnesses.filter(
    ({ name, position }) => name.trim().length >= 3 && position.trim().length >= 3,
  );
  const people = new Set(told.map(({ name }) => name.trim().toUpperCase()));
  return people.size < leastWitnesses || told.length < witnesses.length
    ? refuse('BLANK_WITNESSES_MISSING')
    : null;
}

function refuseWay({ ranges, from, to }: PieceMovement) {
  const ways: readonly PiecePlaceKind[] = waysOfPieces[from.kind];
  if (!ways.includes(to.kind) || placeKey(from) === placeKey(to)) return refuse('BLANK_WAY_CLOSED');
  if (to.kind === 'card' && piecesInAll(ranges) !== 1) return refuse('BLANK_ONE_PIECE_A_CARD');
  if ('card' in from && 'card' in to && from.card !== to.card) return refuse('BLANK_OTHER_CARD');
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

/** The book after movements that were decided on, of different pieces; ranges split where only a part moves (BLK2). */
export function evolveLedger(ledger: PieceLedger, ...movements: readonly PieceMovement[]): PieceLedger {
  const moved = joinRanges(movements.flatMap(({ ranges }) => ranges));
  const stayed = ledger.flatMap(({ where, range }) =>
    withoutRanges([range], moved).map((left) => ({ where, range: left })),
  );
  const arrived = movements
    .filter(({ to }) => !isOutside(to))
    .flatMap((movement) => movement.ranges.map((range) => ({ where: placeAfter(movement), range })));
  return [...stayed, ...arrived];
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
  for (const movement of movements) {
    const { ranges, from } = movement;
    const to = placeAfter(movement);
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
