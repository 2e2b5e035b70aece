/** Substitute letters: a part of the office's API. What anybody may ask stands under `/api/public`. */
import { letterPurposes, voidReasons, voidReasonsByHand } from '@rekam/domain';
import { z } from 'zod';
import { contract } from './contract.ts';
import { base64, id, instant, plainDate } from './parts.ts';

const byId = z.object({ id });
const letterState = z.enum(['valid', 'expired', 'replaced', 'voided']);

export const letterRow = z.object({
  id,
  number: z.string(),
  /** Masked for those who may not see residents. */
  nik: z.string(),
  name: z.string(),
  purpose: z.enum(letterPurposes),
  issuedOn: plainDate,
  validUntil: plainDate,
  state: letterState,
  signing: z.enum(['electronic', 'by-hand']),
  voided: z.object({ on: plainDate, reason: z.enum(voidReasons) }).nullable(),
  previousId: id.nullable(),
  replacedById: id.nullable(),
});
export type LetterRow = z.output<typeof letterRow>;

export const letterPolicy = z.object({
  version: z.number().int(),
  effectiveFrom: plainDate,
  basis: z.string().min(1).max(200),
  purposes: z.array(z.enum(letterPurposes)),
  onlyWithoutBlanks: z.boolean(),
  validMonths: z.number().int(),
  renewFromDays: z.number().int(),
  remindDays: z.array(z.number().int()).max(20).default([]),
  numberPattern: z.string().max(100),
  signatory: z.object({
    position: z.string().min(1).max(80),
    name: z.string().max(80),
    rank: z.string().max(80),
    nip: z.string().max(40),
  }),
});

const decisionReason = z.string().max(500).nullable().default(null);

export const letterApi = contract({
  listLetters: {
    method: 'GET',
    path: '/api/letters',
    summary: 'Letters, newest first, by cursor; or those of a NIK or number',
    query: z.object({
      cursor: z.string().optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: z.object({
      rows: z.array(letterRow),
      nextCursor: z.string().nullable(),
    }),
  },
  searchLetters: {
    method: 'POST',
    path: '/api/letters/search',
    summary: 'By NIK or number; a POST keeps them out of logs',
    body: z.object({ q: z.string().min(4).max(60) }),
    answer: z.object({ rows: z.array(letterRow) }),
  },
  issueLetter: {
    method: 'POST',
    path: '/api/letters',
    summary: 'Issue a letter to a recorded resident',
    body: z.object({
      nik: z.string().regex(/^\d{16}$/),
      purpose: z.enum(letterPurposes),
      /** JPEG taken at the counter; null: the photo of the recording. */
      photoBase64: base64.max(240_000).nullable().default(null),
      decisionReason,
    }),
    answer: letterRow,
  },
  renewLetter: {
    method: 'POST',
    path: '/api/letters/:id/renewal',
    summary: 'A new letter in place of one that ends',
    params: byId,
    body: z.object({ decisionReason }),
    answer: letterRow,
  },
  voidLetter: {
    method: 'POST',
    path: '/api/letters/:id/void',
    summary: 'End a letter before its day, for good',
    params: byId,
    body: z.object({ reason: z.enum(voidReasonsByHand), note: z.string().max(500) }),
    answer: letterRow,
  },
  letterDocument: {
    method: 'GET',
    path: '/api/letters/:id/letter.pdf',
    summary: 'The letter to print or hand on, always the same bytes',
    params: byId,
    produces: 'application/pdf',
  },
  takeLetterRegister: {
    method: 'POST',
    path: '/api/letters/register',
    summary: 'The register as CSV or XLSX, for KPU and banks; for whom is written down',
    body: z.object({
      format: z.enum(['csv', 'xlsx']),
      /** Letters valid today, or all that were ever issued. */
      scope: z.enum(['valid', 'all']),
      /** Who gets it. */
      recipient: z.string().max(100),
    }),
    produces: 'text/csv',
  },
  letterPolicies: {
    method: 'GET',
    path: '/api/letters/policy',
    summary: 'Versions of the rules of letters, newest first',
    answer: z.array(letterPolicy),
  },
  addLetterPolicy: {
    method: 'POST',
    path: '/api/letters/policy',
    summary: 'A new version with its date and circular',
    body: letterPolicy.omit({ version: true }),
    answer: z.array(letterPolicy),
  },

  checkLetter: {
    method: 'POST',
    path: '/api/public/letters/check',
    summary: 'Whether a letter is valid, by its number; for anybody',
    body: z.object({ number: z.string().min(3).max(100) }),
    answer: z.object({
      state: z.enum(['valid', 'expired', 'replaced', 'voided', 'unknown']),
      office: z.string(),
      initials: z.string().nullable(),
      validUntil: plainDate.nullable(),
      endedOn: plainDate.nullable(),
      asOf: instant,
    }),
  },
  checkLetterList: {
    method: 'POST',
    path: '/surat/daftar',
    summary:
      'A list of numbers (field `daftar`, one a line or a CSV) answered as CSV; for counters of anybody',
    consumes: 'application/x-www-form-urlencoded',
    produces: 'text/csv',
  },
  letterKeys: {
    method: 'GET',
    path: '/api/public/letters/keys',
    summary: 'Public keys that sign codes and the status list of this office',
    answer: z.object({
      issuer: z.string(),
      keys: z.array(z.object({ algorithm: z.literal('ES256'), keyId: base64, spki: base64 })),
    }),
  },
  letterStatusList: {
    method: 'GET',
    path: '/api/public/letters/status-list',
    summary: 'Signed list of the letters that ended before their day',
    answer: z.object({
      value: z.object({
        issuer: z.string(),
        asOf: instant,
        /** By the day of its end: first 16 hex digits of the SHA-256 of each letter's number. */
        ended: z.record(z.string(), z.array(z.string())),
      }),
      signature: base64,
    }),
  },
  letterCheckPage: {
    method: 'GET',
    path: '/surat',
    summary: 'Page on which anybody checks a letter by its number, without JavaScript',
    query: z.object({ nomor: z.string().max(100).optional() }),
    produces: 'text/html; charset=utf-8',
  },
});
