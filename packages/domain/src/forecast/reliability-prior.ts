import type { ComponentKind } from '../equipment/component.ts';
import type { Gamma } from './chance.ts';

/**
 * What is believed of equipment before an office has a history of its own. The sets were made for five years; in their sixth,
 * 19.3 % of them were broken in the country, and a repair took a third of a year (news of 2012–2019). Together the seven
 * kinds of a set then have about three and a half faults in five years; how they fall on the kinds, how often a place is hit
 * from outside, and how firmly all of it is believed, are our estimates.
 */
export interface ReliabilityPrior {
  /** Faults from wear in the first five years of one component. */
  readonly faultsInFiveYears: Readonly<Record<ComponentKind, number>>;
  /** So many faults' worth is each of these believed. */
  readonly faultsWeight: number;
  /** So many faults' worth is it believed that an office is like the others. */
  readonly officeWeight: number;
  /** The same for a place among those of its office, and for a component among those of its kind. */
  readonly placeWeight: number;
  readonly componentWeight: number;
  /** Shapes of ageing that are weighed: below 1 it gets better with age, at 1 it does not age, above it wears out. */
  readonly shapes: readonly number[];
  /** Blows from outside to one place: events, and the years in which they happened. */
  readonly blows: Gamma;
  /** Components hit and missed by such blows. */
  readonly hit: number;
  readonly missed: number;
  /** Storms over a city, and the places that one hits and misses. */
  readonly storms: Gamma;
  readonly placesHit: number;
  readonly placesMissed: number;
  /** How soon faults end, and how soon the office hears of one. */
  readonly repairs: EndBelief;
  readonly hearing: EndBelief;
}

/** Ends by how long it has lasted: events, and the days in which they happened. The last is without end. */
export type EndBelief = readonly (Gamma & { readonly untilDay: number })[];

export const defaultReliabilityPrior: ReliabilityPrior = {
  faultsInFiveYears: {
    computer: 0.7,
    camera: 0.6,
    'fingerprint-scanner': 0.65,
    'iris-scanner': 0.55,
    'signature-pad': 0.4,
    'card-reader': 0.15,
    ups: 0.3,
    network: 0.8,
    'local-server': 0.6,
    'card-printer': 0.8,
  },
  faultsWeight: 6,
  officeWeight: 6,
  placeWeight: 10,
  componentWeight: 3,
  shapes: [0.8, 1, 1.3, 1.7, 2.2, 2.8],
  blows: { shape: 1, rate: 6 },
  storms: { shape: 0.5, rate: 2 },
  placesHit: 1,
  placesMissed: 2,
  hit: 1,
  missed: 3,
  repairs: [
    { untilDay: 7, shape: 2, rate: 60 },
    { untilDay: 30, shape: 2, rate: 120 },
    { untilDay: 90, shape: 2, rate: 300 },
    { untilDay: Infinity, shape: 2, rate: 700 },
  ],
  hearing: [
    { untilDay: 14, shape: 2, rate: 20 },
    { untilDay: Infinity, shape: 1, rate: 30 },
  ],
};
