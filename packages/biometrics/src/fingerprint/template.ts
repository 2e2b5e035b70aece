import { fingerprintTemplate as bounds } from '../parameters.ts';

/**
 * What is kept of a fingerprint: where ridges end and fork, and which way they run. Immutable: nobody writes into
 * its arrays after `createTemplate`. Lengths are pixels at 500 dpi, rows from the top.
 */
export interface FingerprintTemplate {
  /** Of the extractor's meaning; templates of different versions are not for one comparison. */
  readonly version: number;
  /** Size of the picture in pixels at 500 dpi, at most `bounds.side`. */
  readonly width: number;
  readonly height: number;
  /** 0 useless to 100: how likely a comparison with another touch of the same finger is to succeed. */
  readonly quality: number;
  readonly minutiae: Minutiae;
  /** Absent where only minutiae are known, as in a peer's record. */
  readonly ridges?: RidgeMap;
}

/** The points, one index through all arrays: most reliable first, then by y, x, direction and kind. */
export interface Minutiae {
  readonly count: number;
  /** Position in units of 1/8 pixel at 500 dpi (`positionUnits`), from the left and from the top. */
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  /**
   * 1/256 turn, counter-clockwise from the right as the picture is seen (ISO/IEC 19794-2): from an ending back
   * into its ridge, from a fork into the valley between its legs. Where pressure turns an ending into a fork it stays.
   */
  readonly direction: ArrayLike<number>;
  /** A value of `minutiaKind`. */
  readonly kind: ArrayLike<number>;
  /** 0 a guess to 100 certain. */
  readonly reliability: ArrayLike<number>;
}

/** How the ridges run, in square cells from the top left corner of the picture. */
export interface RidgeMap {
  /** Side of a cell in pixels at 500 dpi. */
  readonly cell: number;
  readonly columns: number;
  readonly rows: number;
  /** 1/256 of a half turn, counter-clockwise from the right; a multiple of 4. Means nothing where `period` is 0. */
  readonly orientation: ArrayLike<number>;
  /** Distance from ridge to ridge in 1/8 pixel, 0 where no ridges are seen. */
  readonly period: ArrayLike<number>;
}

/** As ISO/IEC 19794-2 numbers them. */
export const minutiaKind = { other: 0, ending: 1, fork: 2 } as const;

/** Positions in a pixel: 1/8 pixel is 6 µm of skin. */
export const positionUnits = 8;

/** One point, in the units of `Minutiae`. */
export interface Minutia {
  readonly x: number;
  readonly y: number;
  readonly direction: number;
  readonly kind: number;
  readonly reliability: number;
}

export interface TemplateParts {
  readonly width: number;
  readonly height: number;
  readonly quality: number;
  readonly minutiae: readonly Minutia[];
  readonly ridges?: RidgeMap;
}

/**
 * Sorts the points, keeps the most reliable `bounds.minutiae` and freezes the whole. Values are rounded to their
 * units. Throws RangeError where a part lies outside its range: such a template is the caller's mistake.
 */
export function createTemplate(parts: TemplateParts): FingerprintTemplate {
  const { width, height, quality, ridges } = parts;
  if (!isWithin(width, 1, bounds.side) || !isWithin(height, 1, bounds.side) || !isWithin(quality, 0, 100))
    throw new RangeError(`no template of ${width}×${height} px and quality ${quality}`);
  const points = parts.minutiae.map(rounded).sort(byReliability).slice(0, bounds.minutiae);
  for (const point of points)
    if (!isPointWithin(point, width, height))
      throw new RangeError(`no point ${JSON.stringify(point)} in ${width}×${height} px`);
  const kept = ridges && checkedRidges(ridges);
  return frozenTemplate({ width, height, quality, minutiae: points, ...(kept && { ridges: kept }) });
}

/** Whether a number is whole and in a range. */
export const isWithin = (value: number, least: number, most: number) =>
  Number.isInteger(value) && value >= least && value <= most;

/** Whether a point lies in its ranges, in a picture of this size. */
export const isPointWithin = (point: Minutia, width: number, height: number) =>
  isWithin(point.x, 0, width * positionUnits) &&
  isWithin(point.y, 0, height * positionUnits) &&
  isWithin(point.direction, 0, 255) &&
  isWithin(point.kind, 0, 2) &&
  isWithin(point.reliability, 0, 100);

const rounded = ({ x, y, direction, kind, reliability }: Minutia): Minutia => ({
  x: Math.round(x),
  y: Math.round(y),
  direction: Math.round(direction) & 255,
  kind,
  reliability: Math.round(reliability),
});

/** The order of the points of a template. */
export const byReliability = (a: Minutia, b: Minutia) =>
  b.reliability - a.reliability || a.y - b.y || a.x - b.x || a.direction - b.direction || a.kind - b.kind;

function checkedRidges(map: RidgeMap): RidgeMap {
  const cells = map.columns * map.rows;
  if (!isWithin(map.cell, 1, 255) || !isWithin(cells, 1, bounds.cells))
    throw new RangeError(`no ridge map of ${map.columns}×${map.rows} cells`);
  if (map.orientation.length !== cells || map.period.length !== cells)
    throw new RangeError('the ridge map is not as long as its sides say');
  const orientation = Uint8Array.from(map.orientation, (value, i) => (map.period[i] ? value & 252 : 0));
  return Object.freeze({ ...map, orientation, period: Uint8Array.from(map.period) });
}

/** The template of parts that are known to be in their ranges and in order. */
export function frozenTemplate({ width, height, quality, minutiae: points, ridges }: TemplateParts) {
  const minutiae = Object.freeze({
    count: points.length,
    x: Uint16Array.from(points, (point) => point.x),
    y: Uint16Array.from(points, (point) => point.y),
    direction: Uint8Array.from(points, (point) => point.direction),
    kind: Uint8Array.from(points, (point) => point.kind),
    reliability: Uint8Array.from(points, (point) => point.reliability),
  });
  const whole: FingerprintTemplate = { version: bounds.version, width, height, quality, minutiae };
  return Object.freeze(ridges ? { ...whole, ridges: Object.freeze(ridges) } : whole);
}
