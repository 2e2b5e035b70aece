import type { FingerCode } from '@rekam/biometrics';
import type { Gallery } from '@rekam/biometrics/fingerprint/gallery/gallery.ts';
import type { Fingers } from '@rekam/biometrics/fingerprint/gallery/person-record.ts';
import { syntheticFingers } from '@rekam/biometrics/synthetic/minutiae-person.ts';
import { idOf } from './build.ts';
import { drawRealPeople } from './real-people.ts';

/** How many people's mates did not come through the codes, and how many not through the votes after them. */
export interface Losses {
  readonly people: number;
  readonly byCodes: number;
  readonly byVotes: number;
}

/** All ten fingers, or the two index fingers alone: with ten hardly anybody is lost, so only two tell whom it is harder on. */
export type Asked = 'ten' | 'two';
const two: readonly FingerCode[] = ['R2', 'L2'];

export const probeOf = (person: number | string): Fingers => syntheticFingers(person, 'second');

const askedOf = (fingers: Fingers, asked: Asked): Fingers =>
  asked === 'ten'
    ? fingers
    : Object.fromEntries(two.flatMap((code) => (fingers[code] ? [[code, fingers[code]]] : [])));

/** Of synthetic people in the gallery, spread over all of it. */
export async function syntheticLosses(
  gallery: Gallery,
  persons: number,
  people: number,
  asked: Asked,
): Promise<Losses> {
  let [byCodes, byVotes] = [0, 0];
  for (let i = 0; i < people; i++) {
    const person = Math.floor(((i + 0.5) * persons) / people);
    const kept = await gallery.keptFor(askedOf(probeOf(person), asked));
    if (!kept.byCodes.includes(idOf(person))) byCodes++;
    if (!kept.byVotes.includes(idOf(person))) byVotes++;
  }
  return { people, byCodes, byVotes };
}

/** Of pseudo-persons of real fingers, each added to the synthetic people for as long as it is searched. */
export async function realLosses(
  gallery: Gallery,
  dir: string,
  sets: 'all' | 'held-out',
  count: number,
  asked: Asked,
): Promise<Losses> {
  let [byCodes, byVotes] = [0, 0];
  const people = drawRealPeople(dir, sets, count);
  for (const { enrolled, probe } of people) {
    gallery.add('real', enrolled);
    const kept = await gallery.keptFor(askedOf(probe, asked));
    gallery.remove('real');
    if (!kept.byCodes.includes('real')) byCodes++;
    if (!kept.byVotes.includes('real')) byVotes++;
  }
  return { people: people.length, byCodes, byVotes };
}

/** Deviations beyond which a difference is not laid to chance: one such run in forty would differ as much. */
const chance = 2;

/** Whether synthetic people are lost less often than real ones, by more than chance explains (two proportions). */
export function isKinder(synthetic: Losses, real: Losses): boolean {
  const [ours, theirs] = [synthetic.byVotes / synthetic.people, real.byVotes / real.people];
  const pooled = (synthetic.byVotes + real.byVotes) / (synthetic.people + real.people);
  const deviation = Math.sqrt(pooled * (1 - pooled) * (1 / synthetic.people + 1 / real.people));
  return theirs - ours > chance * deviation;
}
