import type { FingerVerdict } from '@rekam/biometrics/fingerprint/index.ts';
import { makeThreadPool, type ThreadPool } from '../ports/thread-pool.ts';
import type { ComparisonOrder } from './comparison-thread.ts';

export type Comparing = ThreadPool<ComparisonOrder, FingerVerdict>;

/** One thread: residents stand before a counter one after the other, and eleven prints take about a tenth of a second. */
export const makeComparing = (): Comparing =>
  makeThreadPool({ file: new URL('./comparison-thread.ts', import.meta.url), size: 1 });
