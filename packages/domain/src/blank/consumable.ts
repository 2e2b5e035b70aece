import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import type { BlankRefusalCode } from './refusals.ts';

export const consumables = ['ribbon', 'film', 'cleaning-kit'] as const;
export type Consumable = (typeof consumables)[number];

/** Where prints left may lie; `supplier` is outside the book, `used` is where printing takes them. */
export type ConsumablePlace = 'supplier' | 'store' | `desk:${string}` | 'used' | 'spoiled' | 'lost' | 'lent';

/** Prints left that moved: a ribbon of 500 is 500. */
export interface ConsumableMovement {
  readonly item: Consumable;
  /** A whole number from 1. */
  readonly prints: number;
  readonly from: ConsumablePlace;
  readonly to: ConsumablePlace;
}

type Station = 'supplier' | 'store' | 'desk' | 'used' | 'spoiled' | 'lost' | 'lent';

const ways: Record<Station, readonly Station[]> = {
  supplier: ['store'],
  store: ['desk', 'lent', 'spoiled', 'lost'],
  desk: ['store', 'desk', 'used', 'spoiled', 'lost'],
  lent: ['store', 'lost'],
  lost: ['store'],
  used: [],
  spoiled: [],
};
const stationOf = (place: ConsumablePlace): Station =>
  place.startsWith('desk:') ? 'desk' : (place as Station);

/** Prints left of an item at a place, by the movements alone. */
export function printsLeft(
  movements: readonly ConsumableMovement[],
  item: Consumable,
  place: ConsumablePlace,
): number {
  return movements
    .filter((movement) => movement.item === item)
    .reduce(
      (sum, { prints, from, to }) => sum + (to === place ? prints : 0) - (from === place ? prints : 0),
      0,
    );
}

/** BLK10: decides whether the prints may move so. */
export function decideMovePrints(
  movements: readonly ConsumableMovement[],
  movement: ConsumableMovement,
): Outcome<ConsumableMovement, BlankRefusalCode> {
  const { item, prints, from, to } = movement;
  if (!Number.isSafeInteger(prints) || prints < 1) return refuse('BLANK_PRINTS_INVALID');
  if (from === to || !ways[stationOf(from)].includes(stationOf(to))) return refuse('BLANK_WAY_CLOSED');
  if (from === 'supplier') return succeed(movement);
  const left = printsLeft(movements, item, from);
  return prints > left ? refuse('BLANK_PRINTS_SHORT', { left }) : succeed(movement);
}
