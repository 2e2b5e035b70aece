/** A thread that grows synthetic people for `bench gallery`, ready to be added. */
import { parentPort } from 'node:worker_threads';
import { type PersonRecord, preparePerson } from '@rekam/biometrics/fingerprint/gallery/person-record.ts';
import { syntheticFingers } from '@rekam/biometrics/synthetic/minutiae-person.ts';

export interface Made {
  readonly first: number;
  readonly records: readonly PersonRecord[];
}

parentPort!.on('message', ({ first, count }: { first: number; count: number }) => {
  const records = Array.from({ length: count }, (_, i) =>
    preparePerson(syntheticFingers(first + i, 'first')),
  );
  parentPort!.postMessage({ first, records } satisfies Made);
});
