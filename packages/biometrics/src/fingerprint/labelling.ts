import { type FingerCode, fingerCodes } from '../finger-code.ts';

/**
 * How fingers were labelled: rightly, left for right, or as a slap that was cut one finger off, so that each bears
 * the name of the finger beside it, away from the thumb or towards it.
 */
export const labellings = ['as-labelled', 'hands-swapped', 'shifted-out', 'shifted-in'] as const;
export type Labelling = (typeof labellings)[number];

/** The label that a finger bears under a labelling; undefined where there is none: beside a little finger lies nothing. */
export function labelOf(finger: FingerCode, labelling: Labelling): FingerCode | undefined {
  const [hand, place] = [finger[0]!, Number(finger[1])];
  const label = {
    'as-labelled': finger,
    'hands-swapped': (hand === 'R' ? 'L' : 'R') + place,
    'shifted-out': hand + (place + 1),
    'shifted-in': hand + (place - 1),
  }[labelling];
  return fingerCodes.find((code) => code === label);
}

/** What was labelled so, by the fingers that it then is of; what is then of no finger is left out. */
export function rightlyLabelled<T>(
  labelled: Readonly<Partial<Record<FingerCode, T>>>,
  labelling: Labelling,
): Partial<Record<FingerCode, T>> {
  return Object.fromEntries(
    fingerCodes.flatMap((finger): [FingerCode, T][] => {
      const label = labelOf(finger, labelling);
      const found = label && labelled[label];
      return found === undefined ? [] : [[finger, found]];
    }),
  );
}
