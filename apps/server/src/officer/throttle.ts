import { toInstant } from '@rekam/domain';
import { type Clock, nowOf } from '../ports/clock.ts';
import type { Database } from '../ports/database.ts';
import { Refused } from '../ports/refused.ts';
import { addFailure, clearFailures, findFailures } from './store.ts';

/** Failures that cost nothing are the caller's; from then on each doubles the wait, up to a quarter of an hour. */
const firstWaitMs = 5_000;
const longestWaitMs = 15 * 60_000;
const forgetAfterMs = 60 * 60_000;

/** Wait after so many failures in a row, ms. */
export const waitAfter = (failures: number, free: number): number =>
  failures < free ? 0 : Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(failures - free, 20));

export interface Throttle {
  /** @throws Refused ACCESS_THROTTLED while somebody who guessed under this key must wait */
  readonly refuse: (key: string, free: number) => Promise<void>;
  readonly fail: (key: string) => Promise<void>;
  readonly clear: (key: string) => Promise<void>;
}

/** Slows down whoever guesses: passwords, and the PINs of places. */
export function makeThrottle(database: Database, clock: Clock): Throttle {
  const forgetBefore = (): string => toInstant(clock() - forgetAfterMs);
  return {
    refuse: async (key, free) => {
      const found = await findFailures(database, key);
      if (!found || found.lastAt < forgetBefore()) return;
      const leftMs = Date.parse(found.lastAt) + waitAfter(found.failures, free) - clock();
      if (leftMs > 0) throw new Refused('ACCESS_THROTTLED', { seconds: Math.ceil(leftMs / 1000) });
    },
    fail: (key) => addFailure(database, key, nowOf(clock), forgetBefore()),
    clear: (key) => clearFailures(database, key),
  };
}
