/** How letters are signed: a part of the office's API. */
import { z } from 'zod';
import { contract } from './contract.ts';
import { plainDate } from './parts.ts';

export const signingState = z.object({
  /** Null: the keys folder names more than one way. */
  way: z.enum(['by-hand', 'file', 'token', 'bsre']).nullable(),
  /** Null: by hand, or not open. */
  certificate: z.object({ subject: z.string(), until: plainDate, expired: z.boolean() }).nullable(),
  /** Why no letter can be signed now. */
  problem: z.object({ code: z.string(), id: z.string(), en: z.string() }).nullable(),
});
export type SigningState = z.output<typeof signingState>;

export const letterSigningApi = contract({
  letterSigning: {
    method: 'GET',
    path: '/api/letters/signing',
    summary: 'How this office signs its letters, and whether it can now',
    answer: signingState,
  },
  openLetterSigning: {
    method: 'POST',
    path: '/api/letters/signing/open',
    summary: 'Open what signs with its PIN or passphrase, which is written down nowhere',
    body: z.object({ secret: z.string().min(1).max(200) }),
    answer: signingState,
  },
  closeLetterSigning: {
    method: 'POST',
    path: '/api/letters/signing/close',
    summary: 'Close what signs: nothing is signed until it is opened again',
    answer: signingState,
  },
});
