import { describe, expect, it } from 'vitest';
import { growth } from '../parameters.ts';
import { orientationField, patterns } from './orientation-field.ts';
import { seededRandom } from './random.ts';
import { relaxedFlow } from './ridge-flow.ts';

/** By how much the direction that `angleAt` gives fans out at a place, per pixel. */
function fanning(angleAt: (x: number, y: number) => number, x: number, y: number): number {
  const turn = (to: number, from: number) => to - from - Math.PI * Math.round((to - from) / Math.PI);
  const across = turn(angleAt(x + 6, y), angleAt(x - 6, y)) / 12;
  const upward = turn(angleAt(x, y + 6), angleAt(x, y - 6)) / 12;
  return Math.cos(angleAt(x, y)) * upward - Math.sin(angleAt(x, y)) * across;
}

/** Mean square of what the plain pattern asks of ridges that begin or end, and of what is left when it has relaxed. */
function demand(pattern: (typeof patterns)[number], seed: number): { plain: number; relaxed: number } {
  const field = orientationField(pattern, growth.field, seededRandom('relaxed', pattern, seed));
  const flow = relaxedFlow(field);
  const turned = (x: number, y: number) => field.angleAt(x, y) + flow.turnAt(x, y);
  let [plain, relaxed] = [0, 0];
  for (let y = -170; y <= 170; y += 10)
    for (let x = -120; x <= 120; x += 10) {
      const before = fanning(field.angleAt, x, y);
      // Around cores and deltas ridges turn at once; nothing smooth follows them.
      if (Math.abs(before) > 0.05) continue;
      const angle = turned(x, y);
      const wider = (flow.widthAt(x + 6, y) - flow.widthAt(x - 6, y)) / 12;
      const higher = (flow.widthAt(x, y + 6) - flow.widthAt(x, y - 6)) / 12;
      plain += before ** 2;
      relaxed += (Math.cos(angle) * wider + Math.sin(angle) * higher - fanning(turned, x, y)) ** 2;
      expect(Math.abs(flow.turnAt(x, y))).toBeLessThan(0.6);
    }
  return { plain, relaxed };
}

describe('a relaxed pattern', () => {
  it.each(patterns)('of a %s leaves fewer ridges to begin or end all to one side', (pattern) => {
    const sums = [1, 2, 3].map((seed) => demand(pattern, seed));
    const sum = (of: 'plain' | 'relaxed') => sums.reduce((total, one) => total + one[of], 0);
    expect(sum('relaxed')).toBeLessThan(0.5 * sum('plain'));
  });

  it('is the same for the same pattern', () => {
    const field = () => orientationField('whorl', growth.field, seededRandom('relaxed', 9));
    expect(relaxedFlow(field()).turnAt(30, 40)).toBe(relaxedFlow(field()).turnAt(30, 40));
  });
});
