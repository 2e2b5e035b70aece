import { describe, expect, it } from 'vitest';
import { farthestApart } from './print-figures.ts';

const upTo = (count: number, from = 0) => Array.from({ length: count }, (_, i) => from + i);

describe('how far distributions lie apart', () => {
  it('is nothing for the same, however many were drawn, and everything for those that do not touch', () => {
    expect(farthestApart([3, 1, 2], [1, 1, 2, 2, 3, 3])).toBe(0);
    expect(farthestApart(upTo(10), upTo(10, 100))).toBe(1);
  });

  it('is the largest difference of the shares at or below a value', () => {
    expect(farthestApart(upTo(10), upTo(10, 4))).toBeCloseTo(0.4, 12);
    expect(farthestApart([0, 0, 0, 9], [0, 9, 9, 9])).toBeCloseTo(0.5, 12);
  });
});
