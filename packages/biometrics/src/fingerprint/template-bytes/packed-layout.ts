import { fingerprintTemplate as bounds } from '../../parameters.ts';
import { type ByteCursor, ByteWriter, refuse } from '../../records/byte-cursor.ts';
import {
  byReliability,
  type FingerprintTemplate,
  frozenTemplate,
  isPointWithin,
  isWithin,
  type Minutia,
  positionUnits,
} from '../template.ts';
import { type ChanceCoder, ChanceReader, ChanceWriter } from './chance-coder.ts';

/**
 * Width u16, height u16, quality, count of points, side of a cell (0: no map), then with a map columns u16 and rows
 * u16; then bits as short as they are expected (`ChanceCoder`): cell after cell whether it has ridges, how much its
 * orientation and period differ from those of the cells before; point after point how much less reliable it is than
 * the last, its kind, its place, and how much its direction differs from the ridges'. Nothing is lost.
 */
export function writePacked(template: FingerprintTemplate): Uint8Array {
  const { width, height, quality, ridges, minutiae } = template;
  const out = new ByteWriter().u16(width, height).u8(quality, minutiae.count, ridges?.cell ?? 0);
  if (ridges) out.u16(ridges.columns, ridges.rows);
  const coder = new ChanceWriter(contexts);
  const cells = ridges && {
    cell: ridges.cell,
    columns: ridges.columns,
    rows: ridges.rows,
    orientation: Uint8Array.from(ridges.orientation),
    period: Uint8Array.from(ridges.period),
  };
  if (cells) passRidges(coder, cells);
  const points = Array.from({ length: minutiae.count }, (_, i) => ({
    x: minutiae.x[i]!,
    y: minutiae.y[i]!,
    direction: minutiae.direction[i]!,
    kind: minutiae.kind[i]!,
    reliability: minutiae.reliability[i]!,
  }));
  passPoints(coder, points, template, cells);
  return out.bytes(coder.done()).done();
}

export function readPacked(cursor: ByteCursor): FingerprintTemplate {
  const [width, height, quality, count] = [cursor.u16(), cursor.u16(), cursor.u8(), cursor.u8()];
  if (!isWithin(width, 1, bounds.side) || !isWithin(height, 1, bounds.side))
    refuse(`the template is of ${width}×${height} px`);
  if (quality > 100) refuse(`the template has quality ${quality}`);
  const ridges = emptyRidges(cursor);
  const coder = new ChanceReader(contexts, cursor.bytes(cursor.left));
  if (ridges) passRidges(coder, ridges);
  const minutiae = Array.from({ length: count }, () => ({
    x: 0,
    y: 0,
    direction: 0,
    kind: 0,
    reliability: 0,
  }));
  passPoints(coder, minutiae, { width, height }, ridges);
  if (!minutiae.every((point) => isPointWithin(point, width, height)))
    refuse('a point of the template lies outside its ranges');
  if (minutiae.some((point, i) => i > 0 && byReliability(minutiae[i - 1]!, point) > 0))
    refuse('the points of the template are not in order');
  return frozenTemplate({ width, height, quality, minutiae, ...(ridges && { ridges }) });
}

interface Cells {
  readonly cell: number;
  readonly columns: number;
  readonly rows: number;
  readonly orientation: Uint8Array;
  readonly period: Uint8Array;
}

type Draft = { -readonly [Part in keyof Minutia]: Minutia[Part] };

function emptyRidges(cursor: ByteCursor): Cells | undefined {
  const cell = cursor.u8();
  if (cell === 0) return undefined;
  const [columns, rows] = [cursor.u16(), cursor.u16()];
  const cells = columns * rows;
  if (!isWithin(cells, 1, bounds.cells)) refuse(`the ridge map has ${columns}×${rows} cells`);
  return { cell, columns, rows, orientation: new Uint8Array(cells), period: new Uint8Array(cells) };
}

/** Contexts in which chances learn apart. Those with several ways are followed by their others. */
const has = 0;
const orientation = 1;
const period = 6;
const reliability = 9;
const kind = 10;
const fraction = 11;
const turn = 14;
const contexts = 15;

/** Period of the first cell, in 1/8 pixel: that of most adults. */
const usualPeriod = 72;

