import { type FingerCode, fingerCodes } from '../../finger-code.ts';
import { fingerprintTemplate, searching } from '../../parameters.ts';
import { comparePrints } from '../comparison/compare.ts';
import { type PreparedTemplate, prepareTemplate } from '../comparison/prepared-template.ts';
import type { FingerprintTemplate } from '../template.ts';
import { type Fingers, fingersOf, type PersonRecord } from './person-record.ts';
import { scoreOfPersons } from './person-score.ts';
import { cloudOf, type PointCloud, voteBetween } from './point-vote.ts';

/** A probe made ready for many votes, and for many comparisons. */
export type ProbeClouds = ReadonlyMap<FingerCode, PointCloud>;
export type PreparedProbe = ReadonlyMap<FingerCode, PreparedTemplate>;

/** Whose prints were compared point by point, and what came of it. */
export interface Looked {
  readonly slot: number;
  readonly tenure: number;
  /** See `scoreOfPersons`. */
  readonly score: number;
  /** The score of each finger that both have; see `Comparison`. */
  readonly fingers: readonly { readonly finger: FingerCode; readonly score: number }[];
}

/** The probe made ready for votes. */
export const cloudsOf = (probe: Fingers): ProbeClouds => each(probe, cloudOf);

/** The probe made ready for comparisons. */
export const prepareLook = (probe: Fingers): PreparedProbe => each(probe, prepareTemplate);

const each = <T>(probe: Fingers, make: (template: FingerprintTemplate) => T): Map<FingerCode, T> =>
  new Map(
    fingerCodes.flatMap((finger): [FingerCode, T][] =>
      probe[finger] ? [[finger, make(probe[finger])]] : [],
    ),
  );

/** How much the points of all fingers vote for somebody. */
export function votesFor(clouds: ProbeClouds, record: PersonRecord): number {
  const stored = storedFingers(record);
  let votes = 0;
  for (const [finger, cloud] of clouds)
    if (stored[finger]) votes += Math.min(searching.votesMost, voteBetween(cloud, cloudOf(stored[finger])));
  return votes;
}

/** The comparison that counts: every finger that both have, point by point. */
export function closerLook(prepared: PreparedProbe, record: PersonRecord): Pick<Looked, 'score' | 'fingers'> {
  const stored = storedFingers(record);
  const fingers = [...prepared].flatMap(([finger, print]) =>
    stored[finger] ? [{ finger, score: comparePrints(print, prepareTemplate(stored[finger])).score }] : [],
  );
  return { fingers, score: scoreOfPersons(fingers.map(({ score }) => score)) };
}

const storedFingers = ({ kinds, prints }: PersonRecord): Fingers =>
  fingersOf(kinds, prints, fingerprintTemplate.version);
