import { descriptor } from '../../parameters.ts';
import { wasm } from '../kernels/descriptor.wasm.ts';
import { KernelMemory, startKernel } from '../kernels/kernel-memory.ts';
import { codeBytes, type DescriptorKernels, spinSigns } from './descriptor-kernels.ts';
import { featureCount } from './finger-features.ts';
import type { Projection } from './projection.ts';

interface Exports {
  project(centred: number, weights: number, gain: number, count: number, z: number): void;
  spin(z: number, signs: number, room: number, code: number): void;
}

const { axes } = descriptor;
const at = new KernelMemory();
const kernel = startKernel<Exports>(wasm, at);
at.begin();
const place = {
  centred: at.room(featureCount * 2),
  gain: at.room(axes * 2),
  weights: at.room(axes * featureCount),
  z: at.room(axes * 4),
  room: at.room(axes * 4),
  signs: at.put(spinSigns),
  code: at.room(codeBytes),
};
const centred = new Int16Array(at.memory.buffer, place.centred, featureCount);
const axesOut = new Int32Array(at.memory.buffer, place.z, axes);
let loaded: Projection | undefined;

/** The kernels in WebAssembly with SIMD. A projection is copied in when it differs from the last. */
export const compiledDescriptorKernels: DescriptorKernels = { projected, spun };

function projected(features: Int16Array, projection: Projection): Int32Array {
  if (loaded !== projection) {
    new Int16Array(at.memory.buffer, place.gain, axes).set(projection.gain);
    new Int8Array(at.memory.buffer, place.weights, axes * featureCount).set(projection.weights);
    loaded = projection;
  }
  for (let f = 0; f < featureCount; f++) centred[f] = features[f]! - projection.mean[f]!;
  kernel.project(place.centred, place.weights, place.gain, featureCount, place.z);
  return axesOut.slice();
}

function spun(z: Int32Array): Uint8Array {
  axesOut.set(z);
  kernel.spin(place.z, place.signs, place.room, place.code);
  return at.bytes(place.code, codeBytes);
}
