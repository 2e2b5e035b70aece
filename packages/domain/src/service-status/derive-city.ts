import { type ReserveLevel, reserveLevelOf } from '../equipment/reserve.ts';
import type { Instant } from '../kernel/calendar.ts';
import { earlier, firstExpected, lastExpected, later } from './counter.ts';
import type { PlaceStatus } from './derive-place.ts';
import {
  openSince,
  type Service,
  type ServiceCondition,
  type ServiceState,
  services,
  unknownYet,
  worseOf,
} from './service.ts';

/** Rule STS15: a service of the city from its places. */
export function deriveCityService(service: Service, places: readonly PlaceStatus[]): ServiceState {
  const states = places
    .filter(({ counters }) => counters.length > 0 || service !== 'rekam')
    .map((place) => place.services[service]);
  if (states.length === 0) return unknownYet;
  const with_ = (condition: ServiceCondition) => states.filter((state) => state.condition === condition);
  const asOf = states.reduce<Instant | null>((last, state) => later(last, state.asOf), null);
  if (with_('open').length === states.length) return openEverywhere(states, asOf);
  const stopped = with_('stopped');
  if (stopped.length === states.length)
    return { ...lastToStop(stopped), asOf, expectedUntil: firstExpected(stopped) };
  if (with_('unknown').length === states.length) return { ...states[0]!, asOf };
  if (with_('open').length + with_('limited').length === 0) return { ...with_('unknown')[0]!, asOf };
  const ailing = states.filter(({ condition }) => condition !== 'open');
  const told = tellTogether(service, ailing);
  return { ...told, condition: 'limited', asOf, expectedUntil: lastExpected(ailing) };
}

/** The city stopped when the last of its places did, for the cause that they share, else for that of the last. */
function lastToStop(stopped: readonly ServiceState[]): ServiceState {
  const last = stopped.reduce((a, b) => (later(a.since, b.since) === a.since ? a : b));
  const isShared = stopped.every(({ cause }) => cause === last.cause);
  return isShared ? { ...last, missing: missingAnywhere(stopped) } : last;
}

const missingAnywhere = (states: readonly ServiceState[]): string[] => [
  ...new Set(states.flatMap(({ missing }) => missing)),
];

/** The cause that places share, since the first of them has it; else, for recording, that not all counters serve, and what is missing anywhere. */
function tellTogether(service: Service, ailing: readonly ServiceState[]): ServiceState {
  const worst = ailing.reduce((a, b) => (worseOf(a.condition, b.condition) === a.condition ? a : b));
  const isShared = ailing.every(({ cause }) => cause === worst.cause);
  if (!isShared && service !== 'rekam') return worst;
  const since = ailing.reduce<Instant | null>((first, state) => earlier(first, state.since), null);
  const cause = isShared ? worst.cause : 'fewer-counters';
  return { ...worst, cause, missing: missingAnywhere(ailing), since };
}

/** One statement that holds for all of them is the city's own, with its source and words. */
function openEverywhere(states: readonly ServiceState[], asOf: Instant | null): ServiceState {
  const first = states[0]!;
  const same = states.every(({ source, reference }) => source === 'officer' && reference === first.reference);
  return same ? first : openSince(asOf, first.source);
}

export const deriveCity = (places: readonly PlaceStatus[]): Readonly<Record<Service, ServiceState>> =>
  Object.fromEntries(services.map((service) => [service, deriveCityService(service, places)])) as Record<
    Service,
    ServiceState
  >;

export interface Reserve {
  readonly working: number;
  readonly counters: number;
  readonly level: ReserveLevel;
}

/** Rule STS16: how near the city is to a stop. */
export function deriveReserve(places: readonly PlaceStatus[]): Reserve {
  const counters = places.flatMap((place) => place.counters);
  const working = counters.filter(({ condition }) => condition === 'open' || condition === 'limited').length;
  return { working, counters: counters.length, level: reserveLevelOf(working, counters.length) };
}
