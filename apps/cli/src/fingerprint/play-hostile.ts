/**
 * Plays hostile cases SEED FROM TO one after the other, in a process of its own: what kills or stops it is seen by
 * its parent (`fuzz.ts`), which it tells of each case.
 */
import { hostileCase, playCase } from '@rekam/biometrics/hostile/hostile-cases.ts';
import { makeTargets } from '@rekam/biometrics/hostile/targets.ts';
import type { PlayedCase } from './watch-cases.ts';

const [seed, from, to] = process.argv.slice(2).map(Number) as [number, number, number];
const targets = makeTargets();

for (let number = from; number < to; number++) {
  const made = hostileCase(targets, seed, number);
  const { target, injury } = made;
  let told: Pick<PlayedCase, 'outcome' | 'detail'>;
  try {
    told = { outcome: playCase(targets, made) };
  } catch (error) {
    told = {
      outcome: 'crashed',
      detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
  await tell({ number, target, injury, ...told, peakMemoryMb: process.resourceUsage().maxRSS / 1024 });
}
process.disconnect();

function tell(played: PlayedCase): Promise<void> {
  return new Promise((resolve) => {
    process.send!(played, () => resolve());
  });
}
