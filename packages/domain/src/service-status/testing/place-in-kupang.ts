/** A place in Kota Kupang on a Tuesday at ten, with one counter that lacks nothing: what tests begin with. */
import { defaultEnrolmentPolicy } from '../../enrolment/policy.ts';
import type { WatchedKind } from '../../health/device-report.ts';
import { type DeviceWatchState, newDeviceWatch } from '../../health/device-watch.ts';
import { daysLater, type Instant, type PlainDate, toInstant } from '../../kernel/calendar.ts';
import { makeId } from '../../kernel/ids.ts';
import type { StationCounter } from '../counter.ts';
import { derivePlace, type PlaceFacts } from '../derive-place.ts';
import { type Calendar, openingAt } from '../opening-hours.ts';
import { unknownYet } from '../service.ts';
import type { Statement } from '../statement.ts';

export const placeId = makeId('place', 1, new Uint8Array(10));
export const wita = 480;
export const nothingDerived = {
  toCentre: unknownYet,
  tunggal: unknownYet,
  cetak: unknownYet,
  printers: null,
  suket: unknownYet,
};
export const calendar: Calendar = {
  weeks: [],
  specialDays: [{ date: '2026-12-25' as PlainDate, hours: null, name: 'Natal' }],
  closings: [],
  offsetMinutes: wita,
};
/** Tuesday 24 November 2026 in Kupang. */
export const at = (time: string, day = '2026-11-24'): Instant =>
  toInstant(Date.parse(`${day}T${time}:00+08:00`));
export const ten = at('10:00');

export const device = (kind: WatchedKind, since: Instant | null = null): DeviceWatchState => {
  const well = { ...newDeviceWatch(kind), serialNo: `RKM${kind}` };
  if (since === null) return well;
  const ill = { ...well.tracks.function, phase: 'ill', symptom: 'vanished', since } as const;
  return { ...well, tracks: { ...well.tracks, function: ill } };
};
export const station = (part: Partial<StationCounter> = {}): StationCounter => ({
  name: 'Loket 1',
  hearing: 'heard',
  lastHeardAt: at('09:59'),
  devices: [device('finger'), device('iris'), device('face')],
  operatorPresent: true,
  operatorSeenAt: at('09:59'),
  freeBytes: 50e9,
  oldestUnsentAt: null,
  ...part,
});
export const place = (part: Partial<PlaceFacts> = {}) =>
  derivePlace({
    placeId,
    counters: [{ station: station(), set: null }],
    opening: openingAt(calendar, part.now ?? ten),
    operatorMissingSince: null,
    derived: nothingDerived,
    statements: [],
    settlements: new Map(),
    policy: defaultEnrolmentPolicy,
    now: ten,
    ...part,
  });
export const counters = (...stations: Partial<StationCounter>[]) => ({
  counters: stations.map((part) => ({ station: station(part), set: null })),
});
export const noFinger = { devices: [device('finger', at('08:30')), device('iris')] };
export const noIris = { devices: [device('finger'), device('iris', at('08:45'))] };
export const owedIris = {
  ...defaultEnrolmentPolicy,
  withoutDevice: { ...defaultEnrolmentPolicy.withoutDevice, iris: 'owed' } as const,
};
export const statement = (part: Partial<Statement>): Statement => ({
  id: makeId('statement', 1, new Uint8Array(10)),
  placeId: null,
  service: 'tunggal',
  condition: 'stopped',
  cause: 'centre',
  note: '',
  reference: '471.13/3256/DUKCAPIL, 17 Maret 2017',
  since: at('08:00'),
  expectedUntil: null,
  madeAt: at('08:10'),
  ...part,
});

export const today = '2026-11-24' as PlainDate;
export const day = (ago: number): PlainDate => daysLater(today, -ago);
/** The same place without any counter: only what does not follow from counters. */
export const bare = (part: Partial<PlaceFacts> = {}) => place({ counters: [], ...part });
/** A statement that knows more than a machine does: until when, and words for residents. */
export const noted = (part: Partial<Statement>): Statement =>
  statement({
    note: 'Pusat sedang memelihara servernya.',
    reference: '471.13/3256/DUKCAPIL',
    expectedUntil: '2026-11-30' as PlainDate,
    ...part,
  });
