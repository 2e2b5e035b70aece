import { createHash } from 'node:crypto';

/** A number in [0, 1) that depends on its seeds alone: the same on every machine and in every run. */
export function chanceOf(...seeds: readonly (string | number)[]): number {
  return createHash('sha256').update(JSON.stringify(seeds)).digest().readUInt32BE(0) / 2 ** 32;
}
