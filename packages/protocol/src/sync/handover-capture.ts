/** A finger that a counter took for a hand-over, signed with the station's key and known by its id. */
import '../http/without-eval.ts';
import { fingerCodes, type Outcome, refuse, succeed } from '@rekam/domain';
import { z } from 'zod';
import { base64, id, instant } from '../http/parts.ts';

const handoverCaptureV1 = z.object({
  version: z.literal(1),
  /** Of the capture itself. */
  id,
  stationId: id,
  handoverId: id,
  officerId: id,
  /** By the station's clock. */
  at: instant,
  clockTrusted: z.boolean(),
  finger: z.enum(fingerCodes),
  /** ISO/IEC 19794-4 record of this finger alone. */
  record: base64.max(900_000),
  qualityScore: z.number().min(0).max(100),
  deviceSerialNo: z.string().max(80),
  /** The device's signature with the picture taken out; with `record` it proves what the device saw. */
  signatureParts: z.string().min(1).max(40_000),
});
export type HandoverCapture = z.output<typeof handoverCaptureV1>;

/** Newest version that this program writes and reads. */
export const handoverCaptureVersion = 1;

export function parseHandoverCapture(
  value: Readonly<Record<string, unknown>>,
): Outcome<HandoverCapture, 'HANDOVER_CAPTURE_VERSION_UNKNOWN' | 'HANDOVER_CAPTURE_MALFORMED'> {
  const { version } = value;
  if (typeof version === 'number' && version > handoverCaptureVersion)
    return refuse('HANDOVER_CAPTURE_VERSION_UNKNOWN');
  const parsed = handoverCaptureV1.safeParse(value);
  if (parsed.success) return succeed(parsed.data);
  return refuse('HANDOVER_CAPTURE_MALFORMED', { field: parsed.error.issues[0]?.path.join('.') ?? 'version' });
}
