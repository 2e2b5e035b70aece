/** Residents whom a counter had to turn away: a part of the counter's API. */
import { turnedAwayCauses } from '@rekam/domain/repair/turned-away.ts';
import { services } from '@rekam/domain/service-status/service.ts';
import { z } from 'zod';
import { contract } from './contract.ts';
import { id } from './parts.ts';

export const turnedAwayCounterApi = contract({
  getTurnedAway: {
    method: 'GET',
    path: '/api/turned-away',
    summary: 'Residents turned away at this counter today',
    answer: z.object({ today: z.number() }),
  },
  countTurnedAway: {
    method: 'POST',
    path: '/api/turned-away',
    summary: 'One resident was turned away here, now; counted without a line too',
    body: z.object({ service: z.enum(services), cause: z.enum(turnedAwayCauses) }),
    answer: z.object({ id, today: z.number() }),
  },
  withdrawTurnedAway: {
    method: 'POST',
    path: '/api/turned-away/:id/withdraw',
    summary: 'Takes back one’s own last tap within ten minutes',
    params: z.object({ id }),
    answer: z.object({ today: z.number() }),
  },
});
