import { growth } from '../parameters.ts';
import type { OrientationField } from './orientation-field.ts';
import type { Random } from './random.ts';
import { relaxedFlow } from './ridge-flow.ts';
import type { SkinPlan } from './ridge-growth.ts';
import { smoothNoise } from './smooth-noise.ts';

/**
 * Where a finger's ridges run and how far apart, from its plain pattern: bent until it fits, then led astray as every
 * finger's are. `base` is the middle distance in pixels at 500 dpi.
 */
export function planRidges(
  pattern: OrientationField,
  base: number,
  random: Random,
): Pick<SkinPlan, 'angleAt' | 'periodAt' | 'range'> {
  const { width, height, wave, distance } = growth;
  const flow = relaxedFlow(pattern);
  const stray = smoothNoise(random, width, height, wave.cell);
  const varied = smoothNoise(random, width, height, distance.cell);
  const range = { shortest: base * distance.shortest, longest: base * distance.longest };
  return {
    range,
    angleAt: (x, y) =>
      pattern.angleAt(x, y) + flow.turnAt(x, y) + wave.radians * stray.at(x + width / 2, height / 2 - y),
    // Ridges lie closer above the core than near the crease.
    periodAt(x, y) {
      const slope = distance.slope * Math.max(-1, Math.min(1, y / 200));
      const variation = distance.variation * varied.at(x + width / 2, height / 2 - y);
      const period = base * (1 - slope + variation) * Math.exp(flow.widthAt(x, y));
      return Math.max(range.shortest, Math.min(range.longest, period));
    },
  };
}
