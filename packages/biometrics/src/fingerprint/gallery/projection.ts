import { descriptor } from '../../parameters.ts';
import { featureCount } from './finger-features.ts';

const { axes } = descriptor;

/**
 * From a finger's features to the axes in which fingers differ most and touches of one finger least; made by
 * `train-descriptor.ts`. Whole numbers only, so that compiled and readable code agree to the bit:
 *
 *     z[a] = ((Σ weights[a, f] · (features[f] − mean[f])) >> 8) · gain[a] >> 8
 */
export interface Projection {
  readonly mean: Int16Array;
  /** `axes` rows of `featureCount` weights. */
  readonly weights: Int8Array;
  readonly gain: Int16Array;
}

/** The bytes of a projection: mean, gain, weights, little-endian. */
export function packProjection({ mean, gain, weights }: Projection): Uint8Array {
  const bytes = new Uint8Array(2 * (mean.length + gain.length) + weights.length);
  const view = new DataView(bytes.buffer);
  mean.forEach((value, i) => {
    view.setInt16(2 * i, value, true);
  });
  gain.forEach((value, i) => {
    view.setInt16(2 * (mean.length + i), value, true);
  });
  bytes.set(
    new Uint8Array(weights.buffer, weights.byteOffset, weights.length),
    2 * (mean.length + gain.length),
  );
  return bytes;
}

/** Throws RangeError on bytes of another length: data and parameters then come from different versions. */
export function unpackProjection(bytes: Uint8Array): Projection {
  if (bytes.length !== 2 * (featureCount + axes) + axes * featureCount)
    throw new RangeError(`a projection of ${bytes.length} bytes does not fit; run train-descriptor.ts`);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const mean = Int16Array.from({ length: featureCount }, (_, i) => view.getInt16(2 * i, true));
  const gain = Int16Array.from({ length: axes }, (_, i) => view.getInt16(2 * (featureCount + i), true));
  const weights = Int8Array.from(bytes.subarray(2 * (featureCount + axes)), (value) => (value << 24) >> 24);
  return { mean, gain, weights };
}
