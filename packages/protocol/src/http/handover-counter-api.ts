/** The finger of a hand-over: what counter and office say to each other, and the screen to its counter. */
import { fingerCodes } from '@rekam/domain';
import { z } from 'zod';
import { contract } from './contract.ts';
import { comparedFinger } from './handover-api.ts';
import { base64, id } from './parts.ts';

/** A hand-over as a counter needs to know it. */
export const handoverAtCounter = z.object({
  id,
  receiverName: z.string(),
  /** Fingers to compare with; none: a finger is taken to be kept. */
  prints: z.array(z.enum(fingerCodes)),
  tries: z.array(comparedFinger),
  triesLeft: z.number().int(),
  /** A finger was taken and is kept, where there is none to compare with. */
  printTaken: z.boolean(),
});
export type HandoverAtCounter = z.output<typeof handoverAtCounter>;

const byCode = z.object({ code: z.string().max(40) });

/** Between a station and its office. */
export const handoverSyncApi = contract({
  findHandover: {
    method: 'POST',
    path: '/sync/handovers/find',
    summary: 'The hand-over under way of a code',
    body: byCode.extend({ officerId: id }),
    answer: handoverAtCounter,
  },
  takeHandoverCapture: {
    method: 'POST',
    path: '/sync/handovers/captures',
    summary:
      'A finger taken for a hand-over: compared at once, or kept where there is nothing to compare with',
    bodyLimitBytes: 1024 * 1024,
    /** `value` is a capture of some version (`sync/handover-capture`), signed with the station's key. */
    body: z.object({ value: z.record(z.string(), z.unknown()), keyId: z.string(), signature: base64 }),
    answer: handoverAtCounter,
  },
});

/** Between the counter's screen and its station. */
export const handoverCounterApi = contract({
  findHandover: {
    method: 'POST',
    path: '/api/handover',
    summary: 'The hand-over under way of a code, asked at the office',
    body: byCode,
    answer: handoverAtCounter,
  },
  captureHandoverFinger: {
    method: 'POST',
    path: '/api/handover/:id/finger',
    summary: 'Take a finger with the scanner and send it to the office, signed',
    params: z.object({ id }),
    body: z.object({ code: z.string().max(40), finger: z.enum(fingerCodes) }),
    answer: z.discriminatedUnion('captured', [
      z.object({ captured: z.literal(true), handover: handoverAtCounter }),
      z.object({
        captured: z.literal(false),
        failure: z.object({
          code: z.string(),
          group: z.string(),
          sentence: z.object({ id: z.string(), en: z.string() }),
          deviceSerialNo: z.string().nullable(),
        }),
      }),
    ]),
  },
});
