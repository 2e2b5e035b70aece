import { descriptor } from '../../parameters.ts';
import { hill, type RidgePlane } from './ridge-plane.ts';

export interface ReferencePoint {
  /** Pixels at 500 dpi in the picture, y down. */
  readonly x: number;
  readonly y: number;
}

/**
 * Where ridges bend most like the upper half of circles: the core of a loop, the upper core of a whorl, the crest
 * of an arch. Two touches of one finger agree on it within about half a dozen pixels where the core was touched.
 *
 * The sum over the plane of gradient · hill, as Nilsson and Bigün (2003) find symmetries with complex filters; of
 * their response only the part that opens downwards is taken, and places far from the middle count less.
 */
export function findReferencePoint(plane: RidgePlane): ReferencePoint {
  const range = knownRange(plane);
  if (!range) return { x: 0, y: 0 };
  const { step } = descriptor.reference;
  const columns = Math.floor((range.right - range.left) / step) + 1;
  const rows = Math.floor((range.bottom - range.top) / step) + 1;
  const scores = score(plane, range, columns, rows);
  let best = 0;
  for (let i = 1; i < scores.length; i++) if (scores[i]! > scores[best]!) best = i;
  const [column, row] = [best % columns, Math.floor(best / columns)];
  const across = column > 0 && column < columns - 1 ? crest(scores, best, 1) : 0;
  const down = row > 0 && row < rows - 1 ? crest(scores, best, columns) : 0;
  return { x: range.left + (column + across) * step, y: range.top + (row + down) * step };
}

interface Range {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly middleX: number;
  readonly middleY: number;
}

function knownRange({ known, columns, rows, cell }: RidgePlane): Range | undefined {
  let [left, right, top, bottom, sumX, sumY, count] = [columns, -1, rows, -1, 0, 0, 0];
  for (let row = 0, i = 0; row < rows; row++)
    for (let column = 0; column < columns; column++, i++) {
      if (!known[i]) continue;
      if (column < left) left = column;
      if (column > right) right = column;
      if (row < top) top = row;
      bottom = row;
      sumX += column;
      sumY += row;
      count++;
    }
  const middle = (index: number) => (index + 0.5) * cell;
  return count === 0
    ? undefined
    : {
        left: middle(left),
        right: middle(right),
        top: middle(top),
        bottom: middle(bottom),
        middleX: middle(sumX / count),
        middleY: middle(sumY / count),
      };
}

/** One sum along rows for each half of the plane, then both down the columns. */
function score(plane: RidgePlane, range: Range, columns: number, rows: number): Float64Array {
  const { step, reach, middleReach } = descriptor.reference;
  const { cosine, sine, cell } = plane;
  const even = new Float64Array(plane.rows * columns);
  const odd = new Float64Array(plane.rows * columns);
  const span = Math.ceil(reach / cell);
  for (let c = 0; c < columns; c++) {
    const x = range.left + c * step;
    const near = Math.floor(x / cell);
    for (let k = Math.max(0, near - span); k <= Math.min(plane.columns - 1, near + span); k++) {
      const away = (k + 0.5) * cell - x;
      const weight = hill(away, reach);
      if (weight === 0) continue;
      for (let row = 0; row < plane.rows; row++) {
        even[row * columns + c]! += weight * cosine[row * plane.columns + k]!;
        odd[row * columns + c]! += weight * away * sine[row * plane.columns + k]!;
      }
    }
  }
  const scores = new Float64Array(rows * columns);
  for (let r = 0; r < rows; r++) {
    const y = range.top + r * step;
    const near = Math.floor(y / cell);
    for (let k = Math.max(0, near - span); k <= Math.min(plane.rows - 1, near + span); k++) {
      const up = y - (k + 0.5) * cell;
      const weight = hill(up, reach);
      for (let c = 0; c < columns; c++)
        scores[r * columns + c]! += weight * (up * even[k * columns + c]! - odd[k * columns + c]!);
    }
    for (let c = 0; c < columns; c++) {
      const [dx, dy] = [range.left + c * step - range.middleX, y - range.middleY];
      const value = scores[r * columns + c]!;
      if (value > 0)
        scores[r * columns + c] = value / (1 + (dx * dx + dy * dy) / (middleReach * middleReach));
    }
  }
  return scores;
}

/** Where a parabola through three neighbours is highest, −½ to ½. */
function crest(values: Float64Array, at: number, stride: number): number {
  const [before, here, after] = [values[at - stride]!, values[at]!, values[at + stride]!];
  const bend = before - 2 * here + after;
  return bend >= 0 ? 0 : Math.max(-0.5, Math.min(0.5, (before - after) / (2 * bend)));
}
