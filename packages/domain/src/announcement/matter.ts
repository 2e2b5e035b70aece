import type { Instant, PlainDate } from '../kernel/calendar.ts';
import type { PlaceId } from '../kernel/ids.ts';
import type { PlaceStatus } from '../service-status/derive-place.ts';
import { type Calendar, type WeekHours, weekOn } from '../service-status/opening-hours.ts';
import {
  type Service,
  type ServiceCause,
  type ServiceCondition,
  type ServiceState,
  services,
} from '../service-status/service.ts';
import { kilometresBetween, type ServicePlace } from '../service-status/where-to-go.ts';

/** One service at one place; `placeId` null: in the whole city. */
export interface Matter {
  readonly service: Service;
  readonly placeId: PlaceId | null;
}

export const keyOfMatter = ({ service, placeId }: Matter): string => `${service} ${placeId ?? 'city'}`;

export interface SituationPlace extends ServicePlace {
  readonly status: PlaceStatus;
  readonly calendar: Pick<Calendar, 'weeks'>;
}

/** How everything stands: all that drafting reads. */
export interface Situation {
  readonly at: Instant;
  readonly city: Readonly<Record<Service, ServiceState>>;
  readonly places: readonly SituationPlace[];
}

/** A place where the service works, with its hours of the week. */
export interface Alternative {
  readonly placeId: PlaceId;
  readonly name: string;
  readonly week: WeekHours;
}

/** What an announcement rests on. */
export interface AnnouncedFacts extends Matter {
  /** Null: the whole city. */
  readonly placeName: string | null;
  readonly condition: ServiceCondition;
  /** Each once; empty for a service that is open. */
  readonly causes: readonly ServiceCause[];
  readonly missing: readonly string[];
  readonly since: Instant | null;
  readonly expectedUntil: PlainDate | null;
  /** In words of whoever stated it; null for none. */
  readonly note: string | null;
  readonly asOf: Instant;
  /** At how many of the places the service works. */
  readonly working: number;
  readonly places: number;
  /** Other services that work at the same place. */
  readonly stillHere: readonly Service[];
  /** The nearest first, at most `mostAlternatives`. */
  readonly alternatives: readonly Alternative[];
}

/** More would not be read on a small screen. */
export const mostAlternatives = 4;

const works = ({ condition }: ServiceState): boolean => condition === 'open' || condition === 'limited';
const ails = ({ condition }: ServiceState): boolean => condition === 'stopped' || condition === 'limited';

/** Places that count: those with a counter, or all where none has one (as for the city, STS15). */
function served({ places }: Situation): readonly SituationPlace[] {
  const withCounter = places.filter(({ status }) => status.counters.length > 0);
  return withCounter.length > 0 ? withCounter : places;
}

/** Rule ANN1: what there is to announce now, each matter once. */
export function mattersOf(situation: Situation): Matter[] {
  const places = served(situation);
  return services.flatMap((service): Matter[] => {
    const ailing = places.filter(({ status }) => ails(status.services[service]));
    const conditions = new Set(ailing.map(({ status }) => status.services[service].condition));
    if (ailing.length > 0 && ailing.length === places.length && conditions.size === 1)
      return [{ service, placeId: null }];
    return ailing.map(({ placeId }) => ({ service, placeId }));
  });
}

/** Rule ANN2. @returns null for a place that is not there any more */
export function factsOf({ service, placeId }: Matter, situation: Situation): AnnouncedFacts | null {
  const places = served(situation);
  const own = placeId === null ? null : situation.places.find((place) => place.placeId === placeId);
  if (own === undefined) return null;
  const state = own ? own.status.services[service] : situation.city[service];
  const concerned = own ? [state] : places.map(({ status }) => status.services[service]).filter(ails);
  const others = own ? own.status.services : situation.city;
  const working = places.filter(({ status }) => works(status.services[service]));
  const isTold = state.condition === 'stopped' || state.condition === 'limited';
  return {
    service,
    placeId,
    placeName: own?.name ?? null,
    condition: state.condition,
    causes: isTold ? [...new Set(concerned.flatMap(({ cause }) => (cause === null ? [] : [cause])))] : [],
    missing: isTold ? [...new Set(concerned.flatMap(({ missing }) => missing))] : [],
    since: state.since,
    expectedUntil: isTold ? state.expectedUntil : null,
    note: state.note,
    asOf: situation.at,
    working: working.length,
    places: places.length,
    stillHere: services.filter((one) => one !== service && works(others[one])),
    alternatives: state.condition === 'open' ? [] : nearest(working, own).slice(0, mostAlternatives),
  };
}

/** Open ones before limited ones, then by distance where it is known, then by name. */
function nearest(working: readonly SituationPlace[], own: SituationPlace | null): Alternative[] {
  const far = (place: SituationPlace): number =>
    own?.location && place.location ? kilometresBetween(own.location, place.location) : 1e4;
  const rank = (place: SituationPlace): number => (place.rekam.condition === 'open' ? 0 : 1);
  return working
    .filter((place) => place !== own)
    .sort((a, b) => rank(a) - rank(b) || far(a) - far(b) || a.name.localeCompare(b.name, 'id'))
    .map(({ placeId, name, calendar, opening }) => ({ placeId, name, week: weekOn(calendar, opening.day) }));
}

const listed = (values: readonly string[]): string => [...values].sort().join(' ');
const storyOf = ({ condition, causes, missing, expectedUntil, note }: AnnouncedFacts): string =>
  JSON.stringify([condition, listed(causes), listed(missing), expectedUntil, note]);

/** Whether both tell the same: how it stands, why, until when. */
export const isSameStory = (one: AnnouncedFacts, other: AnnouncedFacts): boolean =>
  storyOf(one) === storyOf(other);

export const factChanges = ['condition', 'cause', 'since', 'until', 'note', 'still', 'instead'] as const;
/** What of the facts has moved. */
export type FactChange = (typeof factChanges)[number];

/** What has moved between two states of the facts, in the order of an announcement. */
export function changesBetween(before: AnnouncedFacts, after: AnnouncedFacts): FactChange[] {
  const moved: Readonly<Record<FactChange, boolean>> = {
    condition: before.condition !== after.condition,
    cause: listed(before.causes) !== listed(after.causes) || listed(before.missing) !== listed(after.missing),
    since: before.since !== after.since,
    until: before.expectedUntil !== after.expectedUntil,
    note: before.note !== after.note,
    still: listed(before.stillHere) !== listed(after.stillHere),
    instead: listed(placesIn(before)) !== listed(placesIn(after)),
  };
  return factChanges.filter((change) => moved[change]);
}

const placesIn = ({ alternatives }: AnnouncedFacts): string[] => alternatives.map(({ placeId }) => placeId);

/** Rule ANN7: whether every place that was named instead still works. */
export const alternativesHold = (announced: AnnouncedFacts, { places }: Situation): boolean =>
  announced.alternatives.every(({ placeId }) =>
    places.some((place) => place.placeId === placeId && works(place.status.services[announced.service])),
  );

/** Rule ANN6: whether what a service stands at now may be taken for the end of a matter. */
export function endIsBelieved({ service, placeId }: Matter, { places, city }: Situation): boolean {
  const own = places.filter((place) => placeId === null || place.placeId === placeId);
  const source = placeId === null ? city[service].source : own[0]?.status.services[service].source;
  return source === 'officer' || source === 'nobody' || own.some(({ opening }) => opening.isOpen);
}
