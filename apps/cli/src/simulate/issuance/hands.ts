/** The hands of the residents: drawn once each and shared, as drawing one costs more than all that is done with it. */
import type { FingerCode } from '@rekam/domain';
import { touchOf } from '@rekam/testkit/wire-scanner.ts';

const mostHands = 16;
const residentsOfHand = 24;
/** The right index finger is what everybody gives. */
export const givenFinger = 'R2' satisfies FingerCode;

/** Whose hand it is. */
export type Hand = string;

export const handOf = (index: number, residents: number): Hand =>
  `hand ${index % Math.min(mostHands, Math.ceil(residents / residentsOfHand))}`;
/** Of somebody who was never recorded. */
export const strangersHand: Hand = 'stranger';

const touches = new Map<string, Uint8Array>();

/** @param impression the first one was given at the recording, another one is another touch */
export function touchOfHand(hand: Hand, impression: number): Uint8Array {
  const name = `${hand}/${impression}`;
  const touch = touches.get(name) ?? touchOf(hand, givenFinger, impression);
  touches.set(name, touch);
  return touch;
}
