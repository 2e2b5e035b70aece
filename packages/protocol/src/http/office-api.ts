/** The API of the back-office screens. Sessions are cookies; every answer is limited to what the officer's role needs. */

import { heldReasons } from '@rekam/domain';
import { z } from 'zod';
import { announcementApi } from './announcement-api.ts';
import { blankApi } from './blank-api.ts';
import { cardApi } from './card-api.ts';
import { cardPrintingApi } from './card-printing-api.ts';
import { centreApi } from './centre-api.ts';
import { chronicleApi, chronicleDays } from './chronicle-api.ts';
import { contract } from './contract.ts';
import { handoverApi } from './handover-api.ts';
import { handoverWaitingApi } from './handover-waiting-api.ts';
import { healthApi } from './health-api.ts';
import { hoursApi } from './hours-api.ts';
import { letterApi } from './letter-api.ts';
import { letterBatchApi } from './letter-batch-api.ts';
import { letterEndingApi } from './letter-ending-api.ts';
import { letterSigningApi } from './letter-signing-api.ts';
import { biodata, id, instant, place, recordedStatus, role, seenBackground, step } from './parts.ts';
import { placeApi } from './place-api.ts';
import { serviceApi } from './service-api.ts';
import { enrolmentPolicy } from './sync-api.ts';

/** `today`: six sets, some broken; `march-2017`: what sources tell of the city until its recording stopped. */
export const demoScenes = ['today', 'march-2017'] as const;
export type DemoScene = (typeof demoScenes)[number];

const byId = z.object({ id });
const credentials = z.object({
  username: z.string().regex(/^[a-z][a-z0-9._-]{2,31}$/),
  password: z.string().min(10).max(200),
});

export const session = z.object({
  officer: z
    .object({
      id,
      username: z.string(),
      name: z.string(),
      roles: z.array(z.object({ role, placeId: id.nullable() })),
    })
    .nullable(),
  /** Actions the officer may do at one place at least; the screens hide the rest. */
  actions: z.array(z.string()),
  office: z.object({
    configured: z.boolean(),
    name: z.string().nullable(),
    regionCode: z.string().nullable(),
    timeZone: z.enum(['WIB', 'WITA', 'WIT']).nullable(),
    demo: z.boolean(),
  }),
});
export type Session = z.output<typeof session>;

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

export const factView = z.object({
  at: instant,
  recordedAt: instant.nullable(),
  clockTrusted: z.boolean().nullable(),
  kind: z.string(),
  actor: z.string().nullable(),
  permittedBy: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
});

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

export const officerRow = z.object({
  id,
  username: z.string(),
  name: z.string(),
  active: z.boolean(),
  hasPin: z.boolean(),
  roles: z.array(z.object({ role, placeId: id.nullable(), placeName: z.string().nullable() })),
  lastSignInAt: instant.nullable(),
});

export const importState = z.object({
  id,
  state: z.enum(['running', 'done', 'failed']),
  fileName: z.string(),
  startedAt: instant,
  endedAt: instant.nullable(),
  lines: z.number(),
  added: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  bad: z.number(),
  bytesRead: z.number(),
  bytesTotal: z.number().nullable(),
  problem: z.string().nullable(),
});

export const residentRow = z.object({
  nik: z.string(),
  name: z.string(),
  birthDate: z.string(),
  sex: z.string(),
  kelurahan: z.string(),
  kecamatan: z.string(),
  recorded: recordedStatus.nullable(),
});

