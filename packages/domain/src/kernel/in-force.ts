import type { PlainDate } from './calendar.ts';

/** A version of rules with the day from which it counts. */
export interface Dated {
  readonly version: number;
  readonly effectiveFrom: PlainDate;
}

/** The version in force on a day: the one that came into force last, of equals the highest; undefined before the first. */
export const findInForce = <T extends Dated>(versions: readonly T[], today: PlainDate): T | undefined =>
  versions
    .filter(({ effectiveFrom }) => effectiveFrom <= today)
    .toSorted((a, b) => a.effectiveFrom.localeCompare(b.effectiveFrom) || a.version - b.version)
    .at(-1);
