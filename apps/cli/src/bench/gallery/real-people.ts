import { type FingerprintTemplate, fingerCodes, openPrintsFolder } from '@rekam/biometrics';
import { extractTemplate } from '@rekam/biometrics/fingerprint/extract.ts';
import type { Fingers } from '@rekam/biometrics/fingerprint/gallery/person-record.ts';
import { descriptorTraining } from '@rekam/biometrics/parameters.ts';
import { seededRandom } from '@rekam/biometrics/synthetic/random.ts';

/** Two touches of ten real fingers that are taken for one person's. */
export interface RealPerson {
  readonly enrolled: Fingers;
  readonly probe: Fingers;
}

/**
 * Pseudo-persons: ten different real fingers drawn by chance, and two different touches of each. A print without a
 * template is a missing finger. `held-out` draws from sets that nothing was learnt from.
 */
export function drawRealPeople(dir: string, sets: 'all' | 'held-out', count: number): RealPerson[] {
  const opened = openPrintsFolder(dir);
  if (!opened.ok) throw new Error(opened.reason);
  const heldOut: readonly string[] = descriptorTraining.heldOut;
  const fingers = opened.folder.sets
    .filter((set) => sets === 'all' || heldOut.includes(set.name))
    .flatMap((set) =>
      set.fingers.map(({ finger, impressions }) =>
        impressions.map((impression): FingerprintTemplate | undefined => {
          const loaded = opened.folder.load(set.name, finger, impression);
          const extracted = loaded.ok ? extractTemplate(loaded.image) : undefined;
          return extracted?.ok ? extracted.template : undefined;
        }),
      ),
    );
  if (fingers.length < fingerCodes.length) return [];
  const random = seededRandom('pseudo-persons', sets);
  return Array.from({ length: count }, () => {
    const left = [...fingers];
    const chosen = fingerCodes.map((code) => {
      const [touches] = left.splice(random.below(left.length), 1);
      const first = random.below(touches!.length);
      const second = (first + 1 + random.below(touches!.length - 1)) % touches!.length;
      return { code, first: touches![first], second: touches![second] };
    });
    const person = (which: 'first' | 'second'): Fingers =>
      Object.fromEntries(chosen.flatMap((one) => (one[which] ? [[one.code, one[which]]] : [])));
    return { enrolled: person('first'), probe: person('second') };
  });
}
