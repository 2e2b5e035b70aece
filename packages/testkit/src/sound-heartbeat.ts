/** A heartbeat of a station that is well in every way. */
import { dayAt, type Instant, toInstant } from '@rekam/domain';
import type { Heartbeat } from '@rekam/protocol/sync/heartbeat.ts';

export type DeviceOfHeartbeat = Heartbeat['devices'][number];

/** A device that has been ready for ten minutes. */
export const soundDevice = (
  kind: DeviceOfHeartbeat['kind'],
  change: Partial<DeviceOfHeartbeat> = {},
): DeviceOfHeartbeat => ({
  kind,
  status: 'ready',
  statusForMs: 600_000,
  serialNo: `RKM${kind.toUpperCase()}00000001`,
  make: 'Rekam',
  model: 'Uji',
  firmware: '0.1.0',
  certificateUntil: '2099-01-01T00:00:00.000Z' as Instant,
  problem: null,
  captures: 0,
  failures: {},
  visits: [],
  ...change,
});

/** A device that has been gone for a quarter of a minute. */
export const goneDevice = (kind: DeviceOfHeartbeat['kind']): DeviceOfHeartbeat =>
  soundDevice(kind, {
    status: 'absent',
    statusForMs: 15_000,
    serialNo: null,
    make: null,
    model: null,
    firmware: null,
    certificateUntil: null,
  });

export const soundHeartbeat = (stationId: string, sequence: number, nowMs = Date.now()): Heartbeat => ({
  version: 1,
  stationId,
  sequence,
  run: '0000000a',
  stationTime: toInstant(nowMs),
  softwareVersion: '0.1.0',
  settingsVersion: 1,
  directoryRevision: 0,
  spool: { outbox: 0, held: 0, oldestUnsentAt: null },
  disk: { freeBytes: 50e9, totalBytes: 100e9 },
  clock: { trusted: true, offsetMs: 12 },
  power: { source: 'mains', batteryPercent: null },
  link: { kind: 'cable', roundTripMs: 20 },
  operatorId: null,
  begun: { day: dayAt(toInstant(nowMs), 480), count: 0 },
  devices: (['finger', 'iris', 'face'] as const).map((kind) => soundDevice(kind)),
  sentPackets: [],
});
