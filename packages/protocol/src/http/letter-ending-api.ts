/** Letters that end soon, and reminding their holders: a part of the office's API. */
import { z } from 'zod';
import { contract } from './contract.ts';
import { id, instant, plainDate } from './parts.ts';

const regionCode = z.string().regex(/^\d{2}\.\d{2}(\.\d{2}(\.\d{4})?)?$/);
const count = z.number().int();

/** Longest look ahead, days; a letter of the usual six months is far from its end before that. */
const furthestDays = 92;

/** Days ahead, or those that have ended and nothing took their place. */
const span = z.union([z.literal('ended'), z.coerce.number().int().min(0).max(furthestDays)]);

export const endingRow = z.object({
  id,
  number: z.string(),
  name: z.string(),
  kelurahan: z.string(),
  kecamatan: z.string(),
  rt: z.string(),
  rw: z.string(),
  validUntil: plainDate,
  /** 0 on its last day, negative when it has ended. */
  daysLeft: count,
  reminder: z.object({
    /** Contacts that wait for a reminder. */
    confirmed: count,
    /** Contacts that were asked and have not said yes. */
    unconfirmed: count,
    remindedAt: instant.nullable(),
  }),
});
export type EndingRow = z.output<typeof endingRow>;

export const letterEndingApi = contract({
  listEndingLetters: {
    method: 'GET',
    path: '/api/letters/ending',
    summary: 'Letters by the days they have left, the first to end first',
    query: z.object({
      span: span.default(30),
      region: regionCode.optional(),
      cursor: z.string().max(60).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: z.object({
      rows: z.array(endingRow),
      nextCursor: z.string().nullable(),
      /** Of all letters of the span, whatever region was chosen. */
      areas: z.array(
        z.object({ kelurahanCode: z.string(), kelurahan: z.string(), kecamatan: z.string(), letters: count }),
      ),
    }),
  },
  letterReminding: {
    method: 'GET',
    path: '/api/letters/reminding',
    summary: 'Whether holders can be reminded now, and how many days before the end',
    answer: z.object({ open: z.boolean(), days: z.array(count) }),
  },
  askLetterReminder: {
    method: 'POST',
    path: '/api/letters/:id/reminder',
    summary: 'Send the holder a message that asks whether to be reminded before the letter ends',
    params: z.object({ id }),
    body: z.object({ contact: z.string().max(300) }),
    answer: z.object({ channel: z.enum(['e-mail', 'message']) }),
  },
});
