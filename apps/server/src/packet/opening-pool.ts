import { makeThreadPool, type ThreadPool } from '../ports/thread-pool.ts';
import type { OpeningOrder, OpeningResult } from './opening-thread.ts';

export type OpeningPool = ThreadPool<OpeningOrder, OpeningResult>;

/**
 * MiB of the young heap of a thread. An opening makes few objects and megabytes of buffers: only a small young heap is
 * swept often enough to let go of them before they force whole marks.
 */
const youngHeapMb = 2;

/** Threads that open packets, as many as cores. */
export const makeOpeningPool = (): OpeningPool =>
  makeThreadPool({ file: new URL('./opening-thread.ts', import.meta.url), youngHeapMb });