function passRidges(coder: ChanceCoder, map: Cells): void {
  const { columns, rows } = map;
  let lastPeriod = usualPeriod;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const i = row * columns + column;
      const at = (dx: number, dy: number): number =>
        column + dx >= 0 && column + dx < columns && row + dy >= 0 && map.period[i + dy * columns + dx]!
          ? i + dy * columns + dx
          : -1;
      const [left, above, aboveLeft, aboveRight] = [at(-1, 0), at(0, -1), at(-1, -1), at(1, -1)];
      const around = [left, above, aboveLeft, aboveRight].reduce(
        (sum, j, k) => sum + (j >= 0 ? 1 << k : 0),
        0,
      );
      if (!coder.flag(has, around, map.period[i] ? 1 : 0)) continue;
      passOrientation(coder, map.orientation, i, left, above);
      const known = [left, above].filter((j) => j >= 0);
      const expected = known.length
        ? Math.round(known.reduce((sum, j) => sum + map.period[j]!, 0) / known.length)
        : lastPeriod;
      const found = expected + coder.signed(period + known.length, map.period[i]! - expected);
      if (!isWithin(found, 1, 255)) refuse('a cell of the ridge map lies outside its ranges');
      map.period[i] = lastPeriod = found;
    }
}

/** In 64ths of half a turn, from the middle of the cells to the left and above where they are. */
function passOrientation(
  coder: ChanceCoder,
  values: Uint8Array,
  i: number,
  left: number,
  above: number,
): void {
  const one = (values[left] ?? values[above] ?? 0) >> 2;
  const apart = left >= 0 && above >= 0 ? between64(values[above]! >> 2, one) : 0;
  const way =
    left < 0 && above < 0
      ? 0
      : left < 0 || above < 0
        ? 1
        : Math.abs(apart) < 2
          ? 2
          : Math.abs(apart) < 6
            ? 3
            : 4;
  const expected = one + (apart >> 1);
  const off = coder.signed(orientation + way, between64(values[i]! >> 2, expected));
  if (off < -32 || off > 31) refuse('a cell of the ridge map lies outside its ranges');
  values[i] = ((expected + off) & 63) << 2;
}

/** From b to a, −32 to 31. */
const between64 = (a: number, b: number): number => ((a - b + 32) & 63) - 32;

const bitsFor = (most: number): number => 32 - Math.clz32(most);

function passPoints(
  coder: ChanceCoder,
  points: Draft[],
  { width, height }: { readonly width: number; readonly height: number },
  map: Cells | undefined,
): void {
  let last = 100;
  for (const point of points) {
    point.reliability = last - coder.number(reliability, last - point.reliability);
    last = point.reliability;
    point.kind = coder.number(kind, point.kind);
    point.x = passPlace(coder, point.kind, width, point.x);
    point.y = passPlace(coder, point.kind, height, point.y);
    if (!isPointWithin(point, width, height)) refuse('a point of the template lies outside its ranges');
    passDirection(coder, point, map);
  }
}

/** Whole pixels, of which nothing is expected, and eighths, of which endings have none. */
function passPlace(coder: ChanceCoder, of: number, most: number, value: number): number {
  const whole = coder.even(bitsFor(most), Math.floor(value / positionUnits));
  return whole * positionUnits + coder.number(fraction + Math.min(of, 2), value % positionUnits);
}

function passDirection(coder: ChanceCoder, point: Draft, map: Cells | undefined): void {
  const ridge = map && orientationAt(map, point);
  if (ridge === undefined) {
    point.direction = coder.even(8, point.direction);
    return;
  }
  const off = ((point.direction - ridge + 64) & 127) - 64;
  const back = coder.even(1, ((ridge + off) & 255) === point.direction ? 0 : 1);
  const found = coder.signed(turn, off);
  if (found < -64 || found > 63) refuse('a point of the template lies outside its ranges');
  point.direction = (ridge + found + 128 * back) & 255;
}

/** Of the cell in which a point lies, in 1/256 turn; undefined where it has no ridges. */
function orientationAt(
  { cell, columns, rows, orientation: angles, period: periods }: Cells,
  { x, y }: Draft,
) {
  const column = Math.floor(x / positionUnits / cell);
  const row = Math.floor(y / positionUnits / cell);
  if (column >= columns || row >= rows || !periods[row * columns + column]) return undefined;
  return angles[row * columns + column]! >> 1;
}
