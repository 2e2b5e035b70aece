import type { PlainDate } from '../kernel/calendar.ts';
import type { PlaceId } from '../kernel/ids.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import { type Accompanied, refusePapers } from './accompanied.ts';
import { placeKey } from './piece-place.ts';
import type { BlankRefusalCode } from './refusals.ts';

export const consumables = ['ribbon', 'film', 'cleaning-kit'] as const;
export type Consumable = (typeof consumables)[number];

/** Where prints left may lie; `supplier` and `borrowed` are outside the book, `used` is where printing takes them. */
export type ConsumablePlace =
  | { readonly kind: 'supplier' | 'store' | 'used' | 'spoiled' | 'lost' }
  | { readonly kind: 'borrowed' | 'lent'; readonly office: string }
  | { readonly kind: 'desk'; readonly place: PlaceId };

/** Prints left that moved: a ribbon of 500 is 500. */
export interface ConsumableMovement extends Accompanied {
  readonly item: Consumable;
  /** A whole number from 1. */
  readonly prints: number;
  readonly from: ConsumablePlace;
  readonly to: ConsumablePlace;
}

/** Where prints left may go from where they are. */
export const waysOfPrints = {
  supplier: ['store'],
  borrowed: ['store'],
  store: ['desk', 'lent', 'borrowed', 'spoiled', 'lost'],
  desk: ['store', 'desk', 'used', 'spoiled', 'lost'],
  lent: ['store', 'lost'],
  lost: ['store'],
  used: [],
  spoiled: [],
} as const satisfies Record<ConsumablePlace['kind'], readonly ConsumablePlace['kind'][]>;

/** Whether prints there are outside the office's book. */
export const isOutsidePrints = ({ kind }: ConsumablePlace): boolean =>
  kind === 'supplier' || kind === 'borrowed';

/**
 * BLK10: decides whether the prints may move so.
 * @param left prints of the item that lie where the movement starts
 */
export function decideMovePrints(
  left: number,
  movement: ConsumableMovement,
  today: PlainDate,
): Outcome<ConsumableMovement, BlankRefusalCode> {
  const { prints, from, to } = movement;
  if (!Number.isSafeInteger(prints) || prints < 1) return refuse('BLANK_PRINTS_INVALID');
  const refused = refusePapers(movement, today);
  if (refused) return refused;
  const open: readonly ConsumablePlace['kind'][] = waysOfPrints[from.kind];
  if (placeKey(from) === placeKey(to) || !open.includes(to.kind)) return refuse('BLANK_WAY_CLOSED');
  if (!isOutsidePrints(from) && prints > left) return refuse('BLANK_PRINTS_SHORT', { left });
  return succeed(movement);
}
