/** The thread that makes samples: says once whether it can, then takes one task after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import { createSampleFactory } from './sample-factory.ts';
import type { SampleReply, SampleTask, SampleWorkerSettings } from './worker-sample-maker.ts';

if (!parentPort) throw new Error('this file runs as a worker thread');
const port = parentPort;

function attempt(work: () => unknown): SampleReply {
  try {
    return { ok: true, value: work() };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

port.postMessage(
  attempt(() => {
    const factory = createSampleFactory(workerData as SampleWorkerSettings);
    port.on('message', (task: SampleTask) => port.postMessage(attempt(() => factory.carryOut(task))));
  }),
);
