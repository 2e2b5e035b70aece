import type { EquipmentPolicy } from '../equipment/policy.ts';
import { daysBetween, type PlainDate } from '../kernel/calendar.ts';
import { rungAbove } from './decide.ts';
import type { Repair, RepairFact } from './repair.ts';

/** Since when a repair waits for somebody to move: the last step up, letter or answer; a promise holds until its day. */
export function waitingSince(repair: Repair): PlainDate {
  const moments = [
    repair.rungSince,
    ...repair.letters.map(({ paper }) => paper.date),
    ...repair.answers.map(({ on }) => on),
    ...(repair.promisedOn === null ? [] : [repair.promisedOn]),
  ];
  return moments.sort().at(-1)!;
}

/** Whether what was promised has not come by its day. */
export const isPromiseBroken = (repair: Repair, today: PlainDate): boolean =>
  repair.closedAt === null && repair.promisedOn !== null && repair.promisedOn < today;

/**
 * What the office must do about a repair on a day: climb, remind, or nothing yet (RPR10–RPR12). Applied once, it asks for
 * nothing more that day.
 */
export function deriveDue(repair: Repair, policy: EquipmentPolicy, today: PlainDate): RepairFact | null {
  if (repair.closedAt !== null) return null;
  const waitingDays = daysBetween(waitingSince(repair), today);
  const above = rungAbove(repair.rung);
  if (above !== null && repair.rung !== 'ditjen' && waitingDays >= policy.climbAfterDays[repair.rung]) {
    const reason = isPromiseBroken(repair, today) ? 'promise-broken' : 'no-answer';
    return {
      kind: 'repair-escalated',
      repairId: repair.id,
      from: repair.rung,
      to: above,
      on: today,
      by: null,
      reason,
    };
  }
  const last = [waitingSince(repair), repair.remindedOn ?? repair.openedOn].sort().at(-1)!;
  if (daysBetween(last, today) < policy.remindEveryDays) return null;
  return { kind: 'repair-reminded', repairId: repair.id, rung: repair.rung, on: today, waitingDays };
}

/** Whether the rung a repair stands on is outside the office and no letter has gone there yet (RPR14). */
export const isLetterDue = ({ rung, letters, closedAt }: Repair): boolean =>
  closedAt === null && (rung === 'province' || rung === 'ditjen') && !letters.some(({ to }) => to === rung);
