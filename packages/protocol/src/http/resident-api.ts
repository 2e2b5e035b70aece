/** Residents and where they come from: a part of the office's API. */
import { z } from 'zod';
import { contract } from './contract.ts';
import { id, instant, plainDate, recordedStatus } from './parts.ts';

const byId = z.object({ id });

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
  /** Deaths written down. */
  died: z.number(),
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
  /** Null: no death is written down. */
  diedOn: plainDate.nullable(),
});

export const residentApi = contract({
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
});
