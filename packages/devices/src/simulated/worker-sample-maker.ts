import { Worker } from 'node:worker_threads';
import type { Subject } from '@rekam/domain';
import type { MadeSample, PreviewOrder, SampleMaker, SampleOrder } from './sample-maker.ts';

/** A piece of work for the thread that grows prints. */
export type SampleTask =
  | { readonly do: 'make'; readonly order: SampleOrder }
  | { readonly do: 'preview'; readonly order: PreviewOrder }
  | { readonly do: 'prepare'; readonly person: string; readonly subject: Subject };

export type SampleReply =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: string };

export interface SampleWorkerSettings {
  readonly printsFolder?: string | undefined;
}

interface Waiting {
  readonly task: SampleTask;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Live pictures kept, one set per person and sub-device. */
const keptPreviews = 12;

/**
 * Makes samples in a thread of its own, so that the sockets answer while a print grows. One task at a time;
 * what somebody waits for goes before what is only prepared.
 */
export async function startSampleWorker(settings: SampleWorkerSettings): Promise<SampleMaker> {
  const worker = new Worker(new URL('./sample-worker.ts', import.meta.url), { workerData: settings });
  worker.unref();
  const urgent: Waiting[] = [];
  let idle: Waiting[] = [];
  let running: Waiting | undefined;
  let closed: Error | undefined;

  const startNext = (): void => {
    if (running || closed) return;
    running = urgent.shift() ?? idle.shift();
    if (running) worker.postMessage(running.task);
  };
  const close = (reason: Error): void => {
    closed ??= reason;
    for (const waiting of [running, ...urgent.splice(0), ...idle]) waiting?.reject(closed);
    idle = [];
    running = undefined;
  };
  worker.on('message', (reply: SampleReply) => {
    const done = running;
    running = undefined;
    if (reply.ok) done?.resolve(reply.value);
    else done?.reject(new Error(reply.message));
    startNext();
  });
  worker.on('error', close);
  worker.on('exit', () => close(new Error('the thread that makes samples has ended')));

  const ask = (task: SampleTask, queue: 'urgent' | 'idle' = 'urgent'): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (closed) return reject(closed);
      (queue === 'urgent' ? urgent : idle).push({ task, resolve, reject });
      startNext();
    });

  const previews = new Map<string, Promise<readonly Uint8Array[]>>();
  return {
    make: (order) => ask({ do: 'make', order }) as Promise<MadeSample>,
    preview(order) {
      const key = `${order.person} ${order.subjects.join(' ')}`;
      let pictures = previews.get(key);
      if (!pictures) {
        pictures = ask({ do: 'preview', order }) as Promise<readonly Uint8Array[]>;
        previews.set(key, pictures);
        if (previews.size > keptPreviews) previews.delete(previews.keys().next().value as string);
      }
      return pictures;
    },
    prepare(person, subjects) {
      // Whoever stepped away will not be asked for again soon.
      for (const waiting of idle.splice(0)) waiting.resolve(undefined);
      for (const subject of subjects) ask({ do: 'prepare', person, subject }, 'idle').catch(() => undefined);
    },
    async close() {
      close(new Error('the simulated devices have stopped'));
      await worker.terminate();
    },
  };
}
