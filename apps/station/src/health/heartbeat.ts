/** Puts together what the station tells the office of itself. */
import { randomBytes } from 'node:crypto';
import { statfs } from 'node:fs/promises';
import { dayAt, timeZones, toInstant } from '@rekam/domain';
import { type Heartbeat, heartbeatVersion } from '@rekam/protocol/sync/heartbeat.ts';
import { type Signed, signValue } from '@rekam/protocol/sync/signed.ts';
import type { StationClock, TimeSource } from '../clock/station-clock.ts';
import type { DeviceWatch } from '../devices/device-watch.ts';
import type { Directory } from '../directory/directory.ts';
import type { Identity, IdentityStore } from '../identity/identity.ts';
import type { Seat } from '../operators/session.ts';
import type { SpoolEntry } from '../spool/packet-notes.ts';
import type { DayCount } from './day-count.ts';
import type { DeviceLog } from './device-log.ts';
import { readLinkKind, readPower } from './machine.ts';
import type { SpoolState } from './state.ts';

export interface HeartbeatParts {
  readonly dataDir: string;
  readonly identity: IdentityStore;
  readonly clock: StationClock;
  readonly directory: Directory;
  readonly watch: DeviceWatch;
  readonly log: DeviceLog;
  readonly begun: DayCount;
  readonly seat: Seat;
  readonly time: TimeSource;
  readonly softwareVersion: string;
}

export interface SpoolView {
  readonly state: () => SpoolState;
  readonly list: () => readonly SpoolEntry[];
}

/** Most sent packets asked about in one heartbeat, as the contract allows. */
const mostAskedAbout = 1000;

/** Heartbeats of one start of the program, each with the next number and signed by the station. */
export function makeHeartbeats(
  parts: HeartbeatParts,
  self: Identity,
  spool: SpoolView,
  nextNumber: () => Promise<number>,
  roundTripMs: () => number | null,
): () => Promise<Signed<Heartbeat>> {
  const run = randomBytes(4).toString('hex');
  return async () => {
    const { clock, identity, directory, seat, begun, softwareVersion, time, dataDir } = parts;
    const { trusted, offsetMs } = clock.reading();
    const { outbox, held, oldestUnsentAt } = spool.state();
    const disk = await statfs(dataDir);
    const sent = spool.list().filter((entry) => entry.state === 'sent' && entry.backedUpSince === null);
    const value: Heartbeat = {
      version: heartbeatVersion,
      stationId: self.stationId,
      sequence: await nextNumber(),
      run,
      stationTime: toInstant(time.unixMs()),
      softwareVersion,
      settingsVersion: identity.find()?.settings.version ?? 0,
      directoryRevision: directory.revision(),
      spool: { outbox, held, oldestUnsentAt },
      disk: { freeBytes: disk.bavail * disk.bsize, totalBytes: disk.blocks * disk.bsize },
      clock: { trusted, offsetMs },
      power: await readPower(),
      link: { kind: await readLinkKind(), roundTripMs: roundTripMs() },
      operatorId: seat.current()?.operatorId ?? null,
      begun: begun.read(),
      devices: reportDevices(parts),
      sentPackets: sent.slice(0, mostAskedAbout).map(({ packetId }) => packetId),
    };
    return signValue('rekam/heartbeat/1', value, self.key);
  };
}

const reportDevices = ({ watch, log }: HeartbeatParts): Heartbeat['devices'] =>
  watch.states().map(({ kind, status, serialNo, make, model, problem }) => {
    const found = watch.find(kind);
    const { captures, failures, visits } = log.countsOf(kind);
    return {
      kind,
      status,
      statusForMs: watch.statusForMs(kind),
      serialNo,
      make,
      model,
      firmware: found?.firmware.slice(0, 80) ?? null,
      certificateUntil: certificateUntilOf(found),
      problem: problem?.code ?? null,
      captures,
      failures,
      visits: visits.map(({ n, score, ms, retries }) => [n, score, ms, retries]),
    };
  });

function certificateUntilOf(device: ReturnType<DeviceWatch['find']>) {
  if (!device?.trust.ok || device.trust.validUntil === '') return null;
  const until = Date.parse(device.trust.validUntil);
  return Number.isNaN(until) ? null : toInstant(until);
}

/** The day in the zone of the station's office; WIB until it has one. */
export const todayOf = ({ identity, clock }: Pick<HeartbeatParts, 'identity' | 'clock'>) =>
  dayAt(clock.now(), timeZones[identity.find()?.settings.timeZone ?? 'WIB'].offsetMinutes);
