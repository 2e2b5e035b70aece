/** When places are open: weeks, special days, early closings. A part of the office's API. */
import { z } from 'zod';
import { contract } from './contract.ts';
import { id, place, plainDate } from './parts.ts';
import { serviceStatus } from './service-api.ts';

const dayHours = z.object({ opens: z.string().max(5), closes: z.string().max(5) });
const week = z.array(dayHours.nullable()).length(7);
const hoursFrom = z.object({
  /** Null: the office's own. */
  placeId: id.nullable(),
  from: plainDate,
  /** Null: the office's again. */
  week: week.nullable(),
});
const specialDay = z.object({
  date: plainDate,
  /** Null: at every place. */
  placeId: id.nullable(),
  /** Null: closed. */
  hours: dayHours.nullable(),
  name: z.string().max(200),
});
export type SpecialDayRow = z.output<typeof specialDay>;

const serviceHours = z.object({
  today: plainDate,
  /** The office's week of today. */
  week,
  /** Places in use, each with its own week of today; null: the office's. */
  places: z.array(z.object({ place, week: week.nullable() })),
  /** What was set, for today and later; the earliest first. */
  hours: z.array(hoursFrom),
  /** From a month ago on. */
  specialDays: z.array(specialDay),
});
export type ServiceHoursView = z.output<typeof serviceHours>;

const specialDayFile = z.object({
  applied: z.boolean(),
  days: z.array(specialDay),
  bad: z.array(
    z.object({ line: z.number(), code: z.string(), sentence: z.object({ id: z.string(), en: z.string() }) }),
  ),
});
export type SpecialDayFile = z.output<typeof specialDayFile>;

export const hoursApi = contract({
  getServiceHours: {
    method: 'GET',
    path: '/api/service-hours',
    summary: 'Weeks of the office and its places, and special days',
    answer: serviceHours,
  },
  setServiceHours: {
    method: 'PUT',
    path: '/api/service-hours',
    summary: 'A week that holds from a day on, of the office or of a place',
    body: hoursFrom,
    answer: serviceHours,
  },
  setSpecialDay: {
    method: 'PUT',
    path: '/api/special-days',
    summary: 'A holiday, or a day with hours of its own',
    body: specialDay,
    answer: serviceHours,
  },
  dropSpecialDay: {
    method: 'POST',
    path: '/api/special-days/drop',
    summary: 'The day is like its weekday after all',
    body: specialDay.pick({ date: true, placeId: true }),
    answer: serviceHours,
  },
  takeSpecialDays: {
    method: 'POST',
    path: '/api/special-days/file',
    summary: 'Reads a CSV of holidays; shows what it holds, and takes it with apply=yes',
    query: z.object({ apply: z.enum(['yes', 'no']).default('no') }),
    consumes: 'text/csv',
    answer: specialDayFile,
  },
  closeEarly: {
    method: 'POST',
    path: '/api/places/:id/closing',
    summary:
      'A place closes before its time today, or does not open; without a closing it keeps its hours after all',
    params: z.object({ id }),
    body: z.object({
      closing: z.object({ closes: z.string().max(5).nullable(), reason: z.string().max(200) }).nullable(),
    }),
    answer: serviceStatus,
  },
});
