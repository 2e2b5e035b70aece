import type { StockOutlook } from './outlook.ts';

export type StockStanding = 'empty' | 'few' | 'enough';

/** Days: at 500 to 1,000 pieces with 150 to 200 a day Kota Sukabumi asked for more, that is with about five left. */
const fewDays = 5;
/** Pieces, while nobody knows how long they last: a day of Kota Kupang. */
const fewPieces = 200;

/** BLK19. @param pieces in store and at desks */
export function deriveStanding(pieces: number, outlook: StockOutlook | null): StockStanding {
  if (pieces <= 0) return 'empty';
  return (outlook === null ? pieces < fewPieces : outlook.daysLeft < fewDays) ? 'few' : 'enough';
}
