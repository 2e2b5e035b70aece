import {
  calendarOf,
  dayAt,
  daysLater,
  type HoursFrom,
  type PlaceId,
  type PlainDate,
  type SpecialDay,
  weekOn,
} from '@rekam/domain';
import type { officeApi } from '@rekam/protocol';
import type { ServiceHoursView } from '@rekam/protocol/http/hours-api.ts';
import { sentenceOf } from '@rekam/protocol/refusals/index.ts';
import { byOf } from '../audit/index.ts';
import type { Handlers } from '../ports/call.ts';
import { nowOf } from '../ports/clock.ts';
import { permit, permittedPlaces } from '../ports/permit.ts';
import type { ServiceActs, ServiceDeps } from './acting.ts';
import {
  closeEarly,
  dropSpecialDay,
  readHours,
  setHours,
  setSpecialDays,
  takeClosingBack,
} from './hours-commands.ts';
import { readSpecialDays } from './special-day-csv.ts';

type Names =
  | 'getServiceHours'
  | 'setServiceHours'
  | 'setSpecialDay'
  | 'dropSpecialDay'
  | 'takeSpecialDays'
  | 'closeEarly';

/** Special days are shown from so long ago on. */
const shownDaysBack = 31;

export function hoursRoutes(
  { database, clock, sources }: ServiceDeps,
  { act, getPlaceId }: ServiceActs,
): Handlers<typeof officeApi, Names> {
  const today = async (): Promise<PlainDate> => dayAt(nowOf(clock), await sources.offsetMinutes());
  const idOf = async (id: string | null): Promise<PlaceId | null> => (id === null ? null : getPlaceId(id));
  const mutable = (week: HoursFrom['week']) => (week === null ? null : week.map((day) => day && { ...day }));
  const view = async (): Promise<ServiceHoursView> => {
    const day = await today();
    const known = await readHours(database, day, await sources.offsetMinutes());
    const own = (placeId: PlaceId) =>
      known.hours.findLast((one) => one.placeId === placeId && one.from <= day)?.week ?? null;
    return {
      today: day,
      week: mutable(weekOn(calendarOf(known, null), day))!,
      places: (await sources.places(database)).map(({ id, kind, name, regionCode }) => ({
        place: { id, kind, name, regionCode },
        week: mutable(own(id)),
      })),
      hours: known.hours
        .filter(({ from }) => from >= day)
        .map(({ placeId, from, week }) => ({ placeId, from, week: mutable(week) })),
      specialDays: known.specialDays.filter(({ date }) => date >= daysLater(day, -shownDaysBack)).map(row),
    };
  };
  const row = ({ hours, ...day }: SpecialDay) => ({ ...day, hours: hours && { ...hours } });

  return {
    getServiceHours: async ({ officer }) => {
      permittedPlaces(officer, 'service.view');
      return view();
    },
    setServiceHours: async ({ officer, body }) => {
      const by = byOf(permit(officer, 'service.configure', null));
      const told = { ...body, placeId: await idOf(body.placeId) };
      const day = await today();
      await act(officer, (tx) => setHours(tx, clock, day, told, by));
      return view();
    },
    setSpecialDay: async ({ officer, body }) => {
      const by = byOf(permit(officer, 'service.configure', null));
      const told = { ...body, placeId: await idOf(body.placeId) };
      const day = await today();
      await act(officer, (tx) => setSpecialDays(tx, clock, day, [told], by));
      return view();
    },
    dropSpecialDay: async ({ officer, body }) => {
      const by = byOf(permit(officer, 'service.configure', null));
      const told = { ...body, placeId: await idOf(body.placeId) };
      await act(officer, (tx) => dropSpecialDay(tx, clock, told, by));
      return view();
    },
    takeSpecialDays: async ({ officer, query, body }) => {
      const by = byOf(permit(officer, 'service.configure', null));
      const day = await today();
      const { days, bad } = await readSpecialDays(body, await sources.places(database), day);
      const applied = query.apply === 'yes' && bad.length === 0;
      if (applied) await act(officer, (tx) => setSpecialDays(tx, clock, day, days, by));
      return {
        applied,
        days: days.map(row),
        bad: bad.map(({ line, refused: { code, details } }) => ({
          line,
          code,
          sentence: sentenceOf(code, details),
        })),
      };
    },
    closeEarly: async ({ officer, params, body: { closing } }) => {
      const placeId = await getPlaceId(params.id);
      const by = byOf(permit(officer, 'service.report', placeId));
      const [day, offsetMinutes] = [await today(), await sources.offsetMinutes()];
      return act(officer, (tx) =>
        closing
          ? closeEarly(tx, clock, offsetMinutes, { placeId, day, ...closing }, by)
          : takeClosingBack(tx, clock, { placeId, day }, by),
      );
    },
  };
}
