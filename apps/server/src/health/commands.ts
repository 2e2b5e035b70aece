import {
  type DeviceEvent,
  type DeviceWatchState,
  evolveDevice,
  forgetTrend,
  type Instant,
  newDeviceWatch,
  type PlaceId,
  type StationId,
} from '@rekam/domain';
import type { Heartbeat } from '@rekam/protocol/sync/heartbeat.ts';
import { type Actor, appendFact } from '../audit/index.ts';
import { type Clock, newId, nowOf } from '../ports/clock.ts';
import type { Queryable } from '../ports/database.ts';
import { Refused } from '../ports/refused.ts';
import { closeTrouble, insertTrouble, listDevicesLocked, type Trouble, upsertDevices } from './store.ts';

/** Who hears of troubles, in the transaction that noticed them. */
export interface TroubleListener {
  readonly opened: (tx: Queryable, trouble: Trouble) => Promise<void>;
  readonly closed: (tx: Queryable, trouble: Trouble) => Promise<void>;
}

export interface Reporter {
  readonly id: StationId;
  readonly placeId: PlaceId;
}

/** Takes a believed heartbeat in: every device's state after it, and the troubles it opened or closed. */
export async function takeReports(
  tx: Queryable,
  clock: Clock,
  station: Reporter,
  heartbeat: Pick<Heartbeat, 'devices' | 'run'>,
  listener: TroubleListener,
): Promise<void> {
  const known = new Map((await listDevicesLocked(tx, station.id)).map((state) => [state.kind, state]));
  const at = nowOf(clock);
  const states: DeviceWatchState[] = [];
  for (const { visits, ...device } of heartbeat.devices) {
    const report = {
      ...device,
      visits: visits.map(([n, score, ms, retries]) => ({ n, score, ms, retries })),
    };
    const before = known.get(device.kind) ?? newDeviceWatch(device.kind);
    const { state, events } = evolveDevice(before, { report, run: heartbeat.run, at });
    states.push(state);
    for (const event of events) await keepEvent(tx, clock, station, state, event, at, listener);
  }
  await upsertDevices(tx, station.id, states);
}

async function keepEvent(
  tx: Queryable,
  clock: Clock,
  station: Reporter,
  { kind, serialNo }: DeviceWatchState,
  event: DeviceEvent,
  at: Instant,
  listener: TroubleListener,
): Promise<void> {
  if (event.kind === 'opened') {
    const trouble: Trouble = {
      id: newId('trouble', clock),
      stationId: station.id,
      placeId: station.placeId,
      kind,
      serialNo,
      track: event.track,
      symptom: event.symptom,
      since: event.since,
      openedAt: at,
      endedAt: null,
      closedAt: null,
      relapses: 0,
    };
    await insertTrouble(tx, trouble);
    await appendTroubleFact(tx, 'trouble-opened', trouble, at, {});
    return listener.opened(tx, trouble);
  }
  const closed = await closeTrouble(
    tx,
    { stationId: station.id, kind, track: event.track },
    { endedAt: event.until, closedAt: at, relapses: event.relapses },
  );
  if (!closed) return;
  const durationMs = Date.parse(event.until) - Date.parse(event.since);
  await appendTroubleFact(tx, 'trouble-closed', closed, at, {
    until: event.until,
    durationMs,
    relapses: event.relapses,
  });
  await listener.closed(tx, closed);
}

async function appendTroubleFact(
  tx: Queryable,
  kind: 'trouble-opened' | 'trouble-closed',
  { id, stationId, placeId, kind: device, serialNo, track, symptom, since }: Trouble,
  at: Instant,
  more: Readonly<Record<string, unknown>>,
): Promise<void> {
  await appendFact(tx, {
    at,
    noun: 'health',
    subjectId: id,
    kind,
    actor: { kind: 'station', id: stationId },
    details: { stationId, placeId, device, serialNo, track, symptom, since, ...more },
  });
}

/**
 * Somebody cleaned the glass, or a self-test passed: the usual quality of these kinds is learnt anew.
 * @throws Refused HEALTH_DEVICE_UNKNOWN
 */
export async function learnAnew(
  tx: Queryable,
  clock: Clock,
  stationId: StationId,
  kinds: readonly string[],
  fact: { readonly kind: string; readonly actor: Actor; readonly permittedBy: string | null },
): Promise<void> {
  const states = (await listDevicesLocked(tx, stationId)).filter(({ kind }) => kinds.includes(kind));
  if (states.length === 0) throw new Refused('HEALTH_DEVICE_UNKNOWN');
  await upsertDevices(tx, stationId, states.map(forgetTrend));
  await appendFact(tx, {
    at: nowOf(clock),
    noun: 'health',
    subjectId: stationId,
    ...fact,
    details: { devices: states.map(({ kind, serialNo }) => ({ kind, serialNo })) },
  });
}
