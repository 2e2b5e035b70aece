/** Runs on a thread of its own: whether a finger is the one that was recorded (HND2). */
import {
  type FingerVerdict,
  type PreparedTemplate,
  verifyFinger,
} from '@rekam/biometrics/fingerprint/index.ts';
import { findPrint } from '@rekam/biometrics/fingerprint/print-of-record.ts';
import type { FingerCode } from '@rekam/domain';
import { answerOrders } from '../ports/thread-pool.ts';

interface Finger {
  readonly finger: FingerCode;
  /** ISO/IEC 19794-4. */
  readonly record: Uint8Array;
}

export interface ComparisonOrder {
  readonly taken: Finger;
  readonly recorded: readonly Finger[];
}

/** One in ten thousand different fingers would be taken for the same. */
const falseMatchRate = 1 / 10_000;

async function compare({ taken, recorded }: ComparisonOrder): Promise<FingerVerdict> {
  const known = new Map<FingerCode, PreparedTemplate>();
  for (const { finger, record } of recorded) {
    const print = findPrint(record);
    if (print) known.set(finger, print);
  }
  return verifyFinger(findPrint(taken.record), taken.finger, known, falseMatchRate);
}

answerOrders(compare);
