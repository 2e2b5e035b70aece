import { fingerprintTemplate as bounds } from '../../parameters.ts';
import { type ByteCursor, refuse } from '../../records/byte-cursor.ts';
import {
  byReliability,
  type FingerprintTemplate,
  frozenTemplate,
  isPointWithin,
  isWithin,
  type RidgeMap,
} from '../template.ts';

/**
 * The first layout, read for ever and written no more. Width u16, height u16, quality, count of points, then 7 bytes a
 * point (x u16, y u16, direction, kind, reliability), then the side of a cell (0: no map), columns u16, rows u16, one
 * bit a cell that says whether it has ridges, and for each that has them orientation and period.
 */
export function readPlain(cursor: ByteCursor): FingerprintTemplate {
  const [width, height, quality, count] = [cursor.u16(), cursor.u16(), cursor.u8(), cursor.u8()];
  if (!isWithin(width, 1, bounds.side) || !isWithin(height, 1, bounds.side))
    refuse(`the template is of ${width}×${height} px`);
  if (quality > 100) refuse(`the template has quality ${quality}`);
  const points = Array.from({ length: count }, () => {
    const [x, y, direction, kind, reliability] = [
      cursor.u16(),
      cursor.u16(),
      cursor.u8(),
      cursor.u8(),
      cursor.u8(),
    ];
    const point = { x, y, direction, kind, reliability };
    if (!isPointWithin(point, width, height)) refuse('a point of the template lies outside its ranges');
    return point;
  });
  if (points.some((point, i) => i > 0 && byReliability(points[i - 1]!, point) > 0))
    refuse('the points of the template are not in order');
  const cell = cursor.u8();
  const ridges = cell === 0 ? undefined : readRidges(cell, cursor);
  if (cursor.left > 0) refuse(`${cursor.left} bytes follow the template`);
  return frozenTemplate({ width, height, quality, minutiae: points, ...(ridges && { ridges }) });
}

function readRidges(cell: number, cursor: ByteCursor): RidgeMap {
  const [columns, rows] = [cursor.u16(), cursor.u16()];
  const cells = columns * rows;
  if (!isWithin(cells, 1, bounds.cells)) refuse(`the ridge map has ${columns}×${rows} cells`);
  const valid = cursor.bytes((cells + 7) >> 3);
  if (cells & 7 && valid.at(-1)! >> (cells & 7)) refuse('the ridge map says more than it has cells');
  const [orientation, period] = [new Uint8Array(cells), new Uint8Array(cells)];
  for (let i = 0; i < cells; i++) {
    if (!((valid[i >> 3]! >> (i & 7)) & 1)) continue;
    orientation[i] = cursor.u8();
    period[i] = cursor.u8();
    if (orientation[i]! & 3 || period[i] === 0) refuse('a cell of the ridge map lies outside its ranges');
  }
  return { cell, columns, rows, orientation, period };
}
