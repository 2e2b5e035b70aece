import { descriptor } from '../../parameters.ts';
import { codeBytes, type DescriptorKernels, rounds, spinSigns } from './descriptor-kernels.ts';
import { featureCount } from './finger-features.ts';
import type { Projection } from './projection.ts';

const { axes, bits } = descriptor;

/** The kernels as anybody can read them; slower by an order of magnitude. */
export const readableDescriptorKernels: DescriptorKernels = { projected, spun };

function projected(features: Int16Array, { mean, weights, gain }: Projection): Int32Array {
  const z = new Int32Array(axes);
  for (let a = 0; a < axes; a++) {
    let sum = 0;
    for (let f = 0; f < featureCount; f++) sum += weights[a * featureCount + f]! * (features[f]! - mean[f]!);
    z[a] = Math.imul(sum >> 8, gain[a]!) >> 8;
  }
  return z;
}

function spun(z: Int32Array): Uint8Array {
  const code = new Uint8Array(codeBytes);
  const values = new Int32Array(axes);
  for (let block = 0; block * axes < bits; block++) {
    values.set(z);
    for (let round = 0; round < rounds; round++) {
      const signs = (block * rounds + round) * axes;
      for (let i = 0; i < axes; i++) values[i]! *= spinSigns[signs + i]!;
      hadamard(values);
      // Keeps the numbers small: a transform of 128 makes them about eleven times larger.
      for (let i = 0; i < axes; i++) values[i]! >>= 3;
    }
    for (let i = 0; i < axes; i++) if (values[i]! >= 0) code[(block * axes + i) >> 3]! |= 1 << (i & 7);
  }
  return code;
}

function hadamard(values: Int32Array): void {
  for (let half = 1; half < axes; half *= 2)
    for (let start = 0; start < axes; start += 2 * half)
      for (let i = start; i < start + half; i++) {
        const [a, b] = [values[i]!, values[i + half]!];
        values[i] = a + b;
        values[i + half] = a - b;
      }
}
