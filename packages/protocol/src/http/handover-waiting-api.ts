/** Cards that are ready and that nobody fetched: a part of the office's API. */
import { z } from 'zod';
import { documentView } from './blank-api.ts';
import { contract } from './contract.ts';
import { id, instant, plainDate } from './parts.ts';

const byId = z.object({ id });
const count = z.number().int();

export const waitingCardRow = z.object({
  cardId: id,
  nik: z.string(),
  name: z.string(),
  kecamatan: z.string(),
  piece: z.string().nullable(),
  /** Day on which it was checked. */
  since: plainDate,
  returnedOn: plainDate.nullable(),
  /** The card of a holder who died is given up at once; null: no death is written down. */
  holderDiedOn: plainDate.nullable(),
  /** From when it may go back, or be given up; null: it did, or never. */
  returnFrom: plainDate.nullable(),
  giveUpFrom: plainDate.nullable(),
  /** Which of both may be done today. */
  due: z.enum(['return', 'give-up']).nullable(),
  told: z.object({
    /** Contacts that said yes, and that were asked and did not. */
    confirmed: count,
    unconfirmed: count,
    /** When somebody was told last that the card waits. */
    lastAt: instant.nullable(),
  }),
});
export type WaitingCardRow = z.output<typeof waitingCardRow>;

export const handoverWaitingApi = contract({
  listWaitingCards: {
    method: 'GET',
    path: '/api/handovers/waiting',
    summary: 'Cards that nobody fetched, the longest wait first',
    query: z.object({
      /** `due`: only those that may be returned or given up today. */
      which: z.enum(['all', 'due']).default('all'),
      from: z.coerce.number().int().min(1).default(1),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: z.object({
      rows: z.array(waitingCardRow),
      waiting: count,
      due: count,
      returned: count,
      /** Whether any message can leave the office. */
      messagesOpen: z.boolean(),
    }),
  },
  askCardNotice: {
    method: 'POST',
    path: '/api/cards/:id/notice',
    summary: 'Send whoever waits for a card a message that asks whether to be told when it is ready',
    params: byId,
    body: z.object({ contact: z.string().max(300) }),
    answer: z.object({ channel: z.enum(['e-mail', 'message']) }),
  },
  returnCard: {
    method: 'POST',
    path: '/api/cards/:id/return',
    summary: 'A card that nobody fetched is back in the office’s keeping, and its piece in the book with it',
    params: byId,
    answer: documentView,
  },
  giveUpCard: {
    method: 'POST',
    path: '/api/cards/:id/giving-up',
    summary: 'A returned card ends: its piece is spoiled in the book, the wish for it is over',
    params: byId,
    body: z.object({ reason: z.string().max(500) }),
    answer: documentView,
  },
  loseCard: {
    method: 'POST',
    path: '/api/cards/:id/loss',
    summary: 'A printed card cannot be found: its piece is lost in the book, its holder is back in the queue',
    params: byId,
    body: z.object({ reason: z.string().max(500) }),
    answer: documentView,
  },
});
