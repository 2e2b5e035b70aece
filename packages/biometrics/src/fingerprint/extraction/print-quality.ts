import { extraction } from '../../parameters.ts';
import type { Minutia } from '../template.ts';
import type { RidgeField } from './ridge-field.ts';

/**
 * 0 to 100: how clearly ridges show, how smoothly they run, and how many points can be relied on, each as a share of
 * what good prints have, multiplied. Not NFIQ 2. PERFORMANCE.md tells how often comparisons fail by quality.
 */
export function printQuality(field: RidgeField, minutiae: readonly Minutia[]): number {
  const { clarity, flow, reliable } = extraction.quality;
  let [points, clear, smooth] = [0, 0, 0];
  for (let p = 0; p < field.mask.length; p++) {
    if (!field.mask[p]) continue;
    points++;
    clear += field.coherence[p]!;
    smooth += field.flow[p]!;
  }
  if (points === 0) return 0;
  const sure = minutiae.reduce((sum, minutia) => sum + minutia.reliability / 100, 0);
  const parts = share(clear / points, clarity) * share(sure, reliable);
  return Math.round(100 * Math.sqrt(parts) * share(smooth / points, flow));
}

const share = (value: number, { none, full }: { none: number; full: number }): number =>
  Math.max(0, Math.min(1, (value - none) / (full - none)));
