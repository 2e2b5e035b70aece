import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { OpeningOrder, OpeningResult } from './opening-thread.ts';

export interface OpeningPool {
  readonly open: (order: OpeningOrder) => Promise<OpeningResult>;
  readonly close: () => Promise<void>;
}

interface Waiting {
  readonly resolve: (result: OpeningResult) => void;
  readonly reject: (error: Error) => void;
}
interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

/**
 * MiB of the young heap of a thread. An opening makes few objects and megabytes of buffers: only a small young heap is
 * swept often enough to let go of them before they force whole marks.
 */
const youngHeapMb = 2;

/** Threads that open packets, as many as cores; started with the first packet. A thread that dies is replaced. */
export function makeOpeningPool(size: number = availableParallelism()): OpeningPool {
  const threads: Thread[] = [];
  let number = 0;
  let closed = false;

  const startThread = (): Thread => {
    const worker = new Worker(new URL('./opening-thread.ts', import.meta.url), {
      resourceLimits: { maxYoungGenerationSizeMb: youngHeapMb },
    });
    const thread: Thread = { worker, waiting: new Map() };
    worker.on('message', (answer: { number: number; result?: OpeningResult; failure?: string }) => {
      const waiting = thread.waiting.get(answer.number);
      thread.waiting.delete(answer.number);
      if (answer.result) waiting?.resolve(answer.result);
      else waiting?.reject(Object.assign(new Error('opening failed'), { code: answer.failure }));
    });
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      threads.splice(threads.indexOf(thread), 1);
      for (const { reject } of thread.waiting.values()) reject(new Error('the opening thread ended'));
    });
    worker.unref();
    threads.push(thread);
    return thread;
  };

  return {
    open: (order) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new Error('closed'));
        const idlest = threads.toSorted((a, b) => a.waiting.size - b.waiting.size)[0];
        const needsAnother = idlest === undefined || (idlest.waiting.size > 0 && threads.length < size);
        const thread = needsAnother ? startThread() : idlest;
        number += 1;
        thread.waiting.set(number, { resolve, reject });
        thread.worker.postMessage({ number, order });
      }),
    close: async () => {
      closed = true;
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}
