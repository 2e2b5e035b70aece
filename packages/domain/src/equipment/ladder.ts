/** The ladder that whatever is owed to the office climbs while nobody moves: repairs, and loans past their day. */
import { daysBetween, type PlainDate } from '../kernel/calendar.ts';
import { type EquipmentPolicy, type Rung, rungs } from './policy.ts';

/** @param top the highest rung it may reach */
export function rungAbove(rung: Rung, top: Rung = 'ditjen'): Rung | null {
  const next = rungs[rungs.indexOf(rung) + 1];
  return next === undefined || rungs.indexOf(next) > rungs.indexOf(top) ? null : next;
}

export interface OnLadder {
  readonly rung: Rung;
  readonly top: Rung;
  /** Since when nobody has moved. */
  readonly waitingSince: PlainDate;
  /** When somebody was last reminded, or it began; what waits since later counts from then. */
  readonly remindedOn: PlainDate;
}

export type LadderStep =
  | { readonly kind: 'climb'; readonly to: Rung }
  | { readonly kind: 'remind'; readonly waitingDays: number };

/** What is due on a day: a rung up, a reminder, or nothing yet (RPR11, RPR12, EQP61). */
export function deriveLadderStep(
  { rung, top, waitingSince, remindedOn }: OnLadder,
  policy: Pick<EquipmentPolicy, 'climbAfterDays' | 'remindEveryDays'>,
  today: PlainDate,
): LadderStep | null {
  const waitingDays = daysBetween(waitingSince, today);
  const above = rungAbove(rung, top);
  if (above !== null && rung !== 'ditjen' && waitingDays >= policy.climbAfterDays[rung])
    return { kind: 'climb', to: above };
  const last = [waitingSince, remindedOn].sort().at(-1)!;
  return daysBetween(last, today) < policy.remindEveryDays ? null : { kind: 'remind', waitingDays };
}
