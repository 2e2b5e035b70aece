import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../synthetic/random.ts';
import { fusedScore } from './fused-score.ts';

describe('the fused score', () => {
  it('of one finger is its score, of none is nothing', () => {
    expect(fusedScore([37])).toBeCloseTo(37, 9);
    expect(fusedScore([])).toBe(0);
  });

  it('names the rate at which as many random scores come as high', () => {
    const random = seededRandom('fused');
    const sums = Array.from({ length: 40_000 }, () =>
      fusedScore([1, 2, 3].map(() => -10 * Math.log10(1 - random.next()))),
    );
    for (const score of [10, 20, 30]) {
      const share = sums.filter((sum) => sum >= score).length / sums.length;
      expect(share / 10 ** (-score / 10)).toBeGreaterThan(0.6);
      expect(share / 10 ** (-score / 10)).toBeLessThan(1.5);
    }
  });
});
