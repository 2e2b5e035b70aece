/** One program per data folder: a lock file with its holder's process and address, taken over from the dead. */
import { linkSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { identifyProcess, isAlive, type ProcessIdentity } from './process-identity.ts';

export interface Holder extends ProcessIdentity {
  /** Where the holder serves; null until it listens. */
  readonly url: string | null;
}

export interface DataLock {
  /** Writes down where the holder is found, for whoever starts a second one. */
  readonly announce: (url: string) => void;
  readonly release: () => void;
}

/**
 * Takes what `file` locks for this process, or says who has it.
 * @param file path of the lock; its folder exists
 */
export function takeDataLock(file: string): DataLock | { readonly heldBy: Holder } {
  const own = `${file}.${process.pid}`;
  const write = (url: string | null): void =>
    writeFileSync(own, JSON.stringify({ ...identifyProcess(process.pid), url }));
  write(null);
  try {
    while (!linked(own, file)) {
      const holder = findHolder(file);
      if (holder && isAlive(holder)) return { heldBy: holder };
      discardStale(file, holder);
    }
  } finally {
    unlinkSync(own);
  }
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

/** Who holds the lock now, if a living process does. */
export function findLivingHolder(file: string): Holder | undefined {
  const holder = findHolder(file);
  return holder && isAlive(holder) ? holder : undefined;
}

/** `link` decides between two that try at once: only one can make the name. */
function linked(own: string, file: string): boolean {
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Renames the dead holder's lock away; if a living one was quicker, its lock is put back. */
function discardStale(file: string, expected: Holder | undefined): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const moved = findHolder(aside);
  if (moved && moved.pid !== expected?.pid && isAlive(moved)) linked(aside, file);
  unlinkSync(aside);
}

function findHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}
