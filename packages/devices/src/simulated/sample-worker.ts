/** The thread that makes samples: takes one task, answers it, waits for the next. */
import { parentPort, workerData } from 'node:worker_threads';
import { createSampleFactory } from './sample-factory.ts';
import type { SampleReply, SampleTask, SampleWorkerSettings } from './worker-sample-maker.ts';

if (!parentPort) throw new Error('this file runs as a worker thread');
const port = parentPort;
const factory = await createSampleFactory(workerData as SampleWorkerSettings);
port.on('message', (task: SampleTask) => port.postMessage(answer(task)));

function answer(task: SampleTask): SampleReply {
  try {
    return { ok: true, value: factory.carryOut(task) };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}
