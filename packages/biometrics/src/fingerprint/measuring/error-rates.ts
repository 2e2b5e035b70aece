/** Shares (0–1) of wrong answers. Of an empty list of scores nothing can be said: NaN. */
export interface ErrorRates {
  /** Where as many of one finger are refused as of different fingers accepted. */
  readonly eer: number;
  /** Share of one finger's comparisons refused where at most 1/100, 1/1,000, 1/10,000 of the others are accepted. */
  readonly fmr100: number;
  readonly fmr1000: number;
  readonly fmr10000: number;
}

/** A threshold with what it lets through and what it turns away; a score at the threshold passes. */
export interface OperatingPoint {
  readonly threshold: number;
  readonly falseMatches: number;
  readonly falseNonMatches: number;
}

/** Rates of scores where higher means more alike, under one threshold for all. */
export function errorRates(genuine: readonly number[], impostor: readonly number[]): ErrorRates {
  const points = operatingPoints(genuine, impostor);
  const at = (rate: number) =>
    points.find((point) => point.falseMatches <= rate)?.falseNonMatches ?? Number.NaN;
  const crossing = points.find((point) => point.falseMatches <= point.falseNonMatches);
  const eer = crossing ? eerAt(points, points.indexOf(crossing)) : Number.NaN;
  return { eer, fmr100: at(1 / 100), fmr1000: at(1 / 1000), fmr10000: at(1 / 10_000) };
}

/** Between the last threshold that accepts too many and the first that refuses as many, the nearer one's mean. */
function eerAt(points: readonly OperatingPoint[], index: number): number {
  const near = [points[index]!, points[index - 1] ?? points[index]!];
  const gap = (point: OperatingPoint) => Math.abs(point.falseMatches - point.falseNonMatches);
  const [best] = near.sort((a, b) => gap(a) - gap(b));
  return (best!.falseMatches + best!.falseNonMatches) / 2;
}

/** All thresholds at which something changes, from the laxest to one that nothing reaches. */
export function operatingPoints(genuine: readonly number[], impostor: readonly number[]): OperatingPoint[] {
  if (genuine.length === 0 || impostor.length === 0) return [];
  const same = Float64Array.from(genuine).sort();
  const other = Float64Array.from(impostor).sort();
  const thresholds = [...new Set([...same, ...other])].sort((a, b) => a - b);
  let [refused, passed] = [0, 0];
  return [...thresholds, Number.POSITIVE_INFINITY].map((threshold) => {
    while (refused < same.length && same[refused]! < threshold) refused++;
    while (passed < other.length && other[passed]! < threshold) passed++;
    return {
      threshold,
      falseMatches: (other.length - passed) / other.length,
      falseNonMatches: refused / same.length,
    };
  });
}
