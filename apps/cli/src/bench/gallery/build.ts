import { Worker } from 'node:worker_threads';
import { Gallery } from '@rekam/biometrics/fingerprint/gallery/gallery.ts';
import type { Made } from './person-maker.ts';

const batch = 200;

export const idOf = (person: number): string => `invented ${person}`;

/** A gallery of synthetic people, grown by `makers` threads while this one adds them. */
export async function buildGallery(
  persons: number,
  makers: number,
  onProgress: (done: number) => void,
): Promise<Gallery> {
  const gallery = new Gallery({ threads: 1 });
  let next = 0;
  const make = (worker: Worker): boolean => {
    if (next >= persons) return false;
    const count = Math.min(batch, persons - next);
    worker.postMessage({ first: next, count });
    next += count;
    return true;
  };
  await Promise.all(
    Array.from({ length: makers }, async () => {
      const worker = new Worker(new URL('./person-maker.ts', import.meta.url));
      await new Promise<void>((resolve, reject) => {
        worker.on('error', reject);
        let asked = 0;
        worker.on('message', ({ first, records }: Made) => {
          records.forEach((record, i) => {
            gallery.addPrepared(idOf(first + i), record);
          });
          onProgress(gallery.size);
          asked--;
          if (make(worker)) asked++;
          else if (asked === 0) resolve();
        });
        // Two at a time, so that a maker never waits for this thread.
        for (let i = 0; i < 2; i++) if (make(worker)) asked++;
        if (asked === 0) resolve();
      });
      await worker.terminate();
    }),
  );
  return gallery;
}
