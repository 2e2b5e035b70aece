import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorRates, operatingPoints } from './error-rates.ts';

describe('error rates', () => {
  it('are nothing where every finger scores above every stranger', () => {
    expect(errorRates([5, 6, 7], [1, 2, 3])).toEqual({ eer: 0, fmr100: 0, fmr1000: 0, fmr10000: 0 });
  });

  it('count scores by hand: one of four refused where one of two hundred may pass', () => {
    const impostor = [...Array.from({ length: 199 }, (_, i) => i / 1000), 3];
    const rates = errorRates([1, 2, 4, 5], impostor);
    expect(rates.fmr100).toBe(0);
    expect(rates.fmr1000).toBe(0.5);
  });

  it('refuse a failed extraction, whose score is 0 like many a stranger’s', () => {
    expect(errorRates([0, 9], [0, 0, 0, 0]).fmr100).toBe(0.5);
  });

  it('only ever trade one error for the other, and are the same whatever the order of the scores', () => {
    const scores = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(scores, scores, (genuine, impostor) => {
        const points = operatingPoints(genuine, impostor);
        points.slice(1).forEach((point, i) => {
          expect(point.falseMatches).toBeLessThanOrEqual(points[i]!.falseMatches);
          expect(point.falseNonMatches).toBeGreaterThanOrEqual(points[i]!.falseNonMatches);
        });
        const rates = errorRates(genuine, impostor);
        expect(errorRates(genuine.toReversed(), impostor.toReversed())).toEqual(rates);
        expect(rates.fmr100).toBeLessThanOrEqual(rates.fmr1000);
        expect(rates.eer).toBeGreaterThanOrEqual(0);
        expect(rates.eer).toBeLessThanOrEqual(1);
      }),
      { seed: 5, numRuns: 200 },
    );
  });
});
