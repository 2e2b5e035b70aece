/** How long the disk alone takes to keep a page, measured beside what waits for it. */
import { open } from 'node:fs/promises';
import { join } from 'node:path';

const pageBytes = 8192;
const everyMs = 250;

/** Writes a page durably again and again, until told to stop. */
export async function watchDisk(folder: string): Promise<{
  /** @returns what each took, ms */
  readonly stop: () => Promise<readonly number[]>;
}> {
  const file = await open(join(folder, 'disk-beside'), 'w');
  const times: number[] = [];
  let stopped = false;
  const watching = (async () => {
    while (!stopped) {
      const began = performance.now();
      await file.write(Buffer.alloc(pageBytes, times.length), 0, pageBytes, 0);
      await file.datasync();
      times.push(performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
    await file.close();
  })();
  return {
    stop: async () => {
      stopped = true;
      await watching;
      return times;
    },
  };
}
