import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTemplate, positionUnits } from './template.ts';
import { templateParts as parts } from './template-bytes/testing/template-parts.ts';

const [width, height] = [300, 400];

describe('a fingerprint template', () => {
  it('does not depend on the order in which its points were found', () => {
    fc.assert(
      fc.property(parts, (made) => {
        const turned = { ...made, minutiae: made.minutiae.toReversed() };
        expect(createTemplate(turned)).toEqual(createTemplate(made));
      }),
      { seed: 2, numRuns: 40 },
    );
  });

  it('refuses parts out of range', () => {
    const whole = { width, height, quality: 50, minutiae: [] };
    const stray = { x: width * positionUnits + 1, y: 0, direction: 0, kind: 1, reliability: 1 };
    expect(() => createTemplate({ ...whole, quality: 101 })).toThrow(RangeError);
    expect(() => createTemplate({ ...whole, width: 0 })).toThrow(RangeError);
    expect(() => createTemplate({ ...whole, minutiae: [stray] })).toThrow(RangeError);
  });
});
