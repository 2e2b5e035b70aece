import { makeThreadPool, type ThreadPool } from '../ports/thread-pool.ts';
import type { DrawingOrder } from './drawing-thread.ts';

export type DrawingPool = ThreadPool<DrawingOrder, Uint8Array>;

/** Threads that draw and sign letters. @param size as many as cores, unless said otherwise */
export const makeDrawingPool = (size?: number): DrawingPool =>
  makeThreadPool({
    file: new URL('./drawing-thread.ts', import.meta.url),
    ...(size === undefined ? {} : { size }),
  });
