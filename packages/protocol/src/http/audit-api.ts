/** What was done and looked at, and whether a backup holds it: a part of the office's API. */
import { z } from 'zod';
import { contract } from './contract.ts';
import { instant } from './parts.ts';

export const factView = z.object({
  at: instant,
  recordedAt: instant.nullable(),
  clockTrusted: z.boolean().nullable(),
  kind: z.string(),
  actor: z.string().nullable(),
  permittedBy: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
});

export const auditApi = contract({
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
