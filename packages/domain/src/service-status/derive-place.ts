import type { Instant } from '../kernel/calendar.ts';
import type { PlaceId, StatementId } from '../kernel/ids.ts';
import { type Conflict, type Settlements, weigh } from './conflict.ts';
import {
  type CounterPolicy,
  deriveSetCounter,
  deriveStationCounter,
  earlier,
  firstExpected,
  lastExpected,
  later,
  onlyFaults,
  type RegisteredSet,
  type StationCounter,
  withPromises,
} from './counter.ts';
import type { Opening } from './opening-hours.ts';
import { withPrinters } from './printers.ts';
import { overtakenByBook } from './printing.ts';
import { openSince, type Service, type ServiceState, unknownYet, worseOf } from './service.ts';
import {
  findStatement,
  type StatedService,
  type Statement,
  serviceOf,
  stateOfStatement,
} from './statement.ts';

/** One counter: a station, its set in the register, or both. */
export interface Counter {
  readonly station: StationCounter | null;
  readonly set: RegisteredSet | null;
}

/** What does not follow from the counters of a place. */
export interface DerivedServices {
  /** From office to centre, and the uniqueness check: by the centre's words. */
  readonly toCentre: ServiceState;
  readonly tunggal: ServiceState;
  /** By the book of blanks. */
  readonly cetak: ServiceState;
  /** By the card printers that print for the place; null where none of them ails. */
  readonly printers: ServiceState | null;
  /** By the rules of letters and who may issue them there. */
  readonly suket: ServiceState;
}

/** Everything that decides how the services of a place stand. */
export interface PlaceFacts {
  readonly placeId: PlaceId;
  readonly counters: readonly Counter[];
  readonly opening: Opening;
  /** Somebody said that the operator is missing today. */
  readonly operatorMissingSince: Instant | null;
  readonly derived: DerivedServices;
  readonly statements: readonly Statement[];
  readonly settlements: Settlements;
  readonly policy: CounterPolicy;
  readonly now: Instant;
}

export interface PlaceStatus {
  readonly placeId: PlaceId;
  readonly services: Readonly<Record<Service, ServiceState>>;
  /** Station to office, office to centre. */
  readonly legs: readonly [ServiceState, ServiceState];
  /** What each counter can do. */
  readonly counters: readonly ServiceState[];
  readonly conflicts: readonly PlaceConflict[];
  /** Statements that what is known since has overtaken (STS31). */
  readonly overtaken: readonly StatementId[];
}

export interface PlaceConflict extends Conflict {
  readonly service: Service;
  /** It is about the whole city, and the same one at each of its places. */
  readonly ofCity: boolean;
}

/** So long after opening somebody must have signed in, ms. */
export const signInGraceMs = 30 * 60_000;

/** Rules STS3 to STS14: the five services of a place. */
export function derivePlace(facts: PlaceFacts): PlaceStatus {
  const { placeId, statements, settlements, derived: given } = facts;
  const conflicts: PlaceConflict[] = [];
  const decide = (
    service: Service,
    about: string,
    derived: ServiceState,
    claimed: ServiceState | null,
    ofCity = false,
  ) => {
    const { state, conflict } = weigh(`${ofCity ? 'city' : placeId} ${about}`, derived, claimed, settlements);
    if (conflict) conflicts.push({ ...conflict, service, ofCity });
    return state;
  };
  const stated = (service: StatedService): ServiceState | null => {
    const statement = findStatement(statements, service, placeId);
    return statement ? stateOfStatement(statement) : null;
  };
  /** What is derived for the whole city, beside what was stated for it or for the place. */
  const decideGiven = (stating: StatedService, derived: ServiceState, claimed = stated(stating)) => {
    const ofCity = stating !== 'suket' && findStatement(statements, stating, placeId)?.placeId === null;
    return decide(serviceOf(stating), stating, derived, claimed, ofCity);
  };
  const counters = facts.counters.map(({ station, set }, index) => {
    if (!station) return set ? deriveSetCounter(set) : unknownYet;
    const seen = deriveStationCounter(station, facts.policy, facts.opening.isOpen);
    const reported = set ? withPromises(seen, set) : seen;
    const faults = set && deriveSetCounter(onlyFaults(set));
    // That no fault was reported says nothing of a counter that nobody hears (STS5).
    const registered = faults?.condition === 'open' && seen.condition === 'unknown' ? null : faults;
    return decide('rekam', `counter-${index} ${station.name}`, reported, registered);
  });
  const rekam = decide('rekam', 'rekam', deriveRecording(facts, counters), stated('rekam'));
  const toOffice = decide('kirim', 'kirim-office', deriveSending(facts), stated('kirim-office'));
  const toCentre = decideGiven('kirim-centre', given.toCentre);
  const printing = findStatement(statements, 'cetak', placeId);
  const overtaken = printing !== undefined && overtakenByBook(given.cetak, stateOfStatement(printing));
  return {
    placeId,
    counters,
    legs: [toOffice, toCentre],
    services: {
      rekam,
      kirim: worseOf(toOffice.condition, toCentre.condition) === toOffice.condition ? toOffice : toCentre,
      tunggal: decideGiven('tunggal', given.tunggal),
      cetak: decideGiven(
        'cetak',
        withPrinters(given.cetak, given.printers),
        overtaken ? null : stated('cetak'),
      ),
      suket: decideGiven('suket', given.suket),
    },
    conflicts,
    overtaken: overtaken ? [printing.id] : [],
  };
}

