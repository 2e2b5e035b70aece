/**
 * What a station says of itself twice a minute, small enough for a 2G line: signed with the station's key and numbered,
 * so that one made up or sent again is refused.
 */
import '../http/without-eval.ts';
import { failureGroups, type Outcome, refuse, reportedStatuses, succeed, watchedKinds } from '@rekam/domain';
import { z } from 'zod';
import { id, instant } from '../http/parts.ts';

const count = z.number().int().min(0);

const deviceReport = z.object({
  kind: z.enum(watchedKinds),
  status: z.enum(reportedStatuses),
  /** How long the status has been this, ms, by a clock that nobody can set. */
  statusForMs: count,
  serialNo: z.string().max(80).nullable(),
  make: z.string().max(80).nullable(),
  model: z.string().max(80).nullable(),
  firmware: z.string().max(80).nullable(),
  certificateUntil: instant.nullable(),
  problem: z.string().max(40).nullable(),
  captures: count,
  failures: z.partialRecord(z.enum(failureGroups), count),
  /** The last visits, `[n, score, ms, retries]`. */
  visits: z.array(z.tuple([count, z.number().min(0).max(100), count, count])).max(12),
});

export const heartbeatV1 = z.object({
  version: z.literal(1),
  stationId: id,
  /** Greater with every heartbeat of this station, restarts included. */
  sequence: z.number().int().min(1),
  /** One start of the station's program, 8 hex digits. Counts below begin with it. */
  run: z.string().regex(/^[0-9a-f]{8}$/),
  stationTime: instant,
  softwareVersion: z.string().max(40),
  settingsVersion: z.number().int(),
  directoryRevision: z.number().int(),
  spool: z.object({ outbox: count, held: count, oldestUnsentAt: instant.nullable() }),
  disk: z.object({ freeBytes: count, totalBytes: count }),
  clock: z.object({ trusted: z.boolean(), offsetMs: z.number().nullable() }),
  power: z.object({
    source: z.enum(['mains', 'battery', 'unknown']),
    batteryPercent: z.number().min(0).max(100).nullable(),
  }),
  link: z.object({
    kind: z.enum(['cable', 'wifi', 'mobile', 'unknown']),
    /** Of the last call to the office; null before the first. */
    roundTripMs: count.nullable(),
  }),
  operatorId: id.nullable(),
  /** Recordings begun today, by the day of the station's clock and the office's zone. */
  begun: z.object({ day: z.iso.date(), count }),
  devices: z.array(deviceReport).max(12),
  /** Sent packets still kept at the station: the answer says which of them a backup holds. */
  sentPackets: z.array(id).max(1000),
});
/** The newest shape; older ones are brought to it when they are read. */
export type Heartbeat = z.output<typeof heartbeatV1>;

/** Newest version that this program writes and reads. */
export const heartbeatVersion = 1;

/** Reads a heartbeat of any version ever written. */
export function parseHeartbeat(
  value: Readonly<Record<string, unknown>>,
): Outcome<Heartbeat, 'HEARTBEAT_VERSION_UNKNOWN' | 'HEARTBEAT_MALFORMED'> {
  const { version } = value;
  if (typeof version === 'number' && version > heartbeatVersion)
    return refuse('HEARTBEAT_VERSION_UNKNOWN', { version, known: heartbeatVersion });
  const parsed = heartbeatV1.safeParse(value);
  if (parsed.success) return succeed(parsed.data);
  return refuse('HEARTBEAT_MALFORMED', { field: parsed.error.issues[0]?.path.join('.') ?? 'version' });
}
