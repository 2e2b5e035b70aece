/** Handing cards over: a part of the office's API. The finger comes from a counter, see `handover-counter-api`. */
import { fingerCodes, handoverQuestions, handoverStates, identityWays, paperFates } from '@rekam/domain';
import { z } from 'zod';
import { contract } from './contract.ts';
import { base64, id, instant, plainDate, signatureDrawing } from './parts.ts';

const byId = z.object({ id });
const nik = z.string().regex(/^\d{16}$/);
const sentence = z.object({ id: z.string(), en: z.string() });
const person = z.object({ nik: z.string(), name: z.string() });
const verdict = z.enum(['same', 'different', 'inconclusive']);
/** Why a comparison says nothing certain, or which other finger it was. */
const doubt = z.enum(['no-print', 'no-common-finger', 'too-few-points', 'between', 'other-finger']);

export const comparedFinger = z.object({
  at: instant,
  finger: z.enum(fingerCodes),
  verdict,
  doubt: doubt.nullable(),
  /** Another finger of the receiver that it is instead. */
  looksLike: z.enum(fingerCodes).nullable(),
  /** −10 log₁₀ of the rate at which different fingers come as close; null where nothing could be compared. */
  score: z.number().nullable(),
});
export type ComparedFinger = z.output<typeof comparedFinger>;

const change = {
  /** What became of the letter that was active; `none`: there was none. */
  letter: z.enum(paperFates),
  oldCard: z.enum(paperFates),
};

export const handoverView = z.object({
  id,
  /** What is typed at the counter today, `123-456`. */
  code: z.string(),
  state: z.enum(handoverStates),
  openedAt: instant,
  openedBy: z.string(),
  /** Whether the one who reads this opened it, and so cannot be the second officer. */
  own: z.boolean(),
  cardId: id,
  /** Serial of the blank; null where the card is on none. */
  piece: z.string().nullable(),
  holder: person,
  receiver: person,
  /** The rule that counts for it. */
  basis: z.string(),
  /** Fingers of the receiver that this office holds; none: recorded before Rekam, or destroyed. */
  prints: z.array(z.enum(fingerCodes)),
  tries: z.array(comparedFinger.extend({ station: z.string() })),
  triesLeft: z.number().int(),
  /** A finger taken now where there was none to compare with. */
  printTaken: z.object({ at: instant, finger: z.enum(fingerCodes), station: z.string() }).nullable(),
  noScanner: z.boolean(),
  reason: z.string(),
  /** What may be asked where there is no print, with the register's answer. */
  questions: z.array(
    z.object({ question: z.enum(handoverQuestions), answer: z.string(), answered: z.boolean() }),
  ),
  leastQuestions: z.number().int(),
  /** How the receiver is known, agreement apart; null: `missing` says what comes first. */
  way: z.enum(identityWays).nullable(),
  missing: sentence.nullable(),
  /** Whether a second officer is needed, and who it was. */
  needsSecond: z.boolean(),
  agreed: z.object({ by: z.string(), at: instant }).nullable(),
  /** The holder's letter that is valid today. */
  letter: z.object({ number: z.string(), validUntil: plainDate }).nullable(),
  done: z
    .object({
      at: instant,
      by: z.string(),
      ...change,
      voidedLetter: z.string().nullable(),
      photo: z.boolean(),
    })
    .nullable(),
});
export type HandoverView = z.output<typeof handoverView>;

export const handoverRow = handoverView.pick({
  id: true,
  code: true,
  openedAt: true,
  openedBy: true,
  own: true,
  holder: true,
  receiver: true,
  way: true,
  missing: true,
  needsSecond: true,
  agreed: true,
});
export type HandoverRow = z.output<typeof handoverRow>;

export const handoverPolicy = z.object({
  version: z.number().int(),
  effectiveFrom: plainDate,
  basis: z.string().max(200),
  tries: z.number().int(),
  leastQuestions: z.number().int(),
  familyMay: z.boolean(),
  keepPrintDays: z.number().int(),
  remindAfterDays: z.number().int(),
  mostReminders: z.number().int(),
  returnAfterDays: z.number().int(),
  giveUpAfterDays: z.number().int().nullable(),
});

export const handoverApi = contract({
  listHandovers: {
    method: 'GET',
    path: '/api/handovers',
    summary: 'Hand-overs under way today, the oldest first',
    answer: z.object({
      rows: z.array(handoverRow),
      /** The rule in force; null: none, and nothing is handed over. */
      basis: z.string().nullable(),
      familyMay: z.boolean(),
    }),
  },
  openHandover: {
    method: 'POST',
    path: '/api/handovers',
    summary: 'Begin to hand a checked card over; one’s own that is under way is taken up again',
    body: z.object({
      cardId: id,
      /** Null: the holder; else somebody of the same family card. */
      receiverNik: nik.nullable().default(null),
    }),
    answer: handoverView,
  },
  getHandover: {
    method: 'GET',
    path: '/api/handovers/:id',
    summary: 'How far a hand-over is, and what is missing',
    params: byId,
    answer: handoverView,
  },
  noteHandoverEvidence: {
    method: 'POST',
    path: '/api/handovers/:id/evidence',
    summary: 'What speaks for the receiver beside the finger; takes an agreement back',
    params: byId,
    body: z.object({
      noScanner: z.boolean(),
      answered: z.array(z.enum(handoverQuestions)).max(handoverQuestions.length),
      reason: z.string().max(500),
    }),
    answer: handoverView,
  },
  agreeToHandover: {
    method: 'POST',
    path: '/api/handovers/:id/agreement',
    summary: 'The second officer’s word to what lies there, in a session of their own',
    params: byId,
    answer: handoverView,
  },
  handOverCard: {
    method: 'POST',
    path: '/api/handovers/:id/completion',
    summary: 'The card changes hands; its letter ends and its piece is the resident’s in the same breath',
    params: byId,
    bodyLimitBytes: 1024 * 1024,
    body: z.object({
      ...change,
      /** Null: the receiver did not sign, which is refused. */
      signature: signatureDrawing.nullable(),
      /** JPEG of the moment; may be left out. */
      photoBase64: base64.max(400_000).nullable().default(null),
    }),
    answer: handoverView,
  },
  cancelHandover: {
    method: 'POST',
    path: '/api/handovers/:id/cancellation',
    summary: 'Break a hand-over off; the card waits on',
    params: byId,
    body: z.object({ reason: z.string().max(500) }),
    answer: handoverView,
  },
  handoverReceipt: {
    method: 'GET',
    path: '/api/handovers/:id/receipt.pdf',
    summary: 'The receipt of a card that was handed over',
    params: byId,
    produces: 'application/pdf',
  },
  handoverPolicies: {
    method: 'GET',
    path: '/api/handovers/policy',
    summary: 'Versions of the rule, newest first',
    answer: z.array(handoverPolicy),
  },
  addHandoverPolicy: {
    method: 'POST',
    path: '/api/handovers/policy',
    summary: 'A new version with its date and letter',
    body: handoverPolicy.omit({ version: true }),
    answer: z.array(handoverPolicy),
  },
});
