/** The book of blanks and of what printing uses up: a part of the office's API. */
import { blankDocumentKinds, consumables } from '@rekam/domain';
import { z } from 'zod';
import { contract } from './contract.ts';
import { id, instant, plainDate } from './parts.ts';

const otherOffice = z.string().trim().min(3).max(60);
const serial = z.string().trim().min(1).max(40);
const amount = z.number().int().min(0).max(10_000_000);
const item = z.enum(consumables);

/** Where pieces are moved by hand; what is on cards moves with the cards. */
const piecePlace = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['centre', 'store', 'spoiled', 'destroyed', 'lost', 'lost-unusable']) }),
  z.object({ kind: z.enum(['borrowed', 'lent']), office: otherOffice }),
  z.object({ kind: z.literal('desk'), place: id }),
]);
/** `card`, `returned`: printed cards that wait to be handed over, and those that came back, each counted together. */
const countedPlace = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['store', 'spoiled', 'card', 'returned']) }),
  z.object({ kind: z.literal('desk'), place: id }),
]);
const printsPlace = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['supplier', 'store', 'spoiled', 'lost']) }),
  z.object({ kind: z.enum(['borrowed', 'lent']), office: otherOffice }),
  z.object({ kind: z.literal('desk'), place: id }),
]);
export type BlankPlaceAsked =
  | z.input<typeof piecePlace>
  | z.input<typeof countedPlace>
  | z.input<typeof printsPlace>;

const typedRange = z.object({ first: serial, last: serial });
const accompanied = z.object({
  /** Number of the paper that came with it; what the office writes itself gets its own. */
  paper: z.string().trim().max(100).nullable().default(null),
  reason: z.string().trim().max(500).nullable().default(null),
  dueOn: plainDate.nullable().default(null),
  counterpart: z.string().trim().max(120).nullable().default(null),
});

export const documentView = z.object({
  kind: z.enum(blankDocumentKinds),
  year: z.number().int(),
  serial: z.number().int(),
  number: z.string(),
});
export type BlankDocumentView = z.output<typeof documentView>;

/** `name`: the printing desk or the other office; null where the kind says it all. */
const whereView = z.object({ kind: z.string(), placeId: id.nullable(), name: z.string().nullable() });
export type BlankWhere = z.output<typeof whereView>;

const outlook = z.object({ daysLeft: z.number().int(), runsOutOn: plainDate }).nullable();
const loan = z.object({
  item: z.enum(['piece', ...consumables]),
  office: z.string(),
  direction: z.enum(['lent', 'borrowed']),
  open: z.number().int(),
  dueOn: plainDate.nullable(),
});

const stock = z.object({
  /** False: the book has no entry yet, and nothing is known of the stock. */
  begun: z.boolean(),
  /** The last entry or stock-taking. */
  asOf: instant.nullable(),
  pieces: z.array(z.object({ where: whereView, pieces: z.number().int(), ranges: z.array(z.string()) })),
  prints: z.array(z.object({ item, where: whereView, left: z.number().int() })),
  /** received − given back = issued + on cards + spoiled + destroyed + lent + lost + in stock. */
  balance: z.object({
    received: z.number().int(),
    givenBack: z.number().int(),
    issued: z.number().int(),
    onCards: z.number().int(),
    spoiled: z.number().int(),
    destroyed: z.number().int(),
    lent: z.number().int(),
    lost: z.number().int(),
    inStock: z.number().int(),
    balanced: z.boolean(),
  }),
  /** How long store and desks together last; null: not known. */
  outlook: z.object({ piece: outlook, ribbon: outlook, film: outlook, 'cleaning-kit': outlook }),
  /** Pieces used a day over the days looked at; null: not known. */
  usedPerDay: z.number().nullable(),
  /** Residents whom the centre calls print-ready and who have no card yet. */
  waiting: z.number().int(),
  loans: z.array(loan),
});
export type BlankStockView = z.output<typeof stock>;

const countView = z.object({
  book: z.number().int(),
  counted: z.number().int(),
  missing: z.array(z.string()),
  explanation: z.string().nullable(),
});

/** An act of which the book has the paper. */
const entry = z.object({
  document: documentView,
  at: instant,
  by: z.string(),
  item: z.enum(['piece', ...consumables]),
  amount: z.number().int(),
  ranges: z.array(z.string()),
  from: whereView,
  /** Null for a stock-taking, which moves nothing. */
  to: whereView.nullable(),
  paper: z.string().nullable(),
  reason: z.string().nullable(),
  dueOn: plainDate.nullable(),
  counterpart: z.string().nullable(),
  photos: z.array(id),
  witnesses: z.array(z.object({ name: z.string(), position: z.string() })),
  count: countView.nullable(),
});
export type BlankEntry = z.output<typeof entry>;

export const blankApi = contract({
  blankStock: {
    method: 'GET',
    path: '/api/blanks',
    summary: 'Blanks and prints left by place, the balance, how long they last, how many wait',
    answer: stock,
  },
  blankEntries: {
    method: 'GET',
    path: '/api/blanks/entries',
    summary: 'Movements and stock-takings with their papers, newest first, by cursor',
    query: z.object({
      cursor: z.coerce.number().int().min(1).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: z.object({ rows: z.array(entry), nextCursor: z.number().int().nullable() }),
  },
  moveBlanks: {
    method: 'POST',
    path: '/api/blanks/pieces',
    summary: 'Pieces received, moved, lent, given back, spoiled, destroyed, lost or found',
    body: accompanied.extend({
      ranges: z.array(typedRange).min(1).max(200),
      from: piecePlace,
      to: piecePlace,
      photos: z.array(id).max(6).default([]),
      witnesses: z
        .array(z.object({ name: z.string().trim().max(80), position: z.string().trim().max(80) }))
        .max(6)
        .default([]),
    }),
    answer: documentView,
  },
  movePrints: {
    method: 'POST',
    path: '/api/blanks/prints',
    summary: 'Ribbon, film or cleaning kits moved, in prints left',
    body: accompanied.extend({ item, prints: amount, from: printsPlace, to: printsPlace }),
    answer: documentView,
  },
  countBlanks: {
    method: 'POST',
    path: '/api/blanks/piece-counts',
    summary: 'A stock-taking by serials; the book stays as it is',
    body: z.object({
      where: countedPlace,
      found: z.array(typedRange).max(500),
      explanation: z.string().trim().max(500).nullable().default(null),
    }),
    answer: documentView,
  },
  requestBlanks: {
    method: 'POST',
    path: '/api/blanks/requests',
    summary: 'A letter to the centre for blanks, by who waits and what is printed a day',
    body: z.object({
      days: z.number().int().min(1).max(90),
      /** Null: as the book observed. */
      perDay: z.number().int().min(1).max(20_000).nullable(),
    }),
    answer: documentView,
  },
  blankDocument: {
    method: 'GET',
    path: '/api/blanks/papers/:kind/:year/:serial',
    summary: 'A paper of the book to print and sign, drawn from its fact',
    params: z.object({
      kind: z.enum(blankDocumentKinds),
      year: z.coerce.number().int(),
      serial: z.coerce.number().int(),
    }),
    produces: 'application/pdf',
  },
  countPrints: {
    method: 'POST',
    path: '/api/blanks/prints-counts',
    summary: 'A stock-taking of ribbon, film or cleaning kits; the book stays as it is',
    body: z.object({
      where: printsPlace,
      item,
      counted: amount,
      explanation: z.string().trim().max(500).nullable().default(null),
    }),
    answer: documentView,
  },
});
