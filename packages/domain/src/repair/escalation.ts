import { deriveLadderStep } from '../equipment/ladder.ts';
import type { EquipmentPolicy } from '../equipment/policy.ts';
import type { PlainDate } from '../kernel/calendar.ts';
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
  const step = deriveLadderStep(
    {
      rung: repair.rung,
      top: 'ditjen',
      waitingSince: waitingSince(repair),
      remindedOn: repair.remindedOn ?? repair.openedOn,
    },
    policy,
    today,
  );
  if (!step) return null;
  const { id: repairId, rung } = repair;
  if (step.kind === 'remind')
    return { kind: 'repair-reminded', repairId, rung, on: today, waitingDays: step.waitingDays };
  const reason = isPromiseBroken(repair, today) ? 'promise-broken' : 'no-answer';
  return { kind: 'repair-escalated', repairId, from: rung, to: step.to, on: today, by: null, reason };
}

/** Whether the rung a repair stands on is outside the office and no letter has gone there yet (RPR14). */
export const isLetterDue = ({ rung, letters, closedAt }: Repair): boolean =>
  closedAt === null && (rung === 'province' || rung === 'ditjen') && !letters.some(({ to }) => to === rung);
