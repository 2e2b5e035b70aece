import fc from 'fast-check';
import { minutiaKind, positionUnits } from '../../template.ts';

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
/** Templates of any kind, with and without a ridge map, before they are sorted and cut. */
export const templateParts = fc.record(
  {
    width: fc.constant(width),
    height: fc.constant(height),
    quality: fc.nat({ max: 100 }),
    minutiae: fc.array(point, { maxLength: 300 }),
    ridges,
  },
  { requiredKeys: ['width', 'height', 'quality', 'minutiae'] },
);
