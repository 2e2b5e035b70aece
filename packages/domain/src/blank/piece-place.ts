import type { CardId, PlaceId } from '../kernel/ids.ts';

/**
 * Where a piece is. `returned`: on a card that nobody fetched, in the office's own keeping. `lost-unusable`: lost, and no
 * blank any more, for it was printed or spoiled. `lent` and `borrowed` name the other office; `centre` and `borrowed` are
 * outside the book.
 */
export type PiecePlace =
  | { readonly kind: 'centre' | 'store' | 'spoiled' | 'destroyed' | 'lost' | 'lost-unusable' }
  | { readonly kind: 'borrowed' | 'lent'; readonly office: string }
  | { readonly kind: 'desk'; readonly place: PlaceId }
  | { readonly kind: 'card' | 'returned' | 'resident'; readonly card: CardId };
export type PiecePlaceKind = PiecePlace['kind'];

/** BLK3: where a piece may go from where it is; what is lost comes to lie by `placeAfter`. */
export const waysOfPieces = {
  centre: ['store'],
  borrowed: ['store'],
  store: ['desk', 'lent', 'borrowed', 'centre', 'spoiled', 'lost'],
  desk: ['store', 'desk', 'card', 'spoiled', 'lost'],
  card: ['desk', 'resident', 'returned', 'spoiled', 'lost'],
  returned: ['resident', 'spoiled', 'lost'],
  lent: ['store', 'lost'],
  spoiled: ['destroyed', 'lost'],
  lost: ['store', 'spoiled'],
  'lost-unusable': ['spoiled'],
  resident: ['spoiled', 'lost'],
  destroyed: [],
} as const satisfies Record<PiecePlaceKind, readonly PiecePlaceKind[]>;

/** BLK3: where pieces lie once they have moved; what was printed or spoiled when it was lost never is a blank again. */
export function placeAfter({ from, to }: { readonly from: PiecePlace; readonly to: PiecePlace }): PiecePlace {
  const unusable = 'card' in from || from.kind === 'spoiled';
  return to.kind === 'lost' && unusable ? { kind: 'lost-unusable' } : to;
}

/** Whether nobody knows where things are that lie there. */
export const isLost = ({ kind }: { readonly kind: string }): boolean =>
  kind === 'lost' || kind === 'lost-unusable';

/** Whether pieces there are outside the office's book. */
export const isOutside = ({ kind }: PiecePlace): boolean => kind === 'centre' || kind === 'borrowed';

/** A text that is the same for the same whereabouts and for no other. */
export function placeKey(where: Whereabouts): string {
  const which = where.office ?? where.place ?? where.card;
  return which === undefined ? where.kind : `${where.kind}:${which}`;
}

interface Whereabouts {
  readonly kind: string;
  readonly office?: string;
  readonly place?: string;
  readonly card?: string;
}
