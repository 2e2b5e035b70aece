/**
 * One spool, one process. Every process announces itself by a file of its own before it looks for others, so of two
 * that start at once at least one sees the other and steps back; nothing ever has to be taken from a dead one but
 * its announcement, and a dead process never comes back under the same name.
 */
import { readFileSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Outcome, refuse, succeed } from '@rekam/domain';
import { errnoOf } from '../storage/file-system.ts';

export interface SpoolLock {
  release(): Promise<void>;
}

/** @param folder is made when missing; locks lie in it and nothing else */
export async function lockFolder(folder: string): Promise<Outcome<SpoolLock, 'SPOOL_IN_USE'>> {
  await mkdir(folder, { recursive: true });
  const own = announcementOf(process.pid);
  const path = join(folder, own);
  try {
    await writeFile(path, '', { flag: 'wx' });
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return refuse('SPOOL_IN_USE', { pid: process.pid });
    throw error;
  }
  for (const name of await readdir(folder)) {
    if (name === own) continue;
    const pid = Number(name.split('-')[0]);
    if (Number.isInteger(pid) && announcementOf(pid) === name) {
      await rm(path, { force: true });
      return refuse('SPOOL_IN_USE', { pid });
    }
    await rm(join(folder, name), { force: true });
  }
  return succeed({ release: () => rm(path, { force: true }) });
}

/** Whether a living process holds the lock; its pid, else undefined. */
export async function findHolder(folder: string): Promise<number | undefined> {
  const names = await readdir(folder).catch(() => []);
  const holder = names.find((name) => announcementOf(Number(name.split('-')[0])) === name);
  return holder === undefined ? undefined : Number(holder.split('-')[0]);
}

/** `<pid>-<start, clock ticks since boot>-<boot>`; of a process that does not live: only its pid. */
function announcementOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name in brackets may hold blanks; the start time is the 20th field after it (proc(5)).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').slice(0, 8);
    return fields[0] === 'Z' ? String(pid) : `${pid}-${fields[19]}-${boot}`;
  } catch {
    return String(pid);
  }
}
