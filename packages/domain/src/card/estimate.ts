import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import type { CardRefusalCode } from './refusals.ts';

/** Observed working days under which no pace is claimed. */
export const leastPaceDays = 5;

/** What an estimate is made from. */
export interface PrintingPace {
  /** Cards printed on each of the last working days. */
  readonly printedPerDay: readonly number[];
  /** Requests of the last working days that stood ahead of the asker's group at once. */
  readonly arrivedAheadPerDay: readonly number[];
  /** Blanks that can be printed on; null: nobody knows. */
  readonly blanks: number | null;
}

/** Working days until the card is printed, 1 being the next; `latest` null: no honest far end. */
export interface PrintEstimate {
  readonly earliest: number | null;
  readonly latest: number | null;
  readonly farEndLacks: 'blanks' | 'pace' | null;
}

/**
 * CRD20–CRD22.
 * @param place from 1
 */
export function estimatePrinting(
  place: number,
  { printedPerDay, arrivedAheadPerDay, blanks }: PrintingPace,
): Outcome<PrintEstimate, CardRefusalCode> {
  if (blanks === null) return refuse('CARD_STOCK_UNKNOWN');
  const pace = paceRange(printedPerDay);
  if (pace === null) return refuse('CARD_NO_ESTIMATE', { days: leastPaceDays });
  const earliest = daysFor(place, pace.good);
  const net = pace.slow - fifthFrom(arrivedAheadPerDay, 'top');
  const latest = daysFor(place, net);
  if (place > blanks) return succeed({ earliest, latest: null, farEndLacks: 'blanks' });
  return succeed({ earliest, latest, farEndLacks: latest === null ? 'pace' : null });
}

/** Cards on a slow and on a good working day (CRD20); null: too few days were observed. */
export const paceRange = (
  printedPerDay: readonly number[],
): { readonly slow: number; readonly good: number } | null =>
  printedPerDay.length < leastPaceDays
    ? null
    : { slow: fifthFrom(printedPerDay, 'bottom'), good: fifthFrom(printedPerDay, 'top') };

const daysFor = (place: number, perDay: number): number | null =>
  perDay > 0 ? Math.ceil(place / perDay) : null;

/** The value that a fifth of the days exceed (`top`), or stay below (`bottom`); 0 of no days. */
function fifthFrom(perDay: readonly number[], end: 'top' | 'bottom'): number {
  const sorted = perDay.toSorted((a, b) => (end === 'top' ? b - a : a - b));
  return sorted[Math.floor(sorted.length / 5)] ?? 0;
}
