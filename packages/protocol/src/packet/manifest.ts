/** Manifest of a sealed recording, version 1. Never change a version: add the next one and an upgrade. */
import { z } from 'zod';
import { biodata, clockReading, id, instant, place, plainDate, sha256Hex, step } from '../http/parts.ts';
import { approvalFact, captureFact, exceptionFact } from './manifest-parts.ts';

export const manifestV1 = z.object({
  format: z.literal('rekam.packet'),
  version: z.literal(1),
  packetId: id,
  enrolmentId: id,
  station: z.object({ id, name: z.string(), place, softwareVersion: z.string() }),
  operator: z.object({ id }),
  resident: z.object({
    biodata,
    /** Whether the station's directory held the resident; otherwise the operator typed the data in. */
    known: z.boolean(),
    confirmedAt: clockReading,
    warnings: z.array(z.string()),
  }),
  grounds: z.object({
    kind: z.enum(['age', 'married', 'early']),
    ageYears: z.number().int(),
    cardFrom: plainDate.nullable(),
    policyVersion: z.number().int(),
    reopening: z.object({ reason: z.string(), approval: approvalFact }).nullable(),
  }),
  startedAt: clockReading,
  sealedAt: clockReading,
  steps: z.array(
    z.object({
      step,
      ms: z.number().int(),
      attempts: z.number().int(),
      outcome: z.enum(['done', 'owed', 'not-asked']),
    }),
  ),
  devices: z.array(
    z.object({
      kind: z.string(),
      serialNo: z.string(),
      make: z.string(),
      model: z.string(),
      firmware: z.string(),
      certification: z.string(),
      certificateSha256: sha256Hex.nullable(),
    }),
  ),
  captures: z.array(captureFact),
  exceptions: z.array(exceptionFact),
  owed: z.array(z.object({ step, approval: approvalFact })),
  statement: z.object({ textVersion: z.string(), signedAt: clockReading, sampleName: z.string() }).nullable(),
  receiptCode: z.string(),
  /** In the order in which their bytes follow the manifest. */
  samples: z
    .array(
      z.object({
        name: z.string().regex(/^[A-Za-z0-9.-]{1,60}$/),
        mediaType: z.string(),
        bytes: z.number().int().min(1),
        sha256: sha256Hex,
      }),
    )
    .max(60),
});
export type ManifestV1 = z.output<typeof manifestV1>;

/** When the office saw the packet first; kept beside the manifest, never in it. */
export const arrival = z.object({ receivedAt: instant, via: z.enum(['network', 'stick']) });
