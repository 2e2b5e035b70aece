/** What still works, what stops next, and which moves bring most counters back. Money in thousands of rupiah. */
import { componentKinds, planUses, reserveLevels } from '@rekam/domain';
import { z } from 'zod';
import { contract } from './contract.ts';
import { id, instant, plainDate } from './parts.ts';

const kind = z.enum(componentKinds);
const count = z.int().min(0);

/** A component by what people call it. */
const namedPart = z.object({
  id,
  kind,
  label: z.string(),
  placeName: z.string(),
  setName: z.string().nullable(),
});
export type NamedPart = z.output<typeof namedPart>;

const stops = z.object({
  /** Faults to a stop, after people have helped themselves; 0: stopped. */
  faults: count,
  cuts: z.array(z.array(namedPart)),
  more: z.boolean(),
});

const standing = {
  sets: count,
  working: count,
  spares: z.array(z.object({ kind, count })),
  stops,
};

export const standingView = z.object({
  ...standing,
  level: z.enum(reserveLevels),
  places: z.array(z.object({ id, name: z.string(), unrecorded: count, ...standing })),
  asOf: instant,
});
export type StandingView = z.output<typeof standingView>;

const carried = z.object({ part: namedPart, toSetName: z.string() });
const worth = z.object({
  workingBefore: count,
  workingAfter: count,
  restored: z.int(),
  residentsReached: count,
  moves: count,
  loans: count,
  purchases: count,
  /** All of it: roads, work, papers and prices. */
  cost: z.int(),
  spentOnPurchases: count,
});

const planOption = z.object({
  /** What this plan may use. */
  use: z.enum(planUses),
  worth,
  /** 0: proven to be the best; otherwise how far from the best it may be, as a share. */
  gap: z.number(),
  stops: z.array(
    z.object({
      placeName: z.string(),
      /** By road from the stop before; null where one of the two is not on the map. */
      km: count.nullable(),
      here: z.array(carried),
      takeAway: z.array(carried),
      putIn: z.array(carried),
    }),
  ),
  loans: z.array(
    z.object({ part: namedPart, lender: z.string(), until: plainDate.nullable(), toSetName: z.string() }),
  ),
  purchases: z.array(z.object({ kind, price: count, toSetName: z.string() })),
});
export type PlanOption = z.output<typeof planOption>;

export const planView = z.object({
  /** With one's own parts first; each further one may use more. */
  options: z.array(planOption),
  /** Single purchases after which the best plan restores more, best first. */
  purchases: z.array(z.object({ kind, price: count, restored: z.int(), residentsReached: count })),
  /** Places that nobody put on the map: ways from and to them count as `unknownKm`. */
  unplaced: z.array(z.string()),
  unknownKm: count,
  /** Null: nobody named one. */
  budget: count.nullable(),
});
export type PlanView = z.output<typeof planView>;

export const planJob = z.object({
  id,
  askedAt: instant,
  askedBy: z.string(),
  state: z.enum(['waiting', 'solving', 'solved', 'failed']),
  /** Questions solved so far, of all. */
  solved: count,
  questions: count,
  /** The moment whose register it plans from. */
  asOf: instant.nullable(),
  /** Whether the register has changed since. */
  outdated: z.boolean(),
  result: planView.nullable(),
});
export type PlanJob = z.output<typeof planJob>;

const money = z.number();
export const planningSettings = z.object({
  budget: money.nullable(),
  prices: z.partialRecord(kind, money),
  offers: z
    .array(
      z.object({
        id: id.nullable(),
        kind,
        label: z.string().max(80),
        lender: z.string().regex(/^\d\d\.\d\d$/),
        km: z.number().nullable(),
        until: plainDate.nullable(),
      }),
    )
    .max(200),
});
const settingsView = planningSettings.extend({
  /** Regencies and cities of the province that could lend. */
  neighbours: z.array(z.object({ code: z.string(), name: z.string() })),
});
export type PlanningSettingsView = z.output<typeof settingsView>;

const chance = z.object({ likely: z.number(), low: z.number(), high: z.number() });
const outlook = { working: count, stopped: z.boolean(), within30: chance, within90: chance };

export const forecastView = z.object({
  city: z.object(outlook),
  places: z.array(z.object({ id, name: z.string(), ...outlook })),
  /** Earlier forecasts of this office that are held against what happened. */
  record: z.object({ forecasts: count, said: z.number(), happened: z.number() }),
  asOf: instant,
});
export type ForecastView = z.output<typeof forecastView>;

export const planningApi = contract({
  getStanding: {
    method: 'GET',
    path: '/api/planning/standing',
    summary: 'Working sets, spares, and the smallest sets of faults that stop a place or the city',
    answer: standingView,
  },
  askForPlan: {
    method: 'POST',
    path: '/api/planning/plans',
    summary: 'Has the plans found that bring most counters back from what works now',
    answer: planJob,
  },
  getLastPlan: {
    method: 'GET',
    path: '/api/planning/plans/last',
    summary: 'The plan asked for last, with how far it is; null where nobody asked yet',
    answer: z.object({ plan: planJob.nullable() }),
  },
  printDriverList: {
    method: 'GET',
    path: '/api/planning/plans/:id/driver-list.pdf',
    summary: 'One option of a plan as a list for the driver',
    params: z.object({ id }),
    query: z.object({ use: z.enum(planUses).default('moves') }),
    produces: 'application/pdf',
  },
  getPlanningSettings: {
    method: 'GET',
    path: '/api/planning/settings',
    summary: 'Budget, prices, and what neighbours would lend',
    answer: settingsView,
  },
  setPlanningSettings: {
    method: 'PUT',
    path: '/api/planning/settings',
    summary: 'Another budget, other prices or offers, all of them',
    body: planningSettings,
    answer: settingsView,
  },
  getForecast: {
    method: 'GET',
    path: '/api/planning/forecast',
    summary: 'The chance of being without a working set within 30 and 90 days',
    answer: forecastView,
  },
});
