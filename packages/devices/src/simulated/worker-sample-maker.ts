import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { encodeGreyJpeg } from '@rekam/biometrics';
import type { Subject } from '@rekam/domain';
import {
  type MadeSample,
  type PreviewOrder,
  PrintsUnreadable,
  type SampleMaker,
  type SampleOrder,
} from './sample-maker.ts';

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

/** What a live picture shows before there is anything to see: a lit glass, slightly darker at its rim. */
const emptyGlass = encodeGreyJpeg({
  width: 640,
  height: 240,
  dpi: 0,
  pixels: Uint8Array.from({ length: 640 * 240 }, (_, at) => {
    const [x, y] = [at % 640, Math.floor(at / 640)];
    return 236 - Math.min(40, Math.max(0, 48 - Math.min(x, y, 639 - x, 239 - y)));
  }),
});

/** Live pictures kept, one set per person and sub-device. */
const keptPreviews = 12;

/**
 * Makes samples in a thread of its own, so that the sockets answer while a print grows. One task at a time;
 * what somebody waits for goes before what is only prepared.
 */
export async function startSampleWorker(settings: SampleWorkerSettings): Promise<SampleMaker> {
  const worker = new Worker(new URL('./sample-worker.ts', import.meta.url), { workerData: settings });
  const [ready] = (await once(worker, 'message')) as [SampleReply];
  if (!ready.ok) {
    await worker.terminate();
    throw new PrintsUnreadable(ready.message);
  }
  worker.unref();
  const urgent: Waiting[] = [];
  let idle: Waiting[] = [];
  /** The person in front and the one who comes next; nobody else is prepared for. */
  let expected: readonly string[] = [];
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

  /** Captures go first, then live pictures, then what is only prepared. */
  const ask = (task: SampleTask): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (closed) return reject(closed);
      const waiting = { task, resolve, reject };
      if (task.do === 'make') urgent.push(waiting);
      else if (task.do === 'preview') idle.unshift(waiting);
      else idle.push(waiting);
      startNext();
    });

  const previews = new Map<string, readonly Uint8Array[]>();
  return {
    make: (order) => ask({ do: 'make', order }) as Promise<MadeSample>,
    preview(order) {
      const key = `${order.person} ${order.subjects.join(' ')}`;
      const pictures = previews.get(key);
      if (pictures) return pictures;
      previews.set(key, [emptyGlass]);
      if (previews.size > keptPreviews) previews.delete(previews.keys().next().value as string);
      ask({ do: 'preview', order }).then(
        (made) => previews.set(key, made as readonly Uint8Array[]),
        () => previews.delete(key),
      );
      return [emptyGlass];
    },
    prepare(person, subjects) {
      expected = [person, ...expected.filter((other) => other !== person)].slice(0, 2);
      const unwanted = (waiting: Waiting): boolean =>
        waiting.task.do === 'prepare' && !expected.includes(waiting.task.person);
      for (const waiting of idle.filter(unwanted)) waiting.resolve(undefined);
      idle = idle.filter((waiting) => !unwanted(waiting));
      for (const subject of subjects) ask({ do: 'prepare', person, subject }).catch(() => undefined);
    },
    async close() {
      close(new Error('the simulated devices have stopped'));
      await worker.terminate();
    },
  };
}
