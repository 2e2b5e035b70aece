/** What still works, what stops next, and which moves bring most counters back. Money in thousands of rupiah. */
import { componentKinds, reserveLevels } from '@rekam/domain';
import { z } from 'zod';
import { contract } from './contract.ts';
import { id, instant } from './parts.ts';

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
  cost: z.int(),
});

export const planView = z.object({
  worth,
  /** 0: proven to be the best; otherwise how far from the best it may be, as a share. */
  gap: z.number(),
  stops: z.array(
    z.object({
      placeName: z.string(),
      here: z.array(carried),
      takeAway: z.array(carried),
      putIn: z.array(carried),
    }),
  ),
  /** Single purchases after which the best plan restores more, best first. */
  purchases: z.array(z.object({ kind, price: count, restored: z.int(), residentsReached: count })),
  asOf: instant,
});
export type PlanView = z.output<typeof planView>;

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
  computePlan: {
    method: 'POST',
    path: '/api/planning/plan',
    summary: 'The moves that bring most counters back, from what works now; computed anew',
    answer: planView,
  },
  printDriverList: {
    method: 'GET',
    path: '/api/planning/driver-list.pdf',
    summary: 'The same moves as a list for the driver',
    produces: 'application/pdf',
  },
  getForecast: {
    method: 'GET',
    path: '/api/planning/forecast',
    summary: 'The chance of being without a working set within 30 and 90 days',
    answer: forecastView,
  },
});
