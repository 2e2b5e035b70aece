import { z } from 'zod';
import { contract } from './contract.ts';
import { id } from './parts.ts';

/** Pictures and scanned papers, kept encrypted at the office. */
export const paperApi = contract({
  uploadPaper: {
    method: 'POST',
    path: '/api/papers',
    summary: 'A JPEG, PNG or PDF of at most 12 MiB; anything else is refused',
    consumes: 'application/octet-stream',
    answer: z.object({ id, mediaType: z.string(), bytes: z.number() }),
  },
  getPaper: {
    method: 'GET',
    path: '/api/papers/:id',
    summary: 'A picture or PDF as it was uploaded',
    params: z.object({ id }),
    produces: 'application/octet-stream',
  },
});
