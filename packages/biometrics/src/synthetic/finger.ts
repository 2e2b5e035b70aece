import type { FingerCode } from '../finger-code.ts';
import { growth } from '../parameters.ts';
import { choosePattern, type OrientationField, orientationField, type Pattern } from './orientation-field.ts';
import { seededRandom } from './random.ts';
import { growRidges } from './ridge-growth.ts';
import { planRidges } from './ridge-plan.ts';

export { type ImpressionOptions, impressionOf } from './finger-impression.ts';

/** The skin of one finger that never lived: what all its impressions have in common. */
export interface FingerMaster {
  /** What the finger was grown from. */
  readonly seed: string | number;
  readonly finger: FingerCode;
  readonly pattern: Pattern;
  readonly width: number;
  readonly height: number;
  readonly dpi: 500;
  /** Ridge height for each pixel, 127 on the crest to −127 in the valley. */
  readonly ridges: Int8Array;
  /** Cores and deltas, x to the right and y up from the middle of the canvas, in pixels. */
  readonly cores: OrientationField['cores'];
  readonly deltas: OrientationField['deltas'];
  /** Half width and half height of the pad that can touch the glass, in pixels. */
  readonly pad: { readonly halfWidth: number; readonly halfHeight: number };
}

/**
 * Grows the finger of a seed. The same seed and finger always give the same skin; another seed or another finger
 * gives an unrelated one. Keep the master while impressions of it are needed: nothing is cached here.
 */
export function synthesizeFinger(of: {
  readonly seed: string | number;
  readonly finger: FingerCode;
}): FingerMaster {
  const random = seededRandom('finger', of.seed, of.finger);
  const pattern = choosePattern(of.finger, random);
  const field = orientationField(pattern, growth.field, random);
  const place = Number(of.finger[1]) - 1;
  const base = growth.periodOfFinger[place]! * (1 + growth.periodSpread * random.bell());
  const plan = planRidges(field, base, random);
  const [padWidth, padHeight] = growth.padOfFinger[place]!;
  const size = 1 + growth.padSpread * random.bell();
  const pad = { halfWidth: padWidth * size, halfHeight: padHeight * size };
  const reach = { halfWidth: pad.halfWidth * growth.margin, halfHeight: pad.halfHeight * growth.margin };
  const ridges = growRidges({ ...plan, ...reach }, random);
  const { width, height } = growth;
  const { cores, deltas } = field;
  return { seed: of.seed, finger: of.finger, pattern, width, height, dpi: 500, ridges, cores, deltas, pad };
}
