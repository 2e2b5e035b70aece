import {
  calendarOf,
  checkClosing,
  checkHoursFrom,
  checkSpecialDay,
  daysLater,
  type EarlyClosing,
  type HoursFrom,
  type OfficeHours,
  type PlainDate,
  type SpecialDay,
} from '@rekam/domain';
import type { By } from '../audit/index.ts';
import type { Clock } from '../ports/clock.ts';
import type { Queryable } from '../ports/database.ts';
import { getValue, Refused } from '../ports/refused.ts';
import { noteService } from './commands.ts';
import {
  deleteClosing,
  deleteSpecialDay,
  listClosings,
  listHours,
  listSpecialDays,
  putClosing,
  putHours,
  putSpecialDays,
} from './hours-store.ts';
import { historyDays } from './store.ts';

/** All hours that the status and its history need. */
export async function readHours(
  database: Queryable,
  today: PlainDate,
  offsetMinutes: number,
): Promise<OfficeHours> {
  const since = daysLater(today, -historyDays - 1);
  return {
    hours: await listHours(database),
    specialDays: await listSpecialDays(database, since),
    closings: await listClosings(database, since),
    offsetMinutes,
  };
}

/** Rule STS22. @throws Refused SERVICE_HOURS_… */
export async function setHours(
  tx: Queryable,
  clock: Clock,
  today: PlainDate,
  told: HoursFrom,
  by: By,
): Promise<void> {
  const { placeId, from, week } = getValue(checkHoursFrom(told, today));
  await putHours(tx, { placeId, from, week });
  await noteService(tx, clock, by, 'service-hours-set', placeId ?? 'office', { from, week });
}

/** Rule STS23. @throws Refused SERVICE_DAY_… */
export async function setSpecialDays(
  tx: Queryable,
  clock: Clock,
  today: PlainDate,
  told: readonly SpecialDay[],
  by: By,
): Promise<void> {
  const days = told.map((day) => getValue(checkSpecialDay(day, today)));
  await putSpecialDays(tx, days);
  for (const { placeId, ...details } of days)
    await noteService(tx, clock, by, 'special-day-set', placeId ?? 'office', details);
}

/** @throws Refused SERVICE_DAY_GONE */
export async function dropSpecialDay(
  tx: Queryable,
  clock: Clock,
  day: Pick<SpecialDay, 'date' | 'placeId'>,
  by: By,
): Promise<void> {
  if (!(await deleteSpecialDay(tx, day))) throw new Refused('SERVICE_DAY_GONE');
  await noteService(tx, clock, by, 'special-day-dropped', day.placeId ?? 'office', { date: day.date });
}

/** Rule STS24. @throws Refused SERVICE_CLOSING_… */
export async function closeEarly(
  tx: Queryable,
  clock: Clock,
  offsetMinutes: number,
  told: EarlyClosing,
  by: By,
): Promise<void> {
  const { placeId, day } = told;
  const known = await readHours(tx, day, offsetMinutes);
  const closing = getValue(checkClosing(told, calendarOf({ ...known, closings: [] }, placeId)));
  await putClosing(tx, closing);
  const { closes, reason } = closing;
  await noteService(tx, clock, by, 'closed-early', placeId, { day, closes, reason });
}

/** The place keeps its hours after all. */
export async function takeClosingBack(
  tx: Queryable,
  clock: Clock,
  { placeId, day }: Pick<EarlyClosing, 'placeId' | 'day'>,
  by: By,
): Promise<void> {
  await deleteClosing(tx, placeId, day);
  await noteService(tx, clock, by, 'closing-taken-back', placeId, { day });
}
