import { descriptor } from '../../parameters.ts';
import type { Projection } from './projection.ts';

const { axes, bits } = descriptor;
/** Turns before the signs are taken. */
export const rounds = 2;

/** Bytes of a finger's code. */
export const codeBytes = bits / 8;

/**
 * Signs by which the axes are flipped before each turn, from a fixed generator (xorshift32): the code's meaning
 * hangs on them, so they never change.
 */
export const spinSigns: Int8Array = (() => {
  const signs = new Int8Array((bits / axes) * rounds * axes);
  let state = 0x9e3779b9;
  for (let i = 0; i < signs.length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    signs[i] = state & 0x10000 ? 1 : -1;
  }
  return signs;
})();

/** From features to code. The compiled one and its readable twin give the same bits. */
export interface DescriptorKernels {
  /** Where a finger lies on the axes; see `Projection`. */
  projected(features: Int16Array, projection: Projection): Int32Array;
  /**
   * The finger's code: on which side of many planes it lies. The planes stand evenly in all directions: signs are
   * flipped and the axes mixed by a Hadamard transform, twice for each 128 bits (Ailon and Chazelle, 2009). Codes
   * of one finger differ in few bits. @returns `codeBytes` bytes, the first bit lowest
   */
  spun(z: Int32Array): Uint8Array;
}
