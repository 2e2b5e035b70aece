import { join } from 'node:path';
import type { PlainDate } from '@rekam/domain';
import { findJson, writeDurable } from '../storage/durable-files.ts';
import type { FileSystemPort } from '../storage/file-system.ts';

/** Recordings begun at this station today: what the office takes from the day's quota. */
export interface BegunToday {
  readonly note: (enrolmentId: string) => Promise<void>;
  readonly read: () => { readonly day: PlainDate; readonly count: number };
}

/**
 * @param dataDir folder that keeps `begun.json`
 * @param today the day in the office's zone, now
 */
export async function openBegunToday(
  fs: FileSystemPort,
  dataDir: string,
  today: () => PlainDate,
): Promise<BegunToday> {
  const file = join(dataDir, 'begun.json');
  const kept = await findJson<{ day: PlainDate; ids: string[] }>(fs, file);
  let day = kept?.day ?? today();
  let ids = new Set(kept?.ids);
  const turnOver = (): void => {
    if (today() === day) return;
    day = today();
    ids = new Set();
  };
  return {
    note: async (enrolmentId) => {
      turnOver();
      if (ids.has(enrolmentId)) return;
      ids.add(enrolmentId);
      await writeDurable(fs, file, JSON.stringify({ day, ids: [...ids] }));
    },
    read: () => {
      turnOver();
      return { day, count: ids.size };
    },
  };
}
