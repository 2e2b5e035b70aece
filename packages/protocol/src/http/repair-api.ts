/** Repairs: from diagnosis to the letter, and residents turned away meanwhile. */
import { paths, payers, rungs, verdicts } from '@rekam/domain';
import { z } from 'zod';
import { factView } from './audit-api.ts';
import { componentRow, paper } from './component-api.ts';
import { contract } from './contract.ts';
import { id, instant, plainDate } from './parts.ts';

const byId = z.object({ id });
const rung = z.enum(rungs);

export const repairRow = z.object({
  id,
  component: componentRow,
  openedOn: plainDate,
  rung,
  rungSince: plainDate,
  verdict: z.enum(verdicts).nullable(),
  path: z.enum(paths).nullable(),
  payer: z.enum(payers),
  promisedOn: plainDate.nullable(),
  promiseBroken: z.boolean(),
  waitingSince: plainDate,
  letterDue: z.boolean(),
  closedAt: instant.nullable(),
});
export type RepairRow = z.output<typeof repairRow>;

export const repairDetail = repairRow.extend({
  faultId: id,
  attempts: z.array(z.object({ what: z.string(), result: z.string(), on: plainDate })),
  diagnoses: z.array(
    z.object({
      verdict: z.enum(verdicts),
      by: z.string(),
      evidence: z.string(),
      fileIds: z.array(id),
      on: plainDate,
    }),
  ),
  letters: z.array(z.object({ paper, addressee: z.string(), to: rung })),
  answers: z.array(
    z.object({ paper: paper.nullable(), from: z.string(), summary: z.string(), on: plainDate }),
  ),
  /** A self-test that would close it. */
  timeline: z.array(factView),
});
export type RepairDetail = z.output<typeof repairDetail>;

export const repairApi = contract({
  listRepairs: {
    method: 'GET',
    path: '/api/repairs',
    summary: 'Open repairs, longest waiting first; then those closed in the last 90 days',
    answer: z.array(repairRow),
  },
  getRepair: {
    method: 'GET',
    path: '/api/repairs/:id',
    summary: 'One repair',
    params: byId,
    answer: repairDetail,
  },
  openRepair: {
    method: 'POST',
    path: '/api/faults/:id/repair',
    summary: 'Takes up a fault',
    params: byId,
    answer: repairDetail,
  },
  noteAttempt: {
    method: 'POST',
    path: '/api/repairs/:id/attempts',
    summary: 'What was tried, and what came of it',
    params: byId,
    body: z.object({ what: z.string().max(300), result: z.string().max(300), on: plainDate }),
    answer: repairDetail,
  },
  noteDiagnosis: {
    method: 'POST',
    path: '/api/repairs/:id/diagnoses',
    summary: 'Temporary or permanent, by whom, with evidence',
    params: byId,
    body: z.object({
      verdict: z.enum(verdicts),
      by: z.string().max(120),
      evidence: z.string().max(1000),
      fileIds: z.array(id).max(6).default([]),
      on: plainDate,
    }),
    answer: repairDetail,
  },
  choosePath: {
    method: 'POST',
    path: '/api/repairs/:id/path',
    summary: 'How it is mended and who must pay',
    params: byId,
    body: z.object({ path: z.enum(paths), payer: z.enum(payers) }),
    answer: repairDetail,
  },
  noteLetter: {
    method: 'POST',
    path: '/api/repairs/:id/letters',
    summary: 'A letter left the office',
    params: byId,
    body: z.object({ paper, addressee: z.string().max(160), to: rung }),
    answer: repairDetail,
  },
  noteAnswer: {
    method: 'POST',
    path: '/api/repairs/:id/answers',
    summary: 'Somebody answered, with a promised day or without',
    params: byId,
    body: z.object({
      paper: paper.nullable(),
      from: z.string().max(120),
      summary: z.string().max(500),
      on: plainDate,
      promisedOn: plainDate.nullable(),
    }),
    answer: repairDetail,
  },
  raiseRepair: {
    method: 'POST',
    path: '/api/repairs/:id/raise',
    summary: 'One rung up before its days are over',
    params: byId,
    body: z.object({ reason: z.string().max(300) }),
    answer: repairDetail,
  },
  draftLetter: {
    method: 'GET',
    path: '/api/repairs/letter',
    summary: 'The letter to the Ditjen about these repairs, or about all that go to the centre',
    query: z.object({
      format: z.enum(['pdf', 'docx']),
      /** Ids separated by commas; absent: every open repair on the path or rung of the centre. */
      ids: z.string().max(4000).optional(),
    }),
    produces: 'application/octet-stream',
  },

  countTurnedAway: {
    method: 'POST',
    path: '/api/turned-away',
    summary: 'One resident was turned away here, now',
    body: z.object({ placeId: id }),
    answer: z.object({ factSeq: z.number(), today: z.number() }),
  },
  withdrawTurnedAway: {
    method: 'POST',
    path: '/api/turned-away/withdraw',
    summary: 'Takes back one’s own tap within ten minutes',
    body: z.object({ factSeq: z.number().int() }),
    answer: z.object({ today: z.number() }),
  },
  listTurnedAway: {
    method: 'GET',
    path: '/api/turned-away',
    summary: 'Residents counted as turned away, per place and day; places nobody counted at are absent',
    query: z.object({ days: z.coerce.number().int().min(1).max(366).default(30) }),
    answer: z.array(z.object({ placeId: id, on: plainDate, residents: z.number() })),
  },
});
