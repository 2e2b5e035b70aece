import { z } from 'zod';
import { clockReading, fingerComparison, id, seenBackground, sha256Hex, subject } from '../http/parts.ts';

/** A supervisor's consent given by PIN at the operator's screen. */
export const approvalFact = z.object({ approvedBy: id, at: clockReading, method: z.literal('pin') });

/** One kept capture as version 1 told it. `purpose` verification marks the second look at the index fingers. */
export const captureFactV1 = z.object({
  subject: z.union([subject, z.enum(['SIGNATURE', 'STATEMENT'])]),
  purpose: z.enum(['enrolment', 'verification', 'statement']),
  sampleName: z.string(),
  qualityScore: z.number().min(0).max(100).nullable(),
  threshold: z.number().nullable(),
  attempt: z.number().int(),
  attempts: z.number().int(),
  forced: z.boolean(),
  source: z.enum(['sbi', 'browser-camera', 'pointer']),
  deviceSerialNo: z.string().nullable(),
  /** Tamper evidence of the device: chain and signature without payload (the payload is the sample itself). */
  sbi: z
    .object({
      transactionId: z.string(),
      timestamp: z.string(),
      previousHash: z.string(),
      hash: z.string(),
      signatureParts: z.string(),
      certificateSha256: sha256Hex.nullable(),
    })
    .nullable(),
});

/** One kept capture; of a photo also the colour behind the face, and the one that belongs there. */
export const captureFactV2 = captureFactV1.extend({
  background: z.object({ wanted: z.enum(['red', 'blue']), seen: seenBackground }).nullable(),
});

/** Since version 3. */
export const captureFact = captureFactV2.extend({
  /** Of a finger: the engine's own measure, 0–100; null where it saw none. */
  engineQuality: z.number().min(0).max(100).nullable(),
  /** At the verification; null elsewhere, and where nothing was compared. */
  comparison: fingerComparison.nullable(),
});

/** A finger or eye that cannot be captured: which one, never why. */
export const exceptionFact = z.object({ subject, approval: approvalFact });
