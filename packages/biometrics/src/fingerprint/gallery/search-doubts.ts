import { fingerCodes } from '../../finger-code.ts';
import { searching } from '../../parameters.ts';
import type { Fingers } from './person-record.ts';

/** Why an answer may be wrong, most serious first. */
export type Doubt =
  /** So few fingers that the codes lose more mates than promised, or that strangers come near. */
  | { readonly code: 'few-fingers'; readonly fingers: number }
  /** Prints with so few points that they say little. */
  | { readonly code: 'poor-prints'; readonly fingers: readonly string[] }
  /** The probe brought no ridge map, so that its reference points are guessed. */
  | { readonly code: 'no-ridge-map'; readonly fingers: readonly string[] }
  /** The rate asked for lies beyond what was ever measured; the threshold is extrapolated. */
  | { readonly code: 'rate-not-measured'; readonly perComparison: number };

/** `perComparison`: how often two persons may be taken for one. */
export function doubtsOf(probe: Fingers, perComparison: number): Doubt[] {
  const present = fingerCodes.filter((finger) => probe[finger]);
  const poor = present.filter((finger) => probe[finger]!.minutiae.count < searching.poorPoints);
  const unmapped = present.filter((finger) => !probe[finger]!.ridges);
  const doubts: Doubt[] = [];
  if (present.length - poor.length < searching.enoughFingers)
    doubts.push({ code: 'few-fingers', fingers: present.length - poor.length });
  if (poor.length > 0) doubts.push({ code: 'poor-prints', fingers: poor });
  if (unmapped.length > 0) doubts.push({ code: 'no-ridge-map', fingers: unmapped });
  if (perComparison < searching.measuredRate) doubts.push({ code: 'rate-not-measured', perComparison });
  return doubts;
}
