/** One station per data folder: a lock file with the holder's process number and start, taken over from the dead. */
import { linkSync, mkdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Holder {
  readonly pid: number;
  /** Ticks since boot at which the process began; null where /proc is missing. */
  readonly startTicks: string | null;
  /** Where the holder serves; null until it listens. */
  readonly url: string | null;
}

export interface DataLock {
  /** Writes down where the station is found, for whoever starts a second one. */
  readonly announce: (url: string) => void;
  readonly release: () => void;
}

export function takeDataLock(dataDir: string): DataLock | { readonly heldBy: Holder } {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'station.lock');
  const own = `${file}.${process.pid}`;
  const write = (url: string | null) =>
    writeFileSync(own, JSON.stringify({ pid: process.pid, startTicks: startTicksOf(process.pid), url }));
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

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return holder.startTicks === null || startTicksOf(holder.pid) === holder.startTicks;
}

/**
 * Tells a process from a later one with the same number (`/proc/PID/stat`, field 22). Null also for one that has ended
 * and whose parent has not taken notice.
 */
function startTicksOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}
