import { describe, expect, it } from 'vitest';
import { syntheticFingers } from '../../synthetic/minutiae-person.ts';
import { positionUnits } from '../template.ts';
import { fingerFeatures } from './finger-features.ts';
import { findReferencePoint } from './reference-point.ts';
import { type RidgePlane, ridgePlaneOf } from './ridge-plane.ts';

describe('the reference point', () => {
  it('lies where ridges bend like the upper half of circles', () => {
    const [columns, rows, cell] = [12, 15, 32];
    const [coreX, coreY] = [205, 180];
    const cells = (f: (x: number, y: number) => number) =>
      Float64Array.from({ length: columns * rows }, (_, i) =>
        f(((i % columns) + 0.5) * cell - coreX, (Math.floor(i / columns) + 0.5) * cell - coreY),
      );
    // Circles above the core, straight ridges down to the base below it, as in a loop.
    const twice = (x: number, y: number) => 2 * Math.atan2(-Math.min(y, 0), x) + Math.PI;
    const plane: RidgePlane = {
      columns,
      rows,
      cell,
      cosine: cells((x, y) => Math.cos(y < 0 ? twice(x, y) : Math.PI)),
      sine: cells((x, y) => Math.sin(y < 0 ? twice(x, y) : Math.PI)),
      known: cells(() => 1),
    };
    const { x, y } = findReferencePoint(plane);
    expect(Math.abs(x - coreX)).toBeLessThan(12);
    expect(Math.abs(y - coreY)).toBeLessThan(45);
  });

  it('and all that follows move with the print', () => {
    const template = syntheticFingers('moved', 'first').R2!;
    const ridges = template.ridges!;
    const columns = ridges.columns + 3;
    const shifted = (values: ArrayLike<number>) => {
      const wide = new Uint8Array(columns * ridges.rows);
      for (let i = 0; i < values.length; i++)
        wide[Math.floor(i / ridges.columns) * columns + (i % ridges.columns) + 3] = values[i]!;
      return wide;
    };
    const moved = {
      ...template,
      width: template.width + 3 * ridges.cell,
      minutiae: {
        ...template.minutiae,
        x: Uint16Array.from(template.minutiae.x, (x) => x + 3 * ridges.cell * positionUnits),
      },
      ridges: {
        ...ridges,
        columns,
        orientation: shifted(ridges.orientation),
        period: shifted(ridges.period),
      },
    };
    const [at, then] = [template, moved].map((one) => findReferencePoint(ridgePlaneOf(one)));
    expect(then!.x).toBeCloseTo(at!.x + 3 * ridges.cell, 6);
    expect(then!.y).toBeCloseTo(at!.y, 6);
    expect(fingerFeatures(moved)).toEqual(fingerFeatures(template));
  });

  it('is found from the points alone where a record brought no ridge map', () => {
    const template = syntheticFingers('without', 'first').R3!;
    const { version, width, height, quality, minutiae } = template;
    const plane = ridgePlaneOf({ version, width, height, quality, minutiae });
    expect(plane.known.some((known) => known === 1)).toBe(true);
    expect(fingerFeatures({ version, width, height, quality, minutiae }).some((value) => value !== 0)).toBe(
      true,
    );
  });
});
