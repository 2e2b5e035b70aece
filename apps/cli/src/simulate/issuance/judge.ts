/** What a run is judged by: the office's book against what the printers did, and the order against the rule. */

/** A blank that went through a printer. */
export interface Touch {
  readonly cardId: string;
  /** How often the card was tried, from 1. */
  readonly attempt: number;
  /** Serial of the blank that lay in the hopper. */
  readonly piece: string;
  readonly outcome: 'printed' | 'jammed';
}

/** Good prints beyond one for each card, and prints on a piece that was through a printer before. */
export function countDoublePrinted(
  touches: readonly Touch[],
  /** Pieces that came out printed and were seen to be bad. */
  setAside: ReadonlySet<string>,
): number {
  const good = touches.filter(({ piece, outcome }) => outcome === 'printed' && !setAside.has(piece));
  return countRepeats(good.map(({ cardId }) => cardId)) + countRepeats(touches.map(({ piece }) => piece));
}

const countRepeats = (names: readonly string[]): number => names.length - new Set(names).size;

/** Where a piece is: `desk`, `store`, `spoiled`, or with a card, `card:<id>`; `resident:<id>` once handed over. */
export type PieceAt = string;

/** Where each piece of a consignment must lie, by what the printers did and which cards were handed over. */
export function deriveWhereabouts(facts: {
  readonly pieces: readonly string[];
  readonly touches: readonly Touch[];
  readonly setAside: ReadonlySet<string>;
  readonly handedOver: ReadonlySet<string>;
}): ReadonlyMap<string, PieceAt> {
  const where = new Map<string, PieceAt>(facts.pieces.map((piece) => [piece, 'desk']));
  for (const { cardId, piece, outcome } of facts.touches) {
    const spoiled = outcome === 'jammed' || facts.setAside.has(piece);
    where.set(piece, spoiled ? 'spoiled' : `${facts.handedOver.has(cardId) ? 'resident' : 'card'}:${cardId}`);
  }
  return where;
}

/** Pieces that the book has elsewhere than they are, has not, or has made up. */
export function countUnaccounted(
  book: ReadonlyMap<string, PieceAt>,
  truth: ReadonlyMap<string, PieceAt>,
): number {
  const all = new Set([...book.keys(), ...truth.keys()]);
  return [...all].filter((piece) => book.get(piece) !== truth.get(piece)).length;
}

/** One order to print: who was first by the rule when it was given, and whom the printer took up, in its order. */
export interface PlayedOrder {
  readonly expected: readonly string[];
  readonly printed: readonly string[];
}

/** Cards that did not come at the place that was theirs. */
export const countOrderViolations = (orders: readonly PlayedOrder[]): number =>
  orders.reduce((sum, order) => sum + countMisplaced(order), 0);

const countMisplaced = ({ expected, printed }: PlayedOrder): number =>
  Array.from({ length: Math.max(expected.length, printed.length) }).filter(
    (_, place) => expected[place] !== printed[place],
  ).length;
