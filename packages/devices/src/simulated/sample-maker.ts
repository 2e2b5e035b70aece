import type { Subject } from '@rekam/domain';

/** One impression of one part of the body of the person in front. */
export interface SampleOrder {
  /** Seed of the person. */
  readonly person: string;
  readonly subject: Subject;
  /** 0, 1, 2 …: every impression of the same part differs as real ones do. */
  readonly impression: number;
  /** 0 a clean device … 100 one that shows nothing any more. */
  readonly wear: number;
  /** Moment that the record states, ms since 1970. */
  readonly takenAtMs: number;
}

export interface MadeSample {
  /** ISO/IEC 19794 record. */
  readonly record: Uint8Array;
  /** What the device thinks of it, 0–100, `wear` taken off. */
  readonly score: number;
}

/** What a live picture shows. */
export interface PreviewOrder {
  readonly person: string;
  readonly subjects: readonly Subject[];
}

/** Where a simulated device gets its pictures. */
export interface SampleMaker {
  make(order: SampleOrder): Promise<MadeSample>;
  /** A few JPEG pictures to be shown in turn, moving a little; empty glass while they are being made. */
  preview(order: PreviewOrder): readonly Uint8Array[];
  /** Begins to grow what this person will be asked for, at leisure. Of several people the last two count. */
  prepare(person: string, subjects: readonly Subject[]): void;
  close(): Promise<void>;
}

/** A folder of real prints was named and cannot be used. */
export class PrintsUnreadable extends Error {
  override readonly name = 'PrintsUnreadable';
}
