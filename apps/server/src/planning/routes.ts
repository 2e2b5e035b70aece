import {
  applyRecord,
  defaultReliabilityPrior,
  deriveCityStanding,
  forecastOffice,
  type PlanningSettings,
  replayRecord,
} from '@rekam/domain';
import type { planningApi } from '@rekam/protocol';
import type { Call, Handlers } from '../ports/call.ts';
import { type Clock, newId, nowOf } from '../ports/clock.ts';
import type { Database } from '../ports/database.ts';
import { permit } from '../ports/permit.ts';
import { Refused } from '../ports/refused.ts';
import { driverListPdf } from './driver-list-pdf.ts';
import { historyOf } from './office-history.ts';
import { type Register, stockOf } from './office-stock.ts';
import { findLastPlan, findPlan, orderPlan } from './plan-store.ts';
import { randomOf } from './random-of-day.ts';
import { getPlanningSettings, type Neighbour, setPlanningSettings, settingsView } from './settings.ts';
import { forecastViewOf, Names, standingOf } from './views.ts';

export interface PlanningRouteDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly register: () => Promise<Register>;
  readonly officeName: () => Promise<string>;
  readonly city: () => Promise<string>;
  readonly regencies: () => readonly Neighbour[];
  /** A moment as people of the office read it. */
  readonly spoken: (at: string) => Promise<string>;
}

const recordEffort = { draws: 16, futures: 25 };

export function planningRoutes(deps: PlanningRouteDeps): Handlers<typeof planningApi> {
  const { database, clock, register, officeName, city, regencies, spoken } = deps;
  /** Only who may see all equipment sees what follows from all of it. */
  const allow = (officer: Call['officer']) => permit(officer, 'equipment.view', null);
  const settings = async () => settingsView(await getPlanningSettings(database), await city(), regencies());
  const getPlan = async (id: string) => {
    const plan = await findPlan(database, id);
    if (!plan) throw new Refused('PLAN_NOT_FOUND');
    return plan;
  };

  return {
    getStanding: async ({ officer }) => {
      allow(officer);
      const known = await register();
      const names = new Names(known);
      const stock = stockOf(known);
      const standing = deriveCityStanding(stock, known.regionCode);
      const unrecorded = new Map(stock.places.map((place) => [place.id, place.unrecorded]));
      return {
        ...standingOf(names, standing),
        level: standing.level,
        places: standing.places
          .filter(({ sets }) => sets > 0)
          .map((place) => ({
            id: place.placeId,
            name: names.place(place.placeId),
            unrecorded: unrecorded.get(place.placeId) ?? 0,
            ...standingOf(names, place),
          })),
        asOf: nowOf(clock),
      };
    },

    askForPlan: async ({ officer }) => {
      const { officer: by } = allow(officer);
      const id = newId('plan', clock);
      await database.transact((tx) => orderPlan(tx, id, nowOf(clock), by.id));
      return getPlan(id);
    },
    getLastPlan: async ({ officer }) => {
      allow(officer);
      return { plan: (await findLastPlan(database)) ?? null };
    },
    printDriverList: async ({ officer, params, query }) => {
      allow(officer);
      const { asOf, result } = await getPlan(params.id);
      const option = result?.options.find(({ use }) => use === query.use);
      if (!option || asOf === null) throw new Refused('PLAN_NOT_SOLVED');
      const content = await driverListPdf({
        officeName: await officeName(),
        asOf: await spoken(asOf),
        option,
        unplaced: result?.unplaced ?? [],
      });
      return { content, mediaType: 'application/pdf', fileName: 'daftar-pemindahan.pdf' };
    },
    getPlanningSettings: async ({ officer }) => {
      allow(officer);
      return settings();
    },
    setPlanningSettings: async ({ officer, body }) => {
      const { officer: by, permittedBy } = permit(officer, 'equipment.dispose', null);
      const actor = { kind: 'officer', id: by.id } as const;
      const asked = body as PlanningSettings;
      await setPlanningSettings(database, clock, asked, { city: await city(), actor, permittedBy });
      return settings();
    },

    getForecast: async ({ officer }) => {
      allow(officer);
      const known = await register();
      const history = historyOf(known, clock());
      const record = replayRecord(history, defaultReliabilityPrior, randomOf(history.now), recordEffort);
      const raw = forecastOffice(history, defaultReliabilityPrior, randomOf(history.now));
      return forecastViewOf(new Names(known), applyRecord(raw, record), record, nowOf(clock));
    },
  };
}
