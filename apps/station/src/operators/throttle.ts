/** Slows down guessing of passwords and PINs; what it has counted survives a restart. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type Instant, type Outcome, refuse, succeed } from '@rekam/domain';
import { findJson, writeDurable } from '../storage/durable-files.ts';
import type { FileSystemPort } from '../storage/file-system.ts';

/** Wrong tries in a row before the first pause: a slip of the finger costs nothing. */
export const freeTries = 4;
/** First and longest pause, ms; it doubles with every further wrong try. */
export const firstPauseMs = 30_000;
export const longestPauseMs = 15 * 60_000;

interface Count {
  readonly wrong: number;
  readonly lastAt: Instant;
}

export interface Throttle {
  /** Refuses while a pause lasts. */
  readonly check: (kind: 'password' | 'pin', username: string) => Outcome<true, 'ACCESS_THROTTLED'>;
  /** Written down before the answer is given, so that pulling the plug wins no tries. */
  readonly noteWrong: (kind: 'password' | 'pin', username: string) => Promise<void>;
  readonly noteRight: (kind: 'password' | 'pin', username: string) => Promise<void>;
}

/** @param now time that only moves forward, so that a clock set ahead or back wins no tries */
export async function openThrottle(
  fs: FileSystemPort,
  dataDir: string,
  now: () => Instant,
): Promise<Throttle> {
  const file = join(dataDir, 'tries.json');
  const counts = new Map(Object.entries((await findJson<Record<string, Count>>(fs, file)) ?? {}));
  let writing: Promise<void> = Promise.resolve();
  const write = (): Promise<void> => {
    writing = writing
      .catch(() => undefined)
      .then(() => writeDurable(fs, file, JSON.stringify(Object.fromEntries(counts))));
    return writing;
  };
  return {
    check: (kind, username) => {
      const count = counts.get(keyOf(kind, username));
      if (!count) return succeed(true);
      const restMs = Date.parse(count.lastAt) + pauseAfter(count.wrong) - Date.parse(now());
      return restMs <= 0 ? succeed(true) : refuse('ACCESS_THROTTLED', { seconds: Math.ceil(restMs / 1000) });
    },
    noteWrong: async (kind, username) => {
      const key = keyOf(kind, username);
      counts.set(key, { wrong: (counts.get(key)?.wrong ?? 0) + 1, lastAt: now() });
      await write();
    },
    noteRight: async (kind, username) => {
      if (counts.delete(keyOf(kind, username))) await write();
    },
  };
}

/** Pause after so many wrong tries in a row, ms. */
export const pauseAfter = (wrong: number): number =>
  wrong <= freeTries ? 0 : Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(wrong - freeTries - 1, 20));

/** Unknown names are counted, too, without keeping what was typed. */
const keyOf = (kind: string, username: string): string =>
  createHash('sha256').update(`${kind}\n${username.trim().toLowerCase()}`).digest('hex').slice(0, 24);
