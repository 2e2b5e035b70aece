/** Recordings as the office received them: a part of its API. */
import { heldReasons } from '@rekam/domain';
import { z } from 'zod';
import { factView } from './audit-api.ts';
import { contract } from './contract.ts';
import { biodata, id, instant, seenBackground, step } from './parts.ts';

const byId = z.object({ id });

export const enrolmentState = z.enum(['received', 'counted', 'held', 'set-aside']);

export const enrolmentRow = z.object({
  id,
  packetId: id,
  state: enrolmentState,
  heldReason: z.enum(heldReasons).nullable(),
  /** Masked (`5371…0001`, initials) for roles that may not see residents. */
  nik: z.string().nullable(),
  name: z.string().nullable(),
  place: z.string().nullable(),
  stationName: z.string(),
  operatorName: z.string().nullable(),
  recordedAt: instant.nullable(),
  clockTrusted: z.boolean().nullable(),
  receivedAt: instant,
  openedAt: instant.nullable(),
  forced: z.number(),
  exceptions: z.number(),
  owed: z.number(),
  totalMs: z.number().nullable(),
});
export type EnrolmentRow = z.output<typeof enrolmentRow>;

export const enrolmentDetail = enrolmentRow.extend({
  biodata: biodata.nullable(),
  residentKnown: z.boolean().nullable(),
  grounds: z.string().nullable(),
  heldSentence: z.object({ id: z.string(), en: z.string() }).nullable(),
  captures: z.array(
    z.object({
      subject: z.string(),
      purpose: z.string(),
      qualityScore: z.number().nullable(),
      threshold: z.number().nullable(),
      attempts: z.number(),
      forced: z.boolean(),
      /** Of a photo: the colour seen behind the face, and the one that belongs there. */
      background: z.object({ wanted: seenBackground, seen: seenBackground }).nullable(),
      sampleName: z.string(),
      viewable: z.boolean(),
    }),
  ),
  exceptionsList: z.array(z.string()),
  steps: z.array(z.object({ step, ms: z.number(), attempts: z.number(), outcome: z.string() })),
  devices: z.array(z.object({ kind: z.string(), serialNo: z.string(), make: z.string(), model: z.string() })),
  /** The other recording of the same resident, where this one is held for it. */
  rival: enrolmentRow.nullable(),
  timeline: z.array(factView),
  views: z.array(z.object({ at: instant, officer: z.string(), what: z.string() })),
  packet: z.object({
    sha256: z.string(),
    bytes: z.number(),
    via: z.enum(['network', 'stick']),
    backedUpAt: instant.nullable(),
  }),
});
export type EnrolmentDetail = z.output<typeof enrolmentDetail>;

export const enrolmentApi = contract({
  listEnrolments: {
    method: 'GET',
    path: '/api/enrolments',
    summary: 'Recordings, newest first, by cursor',
    query: z.object({
      state: enrolmentState.optional(),
      placeId: id.optional(),
      stationId: id.optional(),
      from: z.iso.date().optional(),
      until: z.iso.date().optional(),
      forced: z.enum(['yes']).optional(),
      cursor: z.string().optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: z.object({
      rows: z.array(enrolmentRow),
      nextCursor: z.string().nullable(),
      counts: z.object({
        received: z.number(),
        counted: z.number(),
        held: z.number(),
        'set-aside': z.number(),
      }),
    }),
  },
  searchEnrolments: {
    method: 'POST',
    path: '/api/enrolments/search',
    summary: 'By NIK, name or receipt code; a POST keeps them out of logs',
    body: z.object({ q: z.string().min(2).max(60) }),
    answer: z.object({ rows: z.array(enrolmentRow) }),
  },
  getEnrolment: {
    method: 'GET',
    path: '/api/enrolments/:id',
    summary: 'One recording with its facts and who saw it',
    params: byId,
    answer: enrolmentDetail,
  },
  getSample: {
    method: 'GET',
    path: '/api/enrolments/:id/samples/:name',
    summary: 'One sample as a picture; the look is written down',
    params: z.object({ id, name: z.string() }),
    produces: 'image/png',
  },
  decideHeld: {
    method: 'POST',
    path: '/api/enrolments/:id/decision',
    summary: 'A supervisor decides about a held recording',
    params: byId,
    body: z.object({
      decision: z.enum(['count', 'set-aside', 'open-again']),
      reason: z.string().min(5).max(500),
    }),
    answer: enrolmentDetail,
  },
  stepStatistics: {
    method: 'GET',
    path: '/api/statistics/steps',
    summary: 'Median ms per step and station over the last days',
    query: z.object({ days: z.coerce.number().int().min(1).max(365).default(30) }),
    answer: z.array(
      z.object({
        stationId: id,
        stationName: z.string(),
        recordings: z.number(),
        medianTotalMs: z.number(),
        steps: z.array(z.object({ step, medianMs: z.number(), medianAttempts: z.number() })),
      }),
    ),
  },
});
