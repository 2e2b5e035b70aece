/** What the centre says of recordings: a part of the office's API, and the page on which a resident asks. */
import { centreStatuses, exportFindings, exportForms, lineFindings } from '@rekam/domain';
import { z } from 'zod';
import { contract } from './contract.ts';
import { id, instant, plainDate, sha256Hex } from './parts.ts';

const status = z.enum(centreStatuses);
const label = z.string().max(60);
const labels = z.partialRecord(status, label);

const centreRecord = z.object({
  /** In the order they count, the last one last. */
  words: z.array(
    z.object({
      id,
      status,
      asOf: plainDate,
      source: z.string(),
      notedAt: instant,
      notedBy: z.string(),
      fromFile: z.boolean(),
      decidedBecause: z.string().nullable(),
    }),
  ),
  /** Where it stands, from the last word; null: the centre was never heard. */
  story: z.object({ status, stage: z.string(), since: plainDate, asOf: plainDate }).nullable(),
  labels,
});
export type CentreRecord = z.output<typeof centreRecord>;

const centreFile = z.object({
  /** Lines by what they would do. */
  counts: z.record(z.enum(lineFindings), z.number().int()),
  /** The first lines of each kind that somebody must look at or that would change something; never a whole NIK. */
  lines: z.array(
    z.object({
      line: z.number().int(),
      finding: z.enum(lineFindings),
      nikEnd: z.string().nullable(),
      before: status.nullable(),
      beforeAsOf: plainDate.nullable(),
      status: status.nullable(),
      asOf: plainDate.nullable(),
    }),
  ),
  /** Must come back with the file to apply exactly what was shown. */
  seal: sha256Hex,
  applied: z.boolean(),
});
export type CentreFile = z.output<typeof centreFile>;

const exportRow = z.object({
  id,
  form: z.enum(exportForms),
  recordings: z.number().int(),
  /** Recordings that were left out, by reason. */
  leftOut: z.partialRecord(z.enum(exportFindings), z.number().int()),
  /** False: its files lie in the clear. */
  sealed: z.boolean(),
  againBecause: z.string().nullable(),
  madeAt: instant,
  madeBy: z.string(),
  /** Null: it was cut off; the next export holds the same recordings. */
  finishedAt: instant.nullable(),
  sent: z.object({ on: plainDate, means: z.string(), notedBy: z.string() }).nullable(),
});
export type CentreExportRow = z.output<typeof exportRow>;

const nik = z.string().regex(/^\d{16}$/);
const noting = {
  status,
  asOf: plainDate,
  source: z.string().max(60),
  decisionReason: z.string().max(500).nullable().default(null),
};

const digits5 = z.string().regex(/^\d{5}$/);

export const centreApi = contract({
  centreOfEnrolment: {
    method: 'GET',
    path: '/api/enrolments/:id/centre',
    summary: 'What the centre said of a recording, as somebody saw it',
    params: z.object({ id }),
    answer: centreRecord,
  },
  noteCentreWord: {
    method: 'POST',
    path: '/api/enrolments/:id/centre',
    summary: 'Write down what the centre says of a recording',
    params: z.object({ id }),
    body: z.object(noting),
    answer: centreRecord,
  },
  centreOfResident: {
    method: 'POST',
    path: '/api/centre/resident',
    summary: 'What the centre said of a resident, also of one who was recorded before Rekam',
    body: z.object({ nik }),
    answer: centreRecord,
  },
  noteCentreWordOfResident: {
    method: 'POST',
    path: '/api/centre/words',
    summary: 'Write down what the centre says of a resident, also of one who was recorded before Rekam',
    body: z.object({ nik, ...noting }),
    answer: centreRecord,
  },
  takeCentreFile: {
    method: 'POST',
    path: '/api/centre/file',
    summary:
      'Reads a CSV of the centre; shows what it would do, and does that with apply=yes and the seal shown',
    query: z.object({ apply: z.enum(['yes', 'no']).default('no'), seal: z.string().max(64).default('') }),
    consumes: 'text/csv',
    answer: centreFile,
  },
  centreLabels: {
    method: 'GET',
    path: '/api/centre/labels',
    summary: 'What this office calls the statuses of the centre',
    answer: labels,
  },
  setCentreLabels: {
    method: 'PUT',
    path: '/api/centre/labels',
    summary: 'Name the statuses of the centre anew; an empty name is the centre’s own',
    body: labels,
    answer: labels,
  },
  listCentreExports: {
    method: 'GET',
    path: '/api/centre/exports',
    summary: 'What waits to be exported, and what was exported and sent',
    answer: z.object({
      /** Recordings by what the next export would do with them; `taken`: it would hold them. */
      waiting: z.partialRecord(z.enum(exportFindings), z.number().int()),
      rows: z.array(exportRow),
    }),
  },
  makeCentreExport: {
    method: 'POST',
    path: '/api/centre/exports',
    summary: 'Export recordings to the centre as one zip, encrypted to a key; holds samples',
    body: z.object({
      form: z.enum(exportForms),
      /** `age1…`; null: see `open`. */
      recipient: z.string().max(100).nullable(),
      /** Said outright that the files may lie in the clear. */
      open: z.boolean(),
      againBecause: z.string().max(500).nullable(),
      centre: z.object({ center: digits5, machine: digits5, keyPem: z.string().max(10_000) }).nullable(),
    }),
    produces: 'application/zip',
  },
  noteCentreSending: {
    method: 'POST',
    path: '/api/centre/exports/:id/sent',
    summary: 'Write down that an export was sent: on which day, by what means',
    params: z.object({ id }),
    body: z.object({ sentOn: plainDate, means: z.string().max(60) }),
    answer: z.object({
      id,
      /** Residents of whom this says something new. */
      residents: z.number().int(),
      /** Residents of whom the centre had said more or later. */
      silent: z.number().int(),
    }),
  },

  recordingPage: {
    method: 'GET',
    path: '/rekaman',
    summary: 'Page on which a resident asks how far the recording is, without JavaScript',
    produces: 'text/html; charset=utf-8',
  },
  askRecording: {
    method: 'POST',
    path: '/rekaman',
    summary: 'The answer: by the receipt’s code and the date of birth, which stay out of addresses and logs',
    consumes: 'application/x-www-form-urlencoded',
    produces: 'text/html; charset=utf-8',
  },
});
