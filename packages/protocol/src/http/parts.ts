import './without-eval.ts';
import type { Instant, PlainDate } from '@rekam/domain';
import {
  bloodGroups,
  fingerCodes,
  irisCodes,
  maritalStatuses,
  nationalities,
  placeKinds,
  religions,
  roles,
  seenBackgrounds,
  sexes,
  steps,
} from '@rekam/domain';
import { z } from 'zod';

/** What the engine said of a finger at the verification, compared with the ten taken before. */
export const fingerComparison = z.object({
  verdict: z.enum(['same', 'different', 'inconclusive']),
  /** −10 log₁₀ of the rate at which different fingers come as close. */
  score: z.number().nullable(),
  /** The finger taken before that it is instead. */
  looksLike: z.enum(fingerCodes).nullable(),
});

export const instant = z.iso.datetime() as unknown as z.ZodType<Instant, string>;
export const plainDate = z.iso.date() as unknown as z.ZodType<PlainDate, string>;
/** An id with its prefix, `enr_` + 32 hex digits. */
export const id = z.string().regex(/^[a-z]{3}_[0-9a-f]{32}$/);
export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);
/** Standard base64. */
export const base64 = z.base64();
/** A picture that a camera took at the counter. */
export const base64Jpeg = base64.max(8_000_000);
export const step = z.enum(steps);
export const subject = z.enum([...fingerCodes, ...irisCodes, 'FA']);
export const role = z.enum(roles);
/** The colour seen behind a face. */
export const seenBackground = z.enum(seenBackgrounds);

export const clockReading = z.object({ at: instant, trusted: z.boolean(), offsetMs: z.number().nullable() });

export const place = z.object({
  id,
  kind: z.enum(placeKinds),
  name: z.string().min(1).max(100),
  regionCode: z.string().nullable(),
});

export const biodata = z.object({
  nik: z.string().regex(/^\d{16}$/),
  familyCardNumber: z
    .string()
    .regex(/^\d{16}$/)
    .nullable(),
  name: z.string().min(1).max(60),
  birthPlace: z.string().max(60),
  birthDate: plainDate,
  sex: z.enum(sexes),
  bloodGroup: z.enum(bloodGroups),
  religion: z.enum(religions),
  maritalStatus: z.enum(maritalStatuses),
  occupation: z.string().max(60),
  nationality: z.enum(nationalities),
  address: z.string().max(200),
  rt: z.string().regex(/^\d{1,3}$/),
  rw: z.string().regex(/^\d{1,3}$/),
  kelurahanCode: z.string().max(13),
});

export const recordedStatus = z.object({
  status: z.string(),
  source: z.string(),
  asOf: plainDate.nullable(),
});
export const directoryEntry = z.object({
  biodata,
  recorded: recordedStatus.nullable(),
  /** Day of a death that is written down; an office of an older version says nothing of it. */
  diedOn: plainDate.nullable().default(null),
});

/** RFC 9457 problem details; `code` is the stable refusal code, the sentences say what to do next. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  sentence: z.object({ id: z.string(), en: z.string() }),
  details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type Problem = z.output<typeof problem>;

/** One pen stroke on the pad: `[x, y, pressure, ms]` points, x and y 0–1 of the pad's width, pressure 0–1. */
export const stroke = z
  .array(z.tuple([z.number(), z.number(), z.number().min(0).max(1), z.number().min(0)]))
  .min(1)
  .max(20000);
export const signatureDrawing = z.object({
  strokes: z.array(stroke).min(1).max(500),
  /** PNG of the drawing. */
  pngBase64: base64.max(2_000_000),
  pointerType: z.enum(['mouse', 'pen', 'touch', 'keyboard', 'unknown']),
});
export type SignatureDrawing = z.output<typeof signatureDrawing>;
