import { join } from 'node:path';
import { findJson, writeDurable } from '../storage/durable-files.ts';
import type { FileSystemPort } from '../storage/file-system.ts';

/** Numbers given out before the disk is asked again: a restart skips what is left of them. */
const reserved = 1000;

/**
 * Numbers for heartbeats that never repeat, restarts and power cuts included: a block of them is reserved on disk before
 * its first one is used.
 * @param dataDir folder that keeps `heartbeat.json`
 */
export async function openBeatNumbers(fs: FileSystemPort, dataDir: string): Promise<() => Promise<number>> {
  const file = join(dataDir, 'heartbeat.json');
  let last = (await findJson<{ reservedUntil: number }>(fs, file))?.reservedUntil ?? 0;
  let until = last;
  return async () => {
    if (last >= until) {
      await writeDurable(fs, file, JSON.stringify({ reservedUntil: until + reserved }));
      until += reserved;
    }
    return ++last;
  };
}
