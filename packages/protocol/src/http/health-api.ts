/** What the office notices by itself about devices: a part of the office's API. */
import { reportedStatuses, troubleTracks, watchedKinds } from '@rekam/domain';
import { z } from 'zod';
import { contract } from './contract.ts';
import { id, instant } from './parts.ts';

export const troubleRow = z.object({
  id,
  stationId: id,
  stationName: z.string(),
  placeName: z.string(),
  kind: z.enum(watchedKinds),
  serialNo: z.string().nullable(),
  track: z.enum(troubleTracks),
  symptom: z.string(),
  since: instant,
  openedAt: instant,
  endedAt: instant.nullable(),
  closedAt: instant.nullable(),
  relapses: z.number(),
});
export type TroubleRow = z.output<typeof troubleRow>;

const deviceHealthRow = z.object({
  stationId: id,
  stationName: z.string(),
  placeName: z.string(),
  hearing: z.enum(['heard', 'silent', 'never']),
  kind: z.enum(watchedKinds),
  status: z.enum(reportedStatuses).nullable(),
  serialNo: z.string().nullable(),
  make: z.string().nullable(),
  model: z.string().nullable(),
  firmware: z.string().nullable(),
  certificateUntil: instant.nullable(),
  heardAt: instant.nullable(),
  captures: z.number(),
  /** Usual score and how many visits it was learnt from; null before the first. */
  usualScore: z.number().nullable(),
  visits: z.number(),
  drifting: z.boolean(),
  troubles: z.array(z.object({ track: z.enum(troubleTracks), symptom: z.string(), since: instant })),
});
export type DeviceHealthRow = z.output<typeof deviceHealthRow>;

export const healthApi = contract({
  listTroubles: {
    method: 'GET',
    path: '/api/troubles',
    summary: 'What the office noticed by itself: open ones first, then the newest',
    query: z.object({ limit: z.coerce.number().int().min(1).max(500).default(100) }),
    answer: z.array(troubleRow),
  },
  listDeviceHealth: {
    method: 'GET',
    path: '/api/device-health',
    summary: 'Every device as it was last heard of',
    answer: z.array(deviceHealthRow),
  },
  noteCleaned: {
    method: 'POST',
    path: '/api/stations/:id/cleaned',
    summary: 'The glass was cleaned: the usual quality of the device is learnt anew',
    params: z.object({ id }),
    body: z.object({ kind: z.enum(watchedKinds) }),
    answer: z.array(deviceHealthRow),
  },
});
