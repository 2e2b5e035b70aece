/** A thread that looks through a gallery; `Gallery` starts it and speaks to it. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Found } from './best-finds.ts';
import type { Looked } from './closer-look.ts';
import { type LookTask, type ScanTask, Searcher, type Voted } from './searcher.ts';
import type { ShardMemory } from './shard.ts';

/** What the thread is told: of memory to look through, or a job with a number. */
export type ToWorker =
  | { readonly attach: ShardMemory }
  | { readonly job: number; readonly scan: ScanTask }
  | { readonly job: number; readonly vote: LookTask }
  | { readonly job: number; readonly look: LookTask };

/** The answer to the job of that number. */
export type FromWorker =
  | { readonly job: number; readonly found: Found[] }
  | { readonly job: number; readonly voted: Voted[] }
  | { readonly job: number; readonly looked: Looked[] };

const searcher = new Searcher((workerData as { thread: number }).thread);
const answer = (message: FromWorker) => parentPort!.postMessage(message);

parentPort!.on('message', (message: ToWorker) => {
  if ('attach' in message) searcher.attach(message.attach);
  else if ('scan' in message) answer({ job: message.job, found: searcher.scan(message.scan) });
  else if ('vote' in message) answer({ job: message.job, voted: searcher.vote(message.vote) });
  else answer({ job: message.job, looked: searcher.look(message.look) });
});
