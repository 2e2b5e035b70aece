import { makeThreadPool, type ThreadPool } from '../ports/thread-pool.ts';
import type { OpeningOrder, OpeningResult } from './opening-thread.ts';

export type OpeningPool = ThreadPool<OpeningOrder, OpeningResult>;

/** Threads that open packets, as many as cores. */
export const makeOpeningPool = (): OpeningPool =>
  makeThreadPool({ file: new URL('./opening-thread.ts', import.meta.url) });
