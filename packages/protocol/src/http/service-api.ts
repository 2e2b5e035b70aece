/** How the five services stand, and what the office says about it: a part of the office's API. */
import {
  reserveLevels,
  serviceCauses,
  serviceConditions,
  services,
  statedServices,
  statusSources,
} from '@rekam/domain';
import { z } from 'zod';
import { contract } from './contract.ts';
import { id, instant, place, plainDate } from './parts.ts';

const service = z.enum(services);

export const serviceState = z.object({
  condition: z.enum(serviceConditions),
  cause: z.enum(serviceCauses).nullable(),
  missing: z.array(z.string()),
  since: instant.nullable(),
  expectedUntil: plainDate.nullable(),
  asOf: instant.nullable(),
  source: z.enum(statusSources),
  reference: z.string().nullable(),
  note: z.string().nullable(),
});
export type ServiceStateView = z.output<typeof serviceState>;
const fiveServices = z.record(service, serviceState);

const dayHours = z.object({ opens: z.string(), closes: z.string() });
const opening = z.object({
  isOpen: z.boolean(),
  day: plainDate,
  today: dayHours.nullable(),
  special: z.string().nullable(),
  openedAt: instant.nullable(),
  next: z.object({ day: plainDate, opens: z.string() }).nullable(),
});

const placeStatus = z.object({
  place,
  services: fiveServices,
  legs: z.tuple([serviceState, serviceState]),
  counters: z.array(serviceState),
  opening,
  quota: z.number().nullable(),
  begunToday: z.number(),
  operatorMissing: z.boolean(),
  /** Closed before its time today. */
  closedEarly: z.boolean(),
  conflicts: z.array(
    z.object({
      key: z.string(),
      service,
      /** The same one at each place. */
      ofCity: z.boolean(),
      derived: serviceState,
      claimed: serviceState,
      settledFor: z.enum(['derived', 'claimed']).nullable(),
    }),
  ),
});

export const statementView = z.object({
  id,
  placeId: id.nullable(),
  service: z.enum(statedServices),
  condition: z.enum(['open', 'limited', 'stopped']),
  cause: z.enum(serviceCauses).nullable(),
  note: z.string().max(300),
  reference: z.string().max(200),
  since: instant,
  expectedUntil: plainDate.nullable(),
  madeAt: instant,
});
export type StatementView = z.output<typeof statementView>;

export const serviceStatus = z.object({
  at: instant,
  city: fiveServices,
  reserve: z.object({
    working: z.number(),
    counters: z.number(),
    level: z.enum(reserveLevels),
  }),
  places: z.array(placeStatus),
  statements: z.array(
    statementView.extend({
      /** What the office knows since says otherwise; it holds no more. */
      overtaken: z.boolean(),
    }),
  ),
});
export type ServiceStatusView = z.output<typeof serviceStatus>;

export const serviceSettings = z.object({
  places: z.array(z.object({ place, quota: z.number().nullable(), address: z.string() })),
});
export type ServiceSettingsView = z.output<typeof serviceSettings>;

const centreWaits = z.object({
  version: z.number().int(),
  effectiveFrom: plainDate,
  basis: z.string().min(1).max(200),
  ordinaryDays: z.number(),
  tellingDays: z.number(),
});

const byId = z.object({ id });

export const serviceApi = contract({
  getServiceStatus: {
    method: 'GET',
    path: '/api/service-status',
    summary: 'Five services of the city and of each place, with conflicts to settle',
    answer: serviceStatus,
  },
  reportOperator: {
    method: 'POST',
    path: '/api/places/:id/operator',
    summary: 'The operator of a place is missing today, or is there after all',
    params: byId,
    body: z.object({ missing: z.boolean() }),
    answer: serviceStatus,
  },
  makeStatement: {
    method: 'POST',
    path: '/api/service-statements',
    summary: 'Say how a service stands, with cause and source',
    body: statementView.omit({ id: true, madeAt: true }),
    answer: serviceStatus,
  },
  withdrawStatement: {
    method: 'POST',
    path: '/api/service-statements/:id/withdraw',
    summary: 'It does not hold any more',
    params: byId,
    answer: serviceStatus,
  },
  settleConflict: {
    method: 'POST',
    path: '/api/service-conflicts',
    summary: 'Which of two sources is right',
    body: z.object({
      key: z.string().max(500),
      settledFor: z.enum(['derived', 'claimed']),
      reason: z.string().min(5).max(300),
    }),
    answer: serviceStatus,
  },
  centreWaits: {
    method: 'GET',
    path: '/api/service-rules/centre-waits',
    summary:
      'How long a recording may wait at the centre before that counts against it; versions, newest first',
    answer: z.array(centreWaits),
  },
  addCentreWaits: {
    method: 'POST',
    path: '/api/service-rules/centre-waits',
    summary: 'A new version with its date and letter',
    body: centreWaits.omit({ version: true }),
    answer: z.array(centreWaits),
  },
  getServiceSettings: {
    method: 'GET',
    path: '/api/service-settings',
    summary: 'Quota and address of each place',
    answer: serviceSettings,
  },
  setPlaceService: {
    method: 'PUT',
    path: '/api/places/:id/service',
    summary: 'Quota and address of a place',
    params: byId,
    body: z.object({
      quota: z.number().int().min(1).max(5000).nullable(),
      address: z.string().max(200),
    }),
    answer: serviceSettings,
  },
});
