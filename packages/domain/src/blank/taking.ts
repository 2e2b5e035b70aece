import { piecesIn, type SerialRange } from './serial.ts';

/**
 * BLK17: the lowest serials that lie free, one a card, in their order.
 * @param free by serial
 * @returns null when there are fewer than asked for
 */
export function takeLowest(free: readonly SerialRange[], count: number): readonly SerialRange[] | null {
  const pieces: SerialRange[] = [];
  for (const range of free)
    for (let nth = 0; nth < piecesIn(range) && pieces.length < count; nth++)
      pieces.push({ ...range, from: range.from + nth, to: range.from + nth });
  return pieces.length === count ? pieces : null;
}
