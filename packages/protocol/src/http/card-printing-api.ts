/** Printing cards: printers, batches, doubts, checking and boxes: a part of the office's API. */
import { mostCardsOrdered } from '@rekam/domain';
import { z } from 'zod';
import { contract } from './contract.ts';
import { id, instant } from './parts.ts';

const byId = z.object({ id });
const sentence = z.object({ id: z.string(), en: z.string() });
const reason = z.string().max(500).default('');
const count = z.number().int().min(0);

const printerAsked = z.object({
  name: z.string().trim().min(2).max(60),
  /** `ipp://…` or `ipps://…`. */
  url: z
    .string()
    .trim()
    .max(200)
    .regex(/^ipps?:\/\/[^\s/:]+(:\d+)?(\/\S*)?$/),
  /** The printing desk whose blanks it prints on. */
  placeId: id,
  /** Which card printer of the register of equipment it is; null: it is not in the register. */
  componentId: id.nullable(),
});

const registeredPrinter = z.object({
  id,
  /** Make and model. */
  name: z.string(),
  serial: z.string(),
});
export type RegisteredPrinter = z.output<typeof registeredPrinter>;

export const cardPrinterView = printerAsked.extend({
  id,
  placeName: z.string(),
  /** As the register of equipment knows it; null: not there, or written off since. */
  component: registeredPrinter.nullable(),
  /** Blanks that lie at its desk. */
  pieces: count,
  /** Cards in its line. */
  open: count,
  /** `ready`: it prints what it is sent; `waits`: somebody must do what the troubles say; `away`: it does not answer. */
  state: z.enum(['ready', 'waits', 'away']),
  /** What it says of itself, or why it cannot be heard. */
  troubles: z.array(sentence),
});
export type CardPrinterView = z.output<typeof cardPrinterView>;

const attemptState = z.enum(['ordered', 'sending', 'sent', 'in-doubt', 'printed', 'misprint', 'returned']);

const batchView = z.object({
  id,
  printerId: id,
  printer: z.string(),
  orderedAt: instant,
  orderedBy: z.string(),
  counts: z.record(attemptState, count),
  /** Printed and not yet looked at. */
  unchecked: count,
});
export type CardBatchView = z.output<typeof batchView>;

const batchLine = z.object({
  cardId: id,
  nik: z.string(),
  name: z.string(),
  kecamatan: z.string(),
  piece: z.string(),
  attempt: z.number().int(),
  state: attemptState,
  /** What became of a printed card that was not handed over; null: it is here, or was handed over. */
  fate: z.enum(['lost', 'given-up']).nullable(),
  /** Who wrote the chip of a printed card, or is to write it; null: not printed. */
  chip: z.enum(['written', 'official-application']).nullable(),
  cardState: z.enum(['queued', 'printing', 'printed', 'checked', 'handed-over', 'withdrawn']),
  /** Whether no later attempt of the card was made. */
  last: z.boolean(),
});
export type CardBatchLine = z.output<typeof batchLine>;

export const cardPrintingApi = contract({
  cardPrinters: {
    method: 'GET',
    path: '/api/cards/printers',
    summary: 'Card printers, with what each says of itself now',
    answer: z.array(cardPrinterView),
  },
  registeredCardPrinters: {
    method: 'GET',
    path: '/api/cards/registered-printers',
    summary: 'Card printers of the register of equipment, to choose from',
    answer: z.array(registeredPrinter),
  },
  addCardPrinter: {
    method: 'POST',
    path: '/api/cards/printers',
    summary: 'Enter a card printer',
    body: printerAsked,
    answer: z.array(cardPrinterView),
  },
  changeCardPrinter: {
    method: 'PUT',
    path: '/api/cards/printers/:id',
    summary: 'Change a card printer that has nothing to print',
    params: byId,
    body: printerAsked,
    answer: z.array(cardPrinterView),
  },
  chooseCards: {
    method: 'GET',
    path: '/api/cards/choice',
    summary: 'Whom an order would print: the first of the queue, with the seal that orders them',
    query: z.object({ printerId: id, count: z.coerce.number().int().min(1).max(mostCardsOrdered) }),
    answer: z.object({
      seal: z.string(),
      /** How many can be ordered of those asked for. */
      cards: count,
      waiting: count,
      pieces: count,
      first: z.string().nullable(),
      last: z.string().nullable(),
      byKecamatan: z.array(z.object({ kecamatan: z.string(), cards: count })),
    }),
  },
  printCards: {
    method: 'POST',
    path: '/api/cards/print',
    summary: 'Order the first of the queue at a printer, each on its piece, all or none',
    body: z.object({
      printerId: id,
      count: z.number().int().min(1).max(mostCardsOrdered),
      seal: z.string().regex(/^[0-9a-f]{64}$/),
    }),
    answer: z.object({ batchId: id }),
  },
  cardBatches: {
    method: 'GET',
    path: '/api/cards/batches',
    summary: 'The last batches, newest first, with how far each is',
    answer: z.array(batchView),
  },
  cardBatch: {
    method: 'GET',
    path: '/api/cards/batches/:id',
    summary: 'Cards of a batch in the order of their pieces',
    params: byId,
    query: z.object({
      from: z.coerce.number().int().min(1).default(1),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: z.object({ rows: z.array(batchLine) }),
  },
  takeBackBatch: {
    method: 'POST',
    path: '/api/cards/batches/:id/taking-back',
    summary: 'Take back what the printer was not told yet',
    params: byId,
    answer: z.object({ cards: count }),
  },
  checkBatch: {
    method: 'POST',
    path: '/api/cards/batches/:id/check',
    summary: 'All of a batch that was printed and not set aside as a misprint is good',
    params: byId,
    answer: z.object({ cards: count }),
  },
  checkCard: {
    method: 'POST',
    path: '/api/cards/:id/check',
    summary: 'A printed card was looked at: good, or a misprint with its reason',
    params: byId,
    body: z.object({ good: z.boolean(), reason }),
  },
  settleCardDoubt: {
    method: 'POST',
    path: '/api/cards/:id/doubt',
    summary: 'What somebody saw who looked at the printer; an untouched piece is printed anew',
    params: byId,
    body: z.object({ sight: z.enum(['printed', 'misprint', 'untouched']), reason }),
  },
  cardFaceMended: {
    method: 'POST',
    path: '/api/cards/:id/face',
    summary: 'The data of a card whose face could not be drawn were mended: it may be tried again',
    params: byId,
  },
  cardBoxes: {
    method: 'GET',
    path: '/api/cards/boxes',
    summary: 'Checked cards that wait to be handed over, by kecamatan',
    answer: z.array(z.object({ code: z.string(), kecamatan: z.string(), cards: count })),
  },
  cardBoxList: {
    method: 'GET',
    path: '/api/cards/boxes/list.csv',
    summary: 'The list that lies in the box of a kecamatan',
    query: z.object({ kecamatan: z.string().max(20) }),
    produces: 'text/csv',
  },
});
