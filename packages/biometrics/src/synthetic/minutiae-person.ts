import type { Fingers } from '../fingerprint/gallery/person-record.ts';
import { synthesizeMinutiaePerson } from './minutiae-finger.ts';
import { minutiaeImpression } from './minutiae-impression.ts';

/** One touch of each of the ten fingers of a synthetic person: the same seeds, the same prints. */
export const syntheticFingers = (person: string | number, touch: string | number): Fingers =>
  Object.fromEntries(
    synthesizeMinutiaePerson(person).map((finger) => [
      finger.finger,
      minutiaeImpression(finger, { seed: touch }),
    ]),
  );
