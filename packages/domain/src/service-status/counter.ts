/** One counter of a place: a station, or a set of the register without one. */
import type { EnrolmentPolicy } from '../enrolment/policy.ts';
import type { ComponentKind } from '../equipment/component.ts';
import { componentOfDevice } from '../equipment/guided-test.ts';
import type { FailingSlot, SetState } from '../equipment/set-state.ts';
import type { WatchedKind } from '../health/device-report.ts';
import type { DeviceWatchState } from '../health/device-watch.ts';
import type { StationHearing } from '../health/silence.ts';
import type { Instant, PlainDate } from '../kernel/calendar.ts';
import { type DeviceCause, openSince, type ServiceState, unknownYet } from './service.ts';

/** What a station tells of its counter. */
export interface StationCounter {
  readonly name: string;
  readonly hearing: StationHearing;
  readonly lastHeardAt: Instant | null;
  readonly devices: readonly DeviceWatchState[];
  readonly operatorPresent: boolean;
  /** When an operator was last seen signed in; null: never. */
  readonly operatorSeenAt: Instant | null;
  readonly freeBytes: number;
  readonly oldestUnsentAt: Instant | null;
}

/** What the register says of the set. */
export interface RegisteredSet {
  readonly name: string;
  readonly state: SetState;
  /** When a component or fault of it last changed. */
  readonly asOf: Instant | null;
  /** By slot, the day on which its repair is promised; none for a promise that was not kept. */
  readonly promised: Readonly<Partial<Record<ComponentKind, PlainDate>>>;
}

export type CounterPolicy = Pick<
  EnrolmentPolicy,
  'steps' | 'withoutDevice' | 'minimumFreeBytes' | 'alarmAfterHours'
>;

const stepsOfKind = {
  finger: ['left-four', 'right-four', 'thumbs', 'verification'],
  iris: ['irises'],
} as const;
const needed = ['finger', 'iris'] as const satisfies readonly WatchedKind[];

/** Rules STS2 to STS5: what a counter can do, by what its station reported. */
export function deriveStationCounter(
  { hearing, lastHeardAt, devices, freeBytes, name }: StationCounter,
  policy: CounterPolicy,
  isOpen: boolean,
): ServiceState {
  const about = { asOf: lastHeardAt, source: 'station', reference: name } as const;
  if (hearing === 'never') return { ...unknownYet, ...about, cause: 'station-silent' };
  if (hearing === 'silent' && isOpen)
    return { ...unknownYet, ...about, cause: 'station-silent', since: lastHeardAt };
  if (freeBytes < policy.minimumFreeBytes)
    return { ...unknownYet, ...about, condition: 'stopped', cause: 'disk-full', since: lastHeardAt };
  const lacking = needed.flatMap((kind) => findLack(kind, devices, policy));
  const stopping = lacking.filter(({ owed }) => !owed);
  const shown = stopping.length > 0 ? stopping : lacking;
  if (shown.length === 0) return { ...openSince(lastHeardAt), reference: name };
  return {
    ...unknownYet,
    ...about,
    condition: stopping.length > 0 ? 'stopped' : 'limited',
    cause: stopping.length > 0 ? 'device-missing' : 'device-owed',
    missing: shown.map(({ kind }) => kind),
    since: shown.reduce<Instant | null>((first, { since }) => earlier(first, since), null),
  };
}

interface Lack {
  readonly kind: WatchedKind;
  readonly owed: boolean;
  readonly since: Instant | null;
}

function findLack(
  kind: (typeof needed)[number],
  devices: readonly DeviceWatchState[],
  policy: CounterPolicy,
): Lack[] {
  if (!stepsOfKind[kind].some((step) => policy.steps.includes(step))) return [];
  const device = devices.find((one) => one.kind === kind);
  const owed = policy.withoutDevice[kind] === 'owed';
  if (!device || device.serialNo === null) return [{ kind, owed, since: null }];
  const { phase, since } = device.tracks.function;
  return phase === 'ill' || phase === 'recovering' ? [{ kind, owed, since }] : [];
}

/** Rule STS21: beside a station that speaks for itself, only faults count, not slots that the register leaves empty. */
export function onlyFaults({ state, ...set }: RegisteredSet): RegisteredSet {
  const failing = state.failing.filter(({ problem }) => problem !== 'empty');
  const stops = failing.some(({ need, problem }) => need === 'needed' && problem === 'broken');
  const limits = failing.some(({ need }) => need !== 'not-needed');
  const recording = stops ? 'stopped' : limits ? 'limited' : 'open';
  return { ...set, state: { recording, records: !stops, failing } };
}

/** Rule STS8: what a set can do, by its slots. */
export function deriveSetCounter({ name, state, asOf, promised }: RegisteredSet): ServiceState {
  const about = { asOf, source: 'register', reference: name } as const;
  if (state.recording === 'open') return { ...openSince(asOf, 'register'), reference: name };
  const { cause, failing } = whatFails(state);
  return {
    ...unknownYet,
    ...about,
    condition: state.recording,
    cause,
    missing: failing.filter(({ told }) => told).map(({ slot }) => slot),
    since: failing.reduce<Instant | null>((first, { since }) => earlier(first, since), null),
    expectedUntil: lastPromise(
      failing.map(({ slot }) => slot),
      promised,
    ),
  };
}

/** Rule STS33: what stops a set, else what is missing and may be owed, else what works badly. */
function whatFails({ recording, failing }: SetState): {
  readonly cause: DeviceCause;
  readonly failing: readonly FailingSlot[];
} {
  const told = failing.filter(({ need }) => need !== 'not-needed');
  const gone = told.filter(({ problem }) => problem !== 'disturbed');
  if (recording === 'stopped')
    return { cause: 'device-missing', failing: gone.filter(({ need }) => need === 'needed') };
  return gone.length > 0
    ? { cause: 'device-owed', failing: gone }
    : { cause: 'device-disturbed', failing: told };
}

/** Rule STS29: a counter whose station misses devices is expected back when the register has a promise for each. */
export function withPromises(state: ServiceState, { promised }: RegisteredSet): ServiceState {
  if (state.cause !== 'device-missing' && state.cause !== 'device-owed') return state;
  const slots = state.missing.map((kind) => componentOfDevice[kind as WatchedKind]);
  return { ...state, expectedUntil: lastPromise(slots, promised) };
}

/** The day by which all of these slots are promised to work; null where one has no promise. */
function lastPromise(slots: readonly ComponentKind[], promised: RegisteredSet['promised']): PlainDate | null {
  const days = slots.map((slot) => promised[slot] ?? null);
  return allKnown(days) ? (days.toSorted().at(-1) ?? null) : null;
}

/** Rule STS29: when all of these are expected to be over; null where one is not known. */
export const lastExpected = (states: readonly ServiceState[]): PlainDate | null => {
  const days = states.map(({ expectedUntil }) => expectedUntil);
  return allKnown(days) ? (days.toSorted().at(-1) ?? null) : null;
};

/** Rule STS29: when the first of these is expected to be over; null where none is known. */
export const firstExpected = (states: readonly ServiceState[]): PlainDate | null =>
  states.flatMap(({ expectedUntil }) => (expectedUntil === null ? [] : [expectedUntil])).sort()[0] ?? null;

const allKnown = (days: readonly (PlainDate | null)[]): days is readonly PlainDate[] =>
  days.every((day) => day !== null);

export const earlier = (a: Instant | null, b: Instant | null): Instant | null =>
  a === null || (b !== null && b < a) ? b : a;
export const later = (a: Instant | null, b: Instant | null): Instant | null =>
  a === null || (b !== null && b > a) ? b : a;