export const officeApi = contract({
  ...healthApi,
  ...serviceApi,
  ...announcementApi,
  ...letterApi,
  ...letterBatchApi,
  ...letterEndingApi,
  ...letterSigningApi,
  ...cardApi,
  ...cardPrintingApi,
  ...handoverApi,
  ...handoverWaitingApi,
  ...centreApi,
  ...blankApi,
  ...placeApi,
  ...chronicleApi,
  ...hoursApi,
  getSession: {
    method: 'GET',
    path: '/api/session',
    summary: 'Who am I, what may I do, is the office set up',
    answer: session,
  },
  signIn: {
    method: 'POST',
    path: '/api/session',
    summary: 'Sign in',
    body: z.object({ username: z.string(), password: z.string() }),
    answer: session,
  },
  signOut: { method: 'DELETE', path: '/api/session', summary: 'Sign out' },
  searchRegencies: {
    method: 'GET',
    path: '/api/regencies',
    summary: 'The 514 regencies and cities',
    query: z.object({ q: z.string().max(60).optional() }),
    answer: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        province: z.string(),
        suggestedTimeZone: z.enum(['WIB', 'WITA', 'WIT']),
      }),
    ),
  },
  setUp: {
    method: 'POST',
    path: '/api/setup',
    summary: 'Set the office up, once; needs the set-up key that the office printed when it started',
    body: z.object({
      setupKey: z.string(),
      regencyCode: z.string(),
      timeZone: z.enum(['WIB', 'WITA', 'WIT']),
      head: credentials.extend({ name: z.string().min(1) }),
    }),
    answer: session,
  },
  setUpDemo: {
    method: 'POST',
    path: '/api/setup/demo',
    summary:
      'Kota Kupang with invented residents, as an office of today or with its past of 2017; passwords are shown once',
    body: z.object({ setupKey: z.string(), scene: z.enum(demoScenes).default('today') }),
    answer: z.object({
      accounts: z.array(
        z.object({ role, username: z.string(), password: z.string(), pin: z.string().nullable() }),
      ),
      residents: z.number(),
      /** The past that can be looked at; null for the office of today. */
      past: chronicleDays.nullable(),
    }),
  },

  listPlaces: { method: 'GET', path: '/api/places', summary: 'Places in use', answer: z.array(place) },
  addPlace: {
    method: 'POST',
    path: '/api/places',
    summary: 'A mobile unit or a school on a day',
    body: z.object({ kind: z.enum(['mobile-unit', 'school']), name: z.string().min(2).max(100) }),
    answer: place,
  },

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

  listOfficers: {
    method: 'GET',
    path: '/api/officers',
    summary: 'People and roles',
    answer: z.array(officerRow),
  },
  addOfficer: {
    method: 'POST',
    path: '/api/officers',
    summary: 'Someone new',
    body: credentials.extend({
      name: z.string().min(1).max(80),
      roles: z.array(z.object({ role, placeId: id.nullable() })).min(1),
      pin: z
        .string()
        .regex(/^\d{6,12}$/)
        .optional(),
    }),
    answer: officerRow,
  },
  changeOfficer: {
    method: 'PATCH',
    path: '/api/officers/:id',
    summary: 'Roles, PIN, password, leave',
    params: byId,
    body: z.object({
      roles: z
        .array(z.object({ role, placeId: id.nullable() }))
        .min(1)
        .optional(),
      active: z.boolean().optional(),
      password: z.string().min(10).max(200).optional(),
      pin: z
        .string()
        .regex(/^\d{6,12}$/)
        .optional(),
    }),
    answer: officerRow,
  },
  changeOwnPassword: {
    method: 'POST',
    path: '/api/session/password',
    summary: 'Change my own password or PIN',
    body: z.object({
      current: z.string(),
      password: z.string().min(10).max(200).optional(),
      pin: z
        .string()
        .regex(/^\d{6,12}$/)
        .optional(),
    }),
    answer: session,
  },

  searchResidents: {
    method: 'POST',
    path: '/api/residents/search',
    summary: 'By NIK or by name',
    body: z.object({ q: z.string().min(3).max(60), limit: z.number().int().min(1).max(50).default(20) }),
    answer: z.object({ rows: z.array(residentRow) }),
  },
  importResidents: {
    method: 'POST',
    path: '/api/residents/imports',
    summary: 'A CSV in the columns of a SIAK-like export, streamed',
    query: z.object({ fileName: z.string().max(200), bytes: z.coerce.number().int().optional() }),
    consumes: 'text/csv',
    answer: importState,
  },
  listImports: {
    method: 'GET',
    path: '/api/residents/imports',
    summary: 'Imports, newest first',
    answer: z.array(importState),
  },
  getImport: {
    method: 'GET',
    path: '/api/residents/imports/:id',
    summary: 'Progress of an import',
    params: byId,
    answer: importState,
  },
  importErrors: {
    method: 'GET',
    path: '/api/residents/imports/:id/bad-lines.csv',
    summary: 'Bad lines with number and reason',
    params: byId,
    produces: 'text/csv',
  },

  getPolicy: {
    method: 'GET',
    path: '/api/policy',
    summary: 'Versions of the recording policy, newest first',
    answer: z.array(enrolmentPolicy),
  },
  addPolicy: {
    method: 'POST',
    path: '/api/policy',
    summary: 'A new version with its date and letter',
    body: enrolmentPolicy.omit({ version: true }),
    answer: z.array(enrolmentPolicy),
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
  lastBackup: {
    method: 'GET',
    path: '/api/backup',
    summary: 'The last verified backup; null when there never was one',
    answer: z.object({
      last: z.object({ at: instant, packets: z.number(), newPackets: z.number() }).nullable(),
    }),
  },
  auditTrail: {
    method: 'GET',
    path: '/api/audit',
    summary: 'Facts and looks, newest first',
    query: z.object({
      cursor: z.string().optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: z.object({
      rows: z.array(factView.extend({ noun: z.string(), subjectId: z.string() })),
      nextCursor: z.string().nullable(),
    }),
  },
});
