/** Manifests of sealed recordings. Never change a version: add the next one and an upgrade. */
import { z } from 'zod';
import { biodata, clockReading, id, instant, place, plainDate, sha256Hex, step } from '../http/parts.ts';
import { approvalFact, captureFact, captureFactV1, captureFactV2, exceptionFact } from './manifest-parts.ts';

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
  captures: z.array(captureFactV1),
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

/** Version 2: what stands behind the face. */
export const manifestV2 = manifestV1.extend({ version: z.literal(2), captures: z.array(captureFactV2) });

/** Version 3: the engine's view of fingers, and whom a supervisor let pass at the verification. */
export const manifestV3 = manifestV2.extend({
  version: z.literal(3),
  captures: z.array(captureFact),
  unverified: z.array(exceptionFact),
});
/** A manifest as this version of Rekam writes it, and as it reads all older ones. */
export type Manifest = z.output<typeof manifestV3>;

export const manifestOfAnyVersion = z.discriminatedUnion('version', [manifestV1, manifestV2, manifestV3]);

/** Nobody looked at the background when version 1 was written, nor compared a finger before version 3. */
export function upgradeManifest(manifest: z.output<typeof manifestOfAnyVersion>): Manifest {
  if (manifest.version === 3) return manifest;
  const captures = manifest.captures.map((capture) => ({
    background: null,
    ...capture,
    engineQuality: null,
    comparison: null,
  }));
  return { ...manifest, version: 3, captures, unverified: [] };
}

/** When the office saw the packet first; kept beside the manifest, never in it. */
export const arrival = z.object({ receivedAt: instant, via: z.enum(['network', 'stick']) });
