/** Stations as the office knows them: a part of its API. */
import { z } from 'zod';
import { contract } from './contract.ts';
import { id, instant, place } from './parts.ts';

const byId = z.object({ id });

export const stationRow = z.object({
  id,
  name: z.string(),
  place,
  state: z.enum(['active', 'revoked']),
  enrolledAt: instant,
  lastSeenAt: instant.nullable(),
  link: z.enum(['online', 'silent', 'never']),
  softwareVersion: z.string().nullable(),
  outbox: z.number().nullable(),
  held: z.number().nullable(),
  oldestUnsentAt: instant.nullable(),
  alarm: z.boolean(),
  clockOffsetMs: z.number().nullable(),
  clockTrusted: z.boolean().nullable(),
  freeBytes: z.number().nullable(),
  power: z
    .object({ source: z.enum(['mains', 'battery', 'unknown']), batteryPercent: z.number().nullable() })
    .nullable(),
  operatorName: z.string().nullable(),
  devices: z.array(
    z.object({
      kind: z.string(),
      status: z.string(),
      serialNo: z.string().nullable(),
      make: z.string().nullable(),
      model: z.string().nullable(),
      problem: z.string().nullable(),
    }),
  ),
  recordedToday: z.number(),
});
export type StationRow = z.output<typeof stationRow>;

export const stationApi = contract({
  listStations: {
    method: 'GET',
    path: '/api/stations',
    summary: 'Stations with link, spool age and clock drift',
    answer: z.array(stationRow),
  },
  makeStationCode: {
    method: 'POST',
    path: '/api/stations/codes',
    summary: 'A one-time code that makes a computer a counter',
    body: z.object({ placeId: id, name: z.string().min(1).max(60) }),
    answer: z.object({ code: z.string(), expiresAt: instant, command: z.string() }),
  },
  revokeStation: {
    method: 'POST',
    path: '/api/stations/:id/revoke',
    summary: 'A lost or stolen station sends no more',
    params: byId,
    body: z.object({ reason: z.string().min(5).max(300) }),
    answer: stationRow,
  },
});
