/** The print queue and the cards: a part of the office's API. What anybody may ask stands under `/api/public`. */
import { cardGrounds, printClasses } from '@rekam/domain';
import { z } from 'zod';
import { contract } from './contract.ts';
import { id, instant, plainDate } from './parts.ts';

const byId = z.object({ id });
const sentence = z.object({ id: z.string(), en: z.string() });

const cardMove = z.object({
  reason: z.string(),
  askedBy: z.string(),
  askedAt: instant,
  agreed: z.object({ by: z.string(), at: instant }).nullable(),
  /** Whether the one who reads this proposed it, and so may not agree to it. */
  own: z.boolean(),
});

export const cardRow = z.object({
  id,
  nik: z.string(),
  name: z.string(),
  kecamatan: z.string(),
  ground: z.enum(cardGrounds),
  requestedOn: plainDate,
  state: z.enum(['queued', 'printing', 'printed', 'checked', 'handed-over', 'withdrawn']),
  piece: z.string().nullable(),
  move: cardMove.nullable(),
  /** Place in the queue and why; null: not in it. */
  place: z
    .object({
      number: z.number().int(),
      printClass: z.enum(printClasses),
      waitingSince: plainDate,
      movedUp: z.boolean(),
    })
    .nullable(),
  /** Why a card that waits may not be printed now; null: it may, or waits no more. */
  obstacle: sentence.nullable(),
  /** Whether that is a face that could not be drawn, until somebody says that the data were mended. */
  faceRefused: z.boolean(),
});
export type CardRow = z.output<typeof cardRow>;

export const printPolicy = z.object({
  version: z.number().int(),
  effectiveFrom: plainDate,
  basis: z.string().min(1).max(200),
  groups: z.array(z.array(z.enum(printClasses))).max(printClasses.length),
  beginnerBelowAge: z.number().int(),
});

export const cardQueue = z.object({
  asOf: instant,
  /** The rule in force; null: none, and nobody is printed. */
  basis: z.string().nullable(),
  /** Who can be printed, and who waits and cannot. */
  waiting: z.number().int(),
  left: z.number().int(),
  rows: z.array(cardRow),
  /** Moves up in the last thirty days, and proposals that wait for a second officer. */
  movesOfMonth: z.number().int(),
  proposals: z.array(cardRow),
});
export type CardQueue = z.output<typeof cardQueue>;

const reason = z.string().max(500);

export const cardApi = contract({
  cardQueue: {
    method: 'GET',
    path: '/api/cards',
    summary: 'The print queue in its order, or those who wait and cannot be printed, from a place on',
    query: z.object({
      which: z.enum(['queue', 'left']).default('queue'),
      from: z.coerce.number().int().min(1).default(1),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: cardQueue,
  },
  searchCards: {
    method: 'POST',
    path: '/api/cards/search',
    summary: 'Cards of a NIK, the newest first; a POST keeps it out of logs',
    body: z.object({ nik: z.string().regex(/^\d{16}$/) }),
    answer: z.object({ rows: z.array(cardRow) }),
  },
  askForCard: {
    method: 'POST',
    path: '/api/cards',
    summary: 'Put a resident into the print queue',
    body: z.object({ nik: z.string().regex(/^\d{16}$/), ground: z.enum(cardGrounds) }),
    answer: cardRow,
  },
  takeUpReadyCards: {
    method: 'POST',
    path: '/api/cards/ready',
    summary:
      'Take everybody of the register into the queue whom the centre calls print-ready and who has no card here',
    answer: z.object({ added: z.number().int() }),
  },
  withdrawCard: {
    method: 'POST',
    path: '/api/cards/:id/withdrawal',
    summary: 'Take a wish for a card back',
    params: byId,
    body: z.object({ reason }),
    answer: cardRow,
  },
  proposeCardMove: {
    method: 'POST',
    path: '/api/cards/:id/move',
    summary: 'Propose to put a card before all others; a second officer must agree',
    params: byId,
    body: z.object({ reason }),
    answer: cardRow,
  },
  answerCardMove: {
    method: 'POST',
    path: '/api/cards/:id/move/answer',
    summary: 'Agree to a proposal, or turn it down',
    params: byId,
    body: z.object({ agree: z.boolean(), reason: reason.default('') }),
    answer: cardRow,
  },
  cardFace: {
    method: 'GET',
    path: '/api/cards/:id/face.pdf',
    summary: 'Both sides of the card at their true size: the bytes that are printed',
    params: byId,
    produces: 'application/pdf',
  },
  printPolicies: {
    method: 'GET',
    path: '/api/cards/policy',
    summary: 'Versions of the print order, newest first',
    answer: z.array(printPolicy),
  },
  addPrintPolicy: {
    method: 'POST',
    path: '/api/cards/policy',
    summary: 'A new version with its date and circular',
    body: printPolicy.omit({ version: true }),
    answer: z.array(printPolicy),
  },
  printOrderCsv: {
    method: 'GET',
    path: '/api/public/cards/order.csv',
    summary: 'The print order with what decides each place, without names or NIK; for anybody to check',
    produces: 'text/csv',
  },
  printOrderJson: {
    method: 'GET',
    path: '/api/public/cards/order.json',
    summary: 'The same as JSON',
    answer: z.object({
      asOf: instant,
      basis: z.string().nullable(),
      groups: z.array(z.array(z.enum(printClasses))),
      order: z.array(
        z.object({
          place: z.number().int(),
          card: id,
          printClass: z.enum(printClasses),
          group: z.number().int(),
          movedUpAt: instant.nullable(),
          letterIssuedOn: plainDate.nullable(),
          requestedOn: plainDate,
        }),
      ),
      /** How many wait and cannot be printed, by the code of the reason. */
      left: z.record(z.string(), z.number().int()),
      movesOfMonth: z.number().int(),
    }),
  },
});
