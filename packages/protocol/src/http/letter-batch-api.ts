/** Many letters in one go: a part of the office's API. */
import { batchActs, batchStates, letterPurposes } from '@rekam/domain';
import { z } from 'zod';
import { contract } from './contract.ts';
import { id, instant } from './parts.ts';

const byId = z.object({ id });
const regionCode = z.string().regex(/^\d{2}\.\d{2}(\.\d{2}(\.\d{4})?)?$/);
const count = z.number().int();

/** Who gets a letter: a list, those of an area, or those whose letters end soon (all, or of an area). */
export const batchChoice = z.discriminatedUnion('by', [
  z.object({ by: z.literal('list'), niks: z.string().max(220_000), purpose: z.enum(letterPurposes) }),
  z.object({ by: z.literal('area'), regionCode, purpose: z.enum(letterPurposes) }),
  z.object({ by: z.literal('ending'), regionCode: regionCode.nullable() }),
]);
export type BatchChoice = z.output<typeof batchChoice>;

const sentence = z.object({ id: z.string(), en: z.string() });

export const batchRow = z.object({
  id,
  madeAt: instant,
  madeBy: z.string(),
  by: z.enum(['list', 'area', 'ending']),
  /** The area chosen; null: a list, or the whole office. */
  area: z.string().nullable(),
  purpose: z.enum(letterPurposes).nullable(),
  state: z.enum(batchStates),
  /** What paused it, where no person did. */
  pausedBy: sentence.nullable(),
  endedAt: instant.nullable(),
  total: count,
  /** No letter yet. */
  waiting: count,
  /** Issued, not drawn yet. */
  issued: count,
  /** Issued, drawn and signed. */
  ready: count,
  refused: count,
});
export type BatchRow = z.output<typeof batchRow>;

export const letterBatchApi = contract({
  previewLetterBatch: {
    method: 'POST',
    path: '/api/letters/batches/preview',
    summary: 'Whom a choice would give letters, in figures; changes nothing',
    body: batchChoice,
    answer: z.object({
      chosen: count,
      /** More fit than a batch takes: so many are left for the next. */
      beyond: count,
      repeated: count,
      unreadable: count,
    }),
  },
  makeLetterBatch: {
    method: 'POST',
    path: '/api/letters/batches',
    summary: 'Issue letters to many residents, one after the other, beside everything else',
    body: batchChoice,
    answer: batchRow,
  },
  listLetterBatches: {
    method: 'GET',
    path: '/api/letters/batches',
    summary: 'The newest batches and how far they are',
    answer: z.array(batchRow),
  },
  actOnLetterBatch: {
    method: 'POST',
    path: '/api/letters/batches/:id/:act',
    summary: 'Pause, resume, or stop a batch for good',
    params: z.object({ id, act: z.enum(batchActs) }),
    answer: batchRow,
  },
  letterBatchRefusals: {
    method: 'GET',
    path: '/api/letters/batches/:id/refused.csv',
    summary: 'Who was refused, and why',
    params: byId,
    produces: 'text/csv; charset=utf-8',
  },
  letterBatchPrint: {
    method: 'GET',
    path: '/api/letters/batches/:id/print.pdf',
    summary: 'All letters of a batch in one file for the printer, in its order',
    params: byId,
    produces: 'application/pdf',
  },
  letterBatchArchive: {
    method: 'GET',
    path: '/api/letters/batches/:id/letters.zip',
    summary: 'All letters of a batch as they were signed, one PDF each',
    params: byId,
    produces: 'application/zip',
  },
});
