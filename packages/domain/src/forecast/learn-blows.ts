/** Blows from outside: to one place, or by a storm to several of the city at once. */
import type { Gamma } from './chance.ts';
import { type FaultSpell, isExternal, type OfficeHistory, yearDays } from './office-history.ts';
import type { ReliabilityPrior } from './reliability-prior.ts';

export interface Blows {
  /** Blows a year to a place alone. */
  readonly blows: ReadonlyMap<string, Gamma>;
  /** Storms a year in the city. */
  readonly storms: Gamma;
  readonly placesHit: number;
  readonly placesMissed: number;
  /** Components hit and missed where a blow fell. */
  readonly hit: number;
  readonly missed: number;
}

/** Faults from outside that begin within so many days are one blow at a place, and one storm at several. */
const sameBlowDays = 2;
/** A place's own blows against the office's: so many blows' worth is the office's rate believed for each place. */
const officeWeight = 1;

/**
 * Faults that came from outside: by their cause or, where nobody knows it, because others of their place that came from outside or
 * are as unknown began within the same days.
 */
export function findBlows(history: OfficeHistory): ReadonlySet<FaultSpell> {
  const blows = new Set<FaultSpell>();
  for (const lives of Map.groupBy(history.components, (life) => life.placeId).values()) {
    const suspects = lives
      .flatMap(({ faults }) => faults.filter(({ cause }) => cause === 'unknown' || isExternal(cause)))
      .sort((a, b) => a.from - b.from);
    const isNear = (a: FaultSpell | undefined, b: FaultSpell): boolean =>
      a !== undefined && Math.abs(a.from - b.from) <= sameBlowDays;
    suspects.forEach((fault, i) => {
      if (isExternal(fault.cause) || isNear(suspects[i - 1], fault) || isNear(suspects[i + 1], fault))
        blows.add(fault);
    });
  }
  return blows;
}

export function learnBlows(
  history: OfficeHistory,
  prior: ReliabilityPrior,
  outside: ReadonlySet<FaultSpell>,
): Blows {
  const places = Map.groupBy(history.components, (life) => life.placeId);
  const years = Math.max(0, history.now - history.observedFrom) / yearDays;
  let [hit, missed] = [prior.hit, prior.missed];
  const fallen: { place: string; day: number }[] = [];
  for (const [place, lives] of places) {
    const days = lives
      .flatMap((life) => life.faults.filter((fault) => outside.has(fault)).map(({ from }) => from))
      .filter((day) => day >= history.observedFrom)
      .sort((a, b) => a - b);
    const blows = days.filter((day, i) => i === 0 || day - days[i - 1]! > sameBlowDays);
    fallen.push(...blows.map((day) => ({ place, day })));
    hit += days.length;
    for (const blow of blows)
      missed += lives.filter((life) => life.bornOn <= blow && (life.goneOn ?? Infinity) > blow).length;
    missed -= days.length;
  }
  const events = eventsOf(fallen);
  const storms = events.filter((struck) => struck.size > 1);
  const alone = events.filter((struck) => struck.size === 1).flatMap((struck) => [...struck]);
  const rate = (prior.blows.shape + alone.length) / (prior.blows.rate + years * places.size);
  const placesHit = storms.reduce((sum, struck) => sum + struck.size, 0);
  return {
    blows: new Map(
      [...places.keys()].map((place) => {
        const own = alone.filter((one) => one === place).length;
        return [place, { shape: officeWeight + own, rate: officeWeight / rate + years }];
      }),
    ),
    storms: { shape: prior.storms.shape + storms.length, rate: prior.storms.rate + years },
    placesHit: prior.placesHit + placesHit,
    placesMissed: prior.placesMissed + storms.length * places.size - placesHit,
    hit,
    missed: Math.max(prior.missed, missed),
  };
}

/** Blows that fell together, as the places they struck. */
function eventsOf(fallen: readonly { readonly place: string; readonly day: number }[]): Set<string>[] {
  const events: { readonly struck: Set<string>; last: number }[] = [];
  for (const { place, day } of fallen.toSorted((a, b) => a.day - b.day)) {
    const event = events.at(-1);
    if (event && day - event.last <= sameBlowDays) {
      event.struck.add(place);
      event.last = day;
    } else events.push({ struck: new Set([place]), last: day });
  }
  return events.map(({ struck }) => struck);
}