/** Rules STS6 and STS7. */
function deriveRecording(facts: PlaceFacts, counters: readonly ServiceState[]): ServiceState {
  const gathered = gatherCounters(counters);
  const missing = findMissingOperator(facts);
  const couldRecord = gathered.condition === 'open' || gathered.condition === 'limited';
  if (missing === null || !couldRecord) return gathered;
  return {
    ...unknownYet,
    condition: 'stopped',
    cause: 'no-operator',
    since: missing.since,
    asOf: missing.asOf,
    source: missing.source,
    expectedUntil: null,
  };
}

function gatherCounters(counters: readonly ServiceState[]): ServiceState {
  if (counters.length === 0) return { ...unknownYet, cause: 'no-counter' };
  const of = (condition: ServiceState['condition']) => counters.filter((one) => one.condition === condition);
  const [open, limited, unknown, stopped] = [of('open'), of('limited'), of('unknown'), of('stopped')];
  const asOf = counters.reduce<Instant | null>((last, one) => later(last, one.asOf), null);
  if (open.length === counters.length)
    return { ...openSince(asOf, open[0]!.source), reference: open[0]!.reference };
  if (open.length > 0) {
    const others = [...stopped, ...unknown, ...limited];
    return {
      ...others[0]!,
      condition: 'limited',
      cause: 'fewer-counters',
      missing: [...new Set(others.flatMap(({ missing }) => missing))],
      since: others.reduce<Instant | null>((first, one) => earlier(first, one.since), null),
      expectedUntil: lastExpected(others),
      asOf,
    };
  }
  const best = limited[0] ?? unknown[0] ?? stopped[0]!;
  // The place stopped when the last of its counters did.
  const since =
    limited[0] || unknown[0]
      ? best.since
      : stopped.reduce<Instant | null>((l, one) => later(l, one.since), null);
  return { ...best, since, expectedUntil: firstExpected(counters) };
}

function findMissingOperator({
  counters,
  opening,
  operatorMissingSince,
  now,
}: PlaceFacts): Pick<ServiceState, 'since' | 'asOf' | 'source'> | null {
  const stations = counters.flatMap(({ station }) => (station ? [station] : []));
  if (stations.some(({ operatorPresent, hearing }) => operatorPresent && hearing === 'heard')) return null;
  if (operatorMissingSince !== null)
    return { since: operatorMissingSince, asOf: operatorMissingSince, source: 'officer' };
  if (!opening.isOpen || opening.openedAt === null) return null;
  // Somebody may sit at a counter that is not heard.
  const isHeard = stations.some(({ hearing }) => hearing === 'heard');
  if (!isHeard || stations.some(({ hearing }) => hearing === 'silent')) return null;
  const opened = opening.openedAt;
  const seenToday = stations.some(
    ({ operatorSeenAt }) => operatorSeenAt !== null && operatorSeenAt >= opened,
  );
  if (seenToday || Date.parse(now) - Date.parse(opened) < signInGraceMs) return null;
  return { since: opened, asOf: now, source: 'station' };
}

/** Rule STS9, the first leg. */
function deriveSending({ counters, opening, policy, now }: PlaceFacts): ServiceState {
  const stations = counters.flatMap(({ station }) =>
    station && station.hearing !== 'never' ? [station] : [],
  );
  if (stations.length === 0)
    return counters.length === 0 ? { ...unknownYet, cause: 'no-counter' } : unknownYet;
  const legs = stations.map((station): ServiceState => {
    const { oldestUnsentAt, lastHeardAt, name } = station;
    const about = { asOf: lastHeardAt, source: 'station', reference: name } as const;
    const ageMs = oldestUnsentAt === null ? 0 : Date.parse(now) - Date.parse(oldestUnsentAt);
    if (ageMs >= policy.alarmAfterHours * 3_600_000)
      return {
        ...unknownYet,
        ...about,
        condition: 'stopped',
        cause: 'packets-waiting',
        since: oldestUnsentAt,
      };
    if (station.hearing === 'silent' && opening.isOpen)
      return { ...unknownYet, ...about, cause: 'station-silent', since: lastHeardAt };
    return { ...openSince(lastHeardAt), reference: name };
  });
  return legs.reduce((worst, leg) =>
    worseOf(worst.condition, leg.condition) === worst.condition ? worst : leg,
  );
}
