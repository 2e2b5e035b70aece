import { linkSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identifyProcess, isAlive, type ProcessIdentity } from './process-identity.ts';

interface Holder extends ProcessIdentity {
  /** Where the holder serves; null until it listens. */
  readonly url: string | null;
}

export interface DataLock {
  /** Writes down where the office is found, for whoever starts a second one. */
  readonly announce: (url: string) => void;
  readonly release: () => void;
}

const findHolder = (file: string): Holder | undefined => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
};

/**
 * Takes the data folder for this process, or says who has it. The lock of a dead process is taken over:
 * `link` decides between two that try at once, since only one can make the name.
 */
export function takeDataLock(dataDir: string): DataLock | { readonly heldBy: Holder } {
  const file = join(dataDir, 'office.lock');
  const own = join(dataDir, `office.lock.${process.pid}`);
  const write = (url: string | null): void =>
    writeFileSync(own, JSON.stringify({ ...identifyProcess(process.pid), url }));
  for (;;) {
    write(null);
    try {
      linkSync(own, file);
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = findHolder(file);
      if (holder && isAlive(holder)) {
        unlinkSync(own);
        return { heldBy: holder };
      }
      discardStale(file, holder);
    }
  }
  unlinkSync(own);
  return {
    announce: (url) => {
      write(url);
      renameSync(own, file);
    },
    release: () => {
      if (findHolder(file)?.pid === process.pid) unlinkSync(file);
    },
  };
}

/** Moves the stale lock aside by rename, and puts it back if another starter was quicker with a living one. */
function discardStale(file: string, expected: Holder | undefined): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const moved = findHolder(aside);
  if (moved && moved.pid !== expected?.pid && isAlive(moved)) {
    try {
      linkSync(aside, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  unlinkSync(aside);
}

/** Who holds the data folder now, if a living process does. */
export function findLivingHolder(dataDir: string): Holder | undefined {
  const holder = findHolder(join(dataDir, 'office.lock'));
  return holder && isAlive(holder) ? holder : undefined;
}
