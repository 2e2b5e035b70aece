/** That a resident died: a part of the office's API. Numbers of residents stay out of addresses. */
import { z } from 'zod';
import { contract } from './contract.ts';
import { id, instant, plainDate } from './parts.ts';

const nik = z.string().regex(/^\d{16}$/);

const deathView = z.object({
  /** Null: none is written down. */
  death: z
    .object({
      id,
      diedOn: plainDate,
      paper: z.string(),
      /** Whether a scan of the paper is kept. */
      scanned: z.boolean(),
      notedAt: instant,
      notedBy: z.string(),
    })
    .nullable(),
  /** What a death ends, or just ended. */
  ends: z.object({
    /** Number of the active letter. */
    letter: z.string().nullable(),
    card: z.enum(['none', 'ended', 'at-printer', 'printed']),
  }),
});
export type DeathView = z.output<typeof deathView>;

export const deathApi = contract({
  deathOfResident: {
    method: 'POST',
    path: '/api/residents/death',
    summary: 'Whether a resident is written down as dead, and what a death ends',
    body: z.object({ nik }),
    answer: deathView,
  },
  noteDeath: {
    method: 'POST',
    path: '/api/residents/deaths',
    summary: 'Write a death down; the active letter is void and the wish for a card ends in the same breath',
    body: z.object({
      nik,
      diedOn: plainDate,
      paper: z.string().max(120),
      /** Picture or PDF of the paper, uploaded before; null: none. */
      scan: id.nullable().default(null),
    }),
    answer: deathView,
  },
  deathPaper: {
    method: 'GET',
    path: '/api/residents/deaths/:id/paper',
    summary: 'The scan of the paper that says so; whoever looks is written down',
    params: z.object({ id }),
    produces: 'application/octet-stream',
  },
  takeDeathBack: {
    method: 'POST',
    path: '/api/residents/deaths/taken-back',
    summary: 'Take a death back that was written down in error, with the reason',
    body: z.object({ nik, reason: z.string().max(500) }),
    answer: deathView,
  },
});
