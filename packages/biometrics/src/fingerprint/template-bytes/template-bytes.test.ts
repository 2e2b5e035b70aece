import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { injure, injuryNames } from '../../hostile/injuries.ts';
import { seededRandom } from '../../synthetic/random.ts';
import { createTemplate } from '../template.ts';
import { decodeTemplate, encodeTemplate } from './template-bytes.ts';
import { templateParts as parts } from './testing/template-parts.ts';

describe('the bytes of a template', () => {
  it('give the same template again, to the last number', () => {
    fc.assert(
      fc.property(parts, (made) => {
        const template = createTemplate(made);
        expect(decodeTemplate(encodeTemplate(template))).toEqual({ ok: true, record: template });
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it.each(injuryNames)('are refused when hurt (%s), or read as what they say, and never throw', (injury) => {
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
  });

  it('are read in their first layout as they were written then', () => {
    const bytes = Buffer.from(
      '52465401012c01903d03032004b511015d064003848c0247095f0c80ff000410000300023b044808460c47104bfc50',
      'hex',
    );
    const template = createTemplate({
      width: 300,
      height: 400,
      quality: 61,
      minutiae: [
        { x: 800, y: 1205, direction: 17, kind: 1, reliability: 93 },
        { x: 1600, y: 900, direction: 140, kind: 2, reliability: 71 },
        { x: 2399, y: 3200, direction: 255, kind: 0, reliability: 4 },
      ],
      ridges: {
        cell: 16,
        columns: 3,
        rows: 2,
        orientation: [4, 8, 0, 12, 16, 252],
        period: [72, 70, 0, 71, 75, 80],
      },
    });
    expect(decodeTemplate(bytes)).toEqual({ ok: true, record: template });
    expect(decodeTemplate(Buffer.concat([bytes, Buffer.from([0])]))).toMatchObject({ ok: false });
    for (let length = 0; length < bytes.length; length++)
      expect(decodeTemplate(bytes.subarray(0, length))).toMatchObject({ ok: false });
  });

  it('are refused in a layout that is not known yet', () => {
    const bytes = encodeTemplate(createTemplate({ width: 300, height: 400, quality: 1, minutiae: [] }));
    bytes[3] = 3;
    expect(decodeTemplate(bytes)).toEqual({
      ok: false,
      reason: 'the template has layout 3, which is not known',
    });
  });

  it('are few where the ridges run smoothly', () => {
    const [columns, rows] = [20, 24];
    const smooth = createTemplate({
      width: 320,
      height: 384,
      quality: 80,
      minutiae: [],
      ridges: {
        cell: 16,
        columns,
        rows,
        orientation: Array.from(
          { length: columns * rows },
          (_, i) => 4 * ((i % columns) + Math.floor(i / columns)),
        ),
        period: Array.from({ length: columns * rows }, (_, i) => 70 + (Math.floor(i / columns) >> 3)),
      },
    });
    expect(encodeTemplate(smooth).length).toBeLessThan(150);
  });
});
