import { Worker } from 'node:worker_threads';
import type { Found } from './best-finds.ts';
import type { Looked } from './closer-look.ts';
import type { FromWorker, ToWorker } from './gallery-worker.ts';
import { type LookTask, type ScanTask, Searcher, type Voted } from './searcher.ts';
import { mostThreads, type ShardMemory } from './shard.ts';

/** Who looks: this thread itself, or others while this one goes on adding and removing. */
export interface SearchThreads {
  readonly count: number;
  attach(shard: ShardMemory): void;
  /** The best of every thread. */
  scan(task: ScanTask): Promise<Found[]>;
  vote(task: LookTask): Promise<Voted[]>;
  look(task: LookTask): Promise<Looked[]>;
  close(): Promise<void>;
}

/** Without threads of its own a search keeps this one busy until it is done. */
export function searchHere(): SearchThreads {
  const searcher = new Searcher(0);
  return {
    count: 0,
    attach: (shard) => searcher.attach(shard),
    scan: async (task) => searcher.scan(task),
    vote: async (task) => searcher.vote(task),
    look: async (task) => searcher.look(task),
    close: async () => {},
  };
}

/** Starts `count` threads, 1 to `mostThreads`. A thread that dies fails the searches it had, and all later ones. */
export function startThreads(count: number): SearchThreads {
  if (!(count >= 1 && count <= mostThreads))
    throw new RangeError(`${count} threads; 1 to ${mostThreads} can be`);
  const threads = Array.from({ length: count }, (_, thread) => new Thread(thread));
  const divided = ({ probe, slots }: LookTask): LookTask[] =>
    threads.map((_, k) => ({ probe, slots: slots.filter((_, i) => i % count === k) }));
  return {
    count,
    attach(shard) {
      for (const thread of threads) thread.tell({ attach: shard });
    },
    async scan(task) {
      return (await Promise.all(threads.map((thread) => thread.scan(task)))).flat();
    },
    async vote(task) {
      return (await Promise.all(divided(task).map((share, k) => threads[k]!.vote(share)))).flat();
    },
    async look(task) {
      return (await Promise.all(divided(task).map((share, k) => threads[k]!.look(share)))).flat();
    },
    async close() {
      await Promise.all(threads.map((thread) => thread.close()));
    },
  };
}

interface Waiting {
  done(message: FromWorker): void;
  failed(error: Error): void;
}

class Thread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #jobs = 0;
  #dead: Error | undefined;

  constructor(thread: number) {
    this.#worker = new Worker(new URL('./gallery-worker.ts', import.meta.url), { workerData: { thread } });
    this.#worker.on('message', (message: FromWorker) => {
      this.#waiting.get(message.job)?.done(message);
      this.#waiting.delete(message.job);
    });
    this.#worker.on('error', (error) => this.#die(error instanceof Error ? error : new Error(String(error))));
    this.#worker.on('exit', () => this.#die(new Error('the gallery is closed')));
    // A forgotten gallery does not keep the process alive.
    this.#worker.unref();
  }

  tell(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  async scan(scan: ScanTask): Promise<Found[]> {
    const answer = await this.#ask((job) => ({ job, scan }));
    return 'found' in answer ? answer.found : [];
  }

  async vote(vote: LookTask): Promise<Voted[]> {
    const answer = await this.#ask((job) => ({ job, vote }));
    return 'voted' in answer ? answer.voted : [];
  }

  async look(look: LookTask): Promise<Looked[]> {
    const answer = await this.#ask((job) => ({ job, look }));
    return 'looked' in answer ? answer.looked : [];
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #ask(messageOf: (job: number) => ToWorker): Promise<FromWorker> {
    if (this.#dead) return Promise.reject(this.#dead);
    const job = this.#jobs++;
    // Unlike the thread itself, a search that somebody waits for does keep the process alive.
    this.#worker.ref();
    return new Promise<FromWorker>((done, failed) => {
      this.#waiting.set(job, { done, failed });
      this.#worker.postMessage(messageOf(job));
    }).finally(() => {
      if (this.#waiting.size === 0) this.#worker.unref();
    });
  }

  #die(error: Error): void {
    this.#dead ??= error;
    for (const { failed } of this.#waiting.values()) failed(this.#dead);
    this.#waiting.clear();
  }
}
