import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { injure, injuryNames } from '../hostile/injuries.ts';
import { seededRandom } from '../synthetic/random.ts';
import { createTemplate, decodeTemplate, encodeTemplate, minutiaKind, positionUnits } from './template.ts';

const [width, height] = [300, 400];
const point = fc.record({
  x: fc.integer({ min: 0, max: width * positionUnits }),
  y: fc.integer({ min: 0, max: height * positionUnits }),
  direction: fc.nat({ max: 255 }),
  kind: fc.constantFrom(...Object.values(minutiaKind)),
  reliability: fc.nat({ max: 100 }),
});
const ridges = fc
  .record({ columns: fc.integer({ min: 1, max: 25 }), rows: fc.integer({ min: 1, max: 25 }) })
  .chain(({ columns, rows }) => {
    const cells = { minLength: columns * rows, maxLength: columns * rows };
    return fc.record({
      cell: fc.constant(16),
      columns: fc.constant(columns),
      rows: fc.constant(rows),
      orientation: fc.uint8Array(cells),
      period: fc.uint8Array(cells),
    });
  });
const parts = fc.record(
  {
    width: fc.constant(width),
    height: fc.constant(height),
    quality: fc.nat({ max: 100 }),
    minutiae: fc.array(point, { maxLength: 300 }),
    ridges,
  },
  { requiredKeys: ['width', 'height', 'quality', 'minutiae'] },
);

describe('a fingerprint template', () => {
  it('is the same after it was written and read', () => {
    fc.assert(
      fc.property(parts, (made) => {
        const template = createTemplate(made);
        expect(decodeTemplate(encodeTemplate(template))).toEqual({ ok: true, record: template });
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it('does not depend on the order in which its points were found', () => {
    fc.assert(
      fc.property(parts, (made) => {
        const turned = { ...made, minutiae: made.minutiae.toReversed() };
        expect(createTemplate(turned)).toEqual(createTemplate(made));
      }),
      { seed: 2, numRuns: 40 },
    );
  });

  it.each(injuryNames)(
    'refuses bytes that are hurt (%s) or reads them as what they say, and never throws',
    (injury) => {
      fc.assert(
        fc.property(parts, fc.nat(), (made, seed) => {
          const good = encodeTemplate(createTemplate(made));
          const hurt = injure(good, injury, seededRandom(seed));
          const read = decodeTemplate(hurt);
          if (injury === 'truncated') expect(read.ok).toBe(false);
          if (read.ok) expect(encodeTemplate(read.record)).toEqual(hurt);
          else expect(read.reason).toMatch(/\w/);
        }),
        { seed: 3, numRuns: 1500 },
      );
    },
  );

  it('refuses parts out of range', () => {
    const whole = { width, height, quality: 50, minutiae: [] };
    const stray = { x: width * positionUnits + 1, y: 0, direction: 0, kind: 1, reliability: 1 };
    expect(() => createTemplate({ ...whole, quality: 101 })).toThrow(RangeError);
    expect(() => createTemplate({ ...whole, width: 0 })).toThrow(RangeError);
    expect(() => createTemplate({ ...whole, minutiae: [stray] })).toThrow(RangeError);
  });
});
