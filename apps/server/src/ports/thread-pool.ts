/** Threads that answer orders, for work that would keep requests waiting. */
import { availableParallelism } from 'node:os';
import { parentPort, Worker } from 'node:worker_threads';

export interface ThreadPool<Order, Result> {
  /** @throws Error with the `code` of what failed in the thread */
  readonly ask: (order: Order) => Promise<Result>;
  readonly close: () => Promise<void>;
}

export interface ThreadPoolOptions {
  /** Module that calls `answerOrders`. */
  readonly file: URL;
  /** As many as cores, unless said otherwise. */
  readonly size?: number;
  /** Milliseconds without an order after which a thread ends; half a minute unless said otherwise. */
  readonly restAfterMs?: number;
}

/** A thread keeps what its work took, a hundred MiB and more; half a minute is longer than a pause between two orders. */
const defaultRestAfterMs = 30_000;

interface Waiting<Result> {
  readonly resolve: (result: Result) => void;
  readonly reject: (error: Error) => void;
}
interface Thread<Result> {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting<Result>>;
  /** Ends the thread once it has had nothing to do for long enough. */
  rest?: NodeJS.Timeout;
}
interface Answer<Result> {
  readonly number: number;
  readonly result?: Result;
  readonly failure?: string;
}

/**
 * Threads are started with the first orders, and end when there was nothing to do for a while: only so does the process
 * give back their memory. One that dies is replaced, and its orders are refused.
 */
export function makeThreadPool<Order, Result>(options: ThreadPoolOptions): ThreadPool<Order, Result> {
  const { file, size = availableParallelism(), restAfterMs = defaultRestAfterMs } = options;
  const threads: Thread<Result>[] = [];
  let number = 0;
  let closed = false;

  const forget = (thread: Thread<Result>): void => {
    const index = threads.indexOf(thread);
    if (index >= 0) threads.splice(index, 1);
  };

  const letRest = (thread: Thread<Result>): void => {
    const { worker } = thread;
    worker.unref();
    thread.rest = setTimeout(() => {
      forget(thread);
      void worker.terminate();
    }, restAfterMs).unref();
  };

  const startThread = (): Thread<Result> => {
    const worker = new Worker(file);
    const thread: Thread<Result> = { worker, waiting: new Map() };
    worker.on('message', (answer: Answer<Result>) => {
      const waiting = thread.waiting.get(answer.number);
      thread.waiting.delete(answer.number);
      if (thread.waiting.size === 0) letRest(thread);
      if (answer.failure === undefined) waiting?.resolve(answer.result as Result);
      else waiting?.reject(Object.assign(new Error('a thread failed'), { code: answer.failure }));
    });
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      forget(thread);
      for (const { reject } of thread.waiting.values()) reject(new Error('the thread ended'));
    });
    worker.unref();
    threads.push(thread);
    return thread;
  };

  return {
    ask: (order) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new Error('closed'));
        const idlest = threads.toSorted((a, b) => a.waiting.size - b.waiting.size)[0];
        const needsAnother = idlest === undefined || (idlest.waiting.size > 0 && threads.length < size);
        const thread = needsAnother ? startThread() : idlest;
        number += 1;
        clearTimeout(thread.rest);
        thread.waiting.set(number, { resolve, reject });
        // A process ends when nothing waits any more, not before.
        thread.worker.ref();
        thread.worker.postMessage({ number, order });
      }),
    close: async () => {
      closed = true;
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}

/** In the thread: one order after the other, as two at once would only wait for one core. Does nothing elsewhere. */
export function answerOrders<Order, Result>(answer: (order: Order) => Promise<Result>): void {
  let queue: Promise<void> = Promise.resolve();
  parentPort?.on('message', ({ number, order }: { number: number; order: Order }) => {
    queue = queue
      .then(() => answer(order))
      .then(
        (result) => parentPort?.postMessage({ number, result }),
        (error: NodeJS.ErrnoException) =>
          parentPort?.postMessage({ number, failure: error.code ?? error.name }),
      );
  });
}
