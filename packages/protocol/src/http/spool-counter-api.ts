/** Packets of a station on their way to the office: a part of the counter's API. */
import { z } from 'zod';
import { contract } from './contract.ts';
import { stationState } from './counter-views.ts';
import { id, instant } from './parts.ts';

export const spoolCounterApi = contract({
  listSpool: {
    method: 'GET',
    path: '/api/spool',
    summary: 'Every packet on this station: state, age, next try and the reason in words',
    answer: z.array(
      z.object({
        packetId: id,
        state: z.enum(['outbox', 'sent', 'held']),
        sealedAt: instant,
        bytes: z.number(),
        uploadedBytes: z.number(),
        attempts: z.number(),
        nextTryAt: instant.nullable(),
        problem: z
          .object({ code: z.string(), sentence: z.object({ id: z.string(), en: z.string() }) })
          .nullable(),
        receivedAt: instant.nullable(),
        backedUp: z.boolean(),
      }),
    ),
  },
  sendNow: {
    method: 'POST',
    path: '/api/spool/send',
    summary: 'Try all waiting packets now',
    answer: stationState,
  },
});
