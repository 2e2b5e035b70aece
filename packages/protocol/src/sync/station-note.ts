/**
 * What a counter tells its office beside recordings: signed with the station's key, kept at the station until the office
 * has taken it, and known by its id, so that one told twice counts once.
 */
import '../http/without-eval.ts';
import {
  type Outcome,
  refuse,
  selfTestOccasions,
  services,
  succeed,
  testedParts,
  turnedAwayCauses,
} from '@rekam/domain';
import { z } from 'zod';
import { id, instant } from '../http/parts.ts';

const everyNote = {
  version: z.literal(1),
  /** Of the self-test itself, or of the tap. */
  id,
  stationId: id,
  /** By the station's clock. */
  at: instant,
  clockTrusted: z.boolean(),
  officerId: id,
};

const part = z.object({
  device: z.enum(testedParts),
  /** Null where the screen itself serves the device. */
  serialNo: z.string().max(80).nullable(),
  outcome: z.enum(['passed', 'failed', 'skipped']),
  /** For people: quality and time, the code of the failure, or why it was skipped. */
  detail: z.string().max(300),
  /** Who found it; older stations do not say, and knew machines only. */
  by: z.enum(['machine', 'person']).default('machine'),
});

const stationNoteV1 = z.discriminatedUnion('kind', [
  z.object({
    ...everyNote,
    kind: z.literal('self-test'),
    occasion: z.enum(selfTestOccasions),
    parts: z.array(part).min(1).max(12),
  }),
  z.object({
    ...everyNote,
    kind: z.literal('turned-away'),
    service: z.enum(services),
    cause: z.enum(turnedAwayCauses),
  }),
  z.object({
    ...everyNote,
    kind: z.literal('turned-away-withdrawn'),
    /** The tap that is taken back. */
    of: id,
  }),
]);
export type StationNote = z.output<typeof stationNoteV1>;
export type NoteOf<Kind extends StationNote['kind']> = Extract<StationNote, { kind: Kind }>;

/** Newest version that this program writes and reads. */
export const stationNoteVersion = 1;

export function parseStationNote(
  value: Readonly<Record<string, unknown>>,
): Outcome<StationNote, 'NOTE_VERSION_UNKNOWN' | 'NOTE_MALFORMED'> {
  const { version } = value;
  if (typeof version === 'number' && version > stationNoteVersion) return refuse('NOTE_VERSION_UNKNOWN');
  const parsed = stationNoteV1.safeParse(value);
  if (parsed.success) return succeed(parsed.data);
  return refuse('NOTE_MALFORMED', { field: parsed.error.issues[0]?.path.join('.') ?? 'version' });
}
