import { seededRandom } from '../synthetic/random.ts';
import { type Injury, injure, injuryNames } from './injuries.ts';
import type { Outcome, Target, TargetName } from './targets.ts';

/** One file that nobody vouches for. The same seed and number give the same bytes on every machine. */
export interface HostileCase {
  readonly target: TargetName;
  readonly injury: Injury;
  readonly bytes: Uint8Array;
}

type Targets = Readonly<Record<TargetName, Target>>;

/** Each reader and each injury come by turns. */
export function hostileCase(targets: Targets, seed: number, number: number): HostileCase {
  const names = Object.keys(targets) as TargetName[];
  const target = names[number % names.length]!;
  const injury = injuryNames[Math.floor(number / names.length) % injuryNames.length]!;
  const random = seededRandom('hostile', seed, number);
  const bytes = injure(targets[target].good, injury, random);
  if (random.next() < 0.5) targets[target].mend?.(bytes);
  return { target, injury, bytes };
}

/** Gives the bytes to their reader. Throws where the engine does. */
export const playCase = (targets: Targets, { target, bytes }: HostileCase): Outcome =>
  targets[target].take(bytes);
