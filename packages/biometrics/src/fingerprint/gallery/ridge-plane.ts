import { descriptor } from '../../parameters.ts';
import { type FingerprintTemplate, type Minutiae, positionUnits, type RidgeMap } from '../template.ts';

/**
 * The run of the ridges in coarse cells, ready for sums: in each known cell the cosine and sine of twice the
 * ridges' angle. Pixels at 500 dpi, x to the right, y down, the first cell's middle at half a cell.
 */
export interface RidgePlane {
  readonly columns: number;
  readonly rows: number;
  readonly cell: number;
  readonly cosine: Float64Array;
  readonly sine: Float64Array;
  /** 1 where the cell is known. */
  readonly known: Float64Array;
}

/** From the template's own map, or from its points where a peer's record brought no map. */
export const ridgePlaneOf = ({ ridges, minutiae, width, height }: FingerprintTemplate): RidgePlane =>
  ridges ? gathered(ridges) : guessed(minutiae, width, height);

const table = (f: (angle: number) => number, turn: number) =>
  Float64Array.from({ length: 256 }, (_, i) => Math.round(f((i * turn) / 256) * 4096) / 4096);
const cosineOfHalfTurns = table(Math.cos, 2 * Math.PI);
const sineOfHalfTurns = table(Math.sin, 2 * Math.PI);

/** Cells of the map, joined until they are about `descriptor.cell` wide; a cell is known if half of it is. */
function gathered(map: RidgeMap): RidgePlane {
  const joined = Math.max(1, Math.round(descriptor.cell / map.cell));
  const plane = emptyPlane(Math.ceil(map.columns / joined), Math.ceil(map.rows / joined), map.cell * joined);
  for (let row = 0; row < map.rows; row++)
    for (let column = 0; column < map.columns; column++) {
      const from = row * map.columns + column;
      if (!map.period[from]) continue;
      const to = Math.floor(row / joined) * plane.columns + Math.floor(column / joined);
      plane.cosine[to]! += cosineOfHalfTurns[map.orientation[from]!]!;
      plane.sine[to]! += sineOfHalfTurns[map.orientation[from]!]!;
      plane.known[to]! += 1;
    }
  return averaged(plane, (joined * joined) / 2);
}

/** Each point says how the ridges run around it. */
function guessed(minutiae: Minutiae, width: number, height: number): RidgePlane {
  const { cell, guessReach, guessLeast } = descriptor;
  const plane = emptyPlane(Math.ceil(width / cell), Math.ceil(height / cell), cell);
  for (let i = 0; i < minutiae.count; i++) {
    const [x, y] = [minutiae.x[i]! / positionUnits, minutiae.y[i]! / positionUnits];
    const twice = (minutiae.direction[i]! * 2) & 255;
    for (let row = 0; row < plane.rows; row++)
      for (let column = 0; column < plane.columns; column++) {
        const w = hill((column + 0.5) * cell - x, guessReach) * hill((row + 0.5) * cell - y, guessReach);
        if (w === 0) continue;
        const to = row * plane.columns + column;
        plane.cosine[to]! += w * cosineOfHalfTurns[twice]!;
        plane.sine[to]! += w * sineOfHalfTurns[twice]!;
        plane.known[to]! += w;
      }
  }
  for (let i = 0; i < plane.known.length; i++) {
    const length = Math.hypot(plane.cosine[i]!, plane.sine[i]!);
    if (plane.known[i]! < guessLeast || length === 0) plane.known[i] = 0;
    else plane.known[i] = length;
  }
  return averaged(plane, 0);
}

function emptyPlane(columns: number, rows: number, cell: number): RidgePlane {
  const cells = () => new Float64Array(columns * rows);
  return { columns, rows, cell, cosine: cells(), sine: cells(), known: cells() };
}

function averaged(plane: RidgePlane, least: number): RidgePlane {
  const { cosine, sine, known } = plane;
  for (let i = 0; i < known.length; i++) {
    const weight = known[i]! > 0 && known[i]! >= least ? 1 / known[i]! : 0;
    cosine[i]! *= weight;
    sine[i]! *= weight;
    known[i] = weight > 0 ? 1 : 0;
  }
  return plane;
}

/** 1 in the middle, 0 from `reach` on, smooth between: (1 − d²)², which every machine computes alike. */
export function hill(distance: number, reach: number): number {
  const t = 1 - (distance * distance) / (reach * reach);
  return t > 0 ? t * t : 0;
}
