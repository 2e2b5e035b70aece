/**
 * What lies in an export to the centre, `rekam-<day>-<last 8 of its id>/`; docs/operating/centre-export.md tells it to
 * whoever reads one.
 *
 *   manifest.json       `centreExportManifest`: every other file with size and hash; no NIK, no name
 *   manifest.json.sig   RSA signature (PKCS #1 v1.5, SHA-256) of the office over the bytes of manifest.json
 *   office-key.pem      the public key that the signatures are checked with
 *   BACA-SAYA.txt       the same in a few sentences
 *   records/…           form `records`: one zip a recording, `.age` where encrypted
 *   packets/…           form `mosip`: one registration packet a recording
 */
import { exportFindings, exportForms } from '@rekam/domain';
import { z } from 'zod';
import { biodata, id, instant, sha256Hex } from '../http/parts.ts';
import { captureFact } from './manifest-parts.ts';

export const centreExportManifest = z.object({
  format: z.literal('rekam.centre-export'),
  version: z.literal(1),
  exportId: id,
  form: z.enum(exportForms),
  madeAt: instant,
  office: z.object({ name: z.string(), regionCode: z.string() }),
  /** The age recipient, or the SHA-256 of the centre's RSA key; null: the files lie in the clear. */
  sealedTo: z.string().nullable(),
  counts: z.object({
    recordings: z.number().int(),
    /** Recordings that are not in it, by reason. */
    leftOut: z.partialRecord(z.enum(exportFindings), z.number().int()),
  }),
  files: z.array(
    z.object({
      name: z.string(),
      bytes: z.number().int(),
      sha256: sha256Hex,
      /** The recording in it; null for files about the export itself. */
      packetId: id.nullable(),
    }),
  ),
});
export type CentreExportManifest = z.output<typeof centreExportManifest>;

/** `record.json` in the zip of a recording, form `records`. */
export const centreRecord = z.object({
  format: z.literal('rekam.centre-record'),
  version: z.literal(1),
  packetId: id,
  enrolmentId: id,
  recordedAt: instant,
  clockTrusted: z.boolean(),
  station: z.object({ id, name: z.string(), place: z.string(), regionCode: z.string().nullable() }),
  operatorId: id,
  biodata,
  /** Kept samples, each a file under `samples/`. */
  samples: z.array(
    z.object({
      file: z.string(),
      mediaType: z.string(),
      sha256: sha256Hex,
      subject: captureFact.shape.subject,
      purpose: captureFact.shape.purpose,
      qualityScore: z.number().nullable(),
      forced: z.boolean(),
      deviceSerialNo: z.string().nullable(),
    }),
  ),
  /** Fingers and eyes that could not be captured: which, never why. */
  exceptions: z.array(z.string()),
  receiptCode: z.string(),
});
export type CentreRecordFile = z.output<typeof centreRecord>;
