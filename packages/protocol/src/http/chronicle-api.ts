/** Which days of the past can be looked at: a part of the office's API. */
import { z } from 'zod';
import { contract } from './contract.ts';
import { plainDate } from './parts.ts';

export const chronicleDays = z.object({
  title: z.string(),
  tellsFrom: plainDate,
  tellsUntil: plainDate,
  /** Days on which something is to be seen, in the order in which to look at them. */
  highlights: z.array(plainDate),
});

export const chronicleApi = contract({
  getChronicle: {
    method: 'GET',
    path: '/api/chronicle',
    summary: 'Days of the past that were brought in; null for none',
    answer: z.object({ chronicle: chronicleDays.nullable() }),
  },
});
