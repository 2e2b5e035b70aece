import type { BeforeOperation } from '../storage/power-cut-file-system.ts';

/** A disk that can be full, and a process that can die, at a chosen file operation. */
export class DisturbedDisk {
  full = false;
  #operationsLeft = Number.POSITIVE_INFINITY;

  /** Dies before the operation after the next `operations` ones. */
  dieIn(operations: number): void {
    this.#operationsLeft = operations;
  }

  readonly before: BeforeOperation = (name, path) => {
    if (this.#operationsLeft-- <= 0) {
      process.kill(process.pid, 'SIGKILL');
      // The signal is on its way; nothing more may happen until it arrives.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    }
    if (this.full && (name === 'write' || name === 'makeFolder'))
      throw Object.assign(new Error(`ENOSPC: ${path}`), { code: 'ENOSPC' });
  };
}
