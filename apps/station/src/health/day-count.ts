import type { PlainDate } from '@rekam/domain';
import { findJson, writeDurable } from '../storage/durable-files.ts';
import type { FileSystemPort } from '../storage/file-system.ts';

/** What happened at this station today, each thing once: recordings begun, residents turned away. */
export interface DayCount {
  readonly note: (id: string) => Promise<void>;
  readonly takeBack: (id: string) => Promise<void>;
  readonly read: () => { readonly day: PlainDate; readonly count: number };
}

/**
 * @param file keeps today's ids, so that a restart does not forget them
 * @param today the day in the office's zone, now
 */
export async function openDayCount(
  fs: FileSystemPort,
  file: string,
  today: () => PlainDate,
): Promise<DayCount> {
  const kept = await findJson<{ day: PlainDate; ids: string[] }>(fs, file);
  let day = kept?.day ?? today();
  let ids = new Set(kept?.ids);
  const turnOver = (): void => {
    if (today() === day) return;
    day = today();
    ids = new Set();
  };
  const keep = (): Promise<void> => writeDurable(fs, file, JSON.stringify({ day, ids: [...ids] }));
  return {
    note: async (id) => {
      turnOver();
      if (ids.has(id)) return;
      ids.add(id);
      await keep();
    },
    takeBack: async (id) => {
      if (ids.delete(id)) await keep();
    },
    read: () => {
      turnOver();
      return { day, count: ids.size };
    },
  };
}
