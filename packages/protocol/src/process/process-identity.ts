import { readFileSync } from 'node:fs';

/** A process told apart from a later one with the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Ticks since boot at which it began (`/proc/PID/stat`, field 22); null where /proc is missing. */
  readonly startTicks: string | null;
}

/** Null also for a process that has ended and whose parent has not taken notice: some never do. */
function findStartTicks(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}

export const identifyProcess = (pid: number): ProcessIdentity => ({ pid, startTicks: findStartTicks(pid) });

/** Whether exactly that process still runs. */
export function isAlive(process_: ProcessIdentity): boolean {
  try {
    process.kill(process_.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return process_.startTicks === null || findStartTicks(process_.pid) === process_.startTicks;
}
