/** How good forecasts were, once it is known what happened. */
interface Known {
  readonly event: boolean;
  readonly chance: { readonly likely: number };
}

/** Mean squared distance of what was said from what happened (Brier 1950): 0 is best, always saying one half gives 0.25. */
export const brierOf = <T extends { readonly event: boolean }>(
  cases: readonly T[],
  said: (one: T) => number,
): number => cases.reduce((sum, one) => sum + (said(one) - Number(one.event)) ** 2, 0) / cases.length;

export interface CalibrationBin {
  /** Chances from this, up to the next bin's. */
  readonly from: number;
  readonly cases: number;
  /** Mean of what was said, and share of what happened. */
  readonly said: number;
  readonly happened: number;
}

const edges = [0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

export function calibrationOf(cases: readonly Known[]): CalibrationBin[] {
  return edges.flatMap((from, i) => {
    const to = edges[i + 1] ?? Infinity;
    const own = cases.filter(({ chance }) => chance.likely >= from && chance.likely < to);
    if (own.length === 0) return [];
    const mean = (value: (one: Known) => number): number =>
      own.reduce((sum, one) => sum + value(one), 0) / own.length;
    return [
      {
        from,
        cases: own.length,
        said: mean((one) => one.chance.likely),
        happened: mean((one) => Number(one.event)),
      },
    ];
  });
}

const wide = 50;

/** One line a bin: `o` what happened, `|` what was said, `@` where both fall on one spot. */
export function drawCalibration(bins: readonly CalibrationBin[]): string {
  const percent = (share: number): string => `${(100 * share).toFixed(1).padStart(5)} %`;
  return bins
    .map(({ said, happened, cases }) => {
      const line = Array<string>(wide + 1).fill('·');
      const [s, h] = [Math.round(said * wide), Math.round(happened * wide)];
      line[s] = '|';
      line[h] = s === h ? '@' : 'o';
      return `    said ${percent(said)}  happened ${percent(happened)}  ${line.join('')}  ${cases}\n`;
    })
    .join('');
}
